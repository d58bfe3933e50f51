//! Reading a form into a snapshot and writing it back.
//!
//! Plain controls are read and written by their names. A component that keeps its value in hidden inputs marks its
//! root with `data-draft-name` and each hidden input with `data-draft` (what it needs besides the value); it gets
//! them back through [`on_restore`], which listens to `gongdan:restore` on the form. Hidden inputs without the mark,
//! passwords, files and controls inside `data-draft-skip` are left alone.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CustomEvent, CustomEventInit, Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

use super::dom::{dispatch, listen};
use crate::platform::{Saved, Snapshot, form_of};

const RESTORE: &str = "gongdan:restore";
const KEPT: &str = "gongdanRestored";

/// Reads every control that a draft keeps.
pub fn read_form(form: &HtmlFormElement) -> Snapshot {
    read_as(form, Control::text)
}

/// Reads the same as if nothing had been typed into the plain controls.
pub fn read_untouched(form: &HtmlFormElement) -> Snapshot {
    read_as(form, Control::initial_text)
}

fn read_as(form: &HtmlFormElement, text: fn(&Control) -> String) -> Snapshot {
    let mut snapshot = Snapshot::default();
    if let Ok(components) = form.query_selector_all("[data-draft-name]") {
        let roots = (0..components.length()).filter_map(|at| components.item(at)?.dyn_into::<Element>().ok());
        roots
            .filter_map(|root| root.get_attribute("data-draft-name"))
            .for_each(|name| snapshot.declare(&name));
    }
    for control in controls(form) {
        read_control(&control, text(&control), &mut snapshot);
    }
    snapshot
}

fn read_control(control: &Control, text: String, snapshot: &mut Snapshot) {
    let name = control.name();
    match control {
        Control::Box(input) => {
            snapshot.declare(&name);
            if input.checked() {
                snapshot.push(&name, text, String::new());
            }
        }
        Control::Hidden(_, detail) => snapshot.push(&name, text, detail.clone()),
        Control::Input(_) | Control::Text(_) | Control::Select(_) => {
            snapshot.push(&name, text, String::new())
        }
    }
}

/// Writes a snapshot back and tells every control and component; with `keep_typed`, text typed into a plain
/// control since the page came stays, in several lines after the one that comes back.
pub fn restore_form(form: &HtmlFormElement, snapshot: &Snapshot, keep_typed: bool) {
    let mut taken = std::collections::BTreeMap::<String, usize>::new();
    for control in controls(form) {
        let at = taken.entry(control.name()).or_default();
        match snapshot.values(&control.name()) {
            Some(values) if keep_typed && control.is_typed() => add_to_control(&control, values, *at),
            Some(values) => write_control(&control, values, *at),
            None => {}
        }
        *at += 1;
    }
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(&snapshot.to_json()));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(RESTORE, &init) {
        let _ = form.dispatch_event(&event);
    }
}

fn add_to_control(control: &Control, values: &[Saved], at: usize) {
    if let (Control::Text(text), Some(saved)) = (control, values.get(at)) {
        text.set_value(&saved.with_typed(&text.value()));
        tell(text);
    }
}

fn write_control(control: &Control, values: &[Saved], at: usize) {
    let value = values.get(at).map(|saved| saved.value.as_str());
    match (control, value) {
        (Control::Box(input), _) => {
            let wanted = values.iter().any(|saved| saved.value == input.value());
            if input.checked() != wanted {
                input.set_checked(wanted);
                tell(input);
            }
        }
        (Control::Input(input), Some(value)) if input.value() != value => {
            input.set_value(value);
            tell(input);
        }
        (Control::Text(text), Some(value)) if text.value() != value => {
            text.set_value(value);
            tell(text);
        }
        (Control::Select(select), Some(value)) if select.value() != value => {
            select.set_value(value);
            tell(select);
        }
        _ => {}
    }
}

fn tell(control: &Element) {
    dispatch(control, "input");
    dispatch(control, "change");
}

/// Leaves the snapshot with the form for components that appear later; none forgets it.
pub fn keep_restored(form: &HtmlFormElement, snapshot: Option<&Snapshot>) {
    let value = snapshot.map_or(JsValue::UNDEFINED, |snapshot| JsValue::from_str(&snapshot.to_json()));
    let _ = Reflect::set(form, &KEPT.into(), &value);
}

/// Hands a component its values whenever its form is restored.
pub fn on_restore(element: &Element, name: String, take: impl Fn(Vec<Saved>) + 'static) {
    let Some(form) = form_of(element) else { return };
    let accept = move |json: Option<String>| {
        if let Some(values) = json.and_then(|json| Snapshot::from_json(&json)?.0.remove(&name)) {
            take(values);
        }
    };
    accept(Reflect::get(&form, &KEPT.into()).ok().and_then(|kept| kept.as_string()));
    listen(&form, RESTORE, move |event| {
        accept(event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string()));
    });
}

enum Control {
    Box(HtmlInputElement),
    Hidden(HtmlInputElement, String),
    Input(HtmlInputElement),
    Text(HtmlTextAreaElement),
    Select(HtmlSelectElement),
}

impl Control {
    fn name(&self) -> String {
        match self {
            Self::Box(input) | Self::Hidden(input, _) | Self::Input(input) => input.name(),
            Self::Text(text) => text.name(),
            Self::Select(select) => select.name(),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Box(input) | Self::Hidden(input, _) | Self::Input(input) => input.value(),
            Self::Text(text) => text.value(),
            Self::Select(select) => select.value(),
        }
    }

    /// The text that the page came with; what is chosen rather than typed counts as it is.
    fn initial_text(&self) -> String {
        match self {
            Self::Input(input) => input.default_value(),
            Self::Text(text) => text.default_value().unwrap_or_else(|_| text.value()),
            Self::Box(_) | Self::Hidden(..) | Self::Select(_) => self.text(),
        }
    }

    fn is_typed(&self) -> bool {
        self.text() != self.initial_text()
    }

    fn of(element: Element) -> Option<Self> {
        let element = match element.dyn_into::<HtmlInputElement>() {
            Ok(input) => return Self::of_input(input),
            Err(element) => element,
        };
        match element.dyn_into::<HtmlTextAreaElement>() {
            Ok(text) => Some(Self::Text(text)),
            Err(element) => element.dyn_into::<HtmlSelectElement>().ok().map(Self::Select),
        }
    }

    fn of_input(input: HtmlInputElement) -> Option<Self> {
        match input.type_().as_str() {
            "password" | "file" | "submit" | "button" | "reset" | "image" => None,
            "checkbox" | "radio" => Some(Self::Box(input)),
            "hidden" => input.get_attribute("data-draft").map(|detail| Self::Hidden(input, detail)),
            _ => Some(Self::Input(input)),
        }
    }
}

fn controls(form: &HtmlFormElement) -> Vec<Control> {
    let elements = form.elements();
    (0..elements.length())
        .filter_map(|at| elements.item(at))
        .filter(|element| !matches!(element.closest("[data-draft-skip]"), Ok(Some(_))))
        .filter_map(Control::of)
        .filter(|control| !control.name().is_empty())
        .collect()
}
