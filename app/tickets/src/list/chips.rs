//! What narrows the list now, each with a way to drop it.

use leptos::prelude::*;
use model::ticket::{TicketFilter, TypeIs};
use ui::prelude::*;

use super::narrow::{narrowed, widened};
use crate::{pick::api::References, words};

/// The active filters as links that drop them; works without script.
#[component]
pub(super) fn Chips(filter: Signal<TicketFilter>, references: References) -> impl IntoView {
    let references = StoredValue::new(references);
    move || {
        let filter = filter.get();
        let chips = references.with_value(|references| active(&filter, references));
        (!chips.is_empty()).then(|| view! { <Row chips reset=widened(&filter).href() /> })
    }
}

#[component]
fn Row(chips: Vec<(String, String)>, reset: String) -> impl IntoView {
    let chips = chips.into_iter().map(|(label, href)| {
        let drop = tf!(K::TicketsDropFilter, name = label);
        view! { <li><a class="chip" href=href title=drop.clone() aria-label=drop>{label}<Icon name=IconName::Close /></a></li> }
    });
    view! {
        <div class="chips">
            <ul class="chips__list" aria-label=t(K::TicketsActiveFilters)>{chips.collect_view()}</ul>
            <a class="chips__reset" href=reset>{t(K::TicketsReset)}</a>
        </div>
    }
}

/// Takes one thing out of a filter.
type Drop = fn(&mut TicketFilter);

/// Each active filter in words, with the address of the list without it.
fn active(filter: &TicketFilter, references: &References) -> Vec<(String, String)> {
    let unknown = || t(K::TicketsChosen).to_owned();
    let kind = |it| match it {
        TypeIs::Missing => t(K::OverviewUntyped).to_owned(),
        TypeIs::Exactly(id) => {
            references.types.iter().find(|it| it.id == id).map_or_else(unknown, |it| it.name.clone())
        }
    };
    let tag = |id| references.tags.iter().find(|it| it.id == id).map_or_else(unknown, |it| it.name.clone());
    let person =
        |id| references.people.iter().find(|it| it.id == id).map_or_else(unknown, |it| it.name.clone());
    let chips: [(K, Option<String>, Drop); 7] = [
        (K::CommonSearch, filter.search.clone().filter(|text| !text.is_empty()), |it| it.search = None),
        (K::TicketStatus, filter.status.map(|it| words::status_is(it).to_owned()), |it| it.status = None),
        (K::TicketPriority, filter.priority.map(|it| words::priority(it).to_owned()), |it| {
            it.priority = None
        }),
        (K::TicketType, filter.type_id.map(kind), |it| it.type_id = None),
        (K::TicketTags, filter.tag.map(tag), |it| it.tag = None),
        (K::TicketHandler, filter.handler.map(person), |it| it.handler = None),
        (K::TicketsWhose, filter.involved.then(|| t(K::TicketsInvolved).to_owned()), |it| {
            it.involved = false
        }),
    ];
    let chip = |(label, value, drop): (K, Option<String>, Drop)| {
        value.map(|value| {
            (tf!(K::TicketsFilterIs, name = t(label), value = value), narrowed(filter, drop).href())
        })
    };
    chips.into_iter().filter_map(chip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ticket::{Status, StatusIs, View};

    #[test]
    fn each_chip_drops_its_own_filter_only() {
        let filter = TicketFilter {
            search: Some("停水".into()),
            status: Some(StatusIs::Exactly(Status::Replied)),
            ..TicketFilter::of(View::Mine)
        };
        let hrefs: Vec<_> =
            active(&filter, &References::default()).into_iter().map(|(_, href)| href).collect();
        assert_eq!(hrefs, ["/tickets?view=mine&status=replied", "/tickets?view=mine&q=%E5%81%9C%E6%B0%B4"]);
    }
}
