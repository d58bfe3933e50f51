//! Who asks: a signed-in person or somebody at the door.

use model::{
    DepartmentId, Error, PersonId, Result, TenantId, Time,
    person::Me,
    policy::{Relation, Right, allows},
};

use crate::Desk;

/// A signed-in person at work. Every verb takes one first.
#[derive(Clone)]
pub struct Ctx {
    /// The desk.
    pub desk: Desk,
    /// The tenant; nothing of another is ever seen.
    pub tenant: TenantId,
    /// The person.
    pub me: Me,
    /// Their department.
    pub department: Option<DepartmentId>,
}

/// Somebody who has not signed in.
#[derive(Clone)]
pub struct Door {
    /// The desk.
    pub desk: Desk,
    /// The tenant whose door it is.
    pub tenant: TenantId,
    /// The address they come from.
    pub address: String,
    /// What their browser says it is.
    pub user_agent: String,
}

impl Ctx {
    /// The present.
    pub fn now(&self) -> Time {
        self.desk.clock.now()
    }

    /// The person's id.
    pub fn actor_id(&self) -> PersonId {
        self.me.who.id
    }

    /// Refuses whoever lacks a right that does not depend on a ticket.
    pub fn authorize(&self, right: Right) -> Result<()> {
        if allows(self.me.role, right, Relation::Colleague) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

impl Door {
    /// The present.
    pub fn now(&self) -> Time {
        self.desk.clock.now()
    }
}
