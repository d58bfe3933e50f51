//! What is asked, and what is written before every fiftieth request so that no cached page could answer it.

use anyhow::Result;
use model::ticket::TicketDetail;

use super::ground::{Ground, Side};
use crate::{
    client::{Connection, Request, encoded},
    corpus::searched,
    random::Random,
};

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    /// The page 待处理工单.
    List,
    /// The server function behind it.
    ListData,
    /// The page of one ticket.
    Detail,
    /// The server function behind it.
    DetailData,
    /// The page 工单概况.
    Overview,
    /// The server function of the lists, with something to search for.
    Search,
}

/// What was written, and where it must show at once.
pub struct Fresh {
    /// What must be in the answer.
    pub marker: String,
    /// The ticket it was written to.
    pub number: Option<i64>,
}

impl Work {
    /// What it is, in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list, page",
            Self::ListData => "list, data",
            Self::Detail => "detail, page",
            Self::DetailData => "detail, data",
            Self::Overview => "overview, page",
            Self::Search => "search, data",
        }
    }

    /// How many ask at once.
    pub fn lanes(self) -> usize {
        match self {
            Self::Search => 1,
            Self::List | Self::ListData | Self::Detail | Self::DetailData | Self::Overview => 4,
        }
    }

    /// A request to a side.
    pub fn request(self, ground: &Ground, side: Side, random: &mut Random) -> Request {
        match self {
            Self::Detail | Self::DetailData => self.about(ground, side, any_ticket(ground, random)),
            Self::Search => search(ground, side, &searched(random)),
            Self::List | Self::ListData | Self::Overview => self.about(ground, side, 0),
        }
    }

    /// The request whose answer must show what was written.
    pub fn look(self, ground: &Ground, side: Side, fresh: &Fresh) -> Request {
        match self {
            Self::Search => search(ground, side, &fresh.marker),
            _ => self.about(ground, side, fresh.number.unwrap_or_default()),
        }
    }

    /// Writes through the desk what the next answer must show: a note on a ticket, or a new ticket.
    pub async fn freshen(
        self,
        ground: &Ground,
        writer: &mut Connection,
        random: &mut Random,
    ) -> Result<Fresh> {
        let mark = random.bits();
        match self {
            Self::Detail | Self::DetailData => {
                let number = any_ticket(ground, random);
                let marker = format!("跟进{mark:016x}");
                let found = writer.ask(&Self::DetailData.about(ground, Side::Ours, number)).await?;
                let found: TicketDetail = serde_json::from_slice(&found.body)?;
                writer.ask(&note(ground, number, found.version, &marker)).await?;
                Ok(Fresh { marker, number: Some(number) })
            }
            Self::List | Self::ListData | Self::Overview | Self::Search => {
                let marker = format!("来件{mark:016x}");
                writer.ask(&register(ground, &marker, &ground.session.person, mark)).await?;
                Ok(Fresh { marker, number: None })
            }
        }
    }

    fn about(self, ground: &Ground, side: Side, number: i64) -> Request {
        let token = &ground.session.token;
        match (self, side) {
            (Self::List, Side::Ours) => Request::page("/tickets?view=pending", token),
            (Self::List, Side::Floor) => Request::page("/tickets", token),
            (Self::ListData, Side::Floor) => Request::page("/data/tickets", token),
            (Self::ListData, Side::Ours) => {
                Request::json("/api/list_tickets", token, &filter("pending", "null"))
            }
            (Self::Detail, Side::Ours) => Request::page(&format!("/tickets/{number}?view=pending"), token),
            (Self::Detail, Side::Floor) => Request::page(&format!("/tickets/{number}"), token),
            (Self::DetailData, Side::Ours) => {
                Request::form("/api/ticket_detail", token, &format!("number={number}"))
            }
            (Self::DetailData, Side::Floor) => Request::page(&format!("/data/tickets/{number}"), token),
            (Self::Overview, _) => Request::page("/", token),
            (Self::Search, _) => search(ground, side, ""),
        }
    }
}

/// 创建工单, handled by this person or nobody.
pub fn register(ground: &Ground, title: &str, handler: &str, key: u64) -> Request {
    let content = encoded(
        "<p>用户来电反映家中水压不足，高峰时段几乎没有水。</p><p>家中有老人和小孩，希望尽快处理。</p>",
    );
    let body = format!(
        "form[title]={}&form[content]={content}&form[priority]=medium&form[status]=untouched&form[handler]={handler}\
         &form[key]=bench-{key:016x}",
        encoded(title)
    );
    Request::form("/api/register_ticket", &ground.session.token, &body)
}

/// 内部备注.
fn note(ground: &Ground, number: i64, version: i64, text: &str) -> Request {
    let content = encoded(&format!("<p>{text}</p>"));
    let body = format!("number={number}&form[content]={content}&form[version]={version}");
    Request::form("/api/note_ticket", &ground.session.token, &body)
}

fn any_ticket(ground: &Ground, random: &mut Random) -> i64 {
    1 + random.below(ground.store.tickets as usize) as i64
}

fn search(ground: &Ground, side: Side, words: &str) -> Request {
    let token = &ground.session.token;
    match side {
        Side::Ours => Request::json("/api/list_tickets", token, &filter("all", &format!("\"{words}\""))),
        Side::Floor => Request::page(&format!("/data/search/{}", encoded(words)), token),
    }
}

fn filter(view: &str, search: &str) -> String {
    format!(r#"{{"filter":{{"view":"{view}","search":{search},"involved":false,"size":20}}}}"#)
}
