//! Every address a person can be sent to.

use crate::{
    AttachmentId, ImportId, WebhookId,
    ticket::View,
    transfer::{Format, List, Subject},
};

/// A page or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 首页 / 工单概况.
    Overview,
    /// One of the ticket lists.
    Tickets(View),
    /// The form that registers a ticket.
    NewTicket,
    /// A ticket by its number.
    Ticket(i64),
    /// A ticket as opened from a list, which decides the kind of page (UK-119).
    TicketFrom(i64, View),
    /// The form that edits a ticket.
    EditTicket(i64),
    /// 登录.
    SignIn,
    /// One's own account: sessions and password.
    Account,
    /// 用户管理.
    People,
    /// 工单分类.
    Types,
    /// 标签管理.
    Tags,
    /// 部门.
    Departments,
    /// Background work.
    Jobs,
    /// 导入导出: bringing files in, taking lists out.
    Transfer,
    /// One import: its columns, how far it is, what came of it.
    Import(ImportId),
    /// The rows that an import refused, as a file.
    ImportErrors(ImportId),
    /// A file with the headings of an import, and nothing below them.
    ImportTemplate(Subject),
    /// A whole list as a file.
    Export(List, Format),
    /// One's own tokens for programs.
    Tokens,
    /// Everybody's tokens.
    AllTokens,
    /// Webhooks.
    Webhooks,
    /// One webhook and what it was told.
    Webhook(WebhookId),
    /// What programs can ask of the desk.
    ApiDocs,
    /// The gallery of components.
    Components,
    /// A stored file.
    File(AttachmentId),
    /// A stored file, to be saved under its name.
    Download(AttachmentId),
}

impl Route {
    /// The path, with its query where one belongs to it.
    pub fn href(&self) -> String {
        match self {
            Self::Overview => "/".into(),
            Self::Tickets(view) => format!("/tickets?view={}", view.code()),
            Self::NewTicket => "/tickets/new".into(),
            Self::Ticket(number) => format!("/tickets/{number}"),
            Self::TicketFrom(number, view) => format!("/tickets/{number}?view={}", view.code()),
            Self::EditTicket(number) => format!("/tickets/{number}/edit"),
            Self::SignIn => "/sign-in".into(),
            Self::Account => "/account".into(),
            Self::People => "/settings/people".into(),
            Self::Types => "/settings/types".into(),
            Self::Tags => "/settings/tags".into(),
            Self::Departments => "/settings/departments".into(),
            Self::Jobs => "/settings/jobs".into(),
            Self::Transfer => "/settings/transfer".into(),
            Self::Import(id) => format!("/settings/transfer/{id}"),
            Self::ImportErrors(id) => format!("/imports/{id}/errors.csv"),
            Self::ImportTemplate(what) => format!("/imports/template/{}.csv", what.code()),
            Self::Export(list, format) => format!("/export/{}.{}", list.code(), format.code()),
            Self::Tokens => "/account/tokens".into(),
            Self::AllTokens => "/settings/tokens".into(),
            Self::Webhooks => "/settings/webhooks".into(),
            Self::Webhook(id) => format!("/settings/webhooks/{id}"),
            Self::ApiDocs => "/api/docs".into(),
            Self::Components => "/dev/components".into(),
            Self::File(id) => format!("/files/{id}"),
            Self::Download(id) => format!("/files/{id}?download=1"),
        }
    }
}

/// The address that opens a one-time link.
pub fn setup_path(token: &str) -> String {
    format!("/setup/{token}")
}

/// A URL query that leaves out what is not set.
#[derive(Clone, Debug, Default)]
pub struct Query(String);

impl Query {
    /// Adds a pair if there is a value.
    pub fn add(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.0.push(if self.0.is_empty() { '?' } else { '&' });
            self.0.push_str(name);
            self.0.push('=');
            self.0.push_str(&encode(&value.to_string()));
        }
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte as char),
            _ => {
                encoded.push('%');
                encoded
                    .extend([byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[digit as usize] as char));
            }
        }
        encoded
    })
}
