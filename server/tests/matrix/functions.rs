//! Every server function, who may call it at all, and a call that is right in itself.

use axum::http::{Method, header};
use model::{
    route::encode,
    ticket::{TicketFilter, View},
};
use serde_json::json;

use crate::people::{Asked, Scene};

/// Whom a function is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody.
    Door,
    /// Whoever is signed in.
    Person,
    /// Whoever sees the ticket; what they may do with it is in the table.
    Ticket,
    /// Administrators.
    Administrator,
}

/// A server function.
pub struct Function {
    pub name: &'static str,
    pub guard: Guard,
    pub body: fn(&Scene) -> String,
}

impl Function {
    pub fn request(&self, body: &str) -> Asked {
        let kind =
            if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
        Asked {
            method: Method::POST,
            path: format!("/api/{}", self.name),
            headers: vec![
                (header::CONTENT_TYPE.as_str(), kind.into()),
                (header::ACCEPT.as_str(), kind.into()),
            ],
            body: body.as_bytes().to_vec(),
        }
    }
}

const fn function(name: &'static str, guard: Guard, body: fn(&Scene) -> String) -> Function {
    Function { name, guard, body }
}

use Guard::{Administrator, Door, Person, Ticket};

/// All of them.
pub const FUNCTIONS: &[Function] = &[
    function("open_link", Door, |_| "token=never".into()),
    function("set_up", Door, |_| {
        "token=never&name=x&email=x%40example.com&password=a+long+enough+one".into()
    }),
    function("sign_in", Door, |scene| format!("email={}%40example.com&password=wrong", scene.word)),
    function("sign_out", Door, |_| String::new()),
    function("own_sessions", Person, |_| String::new()),
    function("change_password", Person, |_| "current=not+the+old+one&password=a+long+enough+one".into()),
    function("revoke_session", Person, |scene| format!("session={}", scene.session)),
    function("ticket_overview", Person, |_| String::new()),
    function("list_tickets", Person, |_| json!({ "filter": TicketFilter::of(View::All) }).to_string()),
    function("count_tickets", Person, |_| String::new()),
    function("ticket_references", Person, |_| String::new()),
    function("pick_people", Person, |_| json!({ "query": "", "department": null }).to_string()),
    function("search_contacts", Person, |_| json!({ "query": "李" }).to_string()),
    function("add_contact", Person, |scene| format!("form[name]={}", scene.word)),
    function("register_ticket", Person, |_| format!("form[title]=x&form[content]={}", encode("<p>x</p>"))),
    function("ticket_detail", Ticket, |scene| format!("number={}", scene.open.0)),
    function("reply_ticket", Ticket, |scene| reply(scene.open)),
    function("note_ticket", Ticket, |scene| reply(scene.open)),
    function("reply_ticket", Ticket, |scene| format!("{}&again=true", reply(scene.closed))),
    function("assign_ticket", Ticket, |scene| {
        format!("number={}&to=&version={}", scene.open.0, scene.open.1)
    }),
    function("edit_ticket", Ticket, |scene| {
        let (number, version) = scene.open;
        format!(
            "number={number}&form[title]=x&form[content]=x&form[status]=untouched&form[version]={version}"
        )
    }),
    function("delete_ticket", Ticket, |scene| format!("number={}&version={}", scene.open.0, scene.open.1)),
    function("star_ticket", Ticket, |scene| format!("number={}&starred=true", scene.open.0)),
    function("people", Administrator, |_| String::new()),
    function("invitations", Administrator, |_| String::new()),
    function("invite", Administrator, |scene| {
        format!("name=x&email=i{}%40example.com&role=agent&scope=own&department=", scene.word)
    }),
    function("withdraw_invitation", Administrator, |scene| format!("invitation={}", scene.invitation)),
    function("disable_person", Administrator, |scene| format!("person={}", scene.active)),
    function("enable_person", Administrator, |scene| format!("person={}", scene.inactive)),
    function("departments", Person, |_| String::new()),
    function("add_department", Administrator, |scene| format!("name=d{}", scene.word)),
    function("types", Person, |_| String::new()),
    function("add_type", Administrator, |scene| format!("name=t{}", scene.word)),
    function("tags", Person, |_| String::new()),
    function("add_tag", Administrator, |scene| format!("name={}&colour=red", &scene.word[20..])),
    function("jobs", Administrator, |_| json!({ "state": null }).to_string()),
    function("retry_job", Administrator, |scene| format!("job={}", scene.job)),
    function("list_imports", Administrator, |_| String::new()),
    function("one_import", Administrator, |scene| format!("import={}", scene.import)),
    function("check_import", Administrator, |scene| {
        format!("import={}&targets[]=title&targets[]=content", scene.import)
    }),
    function("run_import", Administrator, |scene| format!("import={}", scene.import)),
    function("stop_import", Administrator, |scene| format!("import={}", scene.import)),
    function("resume_import", Administrator, |scene| format!("import={}", scene.import)),
    function("discard_import", Administrator, |scene| format!("import={}", scene.import)),
    function("own_tokens", Person, |_| String::new()),
    function("make_token", Person, |scene| {
        format!("form[name]={}&form[grants][]={}&form[days]=7", scene.word, encode("tickets:read"))
    }),
    function("revoke_token", Person, |scene| format!("token={}", scene.token)),
    function("all_tokens", Administrator, |_| String::new()),
    function("end_token", Person, |scene| format!("token={}", scene.token)),
    function("webhooks", Administrator, |_| String::new()),
    function("webhook", Administrator, |scene| format!("webhook={}", scene.webhook)),
    function("add_webhook", Administrator, |_| format!("form[name]=x&{HOOK}")),
    function("edit_webhook", Administrator, |scene| format!("webhook={}&form[name]=x&{HOOK}", scene.webhook)),
    function("switch_webhook", Administrator, |scene| format!("webhook={}&on=false", scene.webhook)),
    function("rotate_webhook", Administrator, |scene| format!("webhook={}", scene.webhook)),
    function("ping_webhook", Administrator, |scene| format!("webhook={}", scene.webhook)),
    function("webhook_deliveries", Administrator, |scene| {
        json!({ "webhook": scene.webhook, "before": null }).to_string()
    }),
    function("resend_delivery", Administrator, |scene| format!("delivery={}", scene.delivery)),
    function("remove_webhook", Administrator, |scene| format!("webhook={}", scene.webhook)),
];

/// An address and a topic.
const HOOK: &str = "form[url]=https%3A%2F%2Fhooks.example.com&form[topics][]=ticket.replied";

fn reply((number, version): (i64, i64)) -> String {
    format!("number={number}&form[content]={}&form[version]={version}", encode("<p>x</p>"))
}
