//! Invitations that nobody has used yet.

use leptos::prelude::*;
use model::{InvitationId, person::InvitationRow};
use session::words;
use ui::prelude::*;

use super::api::{WithdrawInvitation, invitations};
use crate::outcome::{reload_after, reload_on};

/// The list, with a way to take each back; not drawn while there are none.
#[component]
pub(super) fn Invitations(
    /// Moves whenever somebody was invited here.
    changed: RwSignal<usize>,
) -> impl IntoView {
    let withdraw = ServerAction::<WithdrawInvitation>::new();
    let rows = Resource::new(|| (), |()| invitations());
    let toasts = use_toasts();
    let reload = reload_on(&["person_invited", "invitation_withdrawn", "person_joined"], rows);
    reload_after(move || changed.get() + withdraw.version().get(), reload);
    view! {
        <Form action=withdraw name="invitations" on_success=move |()| toasts.ok(t(K::InvitationsWithdrawn))>
            <Load resource=rows is_empty=Vec::is_empty empty=|| () let:rows>
                <section class="panel panel--flush">
                    <h2 class="panel__title">{t(K::InvitationsTitle)}</h2>
                    <DataTable
                        caption=t(K::InvitationsTitle)
                        columns=columns()
                        rows
                        row_key=|row: &InvitationRow| row.id.to_string()
                    />
                </section>
            </Load>
        </Form>
    }
}

fn columns() -> Vec<Column<InvitationRow>> {
    vec![
        Column::new("name", t(K::PersonName), |row: &InvitationRow| row.name.clone()).wide(),
        Column::new("email", t(K::PersonEmail), |row: &InvitationRow| row.email.clone()),
        Column::new("role", t(K::PersonRole), |row: &InvitationRow| words::role(row.role)).narrow(),
        Column::new(
            "expires",
            t(K::InvitationsExpire),
            |row: &InvitationRow| view! { <TimeTag at=row.expires_at /> },
        )
        .narrow(),
        Column::new("actions", t(K::CommonActions), |row: &InvitationRow| {
            let label = tf!(K::InvitationsWithdrawNamed, name = row.name);
            view! { <Withdraw id=row.id label /> }
        })
        .narrow(),
    ]
}

/// The button itself carries the invitation, so that one form serves the whole list.
#[component]
fn Withdraw(id: InvitationId, label: String) -> impl IntoView {
    view! {
        <button type="submit" class="button button--small" name="invitation" value=id.to_string() aria-label=label>
            {t(K::InvitationsWithdraw)}
        </button>
    }
}
