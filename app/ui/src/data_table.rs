//! A table of rows that can be opened, chosen and walked by keyboard; on a phone each row is a card.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::{
    checkbox::Checkbox,
    i18n::{K, t},
    platform,
};

/// A column: what it is called and what it shows of a row.
pub struct Column<T> {
    key: &'static str,
    label: String,
    shape: &'static str,
    cell: Arc<dyn Fn(&T) -> AnyView + Send + Sync>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Self { key: self.key, label: self.label.clone(), shape: self.shape, cell: self.cell.clone() }
    }
}

impl<T> Column<T> {
    /// A column; `key` becomes the class `data-table__cell--{key}`.
    pub fn new<V: IntoView + 'static>(
        key: &'static str,
        label: impl Into<String>,
        cell: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Self {
        Self { key, label: label.into(), shape: "", cell: Arc::new(move |row| cell(row).into_any()) }
    }

    /// Figures, set flush at the end.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self { shape: " data-table__cell--numeric", ..self }
    }

    /// Takes what room is left.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { shape: " data-table__cell--wide", ..self }
    }

    /// Takes no more room than it needs.
    #[must_use]
    pub fn narrow(self) -> Self {
        Self { shape: " data-table__cell--narrow", ..self }
    }

    fn class(&self) -> String {
        format!("data-table__cell data-table__cell--{}{}", self.key, self.shape)
    }
}

/// What is chosen: the keys of rows.
pub type Selection = RwSignal<BTreeSet<String>>;

/// A table. j and k move, Enter opens, x chooses.
#[component]
pub fn DataTable<T>(
    /// What the rows are, read out before them.
    #[prop(into)]
    caption: String,
    /// The columns, in order.
    columns: Vec<Column<T>>,
    /// The rows, in order.
    rows: Vec<T>,
    /// What tells one row from another.
    row_key: fn(&T) -> String,
    /// Where a row leads.
    #[prop(optional)]
    row_href: Option<fn(&T) -> String>,
    /// Lets rows be chosen.
    #[prop(optional, into)]
    selection: Option<Selection>,
) -> impl IntoView
where
    T: 'static,
{
    use_row_keys();
    let keys: Vec<_> = rows.iter().map(row_key).collect();
    let label = caption.clone();
    let heads = columns.iter().map(|column| view! { <th scope="col" role="columnheader" class=column.class()>{column.label.clone()}</th> });
    let heads = heads.collect_view();
    let body = rows
        .iter()
        .map(|row| table_row(row, &columns, row_key(row), row_href.map(|href| href(row)), selection));
    let body = body.collect_view();
    view! {
        <div class="data-table" tabindex="0" role="region" aria-label=label>
            <table class="data-table__table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead class="data-table__head" role="rowgroup">
                    <tr role="row">
                        {selection.map(|selection| view! { <SelectAll selection keys /> })}
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
}

fn table_row<T>(
    row: &T,
    columns: &[Column<T>],
    key: String,
    href: Option<String>,
    selection: Option<Selection>,
) -> AnyView {
    let cells = columns.iter().enumerate().map(|(index, column)| {
        let content = (column.cell)(row);
        let content = match href.clone().filter(|_| index == 0) {
            Some(href) => {
                view! { <a class="data-table__link" href=href data-row-link="">{content}</a> }.into_any()
            }
            None => content,
        };
        view! { <td role="cell" class=column.class() data-label=column.label.clone()>{content}</td> }
    });
    let cells = cells.collect_view();
    let chosen = {
        let key = key.clone();
        move || selection.is_some_and(|selection| selection.with(|chosen| chosen.contains(&key)))
    };
    view! {
        <tr role="row" class="data-table__row" class:data-table__row--chosen=chosen data-row="">
            {selection.map(|selection| view! { <SelectRow selection key /> })}
            {cells}
        </tr>
    }
    .into_any()
}

#[component]
fn SelectRow(selection: Selection, key: String) -> impl IntoView {
    let contains = {
        let key = key.clone();
        move || selection.with(|chosen| chosen.contains(&key))
    };
    let toggle = move |_| {
        selection.update(|chosen| {
            if !chosen.remove(&key) {
                chosen.insert(key.clone());
            }
        });
    };
    view! {
        <td role="cell" class="data-table__cell data-table__cell--select">
            <label class="checkbox checkbox--bare">
                <input type="checkbox" aria-label=t(K::CommonSelectRow) data-row-select="" prop:checked=contains on:change=toggle />
            </label>
        </td>
    }
}

#[component]
fn SelectAll(selection: Selection, keys: Vec<String>) -> impl IntoView {
    let all = RwSignal::new(false);
    Effect::watch(
        move || all.get(),
        move |all, _, _| selection.set(if *all { keys.iter().cloned().collect() } else { BTreeSet::new() }),
        false,
    );
    view! {
        <th scope="col" role="columnheader" class="data-table__cell data-table__cell--select">
            <Checkbox label=t(K::CommonSelectAll) bare=true bind=all />
        </th>
    }
}

/// Walks the elements with `data-row` by j and k; Enter opens their `data-row-link`, x ticks their `data-row-select`.
pub fn use_row_keys() {
    Effect::new(move |_| {
        platform::listen_all("keydown", |event| {
            if let Some(key) = platform::shortcut(&event) {
                act(&key);
            }
        });
    });
}

fn act(key: &str) {
    match key {
        "j" => walk(true),
        "k" => walk(false),
        "x" => {
            let box_of_row =
                focused_row().and_then(|row| row.query_selector("[data-row-select]").ok().flatten());
            if let Some(tick) = box_of_row.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
            {
                tick.click();
            }
        }
        _ => {}
    }
}

fn walk(down: bool) {
    let next = match focused_row() {
        None => document().query_selector("[data-row]").ok().flatten(),
        Some(row) => neighbour(row, down),
    };
    let link = next.and_then(|row| row.query_selector("[data-row-link]").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

fn neighbour(row: web_sys::Element, down: bool) -> Option<web_sys::Element> {
    let step = |row: &web_sys::Element| {
        if down { row.next_element_sibling() } else { row.previous_element_sibling() }
    };
    std::iter::successors(step(&row), step).find(|row| row.has_attribute("data-row"))
}

fn focused_row() -> Option<web_sys::Element> {
    document().active_element()?.closest("[data-row]").ok().flatten()
}
