//! One import on its way: its columns, a trial of every row, the import itself and what came of it.

mod acts;
pub mod api;
mod columns;
mod discarding;
mod refused;
mod stage;

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{Error, ImportId, transfer::ImportDetail};
use ui::prelude::*;

use self::{acts::Acts, api::one_import, stage::Stage};
use crate::{section::Section, settings::Settings};

/// How often the page asks how far it is.
const LOOK: Duration = Duration::from_secs(1);

/// One import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<ImportId>().ok()));
    view! {
        <Settings section=Section::Transfer>
            {move || match id.get() {
                Some(id) => view! { <Import id /> }.into_any(),
                None => view! { <ErrorPanel error=Fault::from(Error::NotFound).0 /> }.into_any(),
            }}
        </Settings>
    }
}

#[component]
fn Import(id: ImportId) -> impl IntoView {
    let acts = Acts::new(id);
    let loaded = Resource::new(move || acts.answers(), move |_| one_import(id));
    session::retry_passing(loaded);
    look_again(loaded);
    view! {
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {Suspend::new(async move {
                match loaded.await {
                    Ok(first) => {
                        let detail = latest(loaded, first);
                        view! { <Stage detail acts /> }.into_any()
                    }
                    Err(Fault(error)) => view! { <ErrorPanel error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// What was loaded last; when loading again fails, what was known stays.
fn latest(loaded: Resource<Result<ImportDetail, Fault>>, first: ImportDetail) -> Signal<ImportDetail> {
    let latest = Memo::new(move |before: Option<&ImportDetail>| {
        let now = loaded.get().and_then(Result::ok);
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    latest.into()
}

/// Asks again for as long as the server is at work.
fn look_again(loaded: Resource<Result<ImportDetail, Fault>>) {
    Effect::new(move |_| {
        let under_way = loaded.with(|answer| match answer {
            Some(Ok(detail)) => detail.import.state.is_under_way(),
            Some(Err(_)) | None => false,
        });
        if under_way && let Ok(timer) = set_timeout_with_handle(move || loaded.refetch(), LOOK) {
            on_cleanup(move || timer.clear());
        }
    });
}
