//! Writes the demo in one transaction, many rows to a statement.

use std::collections::HashMap;

use model::{DepartmentId, PersonId, TagId, TenantId, TicketId, Time, TypeId, organisation::Colour};
use sqlx::types::Json;

use super::{
    Entry,
    contacts::Customer,
    random::Random,
    story::{Story, Written},
    team::{DEPARTMENTS, HEADQUARTERS, Team},
};
use crate::{
    Desk, access, counter,
    db::{DbError, Sql, Tx, Value},
};

/// Rows of one statement; with 25 columns still below what either engine takes.
const ROWS: usize = 500;
const TAGS: [(&str, Colour); 6] = [
    ("重要", Colour::Red),
    ("回访", Colour::Blue),
    ("VIP", Colour::Purple),
    ("老旧小区", Colour::Yellow),
    ("夜间", Colour::Grey),
    ("二次供水", Colour::Green),
];

/// The transaction that the whole demo is written in.
pub struct Writer {
    tx: Tx,
    tenant: TenantId,
}

/// What forms pick from, by name.
pub struct House {
    pub departments: HashMap<String, DepartmentId>,
    pub types: HashMap<String, TypeId>,
    pub tags: HashMap<String, TagId>,
}

impl Writer {
    /// Begins in the default tenant; refuses when anybody is there.
    pub async fn begin(desk: &Desk) -> anyhow::Result<Self> {
        let mut tx = desk.db.write().await?;
        let tenant = match access::default_tenant(&mut tx).await? {
            Some(tenant) => tenant,
            None => access::found(&mut tx, desk).await?,
        };
        let occupied = access::has_people(&mut tx, tenant).await?;
        anyhow::ensure!(!occupied, "the tenant already has people; the demo needs an empty database");
        Ok(Self { tx, tenant })
    }

    /// Adds departments, types and tags unless they are there, and gives all that are.
    pub async fn furnish(&mut self, random: &mut Random, types: &[&str], at: Time) -> Result<House, DbError> {
        let tenant = self.tenant;
        for name in [HEADQUARTERS].into_iter().chain(DEPARTMENTS) {
            self.tx.execute(ADD_DEPARTMENT, (tenant, DepartmentId(random.id(at)), name, at)).await?;
        }
        for (name, millis) in types.iter().zip(0..) {
            let at = Time(at.0 + millis);
            self.tx.execute(ADD_TYPE, (tenant, TypeId(random.id(at)), *name, at)).await?;
        }
        for ((name, colour), millis) in TAGS.into_iter().zip(0..) {
            let at = Time(at.0 + millis);
            self.tx.execute(ADD_TAG, (tenant, TagId(random.id(at)), name, colour, at)).await?;
        }
        Ok(House {
            departments: self.tx.all(DEPARTMENTS_BY_NAME, (tenant,)).await?.into_iter().collect(),
            types: self.tx.all(TYPES_BY_NAME, (tenant,)).await?.into_iter().collect(),
            tags: self.tx.all(TAGS_BY_NAME, (tenant,)).await?.into_iter().collect(),
        })
    }

    pub async fn people(&mut self, team: &Team, hashes: &[String]) -> Result<(), DbError> {
        let tenant = self.tenant;
        let rows: Vec<_> = team.members.iter().zip(hashes).collect();
        bulk(&mut self.tx, PERSON, &rows, |row, (member, hash)| {
            row.add(tenant).add(member.who.id).add(member.email.as_str()).add(member.who.name.as_str());
            row.add(hash.as_str()).add(member.role).add(member.scope).add(member.department);
            row.add(member.joined_at);
        })
        .await
    }

    pub async fn contacts(&mut self, customers: &[Customer]) -> Result<(), DbError> {
        let tenant = self.tenant;
        bulk(&mut self.tx, CONTACT, customers, |row, customer| {
            row.add(tenant).add(customer.id).add(customer.name.as_str()).add(customer.phone.as_str());
            row.add(customer.company).add(customer.address.as_deref());
            row.add(customer.remark).add(customer.added_at);
        })
        .await
    }

    /// Writes the tickets under the next numbers, with their tags, replies and notes.
    pub async fn stories(&mut self, stories: &[Story]) -> Result<(), DbError> {
        let tenant = self.tenant;
        let count = stories.len() as i64;
        let last = counter::take(&mut self.tx, tenant, "ticket", count).await?;
        let numbered: Vec<(i64, &Story)> = (last - count + 1..).zip(stories).collect();
        bulk(&mut self.tx, TICKET, &numbered, |row, (number, story)| ticket(row, tenant, *number, story))
            .await?;
        let tagged: Vec<(TicketId, TagId)> =
            stories.iter().flat_map(|story| story.tags.iter().map(|tag| (story.id, *tag))).collect();
        bulk(&mut self.tx, TICKET_TAG, &tagged, |row, (ticket, tag)| {
            row.add(tenant).add(*ticket).add(*tag);
        })
        .await?;
        let written: Vec<(TicketId, &Written)> =
            stories.iter().flat_map(|story| story.replies.iter().map(|reply| (story.id, reply))).collect();
        bulk(&mut self.tx, REPLY, &written, |row, (ticket, reply)| {
            row.add(tenant).add(reply.id).add(*ticket).add(reply.kind).add(reply.content.as_str());
            row.add(reply.author).add(reply.at);
        })
        .await
    }

    pub async fn stars(&mut self, stars: &[(PersonId, TicketId, Time)]) -> Result<(), DbError> {
        let tenant = self.tenant;
        bulk(&mut self.tx, STAR, stars, |row, (person, ticket, at)| {
            row.add(tenant).add(*person).add(*ticket).add(*at);
        })
        .await
    }

    /// Appends to the log.
    pub async fn events(&mut self, entries: &[Entry]) -> Result<(), DbError> {
        let tenant = self.tenant;
        let count = entries.len() as i64;
        let last = counter::take(&mut self.tx, tenant, "event", count).await?;
        let numbered: Vec<(i64, &Entry)> = (last - count + 1..).zip(entries).collect();
        bulk(&mut self.tx, EVENT, &numbered, |row, (seq, entry)| {
            row.add(tenant)
                .add(*seq)
                .add(entry.ticket)
                .add(entry.version)
                .add(entry.actor.id)
                .add(entry.actor.name.as_str());
            row.add(entry.event.kind()).add(Json(&entry.event)).add(entry.at);
        })
        .await
    }

    /// Keeps it all.
    pub async fn commit(self) -> Result<TenantId, DbError> {
        self.tx.commit().await?;
        Ok(self.tenant)
    }
}

fn ticket(row: &mut Values<'_>, tenant: TenantId, number: i64, story: &Story) {
    row.add(tenant).add(story.id).add(number).add(story.version).add(story.title.as_str());
    row.add(story.content.as_str()).add(story.type_id).add(story.priority);
    row.add(story.flow.preset).add(story.flow.version).add(story.standing.node.clone());
    row.add(story.standing.reply_state).add(story.status());
    row.add(story.creator).add(story.initiator).add(story.assignee).add(story.handler());
    row.add(story.department).add(story.contact);
    row.add(story.created_at).add(story.updated_at).add(story.closed_at);
}

/// One row of a bulk insert under construction.
struct Values<'a> {
    sql: &'a mut Sql,
    first: bool,
}

impl Values<'_> {
    fn add<'q>(&mut self, value: impl Value<'q>) -> &mut Self {
        if !std::mem::take(&mut self.first) {
            self.sql.push(", ");
        }
        self.sql.bind(value);
        self
    }
}

async fn bulk<T>(
    tx: &mut Tx,
    head: &'static str,
    rows: &[T],
    put: impl for<'v> Fn(&mut Values<'v>, &T),
) -> Result<(), DbError> {
    for rows in rows.chunks(ROWS) {
        let mut sql = Sql::new(tx.dialect(), head);
        for (nth, row) in rows.iter().enumerate() {
            sql.push(if nth == 0 { "\nvalues (" } else { "), (" });
            put(&mut Values { sql: &mut sql, first: true }, row);
        }
        sql.push(")");
        tx.execute_built(sql).await?;
    }
    Ok(())
}

const ADD_DEPARTMENT: &str = "
    insert into department (tenant_id, id, name, created_at)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, name) do nothing";

const ADD_TYPE: &str = "
    insert into ticket_type (tenant_id, id, name, created_at)
    values ($1, $2, $3, $4)
    on conflict (tenant_id, name) do nothing";

const ADD_TAG: &str = "
    insert into tag (tenant_id, id, name, colour, created_at)
    values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, name) do nothing";

const DEPARTMENTS_BY_NAME: &str = "
    select name, id
    from department
    where tenant_id = $1";

const TYPES_BY_NAME: &str = "
    select name, id
    from ticket_type
    where tenant_id = $1";

const TAGS_BY_NAME: &str = "
    select name, id
    from tag
    where tenant_id = $1";

const PERSON: &str = "
    insert into person
        (tenant_id, id, email, name, password_hash, role, scope, department_id, created_at)";

const CONTACT: &str = "
    insert into contact (tenant_id, id, name, phone, company, address, remark, created_at)";

const TICKET: &str = "
    insert into ticket
        (tenant_id, id, number, version, title, content, type_id, priority, flow, flow_version, node, reply_state,
         status, creator_id, initiator_id, assignee_id, handler_id, department_id, contact_id, created_at,
         updated_at, closed_at)";

const TICKET_TAG: &str = "
    insert into ticket_tag (tenant_id, ticket_id, tag_id)";

const REPLY: &str = "
    insert into reply (tenant_id, id, ticket_id, kind, content, author_id, created_at)";

const STAR: &str = "
    insert into star (tenant_id, person_id, ticket_id, created_at)";

const EVENT: &str = "
    insert into event (tenant_id, seq, ticket_id, version, actor_id, actor_name, kind, payload, at)";
