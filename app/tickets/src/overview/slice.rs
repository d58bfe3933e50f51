//! The parts of a distribution and the chart made of them.

use charming::{
    Chart,
    component::Legend,
    datatype::DataPointItem,
    element::{Label, LabelPosition, Orient, Tooltip, Trigger},
    series::Pie,
};
use model::{
    overview::{StatusShare, TypeShare, Whose},
    ticket::{StatusIs, TicketFilter, TypeIs, View},
};
use serde_json::Value;
use ui::prelude::*;

use crate::words;

/// One part of a distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// What it stands for.
    pub name: String,
    /// How many tickets.
    pub count: i64,
    /// The list that shows exactly them.
    pub href: String,
}

/// 工单类型分布.
pub fn of_types(shares: &[TypeShare], whose: Whose) -> Vec<Slice> {
    let slice = |share: &TypeShare| Slice {
        name: share.name.clone().unwrap_or_else(|| t(K::OverviewUntyped).to_owned()),
        count: share.count,
        href: {
            let type_id = Some(share.id.map_or(TypeIs::Missing, TypeIs::Exactly));
            TicketFilter { status: Some(StatusIs::Open), type_id, ..list(whose) }.href()
        },
    };
    shares.iter().filter(|share| share.count > 0).map(slice).collect()
}

/// 工单状态分布.
pub fn of_statuses(shares: &[StatusShare], whose: Whose) -> Vec<Slice> {
    let slice = |share: &StatusShare| Slice {
        name: words::status(share.status).to_owned(),
        count: share.count,
        href: TicketFilter { status: Some(StatusIs::Exactly(share.status)), ..list(whose) }.href(),
    };
    shares.iter().filter(|share| share.count > 0).map(slice).collect()
}

fn list(whose: Whose) -> TicketFilter {
    TicketFilter { involved: whose == Whose::Mine, ..TicketFilter::of(View::All) }
}

/// The share of `count` in whole and tenth percent.
pub fn percent(count: i64, total: i64) -> String {
    let tenths = if total > 0 { (count * 1000 + total / 2) / total } else { 0 };
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The pie as an option of ECharts; each part carries its place as id, by which clicks name it.
pub fn option(slices: &[Slice]) -> String {
    let data = slices.iter().map(|slice| DataPointItem::new(slice.count).name(slice.name.clone())).collect();
    let pie = Pie::new()
        .radius(vec!["48%", "72%"])
        .center(vec!["36%", "50%"])
        .avoid_label_overlap(true)
        .label(Label::new().show(false).position(LabelPosition::Outside))
        .data(data);
    let legend =
        Legend::new().orient(Orient::Vertical).left("66%").top("middle").item_width(10).item_height(10);
    let tooltip = Tooltip::new().trigger(Trigger::Item).formatter("{b}: {c} ({d}%)");
    let chart = Chart::new().legend(legend).tooltip(tooltip).series(pie);
    with_ids(serde_json::to_value(chart).unwrap_or_default()).to_string()
}

fn with_ids(mut option: Value) -> Value {
    let data = option.pointer_mut("/series/0/data").and_then(Value::as_array_mut);
    for (place, item) in data.into_iter().flatten().enumerate() {
        if let Some(item) = item.as_object_mut() {
            item.insert("id".to_owned(), Value::String(place.to_string()));
        }
    }
    option
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ticket::Status;

    #[test]
    fn empty_parts_are_left_out_and_the_rest_lead_to_their_list() {
        let shares = [(Status::Untouched, 3), (Status::Replied, 0)]
            .map(|(status, count)| StatusShare { status, count });
        let slices = of_statuses(&shares, Whose::All);
        assert_eq!(slices.len(), 1);
        assert_eq!(slices[0].href, "/tickets?view=all&status=untouched");
    }

    #[test]
    fn shares_are_rounded_to_a_tenth() {
        for (count, total, text) in [(1, 3, "33.3%"), (2, 3, "66.7%"), (3, 3, "100.0%"), (0, 0, "0.0%")] {
            assert_eq!(percent(count, total), text);
        }
    }

    #[test]
    fn each_part_of_the_pie_carries_its_place() {
        let slices = [Slice { name: "停水".into(), count: 2, href: String::new() }];
        let option: Value = serde_json::from_str(&option(&slices)).expect("json");
        assert_eq!(option.pointer("/series/0/data/0/id"), Some(&Value::String("0".into())));
        assert_eq!(option.pointer("/series/0/data/0/name"), Some(&Value::String("停水".into())));
    }
}
