use leptos::prelude::*;

use super::Exhibit;
use crate::{
    button::{Button, ButtonKind, LinkButton},
    dialog::{Confirm, Dialog},
    drawer::Drawer,
    i18n::{K, t},
    icon::{Icon, IconName},
    menu::{Menu, MenuItem, MenuLink, MenuSeparator},
    toast::use_toasts,
    tooltip::Tooltip,
};

#[component]
pub fn Buttons() -> impl IntoView {
    view! {
        <Exhibit title="Button, LinkButton">
            <Button kind=ButtonKind::Primary icon=IconName::Plus>{t(K::CommonSave)}</Button>
            <Button>{t(K::CommonEdit)}</Button>
            <Button kind=ButtonKind::Ghost icon=IconName::Star>{t(K::CommonMore)}</Button>
            <Button kind=ButtonKind::Danger icon=IconName::Trash>{t(K::CommonDelete)}</Button>
            <Button icon=IconName::Refresh label=t(K::CommonRetry) />
            <Button kind=ButtonKind::Primary pending=true>{t(K::CommonSave)}</Button>
            <Button disabled=true>{t(K::CommonEdit)}</Button>
            <Button small=true>{t(K::CommonEdit)}</Button>
            <LinkButton href="#main">{t(K::CommonBack)}</LinkButton>
        </Exhibit>
    }
}

#[component]
pub fn Overlays() -> impl IntoView {
    let (dialog, confirm, drawer) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let toasts = use_toasts();
    view! {
        <Exhibit title="Dialog, Confirm, Drawer">
            <Button on:click=move |_| dialog.set(true)>"Dialog"</Button>
            <Button on:click=move |_| confirm.set(true)>"Confirm"</Button>
            <Button on:click=move |_| drawer.set(true)>"Drawer"</Button>
            <Dialog name="gallery-dialog" title=t(K::GallerySample) open=dialog>
                <div class="dialog__body">{t(K::GallerySentence)}</div>
            </Dialog>
            <Confirm
                name="gallery-confirm"
                title=t(K::CommonDelete)
                open=confirm
                danger=true
                confirm_label=t(K::CommonDelete)
                on_confirm=move |()| confirm.set(false)
            >
                {t(K::GallerySentence)}
            </Confirm>
            <Drawer name="gallery-drawer" title=t(K::GallerySample) open=drawer>
                <div class="dialog__body">{t(K::GallerySentence)}</div>
            </Drawer>
        </Exhibit>
        <Exhibit title="Menu, Tooltip, Toasts">
            <Menu label=t(K::CommonMore) bordered=true trigger=|| view! { <Icon name=IconName::More /> }>
                <MenuItem icon=IconName::Edit on_select=move |()| toasts.ok(t(K::CommonEdit))>{t(K::CommonEdit)}</MenuItem>
                <MenuLink icon=IconName::External href="#main">{t(K::CommonBack)}</MenuLink>
                <MenuSeparator />
                <MenuItem icon=IconName::Trash danger=true>{t(K::CommonDelete)}</MenuItem>
            </Menu>
            <Tooltip text=t(K::GallerySample)>
                <Button icon=IconName::Info label=t(K::GallerySample) />
            </Tooltip>
            <Button on:click=move |_| toasts.ok(t(K::GallerySample))>"ok"</Button>
            <Button on:click=move |_| toasts.info(t(K::GallerySample))>"info"</Button>
            <Button on:click=move |_| toasts.bad(t(K::ErrorUnavailable))>"bad"</Button>
            <Button on:click=move |_| toasts.undo(t(K::CommonDelete), Callback::new(|()| ()))>"undo"</Button>
        </Exhibit>
    }
}
