//! The fields, the text at the left and everything that sorts it at the right.

use leptos::prelude::*;
use model::{
    attachment::{FILE_MAX_BYTES, FILES_MAX},
    ticket::{Priority, Status, TITLE_MAX},
};
use ui::{
    combobox::Combobox,
    prelude::*,
    rich_text::RichText,
    tag_input::{TagChoice, TagInput},
    upload::Upload,
};

use super::{Start, assignment::Assignment, contact::ContactField};
use crate::{
    pick::{api::References, people_search, person_choice},
    words,
};

/// Every field of the form; stands inside of a `Form`.
#[component]
pub fn TicketFields(
    /// What the fields hold at first.
    start: Start,
    /// What there is to pick from.
    references: References,
    /// Opens the dialog that adds a contact, which stands outside of the form.
    adding: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="ticket-form__main">
            <TextFields start=start.clone() />
        </div>
        <div class="ticket-form__side">
            <Sorting start=start.clone() references=references.clone() />
            <People start references adding />
        </div>
    }
}

#[component]
fn TextFields(start: Start) -> impl IntoView {
    let content = RwSignal::new(start.form.content);
    view! {
        <Field name="form[title]" label=t(K::TicketTitle) required=true>
            <TextInput value=start.form.title maxlength=TITLE_MAX autofocus=true placeholder=t(K::TicketTitleHint) autocomplete="off" />
        </Field>
        <Field name="form[content]" label=t(K::TicketContent) required=true>
            <RichText value=content rows=12 placeholder=t(K::TicketContentHint) />
        </Field>
        <Field name="form[attachments][]" label=t(K::TicketAttachments) group=true>
            <Upload max_bytes=FILE_MAX_BYTES max_count=FILES_MAX existing=start.files />
        </Field>
    }
}

#[component]
fn Sorting(start: Start, references: References) -> impl IntoView {
    let priorities =
        Priority::ALL.iter().map(|it| SelectOption::new(it.code(), words::priority(*it))).collect();
    let statuses = Status::ALL.iter().map(|it| SelectOption::new(it.code(), words::status(*it))).collect();
    let types =
        references.types.iter().map(|it| SelectOption::new(it.id.to_string(), it.name.clone())).collect();
    let tags = references.tags.iter().map(|tag| TagChoice {
        value: tag.id.to_string(),
        label: tag.name.clone(),
        tone: Some(tag.colour.code().to_owned()),
    });
    let tags = tags.collect();
    view! {
        <Field name="form[priority]" label=t(K::TicketPriority) group=true>
            <div class="priority-choice"><Segmented options=priorities value=start.form.priority /></div>
        </Field>
        <Field name="form[type_id]" label=t(K::TicketType)>
            <Select options=types value=start.form.type_id placeholder=t(K::CommonPleaseChoose) />
        </Field>
        <Field name="form[status]" label=t(K::TicketStatus)>
            <Select options=statuses value=start.form.status />
        </Field>
        <Field name="form[tags][]" label=t(K::TicketTags)>
            <TagInput choices=tags initial=start.form.tags placeholder=t(K::CommonPleaseChoose) />
        </Field>
    }
}

#[component]
fn People(start: Start, references: References, adding: RwSignal<bool>) -> impl IntoView {
    let colleagues = references.people.iter().map(person_choice).collect::<Vec<_>>();
    let initiator = Some(person_choice(&start.initiator));
    view! {
        <ContactField contact=start.contact.clone() adding />
        <Field name="form[initiator]" label=t(K::TicketInitiator)>
            <Combobox search=people_search(|| None) choices=colleagues initial=initiator />
        </Field>
        <Assignment start departments=references.departments />
    }
}
