//! 导出: lists without an end, fetched page by page, and the record of who took them.

use model::{
    ContactId, Result,
    contact::Contact,
    event::Event,
    policy::Right,
    transfer::{Format, List},
};

use crate::{Ctx, event};

/// How many contacts are fetched at once.
const PAGE: i64 = 500;

/// The next contacts behind this one, the oldest first; none when all were given.
pub async fn contacts(ctx: &Ctx, behind: Option<ContactId>) -> Result<Vec<Contact>> {
    ctx.authorize(Right::ExportContacts)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(match behind {
        Some(last) => tx.all(CONTACTS_BEHIND, (ctx.tenant, last, PAGE)).await?,
        None => tx.all(CONTACTS, (ctx.tenant, PAGE)).await?,
    })
}

/// Refuses whoever may not take the list out.
pub fn authorize(ctx: &Ctx, list: List) -> Result<()> {
    ctx.authorize(match list {
        List::Tickets => Right::ExportTickets,
        List::Contacts => Right::ExportContacts,
        List::People => Right::ManagePeople,
    })
}

/// A list on its way out of the house.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which.
    pub list: List,
    /// As what kind of file.
    pub format: Format,
    /// How it was narrowed, as in its address.
    pub filter: String,
    /// How many rows were given out.
    pub rows: i64,
    /// Whether it came to its end.
    pub whole: bool,
}

/// Writes down who took what.
pub async fn record(ctx: &Ctx, taken: Taken) -> Result<()> {
    let Taken { list: what, format, filter, rows, whole } = taken;
    let mut tx = ctx.desk.db.write().await?;
    event::record(&mut tx, ctx, None, Event::Exported { what, format, filter, rows, whole }).await?;
    Ok(tx.commit().await?)
}

const CONTACTS: &str = "
    select id, name, phone, email, company, address, remark
    from contact
    where tenant_id = $1
    order by id
    limit $2";

const CONTACTS_BEHIND: &str = "
    select id, name, phone, email, company, address, remark
    from contact
    where tenant_id = $1 and id > $2
    order by id
    limit $3";
