//! Charts drawn by ECharts, with a table that says the same.

use leptos::{html, prelude::*};

use crate::{
    i18n::{K, t},
    platform::Island,
};

/// A chart from an ECharts option, with its data as a table for those who prefer to read.
#[component]
pub fn Chart(
    /// The option as JSON; colours and text follow the theme unless it sets them.
    #[prop(into)]
    option: Signal<String>,
    /// What the chart shows, in words.
    #[prop(into)]
    label: String,
    /// The same data as a table.
    #[prop(into)]
    table: ViewFn,
    /// Told which item was clicked: its `id` where the data has one, else its name.
    #[prop(optional, into)]
    on_click: Option<Callback<String>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Div>::new();
    let reading = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let emit = Callback::new(move |(kind, payload): (String, String)| match (kind.as_str(), on_click) {
        ("click", Some(clicked)) => clicked.run(payload),
        ("failed", _) => failed.set(true),
        _ => {}
    });
    let island = StoredValue::new(None::<Island>);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let first = option.get_untracked();
            island.set_value(Some(Island::mount("chart", &canvas, first, emit)));
        }
    });
    Effect::new(move |before: Option<()>| {
        let option = option.get();
        if let (Some(()), Some(island)) = (before, island.get_value()) {
            island.send("set", &option);
        }
    });
    let as_table = move || reading.get() || failed.get();
    view! {
        <figure class="chart" data-clickable=on_click.is_some().then_some("")>
            <figcaption class="chart__head">
                <span class="chart__label">{label.clone()}</span>
                <button
                    type="button"
                    class="chart__toggle"
                    aria-pressed=move || as_table().to_string()
                    disabled=failed
                    on:click=move |_| reading.update(|reading| *reading = !*reading)
                >
                    {move || t(if as_table() { K::ChartShowChart } else { K::ChartShowTable })}
                </button>
            </figcaption>
            <div class="chart__canvas" role="img" aria-label=label hidden=as_table node_ref=canvas></div>
            <p class="chart__status" role="status">
                {move || failed.get().then(|| t(K::ChartFailed))}
            </p>
            <div class="chart__table" data-shown=move || as_table().then_some("")>
                {table.run()}
            </div>
        </figure>
    }
}
