//! The filter bar: a plain GET form whose fields are the URL; with script each change acts at once.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::ticket::{Priority, TicketFilter, TypeIs};
use ui::{
    combobox::{self, Combobox},
    platform,
    prelude::*,
};

use super::narrow::{narrowed, search};
use crate::{
    pick::{api::References, people_search, person_choice},
    words,
};

/// Narrows the list; every control shows what the URL says.
#[component]
pub(super) fn Filters(filter: Signal<TicketFilter>, references: References) -> impl IntoView {
    let navigate = use_navigate();
    let ready = platform::mounted();
    let apply = Apply::new(move |change: Change| {
        let next = filter.with_untracked(|filter| narrowed(filter, change));
        navigate(&next.href(), NavigateOptions { scroll: false, ..Default::default() });
    });
    let statuses = words::STATUSES.map(|it| SelectOption::new(it.code(), words::status_is(it))).to_vec();
    let priorities =
        Priority::ALL.iter().map(|it| SelectOption::new(it.code(), words::priority(*it))).collect();
    let untyped = SelectOption::new(TypeIs::MISSING, t(K::OverviewUntyped));
    let types = references.types.iter().map(|it| SelectOption::new(it.id.to_string(), it.name.clone()));
    let types = types.chain([untyped]).collect();
    let tags =
        references.tags.iter().map(|it| SelectOption::new(it.id.to_string(), it.name.clone())).collect();
    view! {
        <form method="get" action="/tickets" class="filters" role="search" aria-label=t(K::TicketsSearch) on:submit=move |event: ev::SubmitEvent| event.prevent_default()>
            <input type="hidden" name="view" value=move || filter.with(|filter| filter.view.code()) />
            <input type="hidden" name="size" value=move || filter.with(|filter| filter.size.to_string()) />
            <input type="hidden" name="involved" value=move || filter.with(|filter| if filter.involved { "1" } else { "" }) />
            <Search filter apply />
            <Choice name="status" label=t(K::TicketStatus) options=statuses apply set=|filter, value| filter.status = value.parse().ok()
                chosen=move || filter.with(|filter| filter.status.map(|it| it.code().to_owned())) />
            <Choice name="priority" label=t(K::TicketPriority) options=priorities apply set=|filter, value| filter.priority = value.parse().ok()
                chosen=move || filter.with(|filter| filter.priority.map(|it| it.code().to_owned())) />
            <Choice name="type" label=t(K::TicketType) options=types apply set=|filter, value| filter.type_id = value.parse().ok()
                chosen=move || filter.with(|filter| filter.type_id.map(|it| it.to_string())) />
            <Choice name="tag" label=t(K::TicketTags) options=tags apply set=|filter, value| filter.tag = value.parse().ok()
                chosen=move || filter.with(|filter| filter.tag.map(|it| it.to_string())) />
            <Handler filter references apply />
            <button type="submit" class="button" hidden=ready>{t(K::TicketsApply)}</button>
        </form>
    }
}

type Change = Box<dyn FnOnce(&mut TicketFilter)>;
type Apply = Callback<Change>;

/// Keeps a control and the URL equal. What was entered before script ran has not been heard yet: it counts as entered
/// now.
fn follow<E>(
    control: NodeRef<E>,
    wanted: impl Fn() -> String + 'static,
    read: fn(&E::Output) -> String,
    write: fn(&E::Output, &str),
    entered: impl Fn(String) + 'static,
) where
    E: html::ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move |came: Option<bool>| {
        let wanted = wanted();
        let Some(control) = control.get() else { return false };
        let shown = read(&control);
        match came == Some(true) {
            _ if shown == wanted => {}
            true => write(&control, &wanted),
            false => entered(shown),
        }
        true
    });
}

#[component]
fn Search(filter: Signal<TicketFilter>, apply: Apply) -> impl IntoView {
    let text = move || filter.with(|filter| filter.search.clone()).unwrap_or_default();
    let control = NodeRef::<html::Input>::new();
    let entered = move |text: String| {
        let wanted = search(&text);
        apply.run(Box::new(move |filter| filter.search = wanted));
    };
    follow(control, text, web_sys::HtmlInputElement::value, web_sys::HtmlInputElement::set_value, entered);
    view! {
        <label class="filters__search">
            <Icon name=IconName::Search />
            <span class="visually-hidden">{t(K::TicketsSearch)}</span>
            <input
                type="search"
                name="q"
                class="input"
                maxlength="100"
                autocomplete="off"
                placeholder=t(K::TicketsSearch)
                value=untrack(text)
                node_ref=control
                on:change=move |event| entered(event_target_value(&event))
            />
        </label>
    }
}

#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    options: Vec<SelectOption>,
    #[prop(into)] chosen: Signal<Option<String>>,
    set: fn(&mut TicketFilter, &str),
    apply: Apply,
) -> impl IntoView {
    let control = NodeRef::<html::Select>::new();
    let values: Vec<_> = options.iter().map(|option| option.value.clone()).collect();
    let wanted = move || chosen.get().filter(|value| values.contains(value)).unwrap_or_default();
    let entered = move |value: String| apply.run(Box::new(move |filter| set(filter, &value)));
    follow(
        control,
        wanted,
        web_sys::HtmlSelectElement::value,
        web_sys::HtmlSelectElement::set_value,
        entered,
    );
    let first = chosen.get_untracked();
    let offered = options.into_iter().map(|option| {
        let selected = first.as_ref() == Some(&option.value);
        view! { <option value=option.value selected=selected>{option.label}</option> }
    });
    let offered = offered.collect_view();
    view! {
        <select
            name=name
            class="input select filters__choice"
            aria-label=label
            data-active=move || chosen.with(Option::is_some).then_some("")
            node_ref=control
            on:change=move |event| entered(event_target_value(&event))
        >
            <option value="">{label}</option>
            {offered}
        </select>
    }
}

#[component]
fn Handler(filter: Signal<TicketFilter>, references: References, apply: Apply) -> impl IntoView {
    let people: Vec<_> = references.people.iter().map(person_choice).collect();
    let choices = people.clone();
    let found = RwSignal::new(None::<combobox::Choice>);
    let chosen = Signal::derive(move || {
        let value = filter.with(|filter| filter.handler)?.to_string();
        let known = |choice: &&combobox::Choice| choice.value == value;
        let named = people.iter().find(known).cloned().or_else(|| found.get().filter(|it| known(&it)));
        Some(named.unwrap_or_else(|| combobox::Choice {
            value,
            label: t(K::TicketsChosen).to_owned(),
            detail: None,
        }))
    });
    let told = move |choice: Option<combobox::Choice>| {
        let handler = choice.as_ref().and_then(|choice| choice.value.parse().ok());
        found.set(choice);
        apply.run(Box::new(move |filter| filter.handler = handler));
    };
    view! {
        <div class="filters__handler">
            <Combobox
                name="handler"
                search=people_search(|| None)
                choices
                chosen
                label=t(K::TicketHandler)
                placeholder=t(K::TicketHandler)
                on_change=told
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos_router::{components::Router, location::RequestUrl};
    use model::{
        Locale,
        ticket::{StatusIs, View},
    };

    fn names<'a>(text: &'a str, before: &str, after: char) -> Vec<&'a str> {
        let rest = text.split(before).skip(1);
        let mut names: Vec<_> = rest.filter_map(|rest| Some(rest.split_once(after)?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn without_script_the_bar_sends_what_the_address_knows() {
        let id = "00000000-0000-0000-0000-000000000007";
        let full = TicketFilter {
            search: Some("停水".into()),
            status: Some(StatusIs::Open),
            priority: Some(Priority::High),
            type_id: Some(TypeIs::Missing),
            tag: id.parse().ok(),
            handler: id.parse().ok(),
            involved: true,
            size: 50,
            ..TicketFilter::of(View::All)
        };
        let address = full.href().replace('?', "&");
        let bar = Owner::new().with(|| {
            ui::provide_locale(Locale::En);
            provide_context(RequestUrl::new("/tickets"));
            let filter = Signal::stored(full);
            view! { <Router><Filters filter references=References::default() /></Router> }.to_html()
        });
        assert_eq!(names(&bar, " name=\"", '"'), names(&address, "&", '='));
        assert!(
            bar.contains(&format!("value=\"{id}\" selected")),
            "an unknown handler is still chosen: {bar}"
        );
    }
}
