//! The month under the field.

use leptos::prelude::*;

use super::{Day, state::Picker, today};
use crate::{
    i18n::{K, t},
    icon::{Icon, IconName},
    platform,
};

/// The open month: title, days, today and clear.
#[component]
pub(super) fn Month(picker: Picker) -> impl IntoView {
    let title = move || picker.cursor.get().map(|day| platform::month_title(day.year(), day.month()));
    view! {
        <div
            class="popup date-picker__popup"
            role="dialog"
            aria-label=t(K::DatePick)
            data-upward=move || picker.upward.get().then_some("")
            data-draft-skip=""
        >
            <div class="date-picker__head">
                <button
                    type="button"
                    class="date-picker__turn"
                    aria-label=t(K::DatePrevious)
                    on:click=move |_| picker.turn(-1)
                >
                    <Icon name=IconName::ChevronLeft />
                </button>
                <strong aria-live="polite">{title}</strong>
                <button type="button" class="date-picker__turn" aria-label=t(K::DateNext) on:click=move |_| picker.turn(1)>
                    <Icon name=IconName::ChevronRight />
                </button>
            </div>
            <table class="date-picker__grid" role="grid" aria-label=title on:keydown=move |event| picker.key(&event)>
                <thead>
                    <tr>{weekdays()}</tr>
                </thead>
                <tbody>{move || weeks(picker)}</tbody>
            </table>
            <div class="date-picker__foot">
                <button type="button" class="date-picker__link" on:click=move |_| picker.pick_today()>
                    {t(K::DateToday)}
                </button>
                <button type="button" class="date-picker__link" on:click=move |_| picker.finish(String::new())>
                    {t(K::DateClear)}
                </button>
            </div>
        </div>
    }
}

fn weekdays() -> impl IntoView {
    platform::weekday_names().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
}

fn weeks(picker: Picker) -> Option<impl IntoView> {
    let cursor = picker.cursor.get()?;
    let chosen = picker.chosen();
    let week = move |days: Vec<Day>| {
        let cells = days
            .into_iter()
            .map(|day| view! { <Cell picker day cursor chosen={chosen == Some(day)} /> })
            .collect_view();
        view! { <tr>{cells}</tr> }
    };
    Some(cursor.weeks().into_iter().map(week).collect_view())
}

#[component]
fn Cell(picker: Picker, day: Day, cursor: Day, chosen: bool) -> impl IntoView {
    let elsewhere = (day.year(), day.month()) != (cursor.year(), cursor.month());
    view! {
        <td role="gridcell" aria-selected=chosen.to_string()>
            <button
                type="button"
                id=picker.day_id(day)
                class="date-picker__day"
                tabindex=if day == cursor { "0" } else { "-1" }
                aria-label=day.to_string()
                aria-current=(today() == Some(day)).then_some("date")
                data-elsewhere=elsewhere.then_some("")
                data-chosen=chosen.then_some("")
                disabled=!picker.allows(day)
                on:click=move |_| picker.pick(day)
            >
                {day.day()}
            </button>
        </td>
    }
}
