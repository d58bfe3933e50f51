use leptos::prelude::*;
use model::Error;

use super::Exhibit;
use crate::{
    button::Button,
    empty::Empty,
    fault::{ErrorAlert, ErrorPanel},
    i18n::{K, t},
    skeleton::{Skeleton, SkeletonRows},
};

#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <Exhibit title="Skeleton, SkeletonRows" column=true>
            <Skeleton lines=3 />
            <SkeletonRows rows=3 />
        </Exhibit>
    }
}

#[component]
pub fn Nothing() -> impl IntoView {
    view! {
        <Exhibit title="Empty" column=true>
            <Empty title=t(K::GallerySample) text=t(K::GallerySentence)>
                <Button>{t(K::CommonRetry)}</Button>
            </Empty>
        </Exhibit>
    }
}

#[component]
pub fn Wrong() -> impl IntoView {
    let error = Error::Internal { request_id: "0193f1c4".into() };
    view! {
        <Exhibit title="ErrorPanel, ErrorAlert" column=true>
            <ErrorPanel error=error on_retry=|()| () />
            <ErrorPanel error=Error::SignedOut />
            <ErrorAlert error=Error::Throttled { retry_after_seconds: 90 } />
        </Exhibit>
    }
}
