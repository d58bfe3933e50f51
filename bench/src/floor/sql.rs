//! What is asked. The same text for both engines but for the search, and for the most part the same that the desk asks.

/// Who asks.
pub const READER: &str = "
    select session.tenant_id, person.id, person.name
    from session
    join person on person.tenant_id = session.tenant_id and person.id = session.person_id
    where session.token_hash = $1 and person.disabled_at is null";

/// 待处理工单: the newest twenty and one more.
pub const PENDING: &str = "
    select ticket.number, ticket.title, contact.name, ticket.priority, ticket.status, handler.name,
           ticket_type.name, ticket.created_at, star.created_at
    from ticket
    left join contact on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join person as handler on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = $2
    where ticket.tenant_id = $1 and ticket.deleted_at is null and ticket.status <> 'closed'
      and ticket.handler_id = $2
    order by ticket.number desc
    limit 21";

/// 搜索 in SQLite's index, whose rows lie by tenant and number: the newest twenty and one more.
pub const SEARCH_SQLITE: &str = "
    select ticket.number, ticket.title, contact.name, ticket.priority, ticket.status, handler.name,
           ticket_type.name, ticket.created_at, star.created_at
    from search_state
    cross join search_index
    cross join ticket
    left join contact on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join person as handler on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = $2
    where search_state.tenant_id = $1 and search_index match $3
      and search_index.rowid > search_state.ordinal << 40
      and search_index.rowid < (search_state.ordinal + 1) << 40
      and ticket.tenant_id = $1 and ticket.number = search_index.rowid - (search_state.ordinal << 40)
      and ticket.deleted_at is null
    order by search_index.rowid desc
    limit 21";

/// The same in PostgreSQL's.
pub const SEARCH_POSTGRES: &str = "
    select ticket.number, ticket.title, contact.name, ticket.priority, ticket.status, handler.name,
           ticket_type.name, ticket.created_at, star.created_at
    from (
        select ticket.id
        from search_index
        join ticket on ticket.tenant_id = search_index.tenant_id and ticket.number = search_index.number
        where search_index.tenant_id = $1 and search_index.tokens @@ cast(cast($3 as text) as tsquery)
          and ticket.deleted_at is null
        order by search_index.number desc
        limit 21
    ) as found
    join ticket on ticket.tenant_id = $1 and ticket.id = found.id
    left join contact on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join person as handler on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = $2
    order by ticket.number desc";

/// How many tickets there are, by whose they are and status; $3 is nil.
pub const SUMS: &str = "
    select facet, cast(case when person_id = $3 then 0 else 1 end as bigint) as mine, status,
           cast(coalesce(sum(tickets), 0) as bigint)
    from tally
    where tenant_id = $1 and facet in ('tenant', 'creator', 'handler', 'involved') and person_id in ($2, $3)
    group by facet, person_id, status";

/// 关注的工单.
pub const STARRED: &str = "
    select count(*)
    from star
    cross join ticket
    where star.tenant_id = $1 and star.person_id = $2 and ticket.tenant_id = star.tenant_id
      and ticket.id = star.ticket_id and ticket.deleted_at is null and ticket.status <> 'closed'";

/// 工单类型.
pub const TYPES: &str = "select id, name from ticket_type where tenant_id = $1 order by created_at, id";
/// 标签.
pub const TAGS: &str = "select id, name from tag where tenant_id = $1 order by created_at, id";
/// The first colleagues.
pub const PEOPLE: &str = "
    select id, name
    from person
    where tenant_id = $1 and disabled_at is null
    order by name, id
    limit 20";

/// One ticket with the names of everything.
pub const TICKET: &str = "
    select ticket.id, ticket.number, ticket.title, ticket.content, ticket.priority, ticket.status,
           ticket_type.name, creator.name, initiator.name, assignee.name, handler.name, department.name,
           contact.name, contact.phone, contact.email, contact.company, contact.address, contact.remark,
           ticket.created_at, ticket.updated_at, ticket.closed_at, star.created_at
    from ticket
    join person as creator on creator.tenant_id = ticket.tenant_id and creator.id = ticket.creator_id
    join person as initiator on initiator.tenant_id = ticket.tenant_id and initiator.id = ticket.initiator_id
    left join person as assignee on assignee.tenant_id = ticket.tenant_id and assignee.id = ticket.assignee_id
    left join person as handler on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join department
      on department.tenant_id = ticket.tenant_id and department.id = ticket.department_id
    left join contact on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = $2
    where ticket.tenant_id = $1 and ticket.number = $3 and ticket.deleted_at is null";

/// The tags of a ticket.
pub const TICKET_TAGS: &str = "
    select tag.name
    from ticket_tag
    join tag on tag.tenant_id = ticket_tag.tenant_id and tag.id = ticket_tag.tag_id
    where ticket_tag.tenant_id = $1 and ticket_tag.ticket_id = $2
    order by tag.created_at, tag.id";

/// What happened to a ticket, with the text of replies. Attachments are looked for as well.
pub const EVENTS: &str = "
    select at, actor_name, kind, cast(payload as text)
    from event
    where tenant_id = $1 and ticket_id = $2
    order by seq";

/// The texts.
pub const REPLIES: &str = "
    select id, kind, content
    from reply
    where tenant_id = $1 and ticket_id = $2
    order by id";

/// The files.
pub const FILES: &str = "
    select id, name
    from attachment
    where tenant_id = $1 and ticket_id = $2
    order by id";

/// The counters of the overview; $3 is nil.
pub const CELLS: &str = "
    select tally.facet, ticket_type.name, tally.status, tally.tickets
    from tally
    left join ticket_type
      on ticket_type.tenant_id = tally.tenant_id and ticket_type.id = tally.type_id
    where tally.tenant_id = $1 and tally.tickets <> 0
      and tally.facet in ('tenant', 'creator', 'handler', 'involved') and tally.person_id in ($2, $3)
      and tally.person_id = case when tally.facet = 'tenant' then $3 else $2 end";

/// One ticket and nothing else: the row without log, counters, tags or key.
pub const INSERT: &str = "
    insert into ticket
        (tenant_id, id, number, version, title, content, priority, flow, flow_version, node, reply_state, status,
         creator_id, initiator_id, created_at, updated_at)
    values ($1, $2, $3, 1, $4, $5, 'medium', 'simple', 1, 'handle', 'untouched', 'untouched', $6, $6, $7, $7)";

/// In whose name the floor inserts.
pub const SOMEBODY: &str = "select tenant_id, id from person where email = 'agent@bench.example'";

/// All that is asked of both, to be prepared beforehand.
pub const ALL: [&str; 14] = [
    READER,
    PENDING,
    SUMS,
    STARRED,
    TYPES,
    TAGS,
    PEOPLE,
    TICKET,
    TICKET_TAGS,
    EVENTS,
    REPLIES,
    FILES,
    CELLS,
    INSERT,
];
