//! Who loses sight of a ticket by a change, so that their pages let go of it.

use model::{DepartmentId, PersonId};
use serde::Serialize;

use super::visibility::{self, Way};
use crate::{Ctx, db::Sql};

/// What of a ticket can change and brings it into narrow data scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sight {
    pub initiator: PersonId,
    pub handler: Option<PersonId>,
    pub department: Option<DepartmentId>,
}

/// The ways into narrow data scopes that a change has closed; the log keeps them beside the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Left {
    #[serde(skip_serializing_if = "Option::is_none")]
    initiator: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handler: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<DepartmentId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pool: bool,
}

impl Sight {
    fn is_in_the_pool(&self) -> bool {
        self.handler.is_none() && self.department.is_none()
    }

    /// What is closed by a change to `now`; nothing when every way stays open.
    pub fn left(&self, now: &Self) -> Option<Left> {
        let left = Left {
            initiator: Some(self.initiator).filter(|&id| id != now.initiator),
            handler: self.handler.filter(|_| self.handler != now.handler),
            department: self.department.filter(|_| self.department != now.department),
            pool: self.is_in_the_pool() && !now.is_in_the_pool(),
        };
        let closed = left.initiator.is_some() || left.handler.is_some() || left.department.is_some();
        (closed || left.pool).then_some(left)
    }
}

/// Adds that an event closed one of the ways by which the person saw its ticket, each as one more `or`.
pub(crate) fn or_left(sql: &mut Sql, ctx: &Ctx) {
    let me = ctx.actor_id().to_string();
    for way in visibility::ways(ctx) {
        match way {
            Way::Creator => continue,
            Way::Initiator => sql.push(" or event.payload -> 'left' ->> 'initiator' = ").bind(me.as_str()),
            Way::Handler => sql.push(" or event.payload -> 'left' ->> 'handler' = ").bind(me.as_str()),
            Way::Department(department) => {
                sql.push(" or event.payload -> 'left' ->> 'department' = ").bind(department.to_string())
            }
            Way::Pool => sql.push(" or event.payload -> 'left' ->> 'pool' is not null"),
        };
    }
}
