use leptos::prelude::*;

use super::Exhibit;
use crate::{
    checkbox::{Checkbox, Checklist, Switch},
    field::Field,
    i18n::{K, t},
    select::{Segmented, Select, SelectOption},
};

fn options() -> Vec<SelectOption> {
    [("system", K::ThemeSystem), ("light", K::ThemeLight), ("dark", K::ThemeDark)]
        .map(|(value, label)| SelectOption::new(value, t(label)))
        .to_vec()
}

#[component]
pub fn Choices() -> impl IntoView {
    view! {
        <Exhibit title="Select, Segmented, Checkbox, Checklist, Switch">
            <Field name="gallery_select" label=t(K::ThemeLabel)>
                <Select options=options() placeholder=t(K::CommonPleaseChoose) />
            </Field>
            <Field name="gallery_segments" label=t(K::ThemeLabel) group=true>
                <Segmented options=options() value="light" />
            </Field>
            <Checkbox label=t(K::CommonSelectAll) checked=true />
            <Checkbox label=t(K::CommonSelectAll) disabled=true />
            <Field name="gallery_checklist" label=t(K::ThemeLabel) group=true>
                <Checklist options=options() chosen=vec!["light".into()] />
            </Field>
            <Switch label=t(K::GallerySample) checked=true />
            <Switch label=t(K::GallerySample) />
        </Exhibit>
    }
}
