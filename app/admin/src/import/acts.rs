//! What can be done with an import, each a small form that works without script.

use leptos::prelude::*;
use model::ImportId;
use ui::prelude::*;

use super::api::{CheckImport, ResumeImport, RunImport, StopImport};

/// The actions of the page.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub id: ImportId,
    pub check: ServerAction<CheckImport>,
    pub run: ServerAction<RunImport>,
    pub stop: ServerAction<StopImport>,
    pub resume: ServerAction<ResumeImport>,
}

impl Acts {
    pub fn new(id: ImportId) -> Self {
        Self {
            id,
            check: ServerAction::new(),
            run: ServerAction::new(),
            stop: ServerAction::new(),
            resume: ServerAction::new(),
        }
    }

    /// Moves with every answer.
    pub fn answers(self) -> usize {
        self.check.version().get()
            + self.run.version().get()
            + self.stop.version().get()
            + self.resume.version().get()
    }
}

/// Begins to write.
#[component]
pub(super) fn Run(acts: Acts, #[prop(into)] rows: i64) -> impl IntoView {
    view! {
        <Form action=acts.run name="import-run" class="form--act">
            <input type="hidden" name="import" value=acts.id.to_string() />
            <Submit icon=IconName::Check>{tf!(K::ImportRun, n = rows)}</Submit>
        </Form>
    }
}

/// Stops what is under way.
#[component]
pub(super) fn Stop(acts: Acts) -> impl IntoView {
    view! {
        <Form action=acts.stop name="import-stop" class="form--act">
            <input type="hidden" name="import" value=acts.id.to_string() />
            <Submit kind=ButtonKind::Normal>{t(K::ImportStop)}</Submit>
        </Form>
    }
}

/// Goes on.
#[component]
pub(super) fn Resume(acts: Acts) -> impl IntoView {
    view! {
        <Form action=acts.resume name="import-resume" class="form--act">
            <input type="hidden" name="import" value=acts.id.to_string() />
            <Submit icon=IconName::ArrowRight>{t(K::ImportResume)}</Submit>
        </Form>
    }
}
