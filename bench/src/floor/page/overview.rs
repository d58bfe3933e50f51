//! 工单概况.

use std::fmt::{Result, Write};

use super::{Reader, TicketRow, framed, status, table};
use crate::floor::text::Plain;

/// The first page.
pub struct Overview {
    pub reader: Reader,
    pub cells: Vec<Cell>,
    pub rows: Vec<TicketRow>,
}

/// Some tickets of one type and status.
pub struct Cell {
    pub facet: String,
    pub type_name: Option<String>,
    pub status: String,
    pub tickets: i64,
}

const STATUSES: [&str; 4] = ["untouched", "replied", "asked_again", "closed"];

impl Overview {
    /// The page.
    pub fn html(&self) -> String {
        framed("工单概况", &self.reader, |page| {
            page.write_str("<section><h1>工单概况</h1><a href=\"/tickets/new\">创建工单</a>")?;
            self.counters(page)?;
            let types = shares(self.of("involved").filter(|cell| is_open(cell)), |cell| {
                cell.type_name.clone().unwrap_or_else(|| "未分类".to_owned())
            });
            distribution(page, "工单类型分布", &types)?;
            let mut statuses =
                shares(self.of("tenant").filter(|cell| is_open(cell)), |cell| cell.status.clone());
            statuses.sort_by_key(|(code, _)| STATUSES.iter().position(|status| status == code));
            let statuses: Vec<_> =
                statuses.into_iter().map(|(code, count)| (status(&code).to_owned(), count)).collect();
            distribution(page, "工单状态分布", &statuses)?;
            let pending: i64 = self.of("handler").filter(|cell| is_open(cell)).map(|cell| cell.tickets).sum();
            write!(page, "<h2>待处理工单</h2><span>{pending}</span><a href=\"/tickets\">查看全部</a>")?;
            table(page, &self.rows)?;
            page.write_str("</section>")
        })
    }

    fn counters(&self, page: &mut String) -> Result {
        let sum = |facet: &str, open: bool| -> i64 {
            self.of(facet).filter(|cell| !open || is_open(cell)).map(|cell| cell.tickets).sum()
        };
        let (mine, mine_open) = (sum("creator", false), sum("creator", true));
        let counters = [
            ("工单总数", sum("tenant", false)),
            ("未关闭工单总数", sum("tenant", true)),
            ("我的工单总数", mine),
            ("我的待办工单总数", sum("handler", true)),
        ];
        page.write_str("<ul>")?;
        for (label, count) in counters {
            write!(page, "<li><a href=\"/tickets\"><span>{label}</span><strong>{count}</strong></a></li>")?;
        }
        write!(page, "</ul><p>其中已关闭 {}</p>", mine - mine_open)
    }

    fn of<'a>(&'a self, facet: &'a str) -> impl Iterator<Item = &'a Cell> {
        self.cells.iter().filter(move |cell| cell.facet == facet)
    }
}

fn is_open(cell: &Cell) -> bool {
    cell.status != "closed"
}

/// The largest first.
fn shares<'a>(cells: impl Iterator<Item = &'a Cell>, name: impl Fn(&Cell) -> String) -> Vec<(String, i64)> {
    let mut shares = Vec::<(String, i64)>::new();
    for cell in cells {
        let name = name(cell);
        match shares.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += cell.tickets,
            None => shares.push((name, cell.tickets)),
        }
    }
    shares.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    shares
}

fn distribution(page: &mut String, title: &str, shares: &[(String, i64)]) -> Result {
    let total: i64 = shares.iter().map(|(_, count)| count).sum();
    write!(page, "<section><h2>{title}</h2><button>我的</button><button>全部</button>")?;
    write!(page, "<table><thead><tr><th>{title}</th><th>数量</th><th>占比</th></tr></thead>")?;
    for (name, count) in shares {
        let percent = *count as f64 * 100.0 / total.max(1) as f64;
        write!(page, "<tr><th>{}</th><td>{count}</td><td>{percent:.1}%</td></tr>", Plain(name))?;
    }
    page.write_str("</table></section>")
}
