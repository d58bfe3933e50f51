//! The browsers in which one is signed in.

use leptos::prelude::*;
use model::{SessionId, person::SessionRow};
use ui::prelude::*;

use super::{
    api::{RevokeSession, own_sessions},
    browser::Described,
};

/// The list, each but this one with a way to end it.
#[component]
pub(super) fn Sessions(
    /// Moves whenever some of them may have ended.
    changed: RwSignal<usize>,
) -> impl IntoView {
    let revoke = ServerAction::<RevokeSession>::new();
    let rows = Resource::new(move || (changed.get(), revoke.version().get()), |_| own_sessions());
    let toasts = use_toasts();
    view! {
        <section class="panel" aria-labelledby="sessions-title">
            <h2 class="panel__title" id="sessions-title">{t(K::SessionsTitle)}</h2>
            <p class="panel__text">{t(K::SessionsText)}</p>
            <Form action=revoke name="sessions" on_success=move |()| toasts.ok(t(K::SessionsRevoked))>
                <Load resource=rows let:rows>
                    <ul class="sessions">
                        {rows.into_iter().map(|row| view! { <Session row /> }).collect_view()}
                    </ul>
                </Load>
            </Form>
        </section>
    }
}

#[component]
fn Session(row: SessionRow) -> impl IntoView {
    let current = row.id == session::me().session;
    let Described { name, phone } = Described::of(&row.user_agent);
    let name = name.unwrap_or_else(|| t(K::SessionsUnknown).to_owned());
    let label = tf!(K::SessionsRevokeNamed, name = name);
    view! {
        <li class="sessions__row">
            <span class="sessions__icon"><Icon name=if phone { IconName::Phone } else { IconName::Monitor } /></span>
            <div class="sessions__what">
                <p class="sessions__name">
                    {name} {current.then(|| view! { <Badge tone=Tone::Ok>{t(K::SessionsCurrent)}</Badge> })}
                </p>
                <p class="sessions__facts">
                    <span>{row.address}</span>
                    <span>{t(K::SessionsOpened)} " " <TimeTag at=row.created_at /></span>
                    <span>{t(K::SessionsSeen)} " " <TimeTag at=row.last_seen_at /></span>
                </p>
            </div>
            {(!current).then(|| view! { <Revoke id=row.id label /> })}
        </li>
    }
}

/// The button itself carries the session, so that one form serves the whole list.
#[component]
fn Revoke(id: SessionId, label: String) -> impl IntoView {
    view! {
        <button type="submit" class="button button--small" name="session" value=id.to_string() aria-label=label>
            {t(K::SessionsRevoke)}
        </button>
    }
}
