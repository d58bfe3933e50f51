//! 联系人: the people served.

use model::{
    ContactId, Result,
    contact::{Contact, ContactForm, NewContact},
    event::Event,
    policy::Right,
};

use crate::{
    Ctx,
    db::{DbError, Tx},
    event, pattern,
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

/// Adds a contact.
pub async fn add(ctx: &Ctx, form: &ContactForm) -> Result<Contact> {
    ctx.authorize(Right::AddContact)?;
    let new = form.parse()?;
    let mut tx = ctx.desk.db.write().await?;
    let contact = put(&mut tx, ctx, new).await?;
    record(&mut tx, ctx, &contact.name).await?;
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

/// Records that a contact was added.
pub(crate) async fn record(tx: &mut Tx, ctx: &Ctx, name: &str) -> Result<(), DbError> {
    event::record(tx, ctx, None, Event::ContactAdded { name: name.to_owned() }).await?;
    Ok(())
}

/// Whether there is a contact of that name with that phone number, or both without one.
pub(crate) async fn is_known(tx: &mut Tx, ctx: &Ctx, new: &NewContact) -> Result<bool, DbError> {
    let binds = (ctx.tenant, new.name.as_str(), new.phone.as_deref().unwrap_or_default());
    Ok(tx.optional::<(ContactId,)>(KNOWN, binds).await?.is_some())
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
