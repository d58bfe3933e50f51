//! Whether what lies in the database is whole, and holds what was promised.

use std::collections::{BTreeMap, BTreeSet};

use desk::{Ctx, Desk, db::Tx, ticket, ticket::tally};
use model::{
    TenantId,
    ticket::{TicketFilter, View},
};

use crate::writer::Kept;

/// Sums of what must be equal or zero.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
struct Sums {
    events: i64,
    first: i64,
    last: i64,
    counter: i64,
    tickets: i64,
    ticket_counter: i64,
    untold_tickets: i64,
    untold_replies: i64,
    wrong_versions: i64,
}

/// All that can be said of a desk: everything that was kept is there and found, once, and nothing is half.
pub async fn are_in_order(ctx: &Ctx, kept: &[Kept]) {
    hold(&ctx.desk, ctx.tenant, kept).await;
    are_whole(ctx).await;
    have_files(ctx, kept).await;
    are_indexed(ctx, kept).await;
    have_no_doubles(&ctx.desk, ctx.tenant).await;
    is_sound(&ctx.desk).await;
}

/// Nothing is half: each ticket and reply has its events, numbers have no gap, counters equal a recount.
pub async fn are_whole(ctx: &Ctx) {
    let mut tx = ctx.desk.db.read().await.expect("a reader");
    let sums: Sums = tx.one(SUMS, (ctx.tenant,)).await.expect(SUMS);
    assert_eq!(
        (sums.events, sums.first),
        (sums.last, i64::from(sums.events > 0)),
        "the log has a gap: {sums:?}"
    );
    assert_eq!(sums.last, sums.counter, "{sums:?}");
    assert_eq!(sums.tickets, sums.ticket_counter, "numbers have a gap: {sums:?}");
    assert_eq!((sums.untold_tickets, sums.untold_replies, sums.wrong_versions), (0, 0, 0), "{sums:?}");
    drop(tx);
    let before = tally::all(ctx).await.expect("counters");
    tally::recount(ctx).await.expect("a recount");
    assert_eq!(before, tally::all(ctx).await.expect("counters"), "counters differ from a recount");
}

/// SQLite's own check of the file.
pub async fn is_sound(desk: &Desk) {
    if desk.db.dialect() == desk::Dialect::Sqlite {
        let mut tx = desk.db.read().await.expect("a reader");
        let (answer,): (String,) = tx.one("pragma integrity_check", ()).await.expect("a check");
        assert_eq!(answer, "ok");
    }
}

/// Everything that was acknowledged is there.
pub async fn hold(desk: &Desk, tenant: TenantId, kept: &[Kept]) {
    let mut tx = desk.db.read().await.expect("a reader");
    let titles: BTreeMap<i64, String> =
        all::<(i64, String)>(&mut tx, TITLES, tenant).await.into_iter().collect();
    let files: BTreeSet<(i64, String)> = all::<(i64, uuid::Uuid)>(&mut tx, FILES, tenant)
        .await
        .into_iter()
        .map(|(number, id)| (number, id.to_string()))
        .collect();
    let replies: BTreeSet<(i64, String)> = all(&mut tx, REPLIES, tenant).await.into_iter().collect();
    for kept in kept {
        match kept {
            Kept::Ticket { number, title, file } => {
                assert_eq!(titles.get(number), Some(title), "{kept:?}");
                assert!(file.iter().all(|file| files.contains(&(*number, file.clone()))), "{kept:?}");
            }
            Kept::Reply { number, text } => {
                assert!(replies.contains(&(*number, format!("<p>{text}</p>"))), "{kept:?}");
            }
        }
    }
}

/// Every attachment that a ticket names has its bytes, and they are the right ones.
pub async fn have_files(ctx: &Ctx, kept: &[Kept]) {
    for kept in kept {
        if let Kept::Ticket { number, title, file: Some(_) } = kept {
            let detail = ticket::detail(ctx, *number).await.expect("a ticket");
            let [file] = detail.attachments.as_slice() else { panic!("{kept:?}: {:?}", detail.attachments) };
            let (_, bytes) = desk::attachment::open(ctx, file.id).await.expect("a file");
            assert_eq!(bytes, title.as_bytes(), "{kept:?}");
        }
    }
}

/// What was kept is found by its words: each writer's tickets by how their titles begin, and by how their replies do.
async fn are_indexed(ctx: &Ctx, kept: &[Kept]) {
    let mut written = BTreeMap::<&str, BTreeSet<i64>>::new();
    for kept in kept {
        let (Kept::Ticket { number, title: text, .. } | Kept::Reply { number, text }) = kept;
        let beginning = text.split_inclusive('x').next().expect("which writer's it is");
        written.entry(beginning).or_default().insert(*number);
    }
    for (beginning, numbers) in written {
        let found = found(ctx, beginning).await;
        let missing: Vec<_> = numbers.difference(&found).collect();
        assert!(missing.is_empty(), "{beginning} does not find {missing:?}");
    }
}

async fn found(ctx: &Ctx, text: &str) -> BTreeSet<i64> {
    let mut numbers = BTreeSet::new();
    let mut filter = TicketFilter { search: Some(text.to_owned()), size: 200, ..TicketFilter::of(View::All) };
    loop {
        let page = ticket::list(ctx, &filter).await.expect("a list");
        numbers.extend(page.rows.iter().map(|row| row.number));
        if page.older.is_none() {
            return numbers;
        }
        filter.before = page.older;
    }
}

/// However often a form was sent, it made one ticket.
async fn have_no_doubles(desk: &Desk, tenant: TenantId) {
    let mut tx = desk.db.read().await.expect("a reader");
    let doubles: Vec<(String,)> = all(&mut tx, DOUBLES, tenant).await;
    assert!(doubles.is_empty(), "{doubles:?}");
}

async fn all<R: desk::db::Row>(tx: &mut Tx, sql: &'static str, tenant: TenantId) -> Vec<R> {
    tx.all(sql, (tenant,)).await.expect(sql)
}

const SUMS: &str = "
    select (select count(*) from event where tenant_id = $1) as events,
           (select coalesce(min(seq), 0) from event where tenant_id = $1) as first,
           (select coalesce(max(seq), 0) from event where tenant_id = $1) as last,
           coalesce((select value from counter where tenant_id = $1 and name = 'event'), 0) as counter,
           (select count(*) from ticket where tenant_id = $1) as tickets,
           coalesce((select value from counter where tenant_id = $1 and name = 'ticket'), 0) as ticket_counter,
           (select count(*)
            from ticket
            where tenant_id = $1 and not exists (
                select 1 from event
                where event.tenant_id = ticket.tenant_id and event.ticket_id = ticket.id and event.kind = 'ticket_registered'
            )) as untold_tickets,
           (select count(*) from reply where tenant_id = $1)
               - (select count(*) from event where tenant_id = $1 and kind = 'replied') as untold_replies,
           (select count(*)
            from ticket
            where tenant_id = $1 and version <> 1 + (
                select count(*) from reply
                where reply.tenant_id = ticket.tenant_id and reply.ticket_id = ticket.id
            )) as wrong_versions";

const TITLES: &str = "
    select number, title
    from ticket
    where tenant_id = $1";

const FILES: &str = "
    select ticket.number, attachment.id
    from attachment
    join ticket on ticket.tenant_id = attachment.tenant_id and ticket.id = attachment.ticket_id
    where attachment.tenant_id = $1";

const REPLIES: &str = "
    select ticket.number, reply.content
    from reply
    join ticket on ticket.tenant_id = reply.tenant_id and ticket.id = reply.ticket_id
    where reply.tenant_id = $1";

const DOUBLES: &str = "
    select title
    from ticket
    where tenant_id = $1
    group by title
    having count(*) > 1";
