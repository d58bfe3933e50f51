//! What a form waits for: files and pictures that are still on their way to the server.

use leptos::prelude::*;

use crate::form::use_form;

/// How many parts of a form still send something.
#[derive(Clone, Copy, Debug)]
pub struct Uploads(RwSignal<usize>);

impl Uploads {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether anything is still on its way.
    pub fn under_way(self) -> bool {
        self.0.get() > 0
    }

    fn count(self, began: bool) {
        self.0.try_update(|parts| if began { *parts += 1 } else { *parts -= 1 });
    }
}

/// One part of a form that sends things ahead of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Uploader {
    form: Option<Uploads>,
    sends: StoredValue<bool>,
}

impl Uploader {
    /// Of the form around, which waits no longer once the part is gone; outside of one nobody waits.
    pub(crate) fn new() -> Self {
        Self::within(use_form().map(|form| form.uploads))
    }

    fn within(form: Option<Uploads>) -> Self {
        let this = Self { form, sends: StoredValue::new(false) };
        on_cleanup(move || this.set(false));
        this
    }

    /// Whether the part sends something now.
    pub(crate) fn set(self, sends: bool) {
        let changed =
            self.sends.try_update_value(|before| std::mem::replace(before, sends) != sends) == Some(true);
        if let Some(form) = self.form.filter(|_| changed) {
            form.count(sends);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_waits_until_its_last_part_is_done_or_gone() {
        let page = Owner::new();
        page.with(|| {
            let uploads = Uploads::new();
            let files = Uploader::within(Some(uploads));
            let text = Owner::new();
            let pictures = text.with(|| Uploader::within(Some(uploads)));
            files.set(true);
            files.set(true);
            pictures.set(true);
            files.set(false);
            assert!(uploads.under_way());
            text.cleanup();
            assert!(!uploads.under_way());
            files.set(false);
            assert!(!uploads.under_way());
        });
    }
}
