//! The words for roles and scopes.

use model::policy::{Role, Scope};
use ui::{K, t};

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
