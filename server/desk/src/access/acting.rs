//! Working in the name of somebody who has asked for it and need not be there any more.

use model::{
    DepartmentId, Error, PersonId, Result, SessionId, TenantId,
    person::{Me, Who},
    policy::{Role, Scope},
};
use uuid::Uuid;

use crate::{Ctx, Desk};

/// The person with what they may do now; [`Error::Forbidden`] once their account is switched off.
pub(crate) async fn acting(desk: &Desk, tenant: TenantId, person: PersonId) -> Result<Ctx> {
    let mut tx = desk.db.read().await?;
    let row: Option<Row> = tx.optional(PERSON, (tenant, person)).await?;
    let Row { name, email, role, scope, department_id, tenant_name, zone } = row.ok_or(Error::Forbidden)?;
    let session = SessionId(Uuid::nil());
    let me = Me { who: Who { id: person, name }, email, role, scope, session, tenant: tenant_name, zone };
    Ok(Ctx { desk: desk.clone(), tenant, me, department: department_id })
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    email: String,
    role: Role,
    scope: Scope,
    department_id: Option<DepartmentId>,
    tenant_name: String,
    zone: String,
}

const PERSON: &str = "
    select person.name, person.email, person.role, person.scope, person.department_id,
           tenant.name as tenant_name, tenant.zone
    from person
    join tenant on tenant.id = person.tenant_id
    where person.tenant_id = $1 and person.id = $2 and person.disabled_at is null";
