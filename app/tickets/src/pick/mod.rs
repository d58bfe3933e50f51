//! Picking people, contacts, types, tags and departments.

pub mod api;

use model::{DepartmentId, contact::Contact, person::Who};
use ui::{
    combobox::Choice,
    lookup::{Remote, remote},
};

/// A person on offer.
pub fn person_choice(who: &Who) -> Choice {
    Choice { value: who.id.to_string(), label: who.name.clone(), detail: None }
}

/// A contact on offer; phone number and organisation tell those of one name apart.
pub fn contact_choice(contact: &Contact) -> Choice {
    let detail =
        [&contact.phone, &contact.company].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let detail = Some(detail).filter(|detail| !detail.is_empty());
    Choice { value: contact.id.to_string(), label: contact.name.clone(), detail }
}

/// Searches colleagues, of one department when there is one.
pub fn people_search(
    department: impl Fn() -> Option<DepartmentId> + Send + Sync + 'static,
) -> Remote<Choice> {
    remote(move |query| {
        let department = department();
        async move {
            let people = api::people(query, department).await?;
            Ok(people.iter().map(person_choice).collect())
        }
    })
}

/// Searches contacts.
pub fn contact_search() -> Remote<Choice> {
    remote(|query| async move {
        let contacts = api::contacts(query).await?;
        Ok(contacts.iter().map(contact_choice).collect())
    })
}
