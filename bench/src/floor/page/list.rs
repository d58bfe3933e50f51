//! 待处理工单.

use std::fmt::{Result, Write};

use super::{Chrome, Person, TicketRow, capped, framed, table};
use crate::floor::text::Plain;

/// The list of what waits for the reader.
pub struct List {
    pub chrome: Chrome,
    pub rows: Vec<TicketRow>,
    pub types: Vec<Person>,
    pub tags: Vec<Person>,
    pub people: Vec<Person>,
}

impl List {
    /// The page.
    pub fn html(&self) -> String {
        framed("待处理工单", &self.chrome.reader, |page| {
            self.chrome.menu(page)?;
            page.write_str("<section><h1>待处理工单</h1>")?;
            self.filters(page)?;
            table(page, &self.rows)?;
            self.pages(page)
        })
    }

    fn filters(&self, page: &mut String) -> Result {
        page.write_str(FILTERS)?;
        select(page, "type", "类型", &self.types)?;
        page.write_str(r#"<option value="none">未分类</option></select>"#)?;
        select(page, "tag", "标签", &self.tags)?;
        page.write_str("</select>")?;
        select(page, "handler", "未选择", &self.people)?;
        page.write_str("</select><button>筛选</button></form>")
    }

    fn pages(&self, page: &mut String) -> Result {
        write!(page, "<nav><span>共 {} 张工单</span><span>每页</span>", capped(self.chrome.pending()))?;
        for size in [20, 50, 100, 200] {
            write!(page, r#"<a href="/tickets?view=pending&amp;size={size}">{size}</a>"#)?;
        }
        if let Some(last) = self.rows.get(19).filter(|_| self.rows.len() > 20) {
            write!(
                page,
                r#"<a href="/tickets?view=pending&amp;before={}" aria-label="下一页"></a>"#,
                last.number
            )?;
        }
        page.write_str("</nav></section>")
    }
}

fn select(page: &mut String, name: &str, first: &str, options: &[Person]) -> Result {
    write!(page, r#"<select name="{name}"><option value="">{first}</option>"#)?;
    for option in options {
        write!(page, r#"<option value="{}">{}</option>"#, option.id, Plain(&option.name))?;
    }
    Ok(())
}

const FILTERS: &str = r#"<form method="get" action="/tickets"><input type="hidden" name="view" value="pending"><label>搜索编号、内容、联系人<input type="search" name="q" maxlength="100" placeholder="搜索编号、内容、联系人"></label><select name="status"><option value="">状态</option><option value="open">未关闭</option><option value="untouched">未受理</option><option value="replied">已回复</option><option value="asked_again">再追问</option><option value="closed">已关闭</option></select><select name="priority"><option value="">优先级</option><option value="low">低</option><option value="medium">中</option><option value="high">高</option><option value="urgent">紧急</option></select>"#;
