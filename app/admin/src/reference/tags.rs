//! 标签管理.

use leptos::prelude::*;
use model::organisation::{Colour, Tag};
use ui::prelude::*;

use super::api::{AddTag, tags};
use crate::{
    catalogue::{Catalogue, next_please},
    section::Section,
    settings::Settings,
};

const NAME_MAX: u32 = 30;

/// 标签管理.
#[component]
pub fn TagsPage() -> impl IntoView {
    view! { <Settings section=Section::Tags><Tags /></Settings> }
}

#[component]
fn Tags() -> impl IntoView {
    let add = ServerAction::<AddTag>::new();
    let rows = Resource::new(|| (), |()| tags());
    let name = RwSignal::new(String::new());
    let colour = RwSignal::new(Colour::default().code().to_owned());
    let columns = || {
        vec![
            Column::new(
                "name",
                t(K::TagName),
                |tag: &Tag| view! { <Chip name=tag.name.clone() colour=tag.colour /> },
            )
            .wide(),
            Column::new("colour", t(K::TagColour), |tag: &Tag| word(tag.colour)).narrow(),
        ]
    };
    let offered = Colour::ALL.iter().map(|colour| SelectOption::new(colour.code(), word(*colour))).collect();
    let preview = move || {
        let colour = colour.get().parse().unwrap_or_default();
        let name = Some(name.get())
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| t(K::TagPreview).to_owned());
        view! { <Chip name colour /> }
    };
    view! {
        <Catalogue rows added=add.version() columns row_key=|tag| tag.id.to_string() caption=t(K::SettingsTags)>
            <Form action=add name="tag" class="form--line" on_success=next_please(name, "tag-name")>
                <Field name="name" label=t(K::TagName) required=true>
                    <TextInput bind=name maxlength=NAME_MAX placeholder=t(K::TagExample) />
                </Field>
                <Field name="colour" label=t(K::TagColour) required=true>
                    <Select options=offered bind=colour />
                </Field>
                <span class="catalogue__preview" aria-hidden="true">{preview}</span>
                <Submit icon=IconName::Plus>{t(K::CatalogueAdd)}</Submit>
            </Form>
        </Catalogue>
    }
}

#[component]
fn Chip(name: String, colour: Colour) -> impl IntoView {
    view! { <span class="tag" data-tone=colour.code()>{name}</span> }
}

/// The word for a colour.
fn word(colour: Colour) -> &'static str {
    t(match colour {
        Colour::Grey => K::ColourGrey,
        Colour::Blue => K::ColourBlue,
        Colour::Green => K::ColourGreen,
        Colour::Yellow => K::ColourYellow,
        Colour::Red => K::ColourRed,
        Colour::Purple => K::ColourPurple,
    })
}
