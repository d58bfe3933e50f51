//! The filter bar: a plain GET form whose fields are the URL; with script each change acts at once.

use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::ticket::{Priority, TicketFilter, TypeIs};
use ui::{
    combobox::{self, Combobox},
    platform,
    prelude::*,
};

use super::narrow::narrowed;
use crate::{
    pick::{api::References, people_search, person_choice},
    words,
};

/// Narrows the list; every control shows what the URL says.
#[component]
pub(super) fn Filters(filter: Signal<TicketFilter>, references: References) -> impl IntoView {
    let navigate = use_navigate();
    let ready = platform::mounted();
    let apply = Callback::new(move |(name, value): (&'static str, String)| {
        let next = filter.with_untracked(|filter| narrowed(filter, name, &value));
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
            <Choice name="status" label=t(K::TicketStatus) options=statuses apply
                chosen=move || filter.with(|filter| filter.status.map(|it| it.code().to_owned())) />
            <Choice name="priority" label=t(K::TicketPriority) options=priorities apply
                chosen=move || filter.with(|filter| filter.priority.map(|it| it.code().to_owned())) />
            <Choice name="type" label=t(K::TicketType) options=types apply
                chosen=move || filter.with(|filter| filter.type_id.map(|it| it.to_string())) />
            <Choice name="tag" label=t(K::TicketTags) options=tags apply
                chosen=move || filter.with(|filter| filter.tag.map(|it| it.to_string())) />
            <Handler filter references apply />
            <button type="submit" class="button" hidden=ready>{t(K::TicketsApply)}</button>
        </form>
    }
}

type Apply = Callback<(&'static str, String)>;

#[component]
fn Search(filter: Signal<TicketFilter>, apply: Apply) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let text = move || filter.with(|filter| filter.search.clone()).unwrap_or_default();
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
                prop:value=text
                node_ref=input
                on:change=move |event| apply.run(("q", event_target_value(&event)))
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
    apply: Apply,
) -> impl IntoView {
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
            prop:value=move || chosen.get().unwrap_or_default()
            on:change=move |event| apply.run((name, event_target_value(&event)))
        >
            <option value="">{label}</option>
            {offered}
        </select>
    }
}

#[component]
fn Handler(filter: Signal<TicketFilter>, references: References, apply: Apply) -> impl IntoView {
    let people = StoredValue::new(references.people);
    let chosen = move || filter.with(|filter| filter.handler);
    let picker = move |handler| {
        let choices: Vec<_> = people.with_value(|people| people.iter().map(person_choice).collect());
        let initial =
            people.with_value(|people| people.iter().find(|who| Some(who.id) == handler).map(person_choice));
        let told = move |chosen: Option<combobox::Choice>| {
            apply.run(("handler", chosen.map(|choice| choice.value).unwrap_or_default()));
        };
        view! {
            <Combobox
                name="handler"
                search=people_search(|| None)
                choices
                initial
                label=t(K::TicketHandler)
                placeholder=t(K::TicketHandler)
                on_change=told
            />
        }
    };
    view! {
        <div class="filters__handler">
            <For each=move || [chosen()] key=|handler| *handler let:handler>{picker(handler)}</For>
        </div>
    }
}
