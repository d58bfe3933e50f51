//! Saying what each column of the file is.

use leptos::prelude::*;
use model::{
    Error, Problem,
    transfer::{Chosen, ImportDetail, Subject, Target},
};
use session::words;
use ui::prelude::*;

use super::acts::Acts;

/// The columns with the first of their cells, and what each becomes.
#[component]
pub(super) fn Columns(detail: ImportDetail, acts: Acts, again: bool) -> impl IntoView {
    let what = detail.import.what;
    let advice = t(if detail.remembered { K::ImportRemembered } else { K::ImportSuggested });
    let submit = t(if again { K::ImportCheckAgain } else { K::ImportCheck });
    let kind = if again { ButtonKind::Normal } else { ButtonKind::Primary };
    let rows = detail.columns.into_iter().enumerate().map(|(at, column)| view! { <Row at column what /> });
    let rows = rows.collect_view();
    view! {
        <p class="panel__text">{advice}</p>
        <Form action=acts.check name="import-columns">
            <input type="hidden" name="import" value=acts.id.to_string() />
            <Wrong acts />
            <div class="mapping" tabindex="0" role="region" aria-label=t(K::ImportColumns)>
                <table class="mapping__table">
                    <thead>
                        <tr>
                            <th scope="col">{t(K::ImportColumn)}</th>
                            <th scope="col">{t(K::ImportSample)}</th>
                            <th scope="col">{t(K::ImportTarget)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="transfer__actions"><Submit kind>{submit}</Submit></div>
        </Form>
    }
}

#[component]
fn Row(at: usize, column: Chosen, what: Subject) -> impl IntoView {
    let name = Some(column.heading).filter(|heading| !heading.is_empty());
    let name = name.unwrap_or_else(|| tf!(K::ImportColumnUnnamed, n = at + 1));
    let options = Target::of(what).iter().map(|target| {
        let mark = if target.is_required() { " *" } else { "" };
        SelectOption::new(target.code(), format!("{}{mark}", words::target(*target)))
    });
    let label = tf!(K::ImportTargetOf, name = name);
    let chosen = column.target.map(Target::code).unwrap_or_default();
    let cells = column.cells.into_iter().filter(|cell| !cell.is_empty());
    let cells = cells.map(|cell| view! { <li>{cell}</li> }).collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td><ul class="mapping__cells">{cells}</ul></td>
            <td><Select name="targets[]" options=options.collect() value=chosen placeholder=t(K::ImportSkip) label /></td>
        </tr>
    }
}

/// What is missing or there twice, by name.
#[component]
fn Wrong(acts: Acts) -> impl IntoView {
    tell_here(|error| matches!(error, Error::Invalid(_)));
    let error = action_error(acts.check);
    move || {
        let Some(Error::Invalid(errors)) = error.get() else { return None };
        let lines = errors.0.iter().map(line).map(|line| view! { <p>{line}</p> }).collect_view();
        Some(
            view! { <div class="alert alert--bad" role="alert" tabindex="-1"><Icon name=IconName::Warning /><div class="alert__text">{lines}</div></div> },
        )
    }
}

fn line((field, problem): &(String, Problem)) -> String {
    match (field.parse::<Target>(), problem) {
        (Ok(target), Problem::Required) => tf!(K::ImportMissing, name = words::target(target)),
        (Ok(target), Problem::Ambiguous) => tf!(K::ImportTwice, name = words::target(target)),
        (_, problem) => problem_text(problem),
    }
}
