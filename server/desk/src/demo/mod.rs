//! A tenant to look at: staff, contacts and tickets of the last three months, in the words of a water utility, a
//! shop and an IT desk.

mod contacts;
mod days;
mod names;
mod plot;
mod random;
mod scenario;
mod story;
mod team;
mod writing;

use model::{
    PersonId, SessionId, TenantId, TicketId, Time,
    event::Event,
    person::{Me, Who},
    ticket::Status,
};

use crate::{
    Ctx, Desk,
    access::{self, SEED_TYPES},
    search, secret,
    ticket::tally,
};
use contacts::Customer;
use plot::Cast;
use random::Random;
use story::{Logged, Story};
use team::{STAFF_MIN, Team};
use writing::Writer;

/// The seed of [`fill`].
const SEED: u64 = 2026;
/// Long enough that nobody guesses it, short enough to type.
const PASSWORD_LENGTH: usize = 14;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// An event that is about to be numbered.
struct Entry {
    at: Time,
    ticket: Option<TicketId>,
    version: Option<i64>,
    actor: Who,
    event: Event,
}

/// Fills the default tenant, in which nobody may be yet, and gives the accounts with their passwords; the first is
/// the administrator's.
pub async fn fill(desk: &Desk, staff: usize, tickets: usize) -> anyhow::Result<Vec<(String, String)>> {
    fill_from(desk, staff, tickets, SEED).await
}

/// The same from a seed: equal seeds at equal times give equal tenants, but for the passwords.
pub async fn fill_from(
    desk: &Desk,
    staff: usize,
    tickets: usize,
    seed: u64,
) -> anyhow::Result<Vec<(String, String)>> {
    anyhow::ensure!(staff >= STAFF_MIN, "a demo needs at least {STAFF_MIN} people");
    let passwords = passwords(staff)?;
    let hashes =
        futures_util::future::try_join_all(passwords.iter().map(|word| access::hash_password(word))).await?;
    let now = desk.clock.now();
    let founded_at = now.minus_seconds((days::DAYS + 2) * DAY_SECONDS);
    let mut random = Random::new(seed);
    let mut writer = Writer::begin(desk).await?;
    let types: Vec<&str> = SEED_TYPES.into_iter().chain(scenario::TYPES).collect();
    let house = writer.furnish(&mut random, &types, founded_at).await?;
    let team = Team::hire(&mut random, staff, &house.departments, founded_at);
    writer.people(&team, &hashes).await?;
    let customers = contacts::make(&mut random, &team, founded_at);
    writer.contacts(&customers).await?;
    let cast = Cast { team: &team, house: &house, customers: &customers, now };
    let moments = days::moments(&mut random, tickets, now);
    let stories = moments.into_iter().map(|at| plot::tell(&mut random, &cast, at));
    let stories = stories.collect::<anyhow::Result<Vec<_>>>()?;
    writer.stories(&stories).await?;
    writer.stars(&stars(&mut random, &team, &stories, now)).await?;
    writer.events(&entries(&team, &customers, stories)).await?;
    let tenant = writer.commit().await?;
    tally::recount(&administrator(desk, tenant, &team)).await?;
    search::rebuild(desk, tenant).await?;
    Ok(team.members.into_iter().map(|member| member.email).zip(passwords).collect())
}

fn passwords(count: usize) -> anyhow::Result<Vec<String>> {
    let plain =
        |token: String| token.chars().filter(char::is_ascii_alphanumeric).take(PASSWORD_LENGTH).collect();
    (0..count).map(|_| secret::token().map(plain)).collect()
}

/// Who follows what: many of the open tickets, few of those closed lately.
fn stars(random: &mut Random, team: &Team, stories: &[Story], now: Time) -> Vec<(PersonId, TicketId, Time)> {
    let mut stars = Vec::new();
    for story in stories {
        let recent = now.millis_since(story.updated_at) < 14 * DAY_SECONDS * 1000;
        let percent = match (story.status(), recent) {
            (Status::Closed, false) => 0,
            (Status::Closed, true) => 4,
            (Status::Untouched | Status::Replied | Status::AskedAgain, _) => 25,
        };
        if random.chance(percent) {
            stars.push((random.pick(&team.members).who.id, story.id, story.updated_at));
        }
    }
    stars
}

/// Everything that happened, in the order in which it happened.
fn entries(team: &Team, customers: &[Customer], stories: Vec<Story>) -> Vec<Entry> {
    let joined = team.members.iter().map(|member| {
        let who = member.who.clone();
        Entry {
            at: member.joined_at,
            ticket: None,
            version: None,
            actor: who.clone(),
            event: Event::PersonJoined { who },
        }
    });
    let added = customers.iter().map(|customer| {
        let event = Event::ContactAdded { contact: None, name: customer.name.clone() };
        Entry { at: customer.added_at, ticket: None, version: None, actor: customer.added_by.clone(), event }
    });
    let told = stories.into_iter().flat_map(|story| {
        let ticket = Some(story.id);
        story.log.into_iter().map(move |logged| {
            let Logged { at, version, actor, event } = logged;
            Entry { at, ticket, version: Some(version), actor, event }
        })
    });
    let mut entries: Vec<Entry> = joined.chain(added).chain(told).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

fn administrator(desk: &Desk, tenant: TenantId, team: &Team) -> Ctx {
    let member = team.administrator();
    let me = Me {
        who: member.who.clone(),
        email: member.email.clone(),
        role: member.role,
        scope: member.scope,
        session: SessionId(desk.new_id()),
        tenant: String::new(),
        zone: String::new(),
    };
    Ctx { desk: desk.clone(), tenant, me, department: member.department }
}
