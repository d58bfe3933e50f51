//! What an action leads to.

use serde::{Deserialize, Serialize};

use super::{Flow, NodeKey, NodeKind, Refusal, ReplyState, Standing};
use crate::{
    event::Event,
    person::Who,
    policy::{Actor, Relation, Right},
    ticket::Status,
};

/// Something a person does to a ticket, as far as the flow cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// 创建工单 in this status, perhaps with a handler.
    Register {
        /// The first status.
        status: Status,
        /// The handler.
        handler: Option<Who>,
    },
    /// 工单回复, submitted with this status or the one the flow gives (提交方式, N-UK14).
    Reply {
        /// The chosen status.
        status: Option<Status>,
    },
    /// 内部备注.
    Note,
    /// 移交 / 分配.
    Assign {
        /// The new handler; none puts it back into the pool.
        to: Option<Who>,
    },
    /// 编辑, which may change the status and the handler as well.
    Edit {
        /// The status on the form.
        status: Status,
        /// The handler on the form.
        handler: Option<Who>,
    },
    /// 再追问 on a closed ticket.
    AskAgain,
    /// 删除.
    Delete,
}

/// What a person can be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ActionKind {
    /// Reply, with the status that the flow gives.
    Reply,
    /// Reply with a chosen status, which includes closing.
    Submit,
    /// Write an internal note.
    Note,
    /// Hand it to somebody, or take it.
    Assign,
    /// Edit it.
    Edit,
    /// Ask again, which reopens it.
    AskAgain,
    /// Delete it.
    Delete,
}

/// Every [`ActionKind`] that [`step`] would accept now, in the order of the buttons.
pub fn allowed(flow: &Flow, standing: &Standing, actor: &Actor) -> Vec<ActionKind> {
    let status = flow.status(standing);
    let somebody_else = match standing.handler {
        Some(_) => None,
        None => Some(Who { id: actor.id, name: String::new() }),
    };
    let tries = [
        (ActionKind::Reply, Action::Reply { status: None }),
        (ActionKind::Submit, Action::Reply { status: Some(Status::Replied) }),
        (ActionKind::Note, Action::Note),
        (ActionKind::Assign, Action::Assign { to: somebody_else }),
        (ActionKind::Edit, Action::Edit { status, handler: standing.handler.clone() }),
        (ActionKind::AskAgain, Action::AskAgain),
        (ActionKind::Delete, Action::Delete),
    ];
    let accepted =
        |(kind, action): (ActionKind, Action)| step(flow, standing, &action, actor).ok().map(|_| kind);
    tries.into_iter().filter_map(accepted).collect()
}

/// What the action leads to, or why it may not be. The events describe every change of standing; texts and
/// properties are the caller's to record beside them.
pub fn step(flow: &Flow, standing: &Standing, action: &Action, actor: &Actor) -> Result<Vec<Event>, Refusal> {
    if standing.deleted {
        return Err(Refusal::Deleted);
    }
    let status = flow.status(standing);
    match action {
        Action::Register { status, handler } => register(flow, *status, handler.clone(), actor),
        Action::Reply { status: chosen } => {
            let to = reply_status(status, *chosen, actor)?;
            Ok(change_status(flow, standing, status, to))
        }
        Action::Note => permit(actor, Right::Note).map(|()| Vec::new()),
        Action::Assign { to } => assign(standing, status, to.clone(), actor),
        Action::Edit { status: to, handler } => edit(flow, standing, *to, handler.clone(), actor),
        Action::AskAgain => ask_again(flow, standing, status, actor),
        Action::Delete => delete(status, actor),
    }
}

fn permit(actor: &Actor, right: Right) -> Result<(), Refusal> {
    if actor.may(right) { Ok(()) } else { Err(Refusal::NotYours) }
}

fn register(flow: &Flow, status: Status, handler: Option<Who>, actor: &Actor) -> Result<Vec<Event>, Refusal> {
    permit(actor, Right::RegisterTicket)?;
    let mut events = vec![Event::TicketRegistered { status }];
    events.extend(handler.map(|to| Event::Assigned { from: None, to: Some(to) }));
    events.extend(enter(flow, home(status)));
    Ok(events)
}

/// The status that a reply brings: the handler chooses (已回复 unless told otherwise), the person asking
/// turns 已回复 into 再追问.
fn reply_status(status: Status, chosen: Option<Status>, actor: &Actor) -> Result<Status, Refusal> {
    permit(actor, Right::Reply)?;
    if status == Status::Closed {
        return Err(Refusal::Closed);
    }
    if let Some(chosen) = chosen {
        return permit(actor, Right::Submit).map(|()| chosen);
    }
    let asks = actor.is(Relation::Creator) || actor.is(Relation::Initiator);
    Ok(match status {
        _ if actor.is(Relation::Handler) => Status::Replied,
        Status::Replied if asks => Status::AskedAgain,
        status if asks => status,
        _ => Status::Replied,
    })
}

fn assign(
    standing: &Standing,
    status: Status,
    to: Option<Who>,
    actor: &Actor,
) -> Result<Vec<Event>, Refusal> {
    permit(actor, Right::Assign)?;
    if status == Status::Closed {
        return Err(Refusal::Closed);
    }
    let change = reassign(standing, to);
    if change.is_empty() { Err(Refusal::SameHandler) } else { Ok(change) }
}

fn edit(
    flow: &Flow,
    standing: &Standing,
    to: Status,
    handler: Option<Who>,
    actor: &Actor,
) -> Result<Vec<Event>, Refusal> {
    let from = flow.status(standing);
    permit_by_status(from, actor, Right::EditTicket, Right::EditClosedTicket)?;
    let mut events = reassign(standing, handler);
    events.extend(change_status(flow, standing, from, to));
    Ok(events)
}

/// One right for open tickets, another for closed ones. Who has only the first is told that the ticket is
/// closed, rather than that it is not theirs.
fn permit_by_status(status: Status, actor: &Actor, open: Right, closed: Right) -> Result<(), Refusal> {
    match status {
        Status::Closed if actor.may(open) => permit(actor, closed).map_err(|_| Refusal::Closed),
        Status::Closed => permit(actor, closed),
        Status::Untouched | Status::Replied | Status::AskedAgain => permit(actor, open),
    }
}

fn ask_again(flow: &Flow, standing: &Standing, status: Status, actor: &Actor) -> Result<Vec<Event>, Refusal> {
    permit(actor, Right::AskAgain)?;
    match status {
        Status::Closed => Ok(change_status(flow, standing, status, Status::AskedAgain)),
        Status::Untouched | Status::Replied | Status::AskedAgain => Err(Refusal::NotClosed),
    }
}

fn delete(status: Status, actor: &Actor) -> Result<Vec<Event>, Refusal> {
    permit_by_status(status, actor, Right::DeleteTicket, Right::DeleteClosedTicket)?;
    Ok(vec![Event::TicketDeleted])
}

fn reassign(standing: &Standing, to: Option<Who>) -> Vec<Event> {
    let same = standing.handler.as_ref().map(|who| who.id) == to.as_ref().map(|who| who.id);
    if same { Vec::new() } else { vec![Event::Assigned { from: standing.handler.clone(), to }] }
}

fn change_status(flow: &Flow, standing: &Standing, from: Status, to: Status) -> Vec<Event> {
    if from == to {
        return Vec::new();
    }
    let mut events = vec![Event::StatusChanged { from, to }];
    let here = flow.node(&standing.node).map(|node| node.kind);
    events.extend(enter(flow, home(to)).filter(|_| here != Some(home(to))));
    events
}

fn home(status: Status) -> NodeKind {
    match status {
        Status::Closed => NodeKind::End,
        Status::Untouched | Status::Replied | Status::AskedAgain => NodeKind::Handle,
    }
}

fn enter(flow: &Flow, kind: NodeKind) -> Option<Event> {
    let key: &NodeKey = &flow.first(kind)?.key;
    Some(Event::NodeEntered { node: key.clone() })
}

impl ReplyState {
    /// The reply state behind a status; a closed ticket keeps the one it had.
    pub fn behind(status: Status) -> Option<Self> {
        match status {
            Status::Untouched => Some(Self::Untouched),
            Status::Replied => Some(Self::Replied),
            Status::AskedAgain => Some(Self::AskedAgain),
            Status::Closed => None,
        }
    }
}

#[cfg(test)]
mod tests;
