use leptos::prelude::*;

use super::Exhibit;
use crate::{
    copy::CopyField,
    field::Field,
    i18n::{K, t},
    input::{TextArea, TextInput},
};

#[component]
pub fn Inputs() -> impl IntoView {
    view! {
        <Exhibit title="Field, TextInput, TextArea, CopyField">
            <Field name="gallery_text" label=t(K::GallerySample) hint=t(K::GallerySentence) required=true>
                <TextInput placeholder=t(K::CommonSearch) />
            </Field>
            <Field name="gallery_wrong" label=t(K::GallerySample) problem=t(K::ProblemNotAnEmail)>
                <TextInput kind="email" value="li@" />
            </Field>
            <Field name="gallery_off" label=t(K::GallerySample)>
                <TextInput value=t(K::GallerySample) disabled=true />
            </Field>
            <Field name="gallery_area" label=t(K::GallerySample)>
                <TextArea value=t(K::GallerySentence) />
            </Field>
            <CopyField value=t(K::GallerySentence) label=t(K::GallerySample) />
        </Exhibit>
    }
}
