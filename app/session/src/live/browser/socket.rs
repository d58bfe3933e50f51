//! One connection, which closes when it is dropped.

use std::rc::Rc;

use model::live::{ClientMessage, ServerMessage};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, MessageEvent, WebSocket};

/// What happens on a connection.
pub(super) enum Report {
    /// It stands.
    Opened,
    /// The server said something.
    Said(ServerMessage),
    /// It broke or never came about.
    Closed,
}

pub(super) struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut(Event)>,
    _said: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(Event)>,
}

impl Socket {
    /// Begins to connect; nothing when the browser refuses.
    pub(super) fn open(path: &str, report: impl Fn(Report) + 'static) -> Option<Self> {
        let socket = WebSocket::new(&address(path)?).ok()?;
        let report = Rc::new(report);
        let opened = Closure::new({
            let report = report.clone();
            move |_: Event| later(report.clone(), Report::Opened)
        });
        let said = Closure::new({
            let report = report.clone();
            move |event: MessageEvent| {
                if let Some(message) =
                    event.data().as_string().and_then(|text| serde_json::from_str(&text).ok())
                {
                    later(report.clone(), Report::Said(message));
                }
            }
        });
        let closed = Closure::new(move |_: Event| later(report.clone(), Report::Closed));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(said.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _said: said, _closed: closed })
    }

    /// Whether the connection stands, as far as the browser knows.
    pub(super) fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }

    /// Sends a message, if the connection stands.
    pub(super) fn say(&self, message: &ClientMessage) {
        if self.is_open()
            && let Ok(text) = serde_json::to_string(message)
        {
            let _ = self.socket.send_with_str(&text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}

/// Reports once the browser is out of the closure that the report may drop.
fn later(report: Rc<impl Fn(Report) + 'static>, what: Report) {
    leptos::task::spawn_local(async move { report(what) });
}

fn address(path: &str) -> Option<String> {
    let location = leptos::prelude::window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}
