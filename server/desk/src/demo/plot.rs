//! How tickets come in and what becomes of them.

use model::{
    ContactId, Time,
    flow::Action,
    ticket::{Priority, Status},
};

use super::{
    contacts::Customer,
    random::Random,
    scenario::{self, Gaps, Matter, Scenario},
    story::{Beginning, Story},
    team::{Member, Team},
    writing::House,
};

const MINUTE_SECONDS: i64 = 60;
const HOUR_SECONDS: i64 = 60 * MINUTE_SECONDS;

/// All that stories are made of.
pub struct Cast<'a> {
    pub team: &'a Team,
    pub house: &'a House,
    pub customers: &'a [Customer],
    pub now: Time,
}

/// Tells what happens to a ticket, step by step, as far as the present.
struct Teller<'a> {
    random: &'a mut Random,
    cast: &'a Cast<'a>,
    scenario: &'static Scenario,
    matter: &'static Matter,
    gaps: Gaps,
    at: Time,
}

/// The story of a ticket that came in at `at`.
pub fn tell(random: &mut Random, cast: &Cast<'_>, at: Time) -> anyhow::Result<Story> {
    let scenario = scenario::any(random);
    let matter = random.pick(scenario.matters);
    let customer = random.pick(cast.customers);
    let gaps = Gaps::new(random, customer.surname);
    let contact = Some(customer.id).filter(|_| random.chance(92));
    let mut teller = Teller { random, cast, scenario, matter, gaps, at };
    teller.tell(contact)
}

impl<'a> Teller<'a> {
    fn tell(&mut self, contact: Option<ContactId>) -> anyhow::Result<Story> {
        let team = self.cast.team;
        let creator = match self.random.chance(70) {
            true => team.agent_of("客服一部", self.random),
            false => team.agent(self.random),
        };
        let initiator = if self.random.chance(85) { creator } else { team.agent(self.random) };
        let first = team.agent_of(self.scenario.department, self.random);
        let handler = Some(first).filter(|_| self.random.chance(78));
        let beginning = self.beginning(contact);
        let mut story = Story::begin(self.random, self.at, beginning, (creator, initiator), handler)?;
        let patience = self.random.below(100);
        if patience >= 2 {
            self.handle(&mut story, creator, handler, first, patience)?;
        }
        Ok(story)
    }

    fn beginning(&mut self, contact: Option<ContactId>) -> Beginning {
        let scenario = self.scenario;
        let house = self.cast.house;
        let title = self.gaps.fill(self.matter.title, self.random);
        let content = scenario::content(self.random, scenario, self.matter, &self.gaps);
        let type_id = house.types.get(scenario.ticket_type).copied().filter(|_| self.random.chance(95));
        let department =
            house.departments.get(scenario.department).copied().filter(|_| self.random.chance(90));
        let mut tags = Vec::new();
        for name in scenario.tag.into_iter().chain(["回访", "VIP"]) {
            let tag = house.tags.get(name).copied().filter(|tag| !tags.contains(tag));
            tags.extend(tag.filter(|_| self.random.chance(14)));
        }
        Beginning { title, content, type_id, priority: self.priority(), department, contact, tags }
    }

    fn priority(&mut self) -> Priority {
        if self.random.chance(self.scenario.urgent_percent) {
            return *self.random.pick(&[Priority::Urgent, Priority::High, Priority::High]);
        }
        let shares = [(Priority::Medium, 70), (Priority::Low, 22), (Priority::High, 8)];
        self.random.weighted(&shares, |(_, share)| *share).0
    }

    /// From the pool to the end, unless the present comes first.
    fn handle(
        &mut self,
        story: &mut Story,
        creator: &'a Member,
        handler: Option<&'a Member>,
        first: &'a Member,
        patience: usize,
    ) -> anyhow::Result<()> {
        let mut handler = match handler {
            Some(handler) => handler,
            None if self.wait(5 * MINUTE_SECONDS, 5 * HOUR_SECONDS) => self.dispatch(story, first)?,
            None => return Ok(()),
        };
        if self.random.chance(10) && self.wait(10 * MINUTE_SECONDS, 4 * HOUR_SECONDS) {
            handler = self.hand_over(story, handler)?;
        }
        if self.random.chance(28) && self.wait(5 * MINUTE_SECONDS, 3 * HOUR_SECONDS) {
            self.write(story, handler, &Action::Note, self.matter.note)?;
        }
        if !self.wait(10 * MINUTE_SECONDS, 20 * HOUR_SECONDS) {
            return Ok(());
        }
        if patience < 80 {
            self.write(story, handler, &Action::Reply { status: None }, self.matter.reply)?;
            if !self.ask_back(story, creator, handler)? {
                return Ok(());
            }
        }
        if patience < 6 || !self.wait(HOUR_SECONDS, 60 * HOUR_SECONDS) {
            return Ok(());
        }
        self.close(story, handler)?;
        if self.random.chance(4) && self.wait(HOUR_SECONDS, 72 * HOUR_SECONDS) {
            self.write(story, creator, &Action::AskAgain, self.matter.question)?;
            if self.wait(HOUR_SECONDS, 30 * HOUR_SECONDS) {
                self.close(story, handler)?;
            }
        }
        Ok(())
    }

    fn dispatch(&mut self, story: &mut Story, to: &'a Member) -> anyhow::Result<&'a Member> {
        let dispatcher = self.cast.team.dispatcher(self.random);
        story.act(self.at, dispatcher, &Action::Assign { to: Some(to.who.clone()) })?;
        Ok(to)
    }

    fn hand_over(&mut self, story: &mut Story, from: &'a Member) -> anyhow::Result<&'a Member> {
        let to = self.cast.team.agent_of(self.scenario.department, self.random);
        if to.who.id == from.who.id {
            return Ok(from);
        }
        story.act(self.at, from, &Action::Assign { to: Some(to.who.clone()) })?;
        Ok(to)
    }

    /// The person asking is not content; most often there is an answer. False when there is none.
    fn ask_back(&mut self, story: &mut Story, creator: &Member, handler: &Member) -> anyhow::Result<bool> {
        let asks = creator.who.id != handler.who.id && self.random.chance(18);
        if !asks || !self.wait(20 * MINUTE_SECONDS, 30 * HOUR_SECONDS) {
            return Ok(true);
        }
        self.write(story, creator, &Action::Reply { status: None }, self.matter.question)?;
        if self.random.chance(10) || !self.wait(20 * MINUTE_SECONDS, 20 * HOUR_SECONDS) {
            return Ok(false);
        }
        let answer = "您好，情况已了解，我们再次核实处理，有结果马上回复您。";
        self.write(story, handler, &Action::Reply { status: None }, answer)?;
        Ok(true)
    }

    fn close(&mut self, story: &mut Story, handler: &Member) -> anyhow::Result<()> {
        self.write(story, handler, &Action::Reply { status: Some(Status::Closed) }, self.matter.closing)
    }

    fn write(&mut self, story: &mut Story, who: &Member, action: &Action, text: &str) -> anyhow::Result<()> {
        let text = self.gaps.fill(text, self.random);
        story.write(self.random, self.at, who, action, &text)
    }

    /// Lets time pass; false when the present has come, after which nothing more happens.
    fn wait(&mut self, least_seconds: i64, most_seconds: i64) -> bool {
        let later = self.at.plus_seconds(self.random.between(least_seconds, most_seconds));
        let passed = later < self.cast.now;
        self.at = if passed { later } else { self.cast.now };
        passed
    }
}
