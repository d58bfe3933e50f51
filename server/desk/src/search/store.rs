//! Where the tokens are kept. SQLite's rows are numbered `base + number`, so that newest first is the order in which
//! they lie; PostgreSQL's carry tenant and number.

use std::collections::{HashMap, HashSet};

use model::{
    ContactId, DepartmentId, PersonId, TagId, TenantId, TicketId, Time, TypeId,
    ticket::{Priority, Status},
};

use super::{
    facet::Facet,
    text,
    token::{self, Tokens},
};
use crate::{
    counter,
    db::{DbError, Sql, Tx},
    dialect::Dialect,
};

/// The counter that tells tenants apart in SQLite's index; it belongs to no tenant.
const COUNTER: &str = "search";
/// How many tickets a tenant can have there.
const NUMBERS: i64 = 1 << 40;
/// How the texts are cut; one more whenever the cut changes, and everything is indexed anew.
pub const VERSION: i64 = 1;
/// Marks a text that is longer than PostgreSQL can tell positions in.
pub(crate) const LONG: char = '\u{e005}';
const POSITION_MAX: usize = 16_000;
const POSITIONS_MAX: usize = 250;

/// Where a query for tickets says which comes before which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    column: &'static str,
    base: i64,
}

impl Place {
    /// By the ticket's number.
    pub const NUMBER: Self = Self { column: "ticket.number", base: 0 };

    /// By the row of the index.
    pub fn found(dialect: Dialect, base: i64) -> Self {
        match dialect {
            Dialect::Sqlite => Self { column: "search_index.rowid", base },
            Dialect::Postgres => Self { column: "search_index.number", base: 0 },
        }
    }

    /// Adds a comparison with a number.
    pub fn compare(self, sql: &mut Sql, how: &str, number: i64) {
        sql.push(self.column).push(how).bind(self.base.saturating_add(number));
    }

    /// Adds the order, newest first unless it `rises`.
    pub fn order(self, sql: &mut Sql, rises: bool) {
        sql.push("\norder by ").push(self.column).push(if rises { "" } else { " desc" });
    }

    /// Adds that a row of the index matches and is the tenant's.
    pub fn rows(self, sql: &mut Sql, tenant: TenantId, query: &str) {
        match sql.dialect() {
            Dialect::Sqlite => {
                sql.push("search_index match ").bind(query);
                sql.push(" and search_index.rowid > ").bind(self.base);
                sql.push(" and search_index.rowid < ").bind(self.base + NUMBERS);
            }
            Dialect::Postgres => {
                sql.push("search_index.tokens @@ ").bind(query);
                sql.push("::tsquery and search_index.tenant_id = ").bind(tenant);
            }
        }
    }

    /// The same, and that it is that of a row of `ticket`.
    pub fn matching(self, sql: &mut Sql, tenant: TenantId, query: &str) {
        self.rows(sql, tenant, query);
        sql.push(" and ticket.number = ");
        match sql.dialect() {
            Dialect::Sqlite => sql.push("search_index.rowid - ").bind(self.base),
            Dialect::Postgres => sql.push("search_index.number"),
        };
    }

    /// The same where the tickets are known before: SQLite looks up the row of each instead of asking for all that
    /// match once a ticket.
    pub fn matching_each(self, sql: &mut Sql, tenant: TenantId, query: &str) {
        match sql.dialect() {
            Dialect::Sqlite => {
                sql.push("search_index match ").bind(query);
                sql.push(" and search_index.rowid = ticket.number + ").bind(self.base);
            }
            Dialect::Postgres => self.matching(sql, tenant, query),
        }
    }
}

/// Where the tenant's rows begin in SQLite's index; none when nothing was ever indexed.
pub(crate) async fn base(tx: &mut Tx, tenant: TenantId) -> Result<Option<i64>, DbError> {
    let row: Option<(i64,)> = tx.optional(ORDINAL, (tenant,)).await?;
    Ok(row.map(|(ordinal,)| ordinal * NUMBERS))
}

/// Brings what the index holds of a ticket up to date. Its row must have been written or locked before, or what others
/// are writing on it would be overwritten by what was there before them.
pub(crate) async fn refresh(tx: &mut Tx, tenant: TenantId, ticket: TicketId) -> Result<(), DbError> {
    let source: Source = tx.one(SOURCE, (tenant, ticket)).await?;
    let ordinal = match source.ordinal {
        Some(ordinal) => ordinal,
        None => begin(tx, tenant, 1).await?,
    };
    let key = (tenant, source.number, ordinal * NUMBERS + source.number);
    if source.deleted_at.is_some() {
        return drop_words(tx, key).await;
    }
    let tags: Vec<(TagId,)> = tx.all(TAGS, (tenant, ticket)).await?;
    let replies: Vec<(String,)> = tx.all(REPLIES, (tenant, ticket)).await?;
    put(tx, key, source.tokens(&tags, &replies)).await
}

/// Gives the tenant its place in the index, unless another server has just done so. It counts as indexed if it has no
/// more than the `indexed` tickets that are about to be.
async fn begin(tx: &mut Tx, tenant: TenantId, indexed: i64) -> Result<i64, DbError> {
    let nobody = TenantId(uuid::Uuid::nil());
    let ordinal = counter::take(tx, nobody, COUNTER, 1).await?;
    tx.execute(BEGIN, (tenant, ordinal, VERSION, indexed)).await?;
    let (ordinal,): (i64,) = tx.one(ORDINAL, (tenant,)).await?;
    Ok(ordinal)
}

/// Gives the tenant its place in the index unless it has one.
pub(super) async fn ensure(tx: &mut Tx, tenant: TenantId) -> Result<(), DbError> {
    if tx.optional::<(i64,)>(ORDINAL, (tenant,)).await?.is_none() {
        begin(tx, tenant, 0).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Source {
    number: i64,
    title: String,
    content: String,
    creator_id: PersonId,
    initiator_id: PersonId,
    handler_id: Option<PersonId>,
    department_id: Option<DepartmentId>,
    type_id: Option<TypeId>,
    status: Status,
    priority: Priority,
    deleted_at: Option<Time>,
    contact_id: Option<ContactId>,
    contact_name: Option<String>,
    contact_phone: Option<String>,
    contact_email: Option<String>,
    contact_company: Option<String>,
    contact_address: Option<String>,
    ordinal: Option<i64>,
}

impl Source {
    fn tokens(&self, tags: &[(TagId,)], replies: &[(String,)]) -> Vec<String> {
        let mut tokens = Tokens::default();
        self.facets()
            .chain(tags.iter().map(|&(tag,)| Facet::Tag(tag)))
            .for_each(|facet| tokens.mark(facet.token()));
        tokens.mark(token::number(&self.number.to_string()));
        tokens.text(&self.title);
        if self.contact_id.is_some() {
            let words = [
                &self.contact_name,
                &self.contact_phone,
                &self.contact_email,
                &self.contact_company,
                &self.contact_address,
            ];
            words.into_iter().flatten().for_each(|text| tokens.text(text));
            tokens.text(&self.contact_phone.as_deref().map(digits).unwrap_or_default());
        }
        tokens.text(&text::words(&self.content));
        replies.iter().for_each(|(reply,)| tokens.text(&text::words(reply)));
        tokens.finish()
    }

    fn facets(&self) -> impl Iterator<Item = Facet> {
        [
            Facet::Creator(self.creator_id),
            Facet::Initiator(self.initiator_id),
            Facet::Handler(self.handler_id),
            Facet::Department(self.department_id),
            Facet::Type(self.type_id),
            Facet::Status(self.status),
            Facet::Priority(self.priority),
        ]
        .into_iter()
    }
}

/// A number as it is dialled within the country.
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let bare =
        digits.strip_prefix("0086").or(digits.strip_prefix("86")).filter(|_| phone.starts_with(['+', '0']));
    bare.unwrap_or(&digits).to_owned()
}

type Key = (TenantId, i64, i64);

async fn put(tx: &mut Tx, (tenant, number, row): Key, tokens: Vec<String>) -> Result<(), DbError> {
    match tx.dialect() {
        Dialect::Sqlite => tx.execute(PUT_SQLITE, (row, tokens.join(" "))).await?,
        Dialect::Postgres => tx.execute(PUT_POSTGRES, (tenant, number, vector(&tokens))).await?,
    };
    Ok(())
}

async fn drop_words(tx: &mut Tx, (tenant, number, row): Key) -> Result<(), DbError> {
    match tx.dialect() {
        Dialect::Sqlite => tx.execute(DROP_SQLITE, (row,)).await?,
        Dialect::Postgres => tx.execute(DROP_POSTGRES, (tenant, number)).await?,
    };
    Ok(())
}

/// The tokens with their positions as PostgreSQL writes them. A text that is too long for positions goes without,
/// and says so.
fn vector(tokens: &[String]) -> String {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        places.entry(token).or_default().push(at + 1);
    }
    if tokens.len() > POSITION_MAX || places.values().any(|places| places.len() > POSITIONS_MAX) {
        let distinct: HashSet<&str> = tokens.iter().map(String::as_str).collect();
        let plain: String = distinct.into_iter().map(|token| format!("'{token}' ")).collect();
        return format!("{plain}'{LONG}'");
    }
    places.into_iter().map(|(token, places)| format!("'{token}':{} ", listed(&places))).collect()
}

fn listed(places: &[usize]) -> String {
    places.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

const ORDINAL: &str = "
    select ordinal
    from search_state
    where tenant_id = $1";

/// Without the `where` SQLite would take `on` for part of a join.
const BEGIN: &str = "
    insert into search_state (tenant_id, ordinal, version, building, below)
    select $1, $2, case when count(*) > $4 then 0 else $3 end, $3, null
    from (
        select 1
        from ticket
        where tenant_id = $1
        limit 2
    ) as written
    where 1 = 1
    on conflict (tenant_id) do nothing";

const SOURCE: &str = "
    select ticket.number, ticket.title, ticket.content, ticket.creator_id, ticket.initiator_id, ticket.handler_id,
           ticket.department_id, ticket.type_id, ticket.status, ticket.priority, ticket.deleted_at,
           ticket.contact_id, contact.name as contact_name, contact.phone as contact_phone,
           contact.email as contact_email, contact.company as contact_company,
           contact.address as contact_address, search_state.ordinal
    from ticket
    left join contact
      on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join search_state
      on search_state.tenant_id = ticket.tenant_id
    where ticket.tenant_id = $1 and ticket.id = $2";

const TAGS: &str = "
    select tag_id
    from ticket_tag
    where tenant_id = $1 and ticket_id = $2
    order by tag_id";

const REPLIES: &str = "
    select content
    from reply
    where tenant_id = $1 and ticket_id = $2
    order by id desc";

const PUT_SQLITE: &str = "
    insert or replace into search_index (rowid, tokens)
    values ($1, $2)";

const PUT_POSTGRES: &str = "
    insert into search_index (tenant_id, number, tokens)
    values ($1, $2, $3::tsvector)
    on conflict (tenant_id, number) do update
    set tokens = excluded.tokens";

const DROP_SQLITE: &str = "
    delete from search_index
    where rowid = $1";

const DROP_POSTGRES: &str = "
    delete from search_index
    where tenant_id = $1 and number = $2";
