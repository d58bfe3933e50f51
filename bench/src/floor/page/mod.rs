//! The pages: the words and numbers that ours show, in HTML of their own.

mod detail;
mod list;
mod overview;

pub use detail::{Detail, Event, Reply, Ticket};
pub use list::List;
pub use overview::{Cell, Overview};

use std::fmt::{Result, Write};

use serde::Serialize;
use uuid::Uuid;

use super::text::{Moment, Plain, priority, status};

/// Who asks.
#[derive(Serialize)]
pub struct Reader {
    pub tenant: Uuid,
    pub id: Uuid,
    pub name: String,
}

/// Something with an id and a name.
#[derive(Serialize)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
}

/// Some tickets of one status.
#[derive(Serialize)]
pub struct Sum {
    pub facet: String,
    pub mine: bool,
    pub status: String,
    pub tickets: i64,
}

/// What frames the pages of tickets.
#[derive(Serialize)]
pub struct Chrome {
    pub reader: Reader,
    pub sums: Vec<Sum>,
    pub starred: i64,
}

/// A line of a list.
#[derive(Serialize)]
pub struct TicketRow {
    pub number: i64,
    pub title: String,
    pub contact: Option<String>,
    pub priority: String,
    pub status: String,
    pub handler: Option<String>,
    pub type_name: Option<String>,
    pub created_at: i64,
    pub starred: bool,
}

/// The rows of a list as data.
#[derive(Serialize)]
pub struct Rows {
    pub rows: Vec<TicketRow>,
    pub sums: Vec<Sum>,
}

/// The rows in which something was found, as data.
#[derive(Serialize)]
pub struct Found {
    pub rows: Vec<TicketRow>,
}

impl Chrome {
    /// Nothing but who asks.
    pub fn none(reader: Reader) -> Self {
        Self { reader, sums: Vec::new(), starred: 0 }
    }

    /// How many tickets wait for the reader.
    fn pending(&self) -> i64 {
        self.sum("handler", true, |status| status != "closed")
    }

    fn sum(&self, facet: &str, mine: bool, counts: impl Fn(&str) -> bool) -> i64 {
        let fits = |sum: &&Sum| sum.facet == facet && sum.mine == mine && counts(&sum.status);
        self.sums.iter().filter(fits).map(|sum| sum.tickets).sum()
    }

    /// The menu of lists with their counts.
    fn menu(&self, page: &mut String) -> Result {
        let is_open = |status: &str| status != "closed";
        let views = [
            ("mine", "我的工单", self.sum("creator", true, is_open)),
            ("pending", "待处理工单", self.pending()),
            ("unassigned", "未分配工单", self.sum("handler", false, is_open)),
            ("starred", "关注的工单", self.starred),
            ("closed", "已关闭工单", self.sum("involved", true, |status| status == "closed")),
            ("all", "全部工单", self.sum("tenant", false, |_| true)),
        ];
        page.write_str(
            r#"<nav class="views"><a href="/tickets/new" class="button">创建工单</a><h2>工单管理</h2>"#,
        )?;
        for (code, name, count) in views {
            write!(
                page,
                r#"<a href="/tickets?view={code}"><span>{name}</span><span>{}</span></a>"#,
                capped(count)
            )?;
        }
        page.write_str("</nav>")
    }
}

/// A page around what `main` writes.
fn framed(title: &str, reader: &Reader, main: impl FnOnce(&mut String) -> Result) -> String {
    let mut page = String::with_capacity(48 * 1024);
    let written = frame(&mut page, title, reader, main);
    written.expect("a string takes everything");
    page
}

fn frame(
    page: &mut String,
    title: &str,
    reader: &Reader,
    main: impl FnOnce(&mut String) -> Result,
) -> Result {
    let (title, name) = (Plain(title), Plain(&reader.name));
    write!(
        page,
        r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} · 工单</title>"#
    )?;
    page.write_str(HEAD)?;
    write!(page, "<details><summary><span>{name}</span></summary>")?;
    page.write_str(ACCOUNT)?;
    main(page)?;
    page.write_str(FOOT)
}

/// The table of tickets.
fn table(page: &mut String, rows: &[TicketRow]) -> Result {
    page.write_str(TABLE)?;
    for row in rows.iter().take(20) {
        write!(
            page,
            r#"<tr class="row"><td><form action="/api/star_ticket" method="post"><input type="hidden" name="number" value="{}"><button aria-pressed="{}" aria-label="关注此工单"></button></form></td><td>#{}</td><td><a href="/tickets/{}?view=pending">{}</a></td>"#,
            row.number,
            row.starred,
            row.number,
            row.number,
            Plain(&row.title)
        )?;
        write!(
            page,
            r#"<td>{}</td><td><span class="flag flag--{}">{}</span></td><td><span class="badge">{}</span></td><td>"#,
            Plain(row.contact.as_deref().unwrap_or_default()),
            row.priority,
            priority(&row.priority),
            status(&row.status)
        )?;
        match &row.handler {
            Some(name) => {
                write!(page, r#"<span class="avatar">{}</span>{}"#, Plain(short(name)), Plain(name))?
            }
            None => page.write_str("未分配")?,
        }
        let at = Moment(row.created_at);
        let type_name = Plain(row.type_name.as_deref().unwrap_or_default());
        write!(page, "</td><td>{type_name}</td><td><time title=\"{at}\">{at}</time></td></tr>")?;
    }
    page.write_str("</tbody></table>")
}

/// The last two characters of a name.
fn short(name: &str) -> &str {
    let begin = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    &name[begin..]
}

fn capped(count: i64) -> String {
    if count >= 10_000 { "9999+".to_owned() } else { count.to_string() }
}

const HEAD: &str = r##"<link rel="stylesheet" href="/pkg/main.css"></head><body><a href="#main">跳到主要内容</a><nav class="rail"><a href="/">工单</a><a href="/">首页</a><a href="/tickets?view=pending">工单</a></nav><header class="topbar"><a href="/">工单</a><form method="get" action="/tickets"><button>搜索工单、联系人或命令<kbd>Ctrl K</kbd></button></form><button>中文</button><button>English</button>"##;

const ACCOUNT: &str = r#"<a href="/account">我的账号</a><form method="post" action="/api/sign_out"><button>退出登录</button></form></details></header><main id="main">"#;

const TABLE: &str = r#"<table><thead><tr><th>关注</th><th>编号</th><th>标题</th><th>联系人</th><th>优先级</th><th>状态</th><th>处理人</th><th>类型</th><th>创建时间</th></tr></thead><tbody>"#;

const FOOT: &str = r#"</main><nav class="tabbar"><a href="/">首页</a><a href="/tickets?view=pending">待处理</a><a href="/tickets/new">创建</a><a href="/account">我的</a></nav></body></html>"#;
