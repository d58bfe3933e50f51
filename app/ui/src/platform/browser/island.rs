//! Parts written in JavaScript, loaded when first needed.
//!
//! `globalThis.gongdan[name]()` imports a module with `mount(element, input, emit)`, where `emit(kind, payload)` reports
//! in strings; it returns `{ send(kind, payload), dispose() }`.

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
}

#[derive(Debug)]
struct Handle {
    object: JsValue,
    _emit: Closure<dyn Fn(String, String)>,
}

impl Handle {
    fn send(&self, kind: &str, payload: &str) {
        let _ = method(&self.object, "send")
            .and_then(|send| send.call2(&self.object, &kind.into(), &payload.into()));
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let _ = method(&self.object, "dispose").and_then(|dispose| dispose.call0(&self.object));
    }
}

impl Island {
    /// Loads the part, hands it the element and what to begin with; it reports by kind and payload.
    pub fn mount(
        name: &'static str,
        element: &Element,
        input: String,
        emit: Callback<(String, String)>,
    ) -> Self {
        let part = StoredValue::new_local(Part::Loading(Vec::new()));
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
        self.0.try_update_value(|part| match part {
            Part::Loading(waiting) => waiting.push((kind.to_owned(), payload.to_owned())),
            Part::Open(handle) => handle.send(kind, payload),
        });
    }
}

fn settle(part: StoredValue<Part, LocalStorage>, handle: Handle) {
    part.try_update_value(move |part| {
        if let Part::Loading(waiting) = part {
            waiting.iter().for_each(|(kind, payload)| handle.send(kind, payload));
        }
        *part = Part::Open(handle);
    });
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
