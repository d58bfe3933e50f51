//! Who may do what: one table, asked by every verb and every screen.

use serde::{Deserialize, Serialize};

use crate::{PersonId, form};

/// A set of rights with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(description = "What a person may do."))]
pub enum Role {
    /// 管理员: configures the desk and may correct anything.
    Administrator,
    /// 派单员: hands out the work of others.
    Dispatcher,
    /// 坐席: registers and works on tickets.
    Agent,
}

/// 数据范围: whose tickets a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(
    feature = "schema",
    derive(utoipa::ToSchema),
    schema(description = "Whose tickets a person sees.")
)]
pub enum Scope {
    /// 本人: tickets they created, initiated or handle.
    Own,
    /// 本部门: their own and those of their department.
    Department,
    /// 全部: every ticket of the tenant.
    Tenant,
}

/// Something a person may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See a ticket that lies in the data scope.
    ViewTicket,
    /// Register a ticket.
    RegisterTicket,
    /// Answer on a ticket.
    Reply,
    /// Choose the status with which an answer is submitted (提交方式).
    Submit,
    /// Write an internal note.
    Note,
    /// Set or change the handler.
    Assign,
    /// Ask again on a closed ticket, which reopens it.
    AskAgain,
    /// Edit an open ticket.
    EditTicket,
    /// Delete an open ticket.
    DeleteTicket,
    /// Edit a closed ticket, which may reopen it.
    EditClosedTicket,
    /// Delete a closed ticket.
    DeleteClosedTicket,
    /// Follow a ticket.
    Star,
    /// Upload a file.
    Upload,
    /// Pick and look up contacts.
    ViewContacts,
    /// Add a contact.
    AddContact,
    /// Pick colleagues, types, tags and departments in a form.
    PickReference,
    /// Keep ticket types, tags and departments.
    Configure,
    /// See, invite, enable and disable staff.
    ManagePeople,
    /// See and retry background work.
    ManageJobs,
    /// See and end one's own sessions, change one's own password, make tokens.
    OwnAccount,
    /// Bring tickets and contacts in from a file.
    Import,
    /// Take the tickets of a list out as a file.
    ExportTickets,
    /// Take all contacts out as a file.
    ExportContacts,
    /// Edit a contact.
    EditContact,
    /// Keep webhooks and see what they were told.
    ManageWebhooks,
}

/// How a person stands to the ticket in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 创建人: pressed submit.
    Creator,
    /// 发起人: named as initiator on the form.
    Initiator,
    /// 处理人: has the ticket on their desk.
    Handler,
    /// 未分配: the ticket waits for a handler and this person may see it.
    Pool,
    /// Sees it, no more.
    Colleague,
}

/// Whether a role in this relation has a right.
pub fn allows(role: Role, right: Right, relation: Relation) -> bool {
    use Relation::{Creator, Handler, Initiator, Pool};
    let administrator = role == Role::Administrator;
    let dispatches = matches!(role, Role::Administrator | Role::Dispatcher);
    match right {
        Right::ViewTicket | Right::RegisterTicket | Right::Note | Right::Star => true,
        Right::Upload
        | Right::ViewContacts
        | Right::AddContact
        | Right::EditContact
        | Right::PickReference
        | Right::OwnAccount
        | Right::ExportTickets => true,
        Right::Reply => administrator || matches!(relation, Creator | Initiator | Handler | Pool),
        Right::Submit => administrator || matches!(relation, Handler | Pool),
        Right::Assign => dispatches || matches!(relation, Handler | Pool),
        Right::AskAgain => administrator || matches!(relation, Creator | Initiator),
        Right::EditTicket | Right::DeleteTicket => administrator || relation == Creator,
        Right::EditClosedTicket | Right::DeleteClosedTicket => administrator,
        Right::Configure | Right::ManagePeople | Right::ManageJobs | Right::ManageWebhooks => administrator,
        Right::Import | Right::ExportContacts => administrator,
    }
}

/// A person who wants to do something to a ticket, with every relation in which they stand to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub id: PersonId,
    /// Their role.
    pub role: Role,
    /// Never empty: at least [`Relation::Colleague`].
    pub relations: Vec<Relation>,
}

impl Actor {
    /// Whether any of the relations gives the right.
    pub fn may(&self, right: Right) -> bool {
        self.relations.iter().any(|&relation| allows(self.role, right, relation))
    }

    /// Whether the person stands in this relation.
    pub fn is(&self, relation: Relation) -> bool {
        self.relations.contains(&relation)
    }
}

form::codes! {
    Role { Administrator = "administrator", Dispatcher = "dispatcher", Agent = "agent" }
    Scope { Own = "own", Department = "department", Tenant = "tenant" }
    Right {
        ViewTicket = "view_ticket", RegisterTicket = "register_ticket", Reply = "reply", Submit = "submit",
        Note = "note", Assign = "assign", AskAgain = "ask_again", EditTicket = "edit_ticket",
        DeleteTicket = "delete_ticket", EditClosedTicket = "edit_closed_ticket",
        DeleteClosedTicket = "delete_closed_ticket", Star = "star", Upload = "upload",
        ViewContacts = "view_contacts", AddContact = "add_contact", PickReference = "pick_reference",
        Configure = "configure", ManagePeople = "manage_people", ManageJobs = "manage_jobs",
        OwnAccount = "own_account", Import = "import", ExportTickets = "export_tickets",
        ExportContacts = "export_contacts",
        EditContact = "edit_contact", ManageWebhooks = "manage_webhooks"
    }
    Relation {
        Creator = "creator", Initiator = "initiator", Handler = "handler", Pool = "pool", Colleague = "colleague"
    }
}
