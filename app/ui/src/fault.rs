//! Errors on their way to a person: over the wire, and into words.

use std::sync::Arc;

use leptos::{
    prelude::*,
    server_fn::{
        codec::JsonEncoding,
        error::{FromServerFnError, ServerFnErrorErr},
    },
};
use model::{
    Error, FieldErrors, Problem,
    flow::Refusal,
    transfer::{self, Flaw},
};
use serde::{Deserialize, Serialize};

use crate::{
    button::Button,
    i18n::{K, t},
    icon::{Icon, IconName},
    place::SignInLink,
    tf,
    time::duration_text,
};

/// The error of every server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fault(pub Error);

/// Sets the HTTP status of the answer under way; the server puts it into the context.
#[derive(Clone)]
pub struct StatusSlot(pub Arc<dyn Fn(u16) + Send + Sync>);

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        if let Some(StatusSlot(set)) = use_context() {
            set(error.status());
        }
        Self(error)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr as E;
        match error {
            E::Request(_) => Error::Offline,
            E::Args(_) | E::MissingArg(_) | E::Serialization(_) => FieldErrors::default().into(),
            E::Deserialization(_)
            | E::MiddlewareError(_)
            | E::Registration(_)
            | E::Response(_)
            | E::ServerError(_)
            | E::UnsupportedRequestMethod(_) => Error::Unavailable,
        }
        .into()
    }
}

/// What happened, in the reader's language.
pub fn error_text(error: &Error) -> String {
    match error {
        Error::SignedOut => t(K::ErrorSignedOut).into(),
        Error::NotFound => t(K::ErrorNotFound).into(),
        Error::Forbidden => t(K::ErrorForbidden).into(),
        Error::Refused(refusal) => refusal_text(refusal).into(),
        Error::Invalid(errors) => errors.at("").map_or_else(|| t(K::ErrorInvalid).into(), problem_text),
        Error::Conflict(conflict) => match &conflict.by {
            Some(person) => tf!(K::ErrorConflictBy, name = person.name),
            None => t(K::ErrorConflict).into(),
        },
        Error::Registered { number } => tf!(K::ErrorRegistered, n = number),
        Error::LinkExpired => t(K::ErrorLinkExpired).into(),
        Error::Throttled { .. } => t(K::ErrorThrottled).into(),
        Error::TooLarge { .. } => t(K::ErrorTooLarge).into(),
        Error::Unavailable => t(K::ErrorUnavailable).into(),
        Error::Offline => t(K::ErrorOffline).into(),
        Error::Internal { .. } => t(K::ErrorInternal).into(),
    }
}

/// Why a file was not taken: what is wrong with it, else what happened and what to do.
pub(crate) fn file_error_text(error: &Error) -> String {
    let problem = match error {
        Error::Invalid(errors) => errors.at("file"),
        _ => None,
    };
    problem.map_or_else(|| error_words(error), problem_text)
}

/// What happened and what to do about it, in one line.
pub(crate) fn error_words(error: &Error) -> String {
    format!("{} {}", error_text(error), error_advice(error))
}

/// What to do about it, in the reader's language.
pub fn error_advice(error: &Error) -> String {
    match error {
        Error::SignedOut => t(K::ErrorSignedOutAdvice).into(),
        Error::NotFound => t(K::ErrorNotFoundAdvice).into(),
        Error::Forbidden => t(K::ErrorForbiddenAdvice).into(),
        Error::Refused(_) => t(K::ErrorRefusedAdvice).into(),
        Error::Invalid(_) => t(K::ErrorInvalidAdvice).into(),
        Error::Conflict(_) => t(K::ErrorConflictAdvice).into(),
        Error::Registered { .. } => t(K::ErrorRegisteredAdvice).into(),
        Error::LinkExpired => t(K::ErrorLinkExpiredAdvice).into(),
        Error::Throttled { retry_after_seconds } => {
            tf!(K::ErrorThrottledAdvice, time = duration_text(i64::from(*retry_after_seconds) * 1000))
        }
        Error::TooLarge { max_bytes } => tf!(K::ErrorTooLargeAdvice, size = size_text(*max_bytes)),
        Error::Unavailable => t(K::ErrorUnavailableAdvice).into(),
        Error::Offline => t(K::ErrorOfflineAdvice).into(),
        Error::Internal { .. } => t(K::ErrorInternalAdvice).into(),
    }
}

fn refusal_text(refusal: &Refusal) -> &'static str {
    t(match refusal {
        Refusal::NotYours => K::RefusalNotYours,
        Refusal::Closed => K::RefusalClosed,
        Refusal::NotClosed => K::RefusalNotClosed,
        Refusal::Deleted => K::RefusalDeleted,
        Refusal::SameHandler => K::RefusalSameHandler,
    })
}

/// What is wrong with a field, in the reader's language.
pub fn problem_text(problem: &Problem) -> String {
    match problem {
        Problem::Required => t(K::ProblemRequired).into(),
        Problem::TooLong { max } => tf!(K::ProblemTooLong, n = max),
        Problem::TooShort { min } => tf!(K::ProblemTooShort, n = min),
        Problem::TooMany { max } => tf!(K::ProblemTooMany, n = max),
        Problem::NotAnEmail => t(K::ProblemNotAnEmail).into(),
        Problem::NotAPhone => t(K::ProblemNotAPhone).into(),
        Problem::NotOffered => t(K::ProblemNotOffered).into(),
        Problem::Taken => t(K::ProblemTaken).into(),
        Problem::WrongCredentials => t(K::ProblemWrongCredentials).into(),
        Problem::TooCommon => t(K::ProblemTooCommon).into(),
        Problem::OutsideDepartment => t(K::ProblemOutsideDepartment).into(),
        Problem::FileTooLarge { max_bytes } => tf!(K::ProblemFileTooLarge, size = size_text(*max_bytes)),
        Problem::FileRefused => t(K::ProblemFileRefused).into(),
        Problem::FileEmpty => t(K::ProblemFileEmpty).into(),
        Problem::UnknownFilter => t(K::ProblemUnknownFilter).into(),
        Problem::Ambiguous => t(K::ProblemAmbiguous).into(),
        Problem::Unreadable(flaw) => flaw_text(*flaw),
        Problem::NotWritten => t(K::ProblemNotWritten).into(),
        Problem::NotAUrl => t(K::ProblemNotAUrl).into(),
        Problem::UrlRefused => t(K::ProblemUrlRefused).into(),
        Problem::DateRefused => t(K::ProblemDateRefused).into(),
        Problem::KeyReused => t(K::ProblemKeyReused).into(),
    }
}

/// Why a file cannot be imported, in the reader's language.
pub fn flaw_text(flaw: Flaw) -> String {
    let plain = match flaw {
        Flaw::Empty => K::FlawEmpty,
        Flaw::NoRows => K::FlawNoRows,
        Flaw::NotATable => K::FlawNotATable,
        Flaw::OldExcel => K::FlawOldExcel,
        Flaw::Damaged => K::FlawDamaged,
        Flaw::Bomb => K::FlawBomb,
        Flaw::Encoding => K::FlawEncoding,
        Flaw::Unclosed => K::FlawUnclosed,
        Flaw::TooLarge => return tf!(K::FlawTooLarge, size = size_text(transfer::FILE_MAX_BYTES)),
        Flaw::TooManyRows => return tf!(K::FlawTooManyRows, n = transfer::ROWS_MAX),
        Flaw::TooManyColumns => return tf!(K::FlawTooManyColumns, n = transfer::COLUMNS_MAX),
    };
    t(plain).into()
}

/// A number of bytes as people say it: `512 B`, `1.5 MB`.
pub fn size_text(bytes: u64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit + 1 < units.len() {
        size /= 1024.0;
        unit += 1;
    }
    let digits = usize::from(unit > 0 && size < 10.0 && size.fract() >= 0.05);
    format!("{size:.digits$} {}", units[unit])
}

/// An error in a line or two, announced at once.
#[component]
pub fn ErrorAlert(
    /// What went wrong.
    error: Error,
) -> impl IntoView {
    view! {
        <div class="alert alert--bad" role="alert">
            <Icon name=IconName::Warning />
            <div class="alert__text">
                <strong>{error_text(&error)}</strong>
                " "
                {error_advice(&error)}
                <RequestId error />
            </div>
        </div>
    }
}

#[component]
fn RequestId(error: Error) -> impl IntoView {
    match error {
        Error::Internal { request_id } if !request_id.is_empty() => {
            Some(view! { <code class="request-id">{tf!(K::ErrorRequestId, id = request_id)}</code> })
        }
        _ => None,
    }
}

/// An error in the place of what should have stood there.
#[component]
pub fn ErrorPanel(
    /// What went wrong.
    error: Error,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// Whether the page has nothing else, so that the error is its title.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    let title = if page {
        view! { <h1 class="empty__title">{error_text(&error)}</h1> }.into_any()
    } else {
        view! { <h2 class="empty__title">{error_text(&error)}</h2> }.into_any()
    };
    let retry = on_retry.filter(|_| error.is_passing()).map(|retry| {
        view! { <Button icon=IconName::Refresh on:click=move |_| retry.run(())>{t(K::CommonRetry)}</Button> }
    });
    let sign_in = matches!(error, Error::SignedOut).then(|| view! { <SignInLink /> });
    view! {
        <section class="empty empty--error" role="alert">
            <span class="empty__icon"><Icon name=IconName::Warning /></span>
            {title}
            <p class="empty__text">{error_advice(&error)}</p>
            <RequestId error />
            <div class="empty__actions">{retry}{sign_in}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        let cases = [
            (0, "0 B"),
            (512, "512 B"),
            (1024, "1 KB"),
            (1536, "1.5 KB"),
            (20 << 20, "20 MB"),
            (3 << 40, "3 TB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(size_text(bytes), text);
        }
    }

    #[test]
    fn a_fault_survives_the_wire() {
        let fault = Fault(Error::at("title", Problem::TooLong { max: 200 }));
        assert_eq!(Fault::de(fault.ser()), fault);
    }

    #[test]
    fn an_answer_that_is_not_ours_reads_as_unavailable() {
        assert_eq!(Fault::de("<html>502</html>".into()), Fault(Error::Unavailable));
    }
}
