//! API 令牌 as their owner and administrators see them: the same list, and the same question before one ends.

use leptos::prelude::*;
use model::{TokenId, token::TokenRow};
use ui::prelude::*;

use crate::words;

/// A token that is about to be revoked, and whether that is being asked.
#[derive(Clone, Copy)]
struct Ending {
    token: RwSignal<Option<TokenRow>>,
    open: RwSignal<bool>,
}

impl Default for Ending {
    fn default() -> Self {
        Self { token: RwSignal::new(None), open: RwSignal::new(false) }
    }
}

impl Ending {
    fn ask(self, token: TokenRow) {
        self.token.set(Some(token));
        self.open.set(true);
    }
}

/// A list of tokens, each of which can be revoked after a question.
#[component]
pub fn TokenList(
    /// The tokens.
    rows: Resource<Result<Vec<TokenRow>, Fault>>,
    /// What is said where there are none.
    none: &'static str,
    /// Whether they are everybody's, so that each names its owner.
    #[prop(optional)]
    everybodys: bool,
    /// Told which one is to be revoked.
    #[prop(into)]
    on_revoke: Callback<TokenId>,
) -> impl IntoView {
    let ending = Ending::default();
    view! {
        <section class="panel panel--flush">
            <Load
                resource=rows
                skeleton=|| view! { <SkeletonRows rows=4 /> }
                is_empty=Vec::is_empty
                empty=move || view! { <Empty title=t(K::TokenNone) text=none icon=IconName::Code /> }
                let:rows
            >
                <DataTable
                    caption=t(K::TokenTitle)
                    columns=token_columns(ending, everybodys)
                    rows
                    row_key=|row: &TokenRow| row.id.to_string()
                />
            </Load>
        </section>
        <RevokeQuestion ending on_confirm=on_revoke />
    }
}

/// The columns of a list of tokens; whose they are stands first where they are everybody's.
fn token_columns(ending: Ending, everybodys: bool) -> Vec<Column<TokenRow>> {
    let owner = everybodys
        .then(|| Column::new("owner", t(K::TokenOwner), |row: &TokenRow| row.owner.name.clone()).narrow());
    let rest = [
        Column::new("name", t(K::TokenName), |row: &TokenRow| view! { <Name row=row.clone() /> }).wide(),
        Column::new("grants", t(K::TokenGrants), |row: &TokenRow| {
            let grants = row.grants.iter().map(|grant| view! { <li>{words::grant(*grant)}</li> });
            view! { <ul class="token__grants">{grants.collect_view()}</ul> }
        }),
        Column::new("used", t(K::TokenLastUsed), |row: &TokenRow| view! { <Used row=row.clone() /> }).narrow(),
        Column::new(
            "expires",
            t(K::TokenExpires),
            |row: &TokenRow| view! { <TimeTag at=row.expires_at /> },
        )
        .narrow(),
        Column::new("actions", t(K::CommonActions), move |row: &TokenRow| {
            let (row, label) = (row.clone(), tf!(K::TokenRevokeNamed, name = row.name));
            let ask = move |_| ending.ask(row.clone());
            view! { <Button small=true kind=ButtonKind::Ghost label on:click=ask>{t(K::TokenRevoke)}</Button> }
        })
        .narrow(),
    ];
    owner.into_iter().chain(rest).collect()
}

#[component]
fn Name(row: TokenRow) -> impl IntoView {
    view! {
        <span class="token__name">
            <span>{row.name}</span>
            <code>{row.prefix}"…"</code>
            {row.expired.then(|| view! { <Badge tone=Tone::Bad>{t(K::TokenExpired)}</Badge> })}
        </span>
    }
}

#[component]
fn Used(row: TokenRow) -> impl IntoView {
    let from = row.last_address.filter(|address| !address.is_empty());
    match row.last_used_at {
        None => t(K::TokenNeverUsed).into_any(),
        Some(at) => view! {
            <span class="token__used">
                <TimeTag at />
                {from.map(|address| view! { <span>{tf!(K::TokenUsedFrom, address = address)}</span> })}
            </span>
        }
        .into_any(),
    }
}

/// Asks before a token is revoked.
#[component]
fn RevokeQuestion(
    /// What is asked about.
    ending: Ending,
    /// Told when the answer is yes.
    #[prop(into)]
    on_confirm: Callback<TokenId>,
) -> impl IntoView {
    let Ending { token, open } = ending;
    let name = move || token.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let title = Signal::derive(move || tf!(K::TokenRevokeQuestion, name = name()));
    let confirm = move |()| {
        if let Some(row) = token.get_untracked() {
            on_confirm.run(row.id);
        }
        open.set(false);
    };
    view! {
        <Confirm name="revoke-token" title open confirm_label=t(K::TokenRevoke) danger=true on_confirm=confirm>
            <p>{t(K::TokenRevokeText)}</p>
        </Confirm>
    }
}
