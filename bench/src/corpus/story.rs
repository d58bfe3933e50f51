//! One ticket: what it says, what was answered, and the log of it, as the flow engine would have it.

use anyhow::Result;
use model::{
    PersonId, ReplyId,
    event::Event,
    flow::{Flow, NodeKey, Preset, Standing},
    person::Who,
    ticket::Status,
};
use uuid::Uuid;

use super::{Batch, House, Row, house::END, tables, words};
use crate::{random::Random, row};

const REPLIES: usize = 3;
const SPAN: i64 = 2 * 365 * 24 * 3600 * 1000;
const HOUR: i64 = 3600 * 1000;
/// Of the open tickets, so many of a hundred wait for the agent who asks.
const MINE_PERCENT: usize = 15;
/// So many of the newest tickets are starred by the agent who asks, one in two.
const STARRED: i64 = 100;

/// Everything that a ticket can point at.
pub struct Cast<'a> {
    /// The tenant.
    pub house: &'a House,
    /// Its departments.
    pub departments: Vec<Uuid>,
    /// Its contacts.
    pub contacts: Vec<Uuid>,
    /// How many tickets there will be.
    pub tickets: i64,
}

/// Rows of the tickets under way.
#[derive(Default)]
pub struct Shelf {
    tickets: Vec<Row>,
    tags: Vec<Row>,
    stars: Vec<Row>,
    replies: Vec<Row>,
    events: Vec<Row>,
}

impl Shelf {
    /// The rows in an order that keeps every foreign key.
    pub fn batch(self) -> Batch {
        Batch::default()
            .with(&tables::TICKET, self.tickets)
            .with(&tables::TICKET_TAG, self.tags)
            .with(&tables::STAR, self.stars)
            .with(&tables::REPLY, self.replies)
            .with(&tables::EVENT, self.events)
    }
}

/// A ticket whose log is being written.
struct Teller<'a> {
    cast: &'a Cast<'a>,
    flow: &'a Flow,
    shelf: &'a mut Shelf,
    seq: &'a mut i64,
    id: Uuid,
    version: i64,
    at: i64,
    standing: Standing,
}

/// Writes the ticket of that number onto the shelf; `seq` counts the events.
pub fn tell(
    random: &mut Random,
    cast: &Cast<'_>,
    number: i64,
    shelf: &mut Shelf,
    seq: &mut i64,
) -> Result<()> {
    let flow = Preset::default().flow();
    let at = END - SPAN + (SPAN - 8 * HOUR) / cast.tickets.max(1) * number;
    let id = random.id(at);
    let standing = Standing::new(&flow);
    let mut teller = Teller { cast, flow: &flow, shelf, seq, id, version: 0, at, standing };
    teller.tell(random, number)
}

impl Teller<'_> {
    fn tell(&mut self, random: &mut Random, number: i64) -> Result<()> {
        let created_at = self.at;
        let people = &self.cast.house.people;
        let open = random.chance(5) || (number > self.cast.tickets - 60 && random.chance(50));
        let creator = 1 + random.below(people.len() - 1);
        let handler = match open {
            true if random.chance(MINE_PERCENT) => Some(0),
            true if random.chance(10) => None,
            _ => Some(random.below(people.len())),
        };
        self.registered(creator, handler)?;
        for nth in 0..REPLIES {
            self.at += HOUR / 2 + random.below(HOUR as usize) as i64;
            let author = if nth == 1 { creator } else { handler.unwrap_or(creator) };
            self.replied(random, author)?;
        }
        match (open, random.below(100)) {
            (false, _) => self.changed(handler.unwrap_or(creator), Status::Closed)?,
            (true, 0..45) => {}
            (true, _) => self.changed(handler.unwrap_or(creator), Status::Replied)?,
        }
        self.ticket(random, number, created_at, creator, handler);
        Ok(())
    }

    fn registered(&mut self, creator: usize, handler: Option<usize>) -> Result<()> {
        self.version = 1;
        self.log(creator, Event::TicketRegistered { status: Status::Untouched })?;
        if let Some(handler) = handler {
            let to = Some(self.who(handler));
            self.log(creator, Event::Assigned { from: None, to })?;
        }
        self.log(creator, Event::NodeEntered { node: NodeKey("handle".into()) })
    }

    fn replied(&mut self, random: &mut Random, author: usize) -> Result<()> {
        let (id, tenant) = (random.id(self.at), self.cast.house.tenant);
        let content = words::reply(random);
        let author_id = self.cast.house.people[author].0;
        self.version += 1;
        self.shelf.replies.push(row![tenant, id, self.id, "reply", content, author_id, self.at]);
        self.log(author, Event::Replied { reply: ReplyId(id) })
    }

    fn changed(&mut self, actor: usize, to: Status) -> Result<()> {
        self.at += HOUR;
        self.version += 1;
        let from = self.flow.status(&self.standing);
        self.log(actor, Event::StatusChanged { from, to })?;
        match to {
            Status::Closed => self.log(actor, Event::NodeEntered { node: NodeKey("end".into()) }),
            Status::Untouched | Status::Replied | Status::AskedAgain => Ok(()),
        }
    }

    fn log(&mut self, actor: usize, event: Event) -> Result<()> {
        *self.seq += 1;
        let (actor, name) = &self.cast.house.people[actor];
        let payload = serde_json::to_string(&event)?;
        self.standing.apply(&event);
        self.shelf.events.push(row![
            self.cast.house.tenant,
            *self.seq,
            self.id,
            self.version,
            *actor,
            name.as_str(),
            event.kind(),
            payload,
            self.at,
        ]);
        Ok(())
    }

    fn ticket(
        &mut self,
        random: &mut Random,
        number: i64,
        created_at: i64,
        creator: usize,
        handler: Option<usize>,
    ) {
        let house = self.cast.house;
        let (creator, handler) = (house.people[creator].0, handler.map(|handler| house.people[handler].0));
        let status = self.flow.status(&self.standing);
        let title = words::title(random);
        let content = words::content(random, &title);
        let type_id = random.chance(95).then(|| *random.pick(&house.types));
        let priority = *random.pick(&["low", "medium", "medium", "medium", "high", "urgent"]);
        let department = random.chance(90).then(|| *random.pick(&self.cast.departments));
        let contact = random.chance(92).then(|| *random.pick(&self.cast.contacts));
        if random.chance(20) {
            self.shelf.tags.push(row![house.tenant, self.id, *random.pick(&house.tags)]);
        }
        if number > self.cast.tickets - STARRED && number % 2 == 0 {
            self.shelf.stars.push(row![house.tenant, house.people[0].0, self.id, self.at]);
        }
        let closed_at = (status == Status::Closed).then_some(self.at);
        let reply_state = match self.standing.reply_state {
            model::flow::ReplyState::Untouched => "untouched",
            model::flow::ReplyState::Replied => "replied",
            model::flow::ReplyState::AskedAgain => "asked_again",
        };
        self.shelf.tickets.push(row![
            house.tenant,
            self.id,
            number,
            self.version,
            title,
            content,
            type_id,
            priority,
            self.flow.preset.code(),
            self.flow.version,
            self.standing.node.0.as_str(),
            reply_state,
            status.code(),
            creator,
            creator,
            handler,
            handler,
            department,
            contact,
            created_at,
            self.at,
            closed_at,
        ]);
    }

    fn who(&self, person: usize) -> Who {
        let (id, name) = &self.cast.house.people[person];
        Who { id: PersonId(*id), name: name.clone() }
    }
}
