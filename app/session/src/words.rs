//! The words for roles, scopes, grants, and what files hold.

use model::{
    Problem,
    policy::{Role, Scope},
    token::Grant,
    transfer::{ImportState, Subject, Target},
};
use ui::{K, problem_text, t, tf};

/// The word for a role.
pub fn role(role: Role) -> &'static str {
    t(match role {
        Role::Administrator => K::RoleAdministrator,
        Role::Dispatcher => K::RoleDispatcher,
        Role::Agent => K::RoleAgent,
    })
}

/// The words for a data scope.
pub fn scope(scope: Scope) -> &'static str {
    t(match scope {
        Scope::Own => K::ScopeOwn,
        Scope::Department => K::ScopeDepartment,
        Scope::Tenant => K::ScopeTenant,
    })
}

/// The word for what a column of a file is.
pub fn target(target: Target) -> &'static str {
    t(match target {
        Target::Title => K::TicketTitle,
        Target::Content => K::TicketContent,
        Target::Type => K::TicketType,
        Target::Priority => K::TicketPriority,
        Target::Status => K::TicketStatus,
        Target::Tags => K::TicketTags,
        Target::Contact => K::TicketContact,
        Target::ContactPhone => K::TicketContactPhone,
        Target::Initiator => K::TicketInitiator,
        Target::Department => K::TicketDepartment,
        Target::Handler => K::TicketHandler,
        Target::Name => K::ContactName,
        Target::Phone => K::ContactPhone,
        Target::Email => K::ContactEmail,
        Target::Company => K::ContactCompany,
        Target::Address => K::ContactAddress,
        Target::Remark => K::ContactRemark,
    })
}

/// The word for what the rows of a file are.
pub fn subject(subject: Subject) -> &'static str {
    t(match subject {
        Subject::Tickets => K::TransferTickets,
        Subject::Contacts => K::TransferContacts,
    })
}

/// The words for where an import stands.
pub fn import_state(state: ImportState) -> &'static str {
    t(match state {
        ImportState::Mapping => K::ImportStateMapping,
        ImportState::Checking => K::ImportStateChecking,
        ImportState::Checked => K::ImportStateChecked,
        ImportState::Running => K::ImportStateRunning,
        ImportState::Stopped => K::ImportStateStopped,
        ImportState::Done => K::ImportStateDone,
    })
}

/// What is wrong with a row of a file, and in which of its properties.
pub fn row_problem((at, problem): &(Option<Target>, Problem)) -> String {
    let text = match problem {
        Problem::NotOffered => t(K::ImportNotOffered).to_owned(),
        Problem::Taken => t(K::ImportKnown).to_owned(),
        problem => problem_text(problem),
    };
    match at {
        Some(at) => tf!(K::ImportProblemAt, name = target(*at), problem = text),
        None => text,
    }
}

/// What a token may be used for, in words.
pub fn grant(grant: Grant) -> &'static str {
    t(match grant {
        Grant::ReadTickets => K::GrantReadTickets,
        Grant::WriteTickets => K::GrantWriteTickets,
        Grant::ReadContacts => K::GrantReadContacts,
        Grant::WriteContacts => K::GrantWriteContacts,
        Grant::ReadEvents => K::GrantReadEvents,
    })
}
