use leptos::prelude::*;
use model::Time;

use super::Exhibit;
use crate::{
    avatar::Avatar,
    badge::{Badge, Flag, FlagTone, Tone},
    chart::Chart,
    data_table::{Column, DataTable, Selection},
    i18n::{K, t},
    pagination::Pagination,
    steps::{Step, StepState, Steps},
    tabs::{TabItem, TabLink, TabLinks, TabPanel, Tabs},
    time::TimeTag,
    timeline::{Timeline, TimelineItem, TimelineKind},
};

const SAMPLE: Time = Time(1_795_223_645_000);

#[component]
pub fn Marks() -> impl IntoView {
    let badges = Tone::ALL.into_iter().map(|tone| view! { <Badge tone>{t(K::GallerySample)}</Badge> });
    let flags = FlagTone::ALL.into_iter().map(|tone| view! { <Flag tone label=t(K::GallerySample) /> });
    let names = ["Ada King", "Grace Hopper", "Lin", "Mo", "Kim Li", "Zoe", "Bob", "Ivy"];
    let avatars = names.into_iter().map(|name| view! { <Avatar name label=true /> });
    view! {
        <Exhibit title="Badge, Flag, Avatar, TimeTag">
            {badges.collect_view()}
            {flags.collect_view()}
            {avatars.collect_view()}
            <Avatar name="Ada King" large=true />
            <TimeTag at=SAMPLE />
        </Exhibit>
    }
}

#[component]
pub fn Ways() -> impl IntoView {
    view! {
        <Exhibit title="Tabs, TabLinks" column=true><TabSamples /></Exhibit>
        <Exhibit title="Steps" column=true><Steps label=t(K::GallerySample) items=steps() /></Exhibit>
        <Exhibit title="Timeline" column=true><TimelineSample /></Exhibit>
        <Exhibit title="DataTable, Pagination" column=true><TableSample /></Exhibit>
        <Exhibit title="Chart" column=true><ChartSample /></Exhibit>
    }
}

fn steps() -> Vec<Step> {
    let states = [StepState::Done, StepState::Done, StepState::Current, StepState::Todo, StepState::Todo];
    let step = |state| Step { title: t(K::GallerySample).into(), detail: "09:14".into(), hint: None, state };
    states.map(step).to_vec()
}

#[component]
fn TabSamples() -> impl IntoView {
    let selected = RwSignal::new("edit");
    let link = |label, current| TabLink { href: "#main".into(), label, count: Some("18".into()), current };
    let links = vec![link(t(K::CommonAll).to_owned(), true), link(t(K::CommonMore).to_owned(), false)];
    let items = vec![TabItem::new("edit", t(K::CommonEdit)), TabItem::new("search", t(K::CommonSearch))];
    view! {
        <TabLinks label=t(K::GallerySample) items=links />
        <Tabs name="gallery" label=t(K::GallerySample) items=Signal::stored(items) selected />
        <TabPanel tabs="gallery" id="edit" selected>{t(K::GallerySentence)}</TabPanel>
        <TabPanel tabs="gallery" id="search" selected>{t(K::GallerySample)}</TabPanel>
    }
}

#[component]
fn TimelineSample() -> impl IntoView {
    let meta = || view! { <TimeTag at=SAMPLE /> };
    view! {
        <Timeline label=t(K::GallerySample)>
            <TimelineItem name="Ada King" meta>{t(K::GallerySentence)}</TimelineItem>
            <TimelineItem kind=TimelineKind::System meta>{t(K::GallerySample)}" "</TimelineItem>
            <TimelineItem name="Grace Hopper" kind=TimelineKind::Note meta>{t(K::GallerySentence)}</TimelineItem>
        </Timeline>
    }
}

#[component]
fn TableSample() -> impl IntoView {
    let columns = vec![
        Column::new("name", t(K::GallerySample), |row: &u32| format!("{} {row}", t(K::GallerySample))).wide(),
        Column::new(
            "state",
            t(K::CommonMore),
            |_: &u32| view! { <Badge tone=Tone::Ok>{t(K::StepsDone)}</Badge> },
        ),
        Column::new("count", t(K::CommonAll), |row: &u32| (row * 37).to_string()).numeric(),
    ];
    let selection: Selection = RwSignal::default();
    let sizes = [20, 50, 100].map(|size| (size, "#main".to_owned())).to_vec();
    view! {
        <DataTable
            caption=t(K::GallerySample)
            columns
            rows=vec![1, 2, 3]
            row_key=|row: &u32| row.to_string()
            row_href=|_: &u32| "#main".to_owned()
            selection
        />
        <Pagination newer=None older=Some("#main".to_owned()) sizes size=20 summary="1–20" />
    }
}

#[component]
fn ChartSample() -> impl IntoView {
    let option = r#"{"series":[{"type":"pie","radius":["45%","70%"],"data":[{"name":"A","value":12},{"name":"B","value":7}]}]}"#;
    view! { <Chart option=option label=t(K::GallerySample) table=|| view! { <p>"A 12, B 7"</p> } /> }
}
