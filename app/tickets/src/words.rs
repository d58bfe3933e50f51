//! The words for values of the model.

use model::{
    flow::NodeKind,
    overview::Whose,
    ticket::{Change, Field, Priority, Status, StatusIs, View},
};
use ui::prelude::*;

/// The word for a status.
pub fn status(status: Status) -> &'static str {
    t(match status {
        Status::Untouched => K::StatusUntouched,
        Status::Replied => K::StatusReplied,
        Status::AskedAgain => K::StatusAskedAgain,
        Status::Closed => K::StatusClosed,
    })
}

/// What the filter offers as status.
pub const STATUSES: [StatusIs; 5] = [
    StatusIs::Open,
    StatusIs::Exactly(Status::Untouched),
    StatusIs::Exactly(Status::Replied),
    StatusIs::Exactly(Status::AskedAgain),
    StatusIs::Exactly(Status::Closed),
];

/// The word for what a filter lets through.
pub fn status_is(is: StatusIs) -> &'static str {
    match is {
        StatusIs::Open => t(K::StatusOpen),
        StatusIs::Exactly(one) => status(one),
    }
}

/// The word for a priority.
pub fn priority(priority: Priority) -> &'static str {
    t(match priority {
        Priority::Low => K::PriorityLow,
        Priority::Medium => K::PriorityMedium,
        Priority::High => K::PriorityHigh,
        Priority::Urgent => K::PriorityUrgent,
    })
}

/// The name of a list.
pub fn view(view: View) -> &'static str {
    t(match view {
        View::Mine => K::ViewMine,
        View::Pending => K::ViewPending,
        View::Unassigned => K::ViewUnassigned,
        View::Starred => K::ViewStarred,
        View::Closed => K::ViewClosed,
        View::All => K::ViewAll,
    })
}

/// The name of a node of the flow.
pub fn node(kind: NodeKind) -> &'static str {
    t(match kind {
        NodeKind::Register => K::NodeRegister,
        NodeKind::Handle => K::NodeHandle,
        NodeKind::End => K::NodeEnd,
    })
}

/// Whose tickets a chart counts.
pub fn whose(whose: Whose) -> &'static str {
    t(match whose {
        Whose::Mine => K::OverviewMine,
        Whose::All => K::OverviewAll,
    })
}

/// The name of a property.
pub fn field(field: Field) -> &'static str {
    t(match field {
        Field::Title => K::TicketTitle,
        Field::Content => K::TicketContent,
        Field::Type => K::TicketType,
        Field::Priority => K::TicketPriority,
        Field::Status => K::TicketStatus,
        Field::Tags => K::TicketTags,
        Field::Contact => K::TicketContact,
        Field::Initiator => K::TicketInitiator,
        Field::Department => K::TicketDepartment,
        Field::Handler => K::TicketHandler,
        Field::Attachments => K::TicketAttachments,
    })
}

/// The old and the new value of a change, each in the reader's words.
pub fn values(change: &Change) -> (String, String) {
    (value(change.field, change.old.as_deref()), value(change.field, change.new.as_deref()))
}

fn value(field: Field, text: Option<&str>) -> String {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return t(K::CommonNone).to_owned() };
    let word = match field {
        Field::Priority => text.parse().ok().map(priority),
        Field::Status => text.parse().ok().map(status),
        Field::Title
        | Field::Content
        | Field::Type
        | Field::Tags
        | Field::Contact
        | Field::Initiator
        | Field::Department
        | Field::Handler
        | Field::Attachments => None,
    };
    word.unwrap_or(text).to_owned()
}
