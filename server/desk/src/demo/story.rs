//! The story of one ticket, told through the same engine that decides for everybody else.

use model::{
    ContactId, DepartmentId, PersonId, ReplyId, TagId, TicketId, Time, TypeId,
    event::Event,
    flow::{Action, Flow, Preset, Standing, step},
    person::Who,
    policy::{Actor, Relation},
    ticket::{Priority, ReplyKind, Status},
};

use super::{random::Random, team::Member};

/// A ticket with everything that happened to it.
pub struct Story {
    pub id: TicketId,
    pub version: i64,
    pub title: String,
    pub content: String,
    pub type_id: Option<TypeId>,
    pub priority: Priority,
    pub flow: Flow,
    pub standing: Standing,
    pub creator: PersonId,
    pub initiator: PersonId,
    pub assignee: Option<PersonId>,
    pub department: Option<DepartmentId>,
    pub contact: Option<ContactId>,
    pub tags: Vec<TagId>,
    pub created_at: Time,
    pub updated_at: Time,
    pub closed_at: Option<Time>,
    pub replies: Vec<Written>,
    pub log: Vec<Logged>,
}

/// A reply or a note.
pub struct Written {
    pub id: ReplyId,
    pub kind: ReplyKind,
    pub content: String,
    pub author: PersonId,
    pub at: Time,
}

/// An event with who and when, and the version that the ticket had from then on.
pub struct Logged {
    pub at: Time,
    pub version: i64,
    pub actor: Who,
    pub event: Event,
}

/// What a ticket begins with.
pub struct Beginning {
    pub title: String,
    pub content: String,
    pub type_id: Option<TypeId>,
    pub priority: Priority,
    pub department: Option<DepartmentId>,
    pub contact: Option<ContactId>,
    pub tags: Vec<TagId>,
}

impl Story {
    /// Registers the ticket.
    pub fn begin(
        random: &mut Random,
        at: Time,
        beginning: Beginning,
        (creator, initiator): (&Member, &Member),
        handler: Option<&Member>,
    ) -> anyhow::Result<Self> {
        let flow = Preset::Simple.flow();
        let Beginning { title, content, type_id, priority, department, contact, tags } = beginning;
        let mut story = Self {
            id: TicketId(random.id(at)),
            version: 0,
            title,
            content,
            type_id,
            priority,
            standing: Standing::new(&flow),
            flow,
            creator: creator.who.id,
            initiator: initiator.who.id,
            assignee: handler.map(|member| member.who.id),
            department,
            contact,
            tags,
            created_at: at,
            updated_at: at,
            closed_at: None,
            replies: Vec::new(),
            log: Vec::new(),
        };
        let handler = handler.map(|member| member.who.clone());
        story.act(at, creator, &Action::Register { status: Status::Untouched, handler })?;
        Ok(story)
    }

    /// Does what the flow allows the member to do.
    pub fn act(&mut self, at: Time, member: &Member, action: &Action) -> anyhow::Result<()> {
        self.take_in(at, member, action, None)
    }

    /// Writes a text and does what comes with it.
    pub fn write(
        &mut self,
        random: &mut Random,
        at: Time,
        member: &Member,
        action: &Action,
        text: &str,
    ) -> anyhow::Result<()> {
        let id = ReplyId(random.id(at));
        let (kind, event) = match action {
            Action::Note => (ReplyKind::Note, Event::Noted { reply: id }),
            _ => (ReplyKind::Reply, Event::Replied { reply: id }),
        };
        self.replies.push(Written { id, kind, content: format!("<p>{text}</p>"), author: member.who.id, at });
        self.take_in(at, member, action, Some(event))
    }

    fn take_in(
        &mut self,
        at: Time,
        member: &Member,
        action: &Action,
        text: Option<Event>,
    ) -> anyhow::Result<()> {
        let decided = step(&self.flow, &self.standing, action, &self.actor(member));
        let decided =
            decided.map_err(|refusal| anyhow::anyhow!("the flow refused {action:?}: {refusal:?}"))?;
        decided.iter().for_each(|event| self.standing.apply(event));
        self.closed_at = match self.status() {
            Status::Closed => self.closed_at.or(Some(at)),
            Status::Untouched | Status::Replied | Status::AskedAgain => None,
        };
        self.version += 1;
        self.updated_at = at;
        let (version, actor) = (self.version, &member.who);
        let events = text.into_iter().chain(decided);
        self.log.extend(events.map(|event| Logged { at, version, actor: actor.clone(), event }));
        Ok(())
    }

    /// Where it stands for people.
    pub fn status(&self) -> Status {
        self.flow.status(&self.standing)
    }

    /// Who has it.
    pub fn handler(&self) -> Option<PersonId> {
        self.standing.handler.as_ref().map(|who| who.id)
    }

    fn actor(&self, member: &Member) -> Actor {
        let me = member.who.id;
        let relations = [
            (self.creator == me, Relation::Creator),
            (self.initiator == me, Relation::Initiator),
            (self.handler() == Some(me), Relation::Handler),
            (self.handler().is_none(), Relation::Pool),
            (true, Relation::Colleague),
        ];
        let relations = relations.into_iter().filter_map(|(holds, relation)| holds.then_some(relation));
        Actor { id: me, role: member.role, relations: relations.collect() }
    }
}
