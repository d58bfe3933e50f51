//! One ticket.

use std::fmt::{Result, Write};

use model::event;
use serde::Serialize;
use uuid::Uuid;

use super::{Chrome, Person, framed, priority, short, status};
use crate::floor::text::{Moment, Plain, Span};

/// Everything that the page shows.
#[derive(Serialize)]
pub struct Detail {
    pub chrome: Chrome,
    pub ticket: Ticket,
    pub tags: Vec<String>,
    pub events: Vec<Event>,
    pub replies: Vec<Reply>,
    pub files: Vec<Person>,
}

/// The ticket itself.
#[derive(Serialize)]
pub struct Ticket {
    pub id: Uuid,
    pub number: i64,
    pub title: String,
    pub content: String,
    pub priority: String,
    pub status: String,
    pub type_name: Option<String>,
    pub creator: String,
    pub initiator: String,
    pub assignee: Option<String>,
    pub handler: Option<String>,
    pub department: Option<String>,
    /// Name, telephone, e-mail, organisation, address, remark.
    pub contact: [Option<String>; 6],
    pub created_at: i64,
    pub updated_at: i64,
    pub closed_at: Option<i64>,
    pub starred: bool,
}

/// A line of its log.
#[derive(Serialize)]
pub struct Event {
    pub at: i64,
    pub actor: Option<String>,
    pub payload: event::Event,
}

/// The text of a reply.
#[derive(Serialize)]
pub struct Reply {
    pub id: Uuid,
    pub content: String,
}

impl Detail {
    /// The page.
    pub fn html(&self) -> String {
        let title = format!("#{} {}", self.ticket.number, self.ticket.title);
        framed(&title, &self.chrome.reader, |page| {
            self.chrome.menu(page)?;
            self.head(page)?;
            self.tracker(page)?;
            self.story(page)?;
            page.write_str(COMPOSER)?;
            self.side(page)
        })
    }

    fn head(&self, page: &mut String) -> Result {
        let ticket = &self.ticket;
        write!(
            page,
            "<article><h1>{}</h1><p><span>#{}</span><span>{}</span><span>{}</span><span>{}</span><time>{}</time></p>",
            Plain(&ticket.title),
            ticket.number,
            priority(&ticket.priority),
            status(&ticket.status),
            Plain(ticket.type_name.as_deref().unwrap_or_default()),
            Moment(ticket.created_at)
        )?;
        write!(
            page,
            r#"<form method="post" action="/api/star_ticket"><button aria-pressed="{}">关注</button></form>"#,
            ticket.starred
        )?;
        let number = ticket.number;
        write!(page, "<dialog>关闭此工单？</dialog><dialog>删除工单 #{number}？</dialog>")
    }

    fn tracker(&self, page: &mut String) -> Result {
        let created_at = self.ticket.created_at;
        let handler = Plain(self.ticket.handler.as_deref().unwrap_or("未分配"));
        let (creator, created) = (Plain(&self.ticket.creator), Moment(created_at).short());
        write!(page, "<ol><li><span>登记</span><span>已完成</span><span>{creator} · {created}</span></li>")?;
        match self.ticket.closed_at {
            Some(closed_at) => write!(
                page,
                "<li><span>处理</span><span>已完成</span><span>{handler} · {}</span></li><li><span>结束</span><span>已完成\
                 </span><span>{handler} · {}</span></li></ol>",
                Span(closed_at - created_at),
                Moment(closed_at).short()
            ),
            None => write!(
                page,
                "<li><span>处理</span><span>当前</span><span>{handler} · {created} 起</span></li><li><span>结束</span><span>\
                 未开始</span></li></ol>"
            ),
        }
    }

    fn tabs(&self, page: &mut String) -> Result {
        let count = |of: fn(&event::Event) -> bool| self.events.iter().filter(|it| of(&it.payload)).count();
        let all = count(|it| !matches!(it, event::Event::NodeEntered { .. }));
        let replies = count(|it| matches!(it, event::Event::Replied { .. }));
        let notes = count(|it| matches!(it, event::Event::Noted { .. }));
        let tabs = [("全部", all), ("回复记录", replies), ("内部备注", notes), ("变更记录", all - notes)];
        for (label, count) in tabs {
            write!(page, "<button><span>{label}</span><span>{count}</span></button>")?;
        }
        Ok(())
    }

    fn story(&self, page: &mut String) -> Result {
        let ticket = &self.ticket;
        let (creator, at) = (Plain(&ticket.creator), Moment(ticket.created_at));
        let short = Plain(short(&ticket.creator));
        write!(
            page,
            "<div><span>{short}</span><strong>{creator}</strong> 创建了工单 <time>{at}</time><div class=\"prose\">"
        )?;
        page.write_str(&ticket.content)?;
        page.write_str("</div></div>")?;
        self.tabs(page)?;
        page.write_str("<ol>")?;
        for event in &self.events {
            self.line(page, event)?;
        }
        page.write_str("</ol>")
    }

    fn line(&self, page: &mut String, event: &Event) -> Result {
        let (name, at) = (Plain(event.actor.as_deref().unwrap_or("系统")), Moment(event.at));
        match &event.payload {
            event::Event::Replied { reply } | event::Event::Noted { reply } => {
                let reply = self.replies.iter().find(|it| it.id == reply.0);
                let content = reply.map_or("", |reply| reply.content.as_str());
                let short = Plain(short(name.0));
                write!(
                    page,
                    "<li><span>{short}</span><strong>{name}</strong> 回复 <time>{at}</time><div class=\"prose\">{content}</div></li>"
                )
            }
            event::Event::NodeEntered { .. } => Ok(()),
            other => {
                write!(page, "<li><time>{at}</time> <strong>{name}</strong> ")?;
                done(page, other)?;
                page.write_str("</li>")
            }
        }
    }

    fn side(&self, page: &mut String) -> Result {
        let ticket = &self.ticket;
        page.write_str("</article><aside>")?;
        page.write_str(if ticket.contact[0].is_some() { "<h2>联系人信息</h2><dl>" } else { "<dl>" })?;
        for (label, value) in ["姓名", "电话", "邮箱", "单位", "地址", "备注"].iter().zip(&ticket.contact)
        {
            if let Some(value) = value {
                pair(page, label, value)?;
            }
        }
        page.write_str("</dl><h2>工单属性</h2><dl>")?;
        pair(page, "类型", ticket.type_name.as_deref().unwrap_or("无"))?;
        page.write_str(if self.tags.is_empty() { "<dt>标签</dt><dd>无" } else { "<dt>标签</dt><dd>" })?;
        for tag in &self.tags {
            write!(page, "<span>{}</span>", Plain(tag))?;
        }
        page.write_str("</dd>")?;
        pair(page, "受理部门", ticket.department.as_deref().unwrap_or("无"))?;
        pair(page, "处理人", ticket.handler.as_deref().unwrap_or("未分配"))?;
        pair(page, "受理人", ticket.assignee.as_deref().unwrap_or("无"))?;
        pair(page, "工单发起人", &ticket.initiator)?;
        pair(page, "创建人", &ticket.creator)?;
        pair(page, "创建时间", &Moment(ticket.created_at).to_string())?;
        pair(page, "最近更新", &Moment(ticket.updated_at).to_string())?;
        if let Some(closed_at) = ticket.closed_at {
            pair(page, "关闭时间", &Moment(closed_at).to_string())?;
        }
        page.write_str("</dl></aside>")
    }
}

fn done(page: &mut String, event: &event::Event) -> Result {
    match event {
        event::Event::TicketRegistered { status: first } => {
            write!(page, "创建了工单，状态为{}", status(first.code()))
        }
        event::Event::StatusChanged { from, to } => {
            write!(page, "将状态由{}改为{}", status(from.code()), status(to.code()))
        }
        event::Event::Assigned { to: Some(to), .. } => write!(page, "将工单分配给 {}", Plain(&to.name)),
        other => page.write_str(other.kind()),
    }
}

fn pair(page: &mut String, label: &str, value: &str) -> Result {
    write!(page, "<dt>{label}</dt><dd>{}</dd>", Plain(value))
}

const COMPOSER: &str = r#"<form method="post" action="/api/note_ticket"><h2>内部备注</h2><textarea name="content"></textarea><label>附件<input type="file">选择文件</label><p>将文件拖放或粘贴到此处，单个不超过 20 MB，最多 20 个</p><p>Ctrl+Enter 提交</p><button>保存备注</button></form>"#;
