//! The server's side: nothing happens, in the same shapes.

use leptos::{prelude::Callback, web_sys};
use model::Time;

use super::{Saved, Sent, Snapshot};

/// A file that a person chose.
#[derive(Clone, Debug)]
pub struct FileHandle;

impl FileHandle {
    /// Its name.
    pub fn name(&self) -> String {
        String::new()
    }

    /// Its size in bytes.
    pub fn size(&self) -> f64 {
        0.0
    }

    /// An address for showing a picture until the handle is dropped.
    pub fn preview(&self) -> Option<String> {
        None
    }
}

/// A file on its way; dropping it does not stop it.
#[derive(Clone, Debug)]
pub struct Sending;

impl Sending {
    /// Stops it; nothing more is reported.
    pub fn abort(&self) {}
}

/// A lazily loaded part in JavaScript that lives in an element.
#[derive(Clone, Copy, Debug)]
pub struct Island;

impl Island {
    /// Loads the part, hands it the element and what to begin with; it reports by kind and payload.
    pub fn mount(_: &'static str, _: &web_sys::Element, _: String, _: Callback<(String, String)>) -> Self {
        Self
    }

    /// Tells the part something; kept until it has loaded.
    pub fn send(self, _kind: &str, _payload: &str) {}
}

/// Reads from the browser's storage.
pub fn storage_get(_key: &str) -> Option<String> {
    None
}

/// Writes to the browser's storage; false when it is full or forbidden.
pub fn storage_set(_key: &str, _value: &str) -> bool {
    false
}

/// Removes from the browser's storage.
pub fn storage_remove(_key: &str) {}

/// All keys in the browser's storage that begin so.
pub fn storage_keys(_prefix: &str) -> Vec<String> {
    Vec::new()
}

/// An id that nobody else has.
pub fn random_id() -> String {
    String::new()
}

/// The language of the page, as in `<html lang>`.
pub fn page_locale() -> String {
    String::new()
}

/// This instant, by the person's own clock.
pub fn now() -> Time {
    Time(0)
}

/// Today where the person is: year, month, day.
pub fn today() -> (i32, u32, u32) {
    (1970, 1, 1)
}

/// A month in the words of the page's language.
pub fn month_title(_year: i32, _month: u32) -> String {
    String::new()
}

/// The seven days from Monday, short, in the page's language.
pub fn weekday_names() -> Vec<String> {
    Vec::new()
}

/// Puts a text on the clipboard and tells whether it is there.
pub fn copy_text(_text: &str) -> impl Future<Output = bool> + use<> {
    std::future::ready(false)
}

/// Says that the component under this element has changed: a `change` event that bubbles.
pub fn announce(_element: &web_sys::Element) {}

/// Puts the keyboard focus on the first of these elements that takes it, and tells whether one did.
pub fn focus_first(_root: &web_sys::Element, _selector: &str) -> bool {
    false
}

/// Whether fingers do the pointing, so that a field with the focus brings a keyboard over half of the screen.
pub fn by_finger() -> bool {
    false
}

/// Whether so many pixels fit between the element and the lower edge of the window.
pub fn fits_below(_element: &web_sys::Element, _pixels: f64) -> bool {
    true
}

/// Scrolls the element with this id into view, no further than needed.
pub fn reveal(_id: &str) {}

/// Listens until the current owner is cleaned up.
pub fn listen(_: &web_sys::EventTarget, _: &'static str, _: impl FnMut(web_sys::Event) + 'static) {}

/// Listens on the whole window until the current owner is cleaned up.
pub fn listen_all(_: &'static str, _: impl FnMut(web_sys::Event) + 'static) {}

/// The files in an `<input type="file">`.
pub fn chosen_files(_input: &web_sys::HtmlInputElement) -> Vec<FileHandle> {
    Vec::new()
}

/// The files that a drop carries.
pub fn dropped_files(_event: &web_sys::Event) -> Vec<FileHandle> {
    Vec::new()
}

/// The files that a paste carries.
pub fn pasted_files(_event: &web_sys::Event) -> Vec<FileHandle> {
    Vec::new()
}

/// Posts a file as the multipart field `file`; nothing in a browser that cannot.
pub fn send_file(_address: &str, _file: &FileHandle, _report: impl Fn(Sent) + 'static) -> Option<Sending> {
    None
}

/// Reads every control that a draft keeps.
pub fn read_form(_form: &web_sys::HtmlFormElement) -> Snapshot {
    Snapshot::default()
}

/// Reads the same as if nothing had been typed into the plain controls.
pub fn read_untouched(_form: &web_sys::HtmlFormElement) -> Snapshot {
    Snapshot::default()
}

/// Writes a snapshot back and tells every control and component; with `keep_typed`, text typed into a plain
/// control since the page came stays.
pub fn restore_form(_form: &web_sys::HtmlFormElement, _snapshot: &Snapshot, _keep_typed: bool) {}

/// Leaves the snapshot with the form for components that appear later; none forgets it.
pub fn keep_restored(_form: &web_sys::HtmlFormElement, _snapshot: Option<&Snapshot>) {}

/// Hands a component its values whenever its form is restored.
pub fn on_restore(_element: &web_sys::Element, _name: String, _take: impl Fn(Vec<Saved>) + 'static) {}

/// A value of the browser's own that a component keeps; on a server it does not exist, for what one thread
/// made another may not even drop.
pub struct Local<T: 'static>(std::marker::PhantomData<fn() -> T>);

impl<T> Clone for Local<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Local<T> {}

impl<T: Default> Local<T> {
    /// The default value, until the current owner is cleaned up.
    pub fn new() -> Self {
        Self(std::marker::PhantomData)
    }

    /// What the value gives, if it still exists.
    pub fn with<R>(self, _read: impl FnOnce(&T) -> R) -> Option<R> {
        None
    }

    /// What changing the value gives, if it still exists.
    pub fn update<R>(self, _change: impl FnOnce(&mut T) -> R) -> Option<R> {
        None
    }
}

impl<T: Default> Default for Local<T> {
    fn default() -> Self {
        Self::new()
    }
}
