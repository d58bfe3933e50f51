//! The larger components, as the gallery shows them.

use leptos::prelude::*;

use super::Exhibit;
use crate::{
    button::Button,
    combobox::{Choice, Combobox},
    command_palette::{Command, CommandPalette, Hit},
    date_picker::DatePicker,
    draft::Draft,
    field::Field,
    i18n::{K, t},
    lookup::remote,
    rich_text::RichText,
    tag_input::{TagChoice, TagInput},
    upload::{Stored, Upload},
};

const NAMES: [&str; 5] = ["Li Min", "Wang Jianguo", "Chen Fang", "Zhang Wei", "Liu Yang"];
const TONES: [&str; 6] = ["grey", "blue", "green", "yellow", "red", "purple"];

fn choices() -> Vec<Choice> {
    let choice = |(at, name): (usize, &&str)| Choice {
        value: at.to_string(),
        label: (*name).into(),
        detail: Some(format!("100{at}")),
    };
    NAMES.iter().enumerate().map(choice).collect()
}

fn tags() -> Vec<TagChoice> {
    let tag =
        |tone: &&str| TagChoice { value: (*tone).into(), label: (*tone).into(), tone: Some((*tone).into()) };
    TONES.iter().map(tag).collect()
}

fn stored() -> Vec<Stored> {
    vec![Stored {
        id: "1".into(),
        name: "report.pdf".into(),
        size: 48_213,
        media_type: "application/pdf".into(),
        href: "#".into(),
    }]
}

/// The larger components together in a form with a draft, and the palette.
#[component]
pub fn Complex() -> impl IntoView {
    let search = remote(|query: String| async move {
        Ok(choices().into_iter().filter(|choice| choice.label.contains(&query)).collect())
    });
    let failing = remote(|_| async move { Err(model::Error::Offline.into()) });
    let initial = choices().into_iter().next();
    view! {
        <Exhibit title="Draft" column=true>
            <form class="form">
                <Draft key="gallery" />
                <Field name="gallery_person" label=t(K::GalleryCombobox)>
                    <Combobox search choices=choices() initial />
                </Field>
                <Field name="gallery_failing" label=t(K::GalleryComboboxFailing)>
                    <Combobox search=failing />
                </Field>
                <Field name="gallery_day" label=t(K::GalleryDatePicker)>
                    <DatePicker />
                </Field>
                <Field name="gallery_tones" label=t(K::GalleryTagInput) group=true>
                    <TagInput choices=tags() initial=vec!["blue".into(), "red".into()] />
                </Field>
                <Field name="gallery_note" label=t(K::GalleryRichText)>
                    <RichText placeholder=t(K::GalleryRichText) rows=3 />
                </Field>
                <Field name="gallery_files" label=t(K::GalleryUpload)>
                    <Upload max_bytes=model::attachment::FILE_MAX_BYTES max_count=5 existing=stored() />
                </Field>
            </form>
        </Exhibit>
        <Exhibit title="CommandPalette">
            <Palette />
        </Exhibit>
    }
}

#[component]
fn Palette() -> impl IntoView {
    let open = RwSignal::new(false);
    let commands =
        NAMES.iter().map(|name| Command::go(t(K::PaletteTitle), *name, "", "#")).collect::<Vec<_>>();
    let search = remote(|query: String| async move {
        let hit = |name: &&str| Hit { title: (*name).into(), detail: None, href: "#".into() };
        Ok(NAMES.iter().filter(|name| name.contains(&query)).map(hit).collect())
    });
    view! {
        <Button on:click=move |_| open.set(true)>{t(K::PaletteTitle)}</Button>
        <CommandPalette commands search open />
    }
}
