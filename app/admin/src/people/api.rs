//! What the list of staff asks of the server.

use leptos::prelude::*;
use model::{
    InvitationId, PersonId,
    person::{InvitationRow, PersonRow},
};
use ui::Fault;

/// All staff.
#[server(prefix = "/api", endpoint = "people")]
pub async fn people() -> Result<Vec<PersonRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::list(&ctx).await?)
}

/// Invitations that nobody has used yet.
#[server(prefix = "/api", endpoint = "invitations")]
pub async fn invitations() -> Result<Vec<InvitationRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::invitations(&ctx).await?)
}

/// 邀请成员; answers with the path of the one-time link, which is shown this once.
#[server(prefix = "/api", endpoint = "invite")]
pub async fn invite(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] scope: String,
    #[server(default)] department: String,
) -> Result<String, Fault> {
    let ctx = session::ctx().await?;
    let form = model::person::Invite { name, email, role, scope, department };
    let token = desk::people::invite(&ctx, &form).await?;
    Ok(model::route::setup_path(&token))
}

/// Takes an invitation back.
#[server(prefix = "/api", endpoint = "withdraw_invitation")]
pub async fn withdraw_invitation(invitation: InvitationId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::withdraw(&ctx, invitation).await?)
}

/// Switches an account off and ends its sessions.
#[server(prefix = "/api", endpoint = "disable_person")]
pub async fn disable_person(person: PersonId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::disable(&ctx, person).await?)
}

/// Switches an account on again.
#[server(prefix = "/api", endpoint = "enable_person")]
pub async fn enable_person(person: PersonId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::people::enable(&ctx, person).await?)
}
