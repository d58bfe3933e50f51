//! 联系人: the people served.

use model::{
    Conflict, ContactId, Error, Problem, Result, Time,
    contact::{Contact, ContactForm, NewContact},
    event::Event,
    policy::Right,
};

use crate::{
    Ctx,
    db::{DbError, Sql, Tx},
    event, pattern, search,
    ticket::once::{Claim, Once},
};

/// Fewer digits than this are more likely part of a name or a house number than of a phone number.
const DIGITS_MIN: usize = 3;

/// Contacts whose name contains the text or whose phone number contains its digits; at most 20.
pub async fn search(ctx: &Ctx, query: &str) -> Result<Vec<Contact>> {
    ctx.authorize(Right::ViewContacts)?;
    let mut tx = ctx.desk.db.read().await?;
    let name = pattern::containing(query);
    Ok(match digits(query) {
        Some(digits) => tx.all(BY_NAME_OR_PHONE, (ctx.tenant, name, pattern::containing(&digits))).await?,
        None => tx.all(BY_NAME, (ctx.tenant, name)).await?,
    })
}

/// The most rows of a page.
pub const PAGE_MAX: u16 = 200;

/// A page of contacts, those added last first, from the one before `before` on; and whether there are more.
pub async fn list(
    ctx: &Ctx,
    query: &str,
    before: Option<ContactId>,
    size: u16,
) -> Result<(Vec<(Contact, i64)>, bool)> {
    ctx.authorize(Right::ViewContacts)?;
    if !(1..=PAGE_MAX).contains(&size) {
        return Err(Error::at("size", Problem::UnknownFilter));
    }
    let mut tx = ctx.desk.db.read().await?;
    let mut sql = Sql::new(tx.dialect(), LIST);
    sql.bind(ctx.tenant);
    if let Some(before) = before {
        sql.push(" and id < ").bind(before);
    }
    if !query.trim().is_empty() {
        matching(&mut sql, query);
    }
    sql.push("\norder by id desc").limit(i64::from(size) + 1);
    let mut rows: Vec<Kept> = tx.all_built(sql).await?;
    let more = rows.len() > usize::from(size);
    rows.truncate(usize::from(size));
    Ok((rows.into_iter().map(Kept::shown).collect(), more))
}

fn matching(sql: &mut Sql, query: &str) {
    sql.push("\nand (lower(name) like lower(").bind(pattern::containing(query)).push(") escape '\\'");
    if let Some(digits) = digits(query) {
        sql.push(" or ").push(BARE_PHONE).push(" like ");
        sql.bind(pattern::containing(&digits)).push(" escape '\\'");
    }
    sql.push(")");
}

/// One contact and its version.
pub async fn find(ctx: &Ctx, id: ContactId) -> Result<(Contact, i64)> {
    ctx.authorize(Right::ViewContacts)?;
    let mut tx = ctx.desk.db.read().await?;
    Ok(kept(&mut tx, ctx, id).await?.shown())
}

/// Saves the form over a contact of this version, and answers the next.
pub async fn edit(ctx: &Ctx, id: ContactId, form: &ContactForm, version: i64) -> Result<i64> {
    let mut tx = ctx.desk.db.write().await?;
    let before = kept(&mut tx, ctx, id).await?;
    ctx.authorize(Right::EditContact)?;
    let new = form.parse()?;
    let (name, phone, email) = (new.name.as_str(), new.phone, new.email);
    let rest = (new.company, new.address, new.remark);
    let row = (ctx.tenant, id, version, name, phone, email, rest.0, rest.1, rest.2, ctx.now());
    if before.version != version || tx.execute(EDIT, row).await? == 0 {
        return Err(kept(&mut tx, ctx, id).await?.conflict(ctx.now()));
    }
    search::refresh_contact(&mut tx, &ctx.desk, ctx.tenant, id).await?;
    event::record(&mut tx, ctx, None, Event::ContactEdited { contact: id, name: new.name }).await?;
    tx.commit().await?;
    Ok(version + 1)
}

async fn kept(tx: &mut Tx, ctx: &Ctx, id: ContactId) -> Result<Kept> {
    tx.optional(FIND, (ctx.tenant, id)).await?.ok_or(Error::NotFound)
}

#[derive(sqlx::FromRow)]
struct Kept {
    #[sqlx(flatten)]
    contact: Contact,
    version: i64,
    updated_at: Option<Time>,
}

impl Kept {
    fn shown(self) -> (Contact, i64) {
        (self.contact, self.version)
    }

    fn conflict(self, now: Time) -> Error {
        let at = self.updated_at.unwrap_or(now);
        Error::Conflict(Box::new(Conflict { version: self.version, by: None, at, changes: Vec::new() }))
    }
}

/// Adds a contact.
pub async fn add(ctx: &Ctx, form: &ContactForm) -> Result<Contact> {
    add_once(ctx, form, "").await
}

/// Adds a contact; what is sent again under the same key is answered with the contact it made.
pub async fn add_once(ctx: &Ctx, form: &ContactForm, key: &str) -> Result<Contact> {
    ctx.authorize(Right::AddContact)?;
    let once = Once::contact(key, form)?;
    let new = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    if let Claim::Answered(seq) = once.claim(&mut tx, ctx).await? {
        return added_by(&mut tx, ctx, seq).await;
    }
    let contact = put(&mut tx, ctx, new).await?;
    let seq = record(&mut tx, ctx, &contact).await?;
    once.answer(&mut tx, ctx, seq).await?;
    tx.commit().await?;
    Ok(contact)
}

/// Writes a contact; [`record`] must follow in the same transaction.
pub(crate) async fn put(tx: &mut Tx, ctx: &Ctx, new: NewContact) -> Result<Contact, DbError> {
    let contact = Contact {
        id: ContactId(ctx.desk.new_id()),
        name: new.name,
        phone: new.phone,
        email: new.email,
        company: new.company,
        address: new.address,
        remark: new.remark,
    };
    let Contact { id, name, phone, email, company, address, remark } = contact.clone();
    tx.execute_one(ADD, (ctx.tenant, id, name, phone, email, company, address, remark, ctx.now())).await?;
    Ok(contact)
}

/// Records that a contact was added, and answers the number of the event.
pub(crate) async fn record(tx: &mut Tx, ctx: &Ctx, contact: &Contact) -> Result<i64, DbError> {
    let added = Event::ContactAdded { contact: Some(contact.id), name: contact.name.clone() };
    event::record(tx, ctx, None, added).await
}

/// Whether there is a contact of that name with that phone number, or both without one.
pub(crate) async fn is_known(tx: &mut Tx, ctx: &Ctx, new: &NewContact) -> Result<bool, DbError> {
    let binds = (ctx.tenant, new.name.as_str(), new.phone.as_deref().unwrap_or_default());
    Ok(tx.optional::<(ContactId,)>(KNOWN, binds).await?.is_some())
}

/// The contact that an event added.
async fn added_by(tx: &mut Tx, ctx: &Ctx, seq: i64) -> Result<Contact> {
    let (id,): (String,) = tx.one(ADDED_BY, (ctx.tenant, seq)).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(kept(tx, ctx, id).await?.contact)
}

/// The digits of what looks like a phone number, however it is spaced, without the country's prefix.
fn digits(query: &str) -> Option<String> {
    let bare: String = query.chars().filter(|c| !c.is_whitespace() && !"-()（）".contains(*c)).collect();
    let bare = bare.strip_prefix("+86").or(bare.strip_prefix("0086")).unwrap_or(&bare);
    let plausible = bare.len() >= DIGITS_MIN && bare.chars().all(|c| c.is_ascii_digit());
    plausible.then(|| bare.to_owned())
}

const BY_NAME: &str = r"
    select id, name, phone, email, company, address, remark
    from contact
    where tenant_id = $1 and lower(name) like lower($2) escape '\'
    order by name, id
    limit 20";

const BY_NAME_OR_PHONE: &str = r"
    select id, name, phone, email, company, address, remark
    from contact
    where tenant_id = $1
        and (
            lower(name) like lower($2) escape '\'
            or replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '') like $3 escape '\'
        )
    order by name, id
    limit 20";

/// Ends where the tenant follows.
const LIST: &str = "
    select id, name, phone, email, company, address, remark, version, updated_at
    from contact
    where tenant_id = ";

const BARE_PHONE: &str = "replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '')";

const FIND: &str = "
    select id, name, phone, email, company, address, remark, version, updated_at
    from contact
    where tenant_id = $1 and id = $2";

const EDIT: &str = "
    update contact
    set name = $4, phone = $5, email = $6, company = $7, address = $8, remark = $9, updated_at = $10,
        version = version + 1
    where tenant_id = $1 and id = $2 and version = $3";

const ADDED_BY: &str = "
    select payload ->> 'contact'
    from event
    where tenant_id = $1 and seq = $2";

const ADD: &str = "
    insert into contact (tenant_id, id, name, phone, email, company, address, remark, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const KNOWN: &str = "
    select id
    from contact
    where tenant_id = $1 and name = $2 and coalesce(phone, '') = $3
    limit 1";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_found_however_it_is_written() {
        for query in
            ["13822160477", "138 2216 0477", "+86 138-2216-0477", "0086 13822160477", "(138)22160477"]
        {
            assert_eq!(digits(query).as_deref(), Some("13822160477"), "{query}");
        }
        for query in ["", "12", "王芳", "3号楼", "138a"] {
            assert_eq!(digits(query), None, "{query}");
        }
    }
}
