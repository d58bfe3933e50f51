//! 流程: the pure engine. A flow is a graph of nodes; [`step()`] decides what an action leads to, [`Standing`]
//! folds the resulting events. Screens ask it which buttons to show, verbs ask it what to write.

mod preset;
mod step;
mod tracker;

pub use step::{Action, ActionKind, allowed, step};
pub use tracker::{Step, StepState, track};

use serde::{Deserialize, Serialize};

use crate::{event::Event, form::codes, person::Who, ticket::Status};

/// The name of a node within its flow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
pub struct NodeKey(pub String);

/// What happens at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// 登记.
    Register,
    /// 处理.
    Handle,
    /// 结束.
    End,
}

/// A node with the nodes that can follow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its name.
    pub key: NodeKey,
    /// What happens there.
    pub kind: NodeKind,
    /// Where a ticket can go from here.
    pub next: Vec<NodeKey>,
}

/// A graph of nodes, of which the first is where tickets begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Which flow.
    pub preset: Preset,
    /// A ticket finishes on the version it began with.
    pub version: i64,
    /// Its nodes in the order of the tracker.
    pub nodes: Vec<Node>,
}

/// The flows that are shipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Preset {
    /// 简单工单: register, handle, end.
    #[default]
    Simple,
}

codes! {
    Preset { Simple = "simple" }
}

/// How far the conversation on a ticket has come, apart from where it stands in its flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum ReplyState {
    /// 未受理.
    #[default]
    Untouched,
    /// 已回复.
    Replied,
    /// 再追问.
    AskedAgain,
}

/// Where a ticket stands: all that the engine needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The node.
    pub node: NodeKey,
    /// The reply state.
    pub reply_state: ReplyState,
    /// The handler.
    pub handler: Option<Who>,
    /// Whether it has been deleted.
    pub deleted: bool,
}

/// Why the flow does not allow an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The actor lacks the right.
    NotYours,
    /// The ticket is closed.
    Closed,
    /// The ticket is not closed.
    NotClosed,
    /// The ticket has been deleted.
    Deleted,
    /// The handler stays the same.
    SameHandler,
}

impl Flow {
    /// The node of that name.
    pub fn node(&self, key: &NodeKey) -> Option<&Node> {
        self.nodes.iter().find(|node| node.key == *key)
    }

    /// The first node of that kind.
    pub fn first(&self, kind: NodeKind) -> Option<&Node> {
        self.nodes.iter().find(|node| node.kind == kind)
    }

    /// The status that people see for a ticket standing here.
    pub fn status(&self, standing: &Standing) -> Status {
        match (self.node(&standing.node).map(|node| node.kind), standing.reply_state) {
            (Some(NodeKind::End), _) => Status::Closed,
            (_, ReplyState::Untouched) => Status::Untouched,
            (_, ReplyState::Replied) => Status::Replied,
            (_, ReplyState::AskedAgain) => Status::AskedAgain,
        }
    }
}

impl Standing {
    /// A ticket that is about to be registered.
    pub fn new(flow: &Flow) -> Self {
        let node = flow.nodes.first().map_or(NodeKey(String::new()), |node| node.key.clone());
        Self { node, reply_state: ReplyState::default(), handler: None, deleted: false }
    }

    /// Takes in what happened.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::TicketRegistered { status } | Event::StatusChanged { to: status, .. } => {
                self.reply_state = ReplyState::behind(*status).unwrap_or(self.reply_state);
            }
            Event::NodeEntered { node } => self.node = node.clone(),
            Event::Assigned { to, .. } => self.handler = to.clone(),
            Event::TicketDeleted => self.deleted = true,
            Event::Replied { .. }
            | Event::Noted { .. }
            | Event::TicketEdited { .. }
            | Event::ContactAdded { .. }
            | Event::ReferenceAdded { .. }
            | Event::PersonInvited { .. }
            | Event::InvitationWithdrawn { .. }
            | Event::PersonJoined { .. }
            | Event::PasswordChanged { .. }
            | Event::PersonDisabled { .. }
            | Event::PersonEnabled { .. }
            | Event::Imported { .. }
            | Event::Exported { .. }
            | Event::ContactEdited { .. }
            | Event::TokenMade { .. }
            | Event::TokenRevoked { .. }
            | Event::WebhookKept { .. } => {}
        }
    }
}
