//! Files: where they come from, how they are shown and sent.

use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    ClipboardEvent, DragEvent, Event, FileList, FormData, HtmlInputElement, ProgressEvent, Url,
    XmlHttpRequest,
};

use crate::platform::Sent;

/// A file that a person chose.
#[derive(Clone, Debug)]
pub struct FileHandle {
    file: web_sys::File,
    preview: Option<Rc<ObjectUrl>>,
}

#[derive(Debug)]
struct ObjectUrl(String);

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

impl FileHandle {
    fn new(file: web_sys::File) -> Self {
        const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        let preview = if SHOWN.contains(&file.type_().as_str()) {
            Url::create_object_url_with_blob(&file).ok().map(|url| Rc::new(ObjectUrl(url)))
        } else {
            None
        };
        Self { file, preview }
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Its size in bytes.
    pub fn size(&self) -> f64 {
        self.file.size()
    }

    /// An address for showing a picture until the handle is dropped.
    pub fn preview(&self) -> Option<String> {
        self.preview.as_ref().map(|url| url.0.clone())
    }
}

/// The files in an `<input type="file">`.
pub fn chosen_files(input: &HtmlInputElement) -> Vec<FileHandle> {
    let files = handles(input.files());
    input.set_value("");
    files
}

/// The files that a drop carries.
pub fn dropped_files(event: &Event) -> Vec<FileHandle> {
    let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    handles(transfer.and_then(|transfer| transfer.files()))
}

/// The files that a paste carries.
pub fn pasted_files(event: &Event) -> Vec<FileHandle> {
    let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    handles(transfer.and_then(|transfer| transfer.files()))
}

fn handles(list: Option<FileList>) -> Vec<FileHandle> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).map(FileHandle::new).collect()
}

/// A file on its way; dropping it does not stop it.
#[derive(Clone, Debug)]
pub struct Sending(XmlHttpRequest);

impl Sending {
    /// Stops it; nothing more is reported.
    pub fn abort(&self) {
        let _ = self.0.abort();
    }
}

/// Posts a file as the multipart field `file`; nothing in a browser that cannot.
pub fn send_file(address: &str, file: &FileHandle, report: impl Fn(Sent) + 'static) -> Option<Sending> {
    let report = Rc::new(report);
    let request = XmlHttpRequest::new().ok()?;
    watch(&request, &report);
    let sent = FormData::new().and_then(|form| {
        form.append_with_blob_and_filename("file", &file.file, &file.file.name())?;
        request.open("POST", address)?;
        request.set_request_header("X-Requested-With", "gongdan")?;
        request.set_request_header("Accept", "application/json")?;
        request.send_with_opt_form_data(Some(&form))
    });
    if sent.is_err() {
        report(Sent::Unreachable);
    }
    Some(Sending(request))
}

fn watch(request: &XmlHttpRequest, report: &Rc<impl Fn(Sent) + 'static>) {
    if let Ok(upload) = request.upload() {
        let progress = Rc::clone(report);
        let closure = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            progress(Sent::Progress { loaded: event.loaded(), total: event.total() });
        });
        upload.set_onprogress(Some(closure.into_js_value().unchecked_ref()));
    }
    let (answered, request_done) = (Rc::clone(report), request.clone());
    let done = Closure::once_into_js(move || {
        let status = request_done.status().unwrap_or(0);
        let body = request_done.response_text().ok().flatten().unwrap_or_default();
        answered(Sent::Answered { status, body });
    });
    request.set_onload(Some(done.unchecked_ref()));
    let failed = Rc::clone(report);
    let error = Closure::once_into_js(move || failed(Sent::Unreachable));
    request.set_onerror(Some(error.unchecked_ref()));
}
