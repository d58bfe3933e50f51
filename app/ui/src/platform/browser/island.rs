//! Parts written in JavaScript, loaded when first needed.
//!
//! `globalThis.gongdan[name]()` imports a module with `mount(element, input, emit)`, where `emit(kind, payload)` reports
//! in strings; it returns `{ send(kind, payload), dispose() }` and reports nothing after `dispose`.

use js_sys::{Function, Promise, Reflect, global};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// A lazily loaded part in JavaScript that lives in an element.
#[derive(Clone, Copy, Debug)]
pub struct Island(StoredValue<Part, LocalStorage>);

#[derive(Debug)]
enum Part {
    Loading(Vec<(String, String)>),
    Open(Handle),
    Gone,
}

#[derive(Debug)]
struct Handle {
    object: JsValue,
    _emit: Closure<dyn Fn(String, String)>,
}

fn send(object: &JsValue, kind: &str, payload: &str) {
    let _ = method(object, "send").and_then(|send| send.call2(object, &kind.into(), &payload.into()));
}

impl Drop for Handle {
    fn drop(&mut self) {
        let _ = method(&self.object, "dispose").and_then(|dispose| dispose.call0(&self.object));
    }
}

impl Island {
    /// Loads the part, hands it the element and what to begin with; it reports by kind and payload, until the current
    /// owner is cleaned up.
    pub fn mount(
        name: &'static str,
        element: &Element,
        input: String,
        emit: Callback<(String, String)>,
    ) -> Self {
        let part = StoredValue::new_local(Part::Loading(Vec::new()));
        on_cleanup(move || drop(replace(part, Part::Gone)));
        let element = element.clone();
        spawn_local(async move {
            match open(name, &element, &input, emit, part).await {
                Ok(handle) => settle(part, handle),
                Err(_) if part.is_disposed() => {}
                Err(error) => {
                    leptos::logging::error!("{name}: {error:?}");
                    emit.try_run(("failed".into(), String::new()));
                }
            }
        });
        Self(part)
    }

    /// Tells the part something; kept until it has loaded.
    pub fn send(self, kind: &str, payload: &str) {
        let open = self.0.try_update_value(|part| match part {
            Part::Loading(waiting) => {
                waiting.push((kind.to_owned(), payload.to_owned()));
                None
            }
            Part::Open(handle) => Some(handle.object.clone()),
            Part::Gone => None,
        });
        if let Some(object) = open.flatten() {
            send(&object, kind, payload);
        }
    }
}

/// Puts something in the part's place and hands out what was there, so that JavaScript never runs while it is locked.
fn replace(part: StoredValue<Part, LocalStorage>, next: Part) -> Option<Part> {
    part.try_update_value(|part| std::mem::replace(part, next))
}

fn settle(part: StoredValue<Part, LocalStorage>, handle: Handle) {
    let object = handle.object.clone();
    if let Some(Part::Loading(waiting)) = replace(part, Part::Open(handle)) {
        waiting.iter().for_each(|(kind, payload)| send(&object, kind, payload));
    }
}

async fn open(
    name: &str,
    element: &Element,
    input: &str,
    emit: Callback<(String, String)>,
    part: StoredValue<Part, LocalStorage>,
) -> Result<Handle, JsValue> {
    let parts = Reflect::get(&global(), &"gongdan".into())?;
    let import: Promise = method(&parts, name)?.call0(&parts)?.dyn_into()?;
    let module = JsFuture::from(import).await?;
    if part.is_disposed() {
        return Err("left before it was loaded".into());
    }
    let emit = Closure::<dyn Fn(String, String)>::new(move |kind, payload| {
        emit.try_run((kind, payload));
    });
    let object = method(&module, "mount")?.call3(&module, element, &input.into(), emit.as_ref())?;
    Ok(Handle { object, _emit: emit })
}

fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(object, &name.into())?.dyn_into()
}
