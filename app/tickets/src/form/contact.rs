//! 联系人, found or added on the spot.

use leptos::prelude::*;
use model::contact::Contact;
use ui::{
    combobox::Combobox,
    platform::{Snapshot, restore_form},
    prelude::*,
};

use super::{FORM, form_named};
use crate::pick::{api, contact_choice, contact_search};

const FIELD: &str = "form[contact]";

#[component]
pub(super) fn ContactField(contact: Option<Contact>, adding: RwSignal<bool>) -> impl IntoView {
    let initial = contact.as_ref().map(contact_choice);
    view! {
        <div class="ticket-form__contact">
            <Field name=FIELD label=t(K::TicketContact)>
                <Combobox search=contact_search() initial placeholder=t(K::ContactHint) />
            </Field>
            <Button kind=ButtonKind::Ghost small=true icon=IconName::Plus on:click=move |_| adding.set(true)>
                {t(K::ContactNew)}
            </Button>
        </div>
    }
}

/// The dialog that adds a contact and chooses it in the ticket's form.
#[component]
pub fn NewContactDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! { <Dialog name="new-contact" title=t(K::ContactNew) open><NewContact open /></Dialog> }
}

#[component]
fn NewContact(open: RwSignal<bool>) -> impl IntoView {
    let action = ServerAction::<api::AddContact>::new();
    let toasts = use_toasts();
    let added = move |contact: Contact| {
        open.set(false);
        choose(&contact);
        toasts.ok(tf!(K::ContactAdded, name = contact.name));
    };
    view! {
        <Form action name="contact" on_success=added>
            <ContactFields />
            <div class="form__actions">
                <Button on:click=move |_| open.set(false)>{t(K::CommonCancel)}</Button>
                <Submit>{t(K::CommonSave)}</Submit>
            </div>
        </Form>
    }
}

#[component]
fn ContactFields() -> impl IntoView {
    view! {
        <Field name="form[name]" label=t(K::ContactName) required=true><TextInput autocomplete="off" /></Field>
        <Field name="form[phone]" label=t(K::ContactPhone)><TextInput kind="tel" autocomplete="off" /></Field>
        <Field name="form[email]" label=t(K::ContactEmail)><TextInput kind="email" autocomplete="off" /></Field>
        <Field name="form[company]" label=t(K::ContactCompany)><TextInput autocomplete="off" /></Field>
        <Field name="form[address]" label=t(K::ContactAddress)><TextInput autocomplete="off" /></Field>
        <Field name="form[remark]" label=t(K::ContactRemark)><TextArea rows=2 /></Field>
    }
}

fn choose(contact: &Contact) {
    let mut chosen = Snapshot::default();
    chosen.push(FIELD, contact.id.to_string(), contact.name.clone());
    if let Some(form) = form_named(FORM) {
        restore_form(&form, &chosen, false);
    }
}
