//! A ticket as it stands in the database, with the names that belong to its ids.

use model::{
    ContactId, DepartmentId, PersonId, TicketId, Time, TypeId,
    contact::Contact,
    flow::{Flow, NodeKey, Preset, ReplyState, Standing},
    organisation::{Department, TicketType},
    person::Who,
    policy::{Actor, Relation},
    ticket::{Priority, Status},
};

use super::{sight::Sight, tally::Counted};
use crate::Ctx;

/// One row of [`SELECT`].
#[derive(sqlx::FromRow)]
pub(crate) struct Ticket {
    pub id: TicketId,
    pub number: i64,
    pub version: i64,
    pub title: String,
    pub content: String,
    pub type_id: Option<TypeId>,
    pub type_name: Option<String>,
    pub type_created_at: Option<Time>,
    pub priority: Priority,
    pub flow: Preset,
    pub node: NodeKey,
    pub reply_state: ReplyState,
    pub status: Status,
    pub creator_id: PersonId,
    pub creator_name: String,
    pub initiator_id: PersonId,
    pub initiator_name: String,
    pub assignee_id: Option<PersonId>,
    pub assignee_name: Option<String>,
    pub handler_id: Option<PersonId>,
    pub handler_name: Option<String>,
    pub department_id: Option<DepartmentId>,
    pub department_name: Option<String>,
    pub contact_id: Option<ContactId>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub contact_company: Option<String>,
    pub contact_address: Option<String>,
    pub contact_remark: Option<String>,
    pub created_at: Time,
    pub updated_at: Time,
    pub closed_at: Option<Time>,
    pub starred_at: Option<Time>,
}

impl Ticket {
    pub fn flow(&self) -> Flow {
        self.flow.flow()
    }

    pub fn standing(&self) -> Standing {
        Standing {
            node: self.node.clone(),
            reply_state: self.reply_state,
            handler: self.handler(),
            deleted: false,
        }
    }

    /// The person with every relation in which they stand to this ticket.
    pub fn actor(&self, ctx: &Ctx) -> Actor {
        let me = ctx.actor_id();
        let relations = [
            (self.creator_id == me, Relation::Creator),
            (self.initiator_id == me, Relation::Initiator),
            (self.handler_id == Some(me), Relation::Handler),
            (self.handler_id.is_none(), Relation::Pool),
            (true, Relation::Colleague),
        ];
        let relations = relations.into_iter().filter_map(|(holds, relation)| holds.then_some(relation));
        Actor { id: me, role: ctx.me.role, relations: relations.collect() }
    }

    pub fn counted(&self) -> Counted {
        Counted {
            creator: self.creator_id,
            handler: self.handler_id,
            type_id: self.type_id,
            status: self.status,
        }
    }

    pub fn sight(&self) -> Sight {
        Sight { initiator: self.initiator_id, handler: self.handler_id, department: self.department_id }
    }

    pub fn creator(&self) -> Who {
        Who { id: self.creator_id, name: self.creator_name.clone() }
    }

    pub fn initiator(&self) -> Who {
        Who { id: self.initiator_id, name: self.initiator_name.clone() }
    }

    pub fn assignee(&self) -> Option<Who> {
        self.assignee_id.zip(self.assignee_name.clone()).map(|(id, name)| Who { id, name })
    }

    pub fn handler(&self) -> Option<Who> {
        self.handler_id.zip(self.handler_name.clone()).map(|(id, name)| Who { id, name })
    }

    pub fn ticket_type(&self) -> Option<TicketType> {
        let (id, name) = self.type_id.zip(self.type_name.clone())?;
        Some(TicketType { id, name, created_at: self.type_created_at? })
    }

    pub fn department(&self) -> Option<Department> {
        self.department_id.zip(self.department_name.clone()).map(|(id, name)| Department { id, name })
    }

    pub fn contact(&self) -> Option<Contact> {
        let (id, name) = self.contact_id.zip(self.contact_name.clone())?;
        Some(Contact {
            id,
            name,
            phone: self.contact_phone.clone(),
            email: self.contact_email.clone(),
            company: self.contact_company.clone(),
            address: self.contact_address.clone(),
            remark: self.contact_remark.clone(),
        })
    }
}

/// Ends where the reader's id follows.
pub(crate) const SELECT: &str = "
    select ticket.id, ticket.number, ticket.version, ticket.title, ticket.content,
           ticket.type_id, ticket_type.name as type_name, ticket_type.created_at as type_created_at,
           ticket.priority, ticket.flow, ticket.node, ticket.reply_state, ticket.status,
           ticket.creator_id, creator.name as creator_name,
           ticket.initiator_id, initiator.name as initiator_name,
           ticket.assignee_id, assignee.name as assignee_name,
           ticket.handler_id, handler.name as handler_name,
           ticket.department_id, department.name as department_name,
           ticket.contact_id, contact.name as contact_name, contact.phone as contact_phone,
           contact.email as contact_email, contact.company as contact_company,
           contact.address as contact_address, contact.remark as contact_remark,
           ticket.created_at, ticket.updated_at, ticket.closed_at, star.created_at as starred_at
    from ticket
    join person as creator
      on creator.tenant_id = ticket.tenant_id and creator.id = ticket.creator_id
    join person as initiator
      on initiator.tenant_id = ticket.tenant_id and initiator.id = ticket.initiator_id
    left join person as assignee
      on assignee.tenant_id = ticket.tenant_id and assignee.id = ticket.assignee_id
    left join person as handler
      on handler.tenant_id = ticket.tenant_id and handler.id = ticket.handler_id
    left join ticket_type
      on ticket_type.tenant_id = ticket.tenant_id and ticket_type.id = ticket.type_id
    left join department
      on department.tenant_id = ticket.tenant_id and department.id = ticket.department_id
    left join contact
      on contact.tenant_id = ticket.tenant_id and contact.id = ticket.contact_id
    left join star
      on star.tenant_id = ticket.tenant_id and star.ticket_id = ticket.id and star.person_id = ";
