//! The staff of the demo.

use std::collections::HashMap;

use model::{
    DepartmentId, PersonId, Time,
    person::Who,
    policy::{Role, Scope},
};

use super::{names, random::Random};

/// The departments of the demo, in which agents sit in turn.
pub const DEPARTMENTS: [&str; 5] = ["客服一部", "客服二部", "抢修中心", "营业厅", "信息中心"];
/// Where the administrator and the dispatchers sit.
pub const HEADQUARTERS: &str = "客服部";
/// An administrator, two dispatchers and an agent.
pub const STAFF_MIN: usize = 4;
const DISPATCHERS: usize = 2;

/// A member of staff.
pub struct Member {
    pub who: Who,
    pub email: String,
    pub role: Role,
    pub scope: Scope,
    pub department: Option<DepartmentId>,
    pub joined_at: Time,
}

/// Everybody, in the order in which they are printed: the administrator, the dispatchers, the agents.
pub struct Team {
    pub members: Vec<Member>,
    agents: HashMap<&'static str, Vec<usize>>,
}

impl Team {
    /// As many people as asked for, with one account each.
    pub fn hire(
        random: &mut Random,
        size: usize,
        departments: &HashMap<String, DepartmentId>,
        at: Time,
    ) -> Self {
        let mut team = Self { members: Vec::with_capacity(size), agents: HashMap::new() };
        let mut accounts = HashMap::<String, usize>::new();
        for place in 0..size {
            let (role, scope) = match place {
                0 => (Role::Administrator, Scope::Tenant),
                1..=DISPATCHERS => (Role::Dispatcher, Scope::Tenant),
                _ => (Role::Agent, Scope::Department),
            };
            let department = match role {
                Role::Administrator | Role::Dispatcher => HEADQUARTERS,
                Role::Agent => DEPARTMENTS[(place - DISPATCHERS - 1) % DEPARTMENTS.len()],
            };
            if role == Role::Agent {
                team.agents.entry(department).or_default().push(place);
            }
            let name = names::name(random);
            let email = account(&mut accounts, &name.pinyin);
            let department = departments.get(department).copied();
            let joined_at = at.plus_seconds(60 * place as i64);
            let who = Who { id: PersonId(random.id(joined_at)), name: name.written };
            team.members.push(Member { who, email, role, scope, department, joined_at });
        }
        team
    }

    /// An agent of a department, or any where it has none.
    pub fn agent_of(&self, department: &str, random: &mut Random) -> &Member {
        match self.agents.get(department) {
            Some(places) => &self.members[*random.pick(places)],
            None => self.agent(random),
        }
    }

    /// Any agent.
    pub fn agent(&self, random: &mut Random) -> &Member {
        random.pick(&self.members[DISPATCHERS + 1..])
    }

    /// One of the dispatchers.
    pub fn dispatcher(&self, random: &mut Random) -> &Member {
        random.pick(&self.members[1..=DISPATCHERS])
    }

    /// The administrator.
    pub fn administrator(&self) -> &Member {
        &self.members[0]
    }
}

/// The first of a name gets it plain, the others with a number.
fn account(taken: &mut HashMap<String, usize>, pinyin: &str) -> String {
    let count = taken.entry(pinyin.to_owned()).or_default();
    *count += 1;
    match *count {
        1 => format!("{pinyin}@example.com"),
        count => format!("{pinyin}{count}@example.com"),
    }
}
