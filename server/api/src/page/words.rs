//! The page's own words; those of the document come with it.

use model::Locale;

/// A word of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The list of operations.
    Contents,
    /// Back to the desk.
    Home,
    /// The document as a file.
    Download,
    /// What is sent and answered.
    Shapes,
    /// What the token must be for.
    Scope,
    /// Any token will do.
    AnyToken,
    /// Parameters.
    Parameters,
    /// The body of the request.
    Body,
    /// The answers.
    Answers,
    /// Must be there.
    Required,
    /// Must not be written; or nothing may stand there.
    Nullable,
    /// 工单.
    Tickets,
    /// 附件.
    Attachments,
    /// 联系人.
    Contacts,
    /// 事件.
    Events,
    /// 基础资料.
    References,
    /// 当前用户.
    Me,
}

impl Label {
    /// The heading of a group of operations.
    pub fn of_tag(tag: &str) -> Self {
        match tag {
            "tickets" => Self::Tickets,
            "attachments" => Self::Attachments,
            "contacts" => Self::Contacts,
            "events" => Self::Events,
            "references" => Self::References,
            _ => Self::Me,
        }
    }
}

/// The word in the reader's language.
pub fn say(locale: Locale, label: Label) -> &'static str {
    let (chinese, english) = match label {
        Label::Contents => ("目录", "Contents"),
        Label::Home => ("返回工单系统", "Back to the desk"),
        Label::Download => ("下载 OpenAPI 文档", "Download OpenAPI"),
        Label::Shapes => ("数据结构", "Shapes"),
        Label::Scope => ("所需权限", "Scope"),
        Label::AnyToken => ("任意令牌", "any token"),
        Label::Parameters => ("参数", "Parameters"),
        Label::Body => ("请求内容", "Body"),
        Label::Answers => ("响应", "Answers"),
        Label::Required => ("必填", "required"),
        Label::Nullable => ("可为 null", "or null"),
        Label::Tickets => ("工单", "Tickets"),
        Label::Attachments => ("附件", "Files"),
        Label::Contacts => ("联系人", "Contacts"),
        Label::Events => ("事件", "Events"),
        Label::References => ("基础资料", "References"),
        Label::Me => ("当前用户", "Me"),
    };
    match locale {
        Locale::ZhCn => chinese,
        Locale::En => english,
    }
}
