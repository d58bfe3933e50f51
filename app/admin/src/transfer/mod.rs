//! 导入导出: bringing a file, the files that were brought, and lists to take out.

mod bring;
mod past;
mod take_out;

use leptos::prelude::*;

use self::{bring::Bring, past::Past, take_out::TakeOut};
use crate::{section::Section, settings::Settings};

/// 导入导出.
#[component]
pub fn TransferPage() -> impl IntoView {
    view! {
        <Settings section=Section::Transfer>
            <Bring />
            <TakeOut />
            <Past />
        </Settings>
    }
}
