//! People in tests.

use ::desk::Ctx;
use model::{
    DepartmentId, PersonId, SessionId, TenantId,
    person::{Me, Who},
    policy::{Role, Scope},
};

use crate::TestDesk;

/// A person about to be added to the desk.
pub struct PersonBuilder<'a> {
    desk: &'a TestDesk,
    tenant: TenantId,
    name: String,
    role: Role,
    scope: Scope,
    department: Option<DepartmentId>,
    disabled: bool,
}

impl<'a> PersonBuilder<'a> {
    /// An agent of the desk's tenant who sees all of it.
    pub fn new(desk: &'a TestDesk, name: &str) -> Self {
        Self {
            desk,
            tenant: desk.tenant,
            name: name.to_owned(),
            role: Role::Agent,
            scope: Scope::Tenant,
            department: None,
            disabled: false,
        }
    }

    /// Makes them an administrator.
    pub fn administrator(mut self) -> Self {
        self.role = Role::Administrator;
        self
    }

    /// Makes them a dispatcher.
    pub fn dispatcher(mut self) -> Self {
        self.role = Role::Dispatcher;
        self
    }

    /// Gives them a data scope.
    pub fn seeing(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Puts them into a department.
    pub fn in_department(mut self, department: DepartmentId) -> Self {
        self.department = Some(department);
        self
    }

    /// Puts them into another tenant.
    pub fn in_tenant(mut self, tenant: TenantId) -> Self {
        self.tenant = tenant;
        self
    }

    /// Switches their account off.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Adds the person; their e-mail is their name at example.com, and no password fits.
    pub async fn signed_in(self) -> Ctx {
        let now = self.desk.clock.now();
        let who = Who { id: PersonId(self.desk.desk.new_id()), name: self.name };
        let email = format!("{}@example.com", who.name);
        let disabled_at = self.disabled.then_some(now);
        let binds = (
            self.tenant,
            who.id,
            email.as_str(),
            who.name.as_str(),
            self.role,
            self.scope,
            self.department,
            now,
            disabled_at,
        );
        self.desk.run(INSERT, binds).await;
        let me = Me {
            who,
            email,
            role: self.role,
            scope: self.scope,
            session: SessionId(self.desk.desk.new_id()),
            tenant: "默认租户".into(),
            zone: "Asia/Shanghai".into(),
        };
        Ctx { desk: self.desk.desk.clone(), tenant: self.tenant, me, department: self.department }
    }
}

const INSERT: &str = "
    insert into person (tenant_id, id, email, name, password_hash, role, scope, department_id, created_at, disabled_at)
    values ($1, $2, $3, $4, '', $5, $6, $7, $8, $9)";
