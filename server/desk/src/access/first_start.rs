//! The first start on an empty database: a tenant with what its forms pick from, and a link for its administrator.

use model::{DepartmentId, Result, TagId, TenantId, TypeId, organisation::Colour};
use uuid::Uuid;

use super::one_time_link::{LinkFor, has_people};
use crate::{
    Desk,
    db::{DbError, Tx},
};

/// The id of the tenant that the first start makes: always the same, so that two servers that start at once on an
/// empty database make one.
const DEFAULT: TenantId = TenantId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001));

/// The first level of the ticket types (YH-I015).
pub const SEED_TYPES: [&str; 5] = ["业务咨询", "业务办理", "故障申报", "投诉", "其他"];

const SEED_TAGS: [(&str, Colour); 3] =
    [("重要", Colour::Red), ("回访", Colour::Blue), ("VIP", Colour::Purple)];

/// The secret of a link that sets up the first administrator, as long as there is nobody. Makes the default tenant
/// on an empty database. Every call gives another link; the first to be used ends them all.
pub async fn first_start(desk: &Desk) -> Result<Option<String>> {
    let mut tx = desk.db.write().await?;
    let tenant = match default_tenant(&mut tx).await? {
        Some(tenant) => tenant,
        None => found(&mut tx, desk).await?,
    };
    if has_people(&mut tx, tenant).await? {
        return Ok(None);
    }
    let token = LinkFor::first_administrator().make(&mut tx, desk, tenant).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// The tenant that is served when there is only one: the oldest.
pub async fn default_tenant(tx: &mut Tx) -> Result<Option<TenantId>, DbError> {
    Ok(tx.optional::<(TenantId,)>(OLDEST, ()).await?.map(|(tenant,)| tenant))
}

/// Makes the default tenant and its seeds, unless another server was quicker.
pub async fn found(tx: &mut Tx, desk: &Desk) -> Result<TenantId, DbError> {
    if tx.execute(FOUND, (DEFAULT, "默认租户", "Asia/Shanghai", desk.clock.now())).await? == 1 {
        seed(tx, desk).await?;
    }
    Ok(DEFAULT)
}

async fn seed(tx: &mut Tx, desk: &Desk) -> Result<(), DbError> {
    let now = desk.clock.now();
    tx.execute_one(DEPARTMENT, (DEFAULT, DepartmentId(desk.new_id()), "客服部", now)).await?;
    for (name, millis) in SEED_TYPES.into_iter().zip(0..) {
        let created_at = model::Time(now.0 + millis);
        tx.execute_one(TYPE, (DEFAULT, TypeId(desk.new_id()), name, created_at)).await?;
    }
    for ((name, colour), millis) in SEED_TAGS.into_iter().zip(0..) {
        let created_at = model::Time(now.0 + millis);
        tx.execute_one(TAG, (DEFAULT, TagId(desk.new_id()), name, colour, created_at)).await?;
    }
    Ok(())
}

const OLDEST: &str = "
    select id
    from tenant
    order by created_at, id
    limit 1";

const FOUND: &str = "
    insert into tenant (id, name, zone, created_at)
    values ($1, $2, $3, $4)
    on conflict (id) do nothing";

const DEPARTMENT: &str = "
    insert into department (tenant_id, id, name, created_at)
    values ($1, $2, $3, $4)";

const TYPE: &str = "
    insert into ticket_type (tenant_id, id, name, creator_id, created_at)
    values ($1, $2, $3, null, $4)";

const TAG: &str = "
    insert into tag (tenant_id, id, name, colour, created_at)
    values ($1, $2, $3, $4, $5)";
