//! 用户管理: staff and invitations.

pub mod api;
mod invitations;
mod invite;
mod link;
mod staff;

use leptos::prelude::*;
use ui::prelude::*;

use self::{invitations::Invitations, invite::InviteForm, staff::Staff};
use crate::{section::Section, settings::Settings};

/// 用户管理.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let open = RwSignal::new(false);
    let invite = move || {
        view! {
            <Button kind=ButtonKind::Primary icon=IconName::Plus on:click=move |_| open.set(true)>{t(K::PeopleInvite)}</Button>
        }
    };
    view! { <Settings section=Section::People action=invite><People open /></Settings> }
}

/// Staff and invitations; the drawer that invites opens from the head of the page.
#[component]
fn People(open: RwSignal<bool>) -> impl IntoView {
    let invited = RwSignal::new(0_usize);
    view! {
        <Staff />
        <Invitations changed=invited />
        <Drawer name="invite-drawer" title=t(K::PeopleInvite) open>
            <InviteForm open on_invited=move |()| invited.update(|count| *count += 1) />
        </Drawer>
    }
}
