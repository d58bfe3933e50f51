//! 流程跟踪: the way a ticket has taken, and what lies before it.

use serde::{Deserialize, Serialize};

use super::{Flow, NodeKey, NodeKind, Standing};
use crate::{Time, event::Event, person::Who, ticket::Entry};

/// One node on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The node.
    pub node: NodeKey,
    /// What happens there.
    pub kind: NodeKind,
    /// Whether it lies behind, is now, or is still to come.
    pub state: StepState,
    /// Who brought the ticket through it, or has it now.
    pub who: Option<Who>,
    /// When the ticket last came here.
    pub entered_at: Option<Time>,
    /// When it left again.
    pub left_at: Option<Time>,
}

/// Where a node lies on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Behind.
    Done,
    /// Here.
    Current,
    /// Before us.
    Todo,
}

/// The tracker of a ticket, from its flow, where it stands, and what happened, oldest first.
pub fn track(flow: &Flow, standing: &Standing, entries: &[Entry]) -> Vec<Step> {
    let here = flow.nodes.iter().position(|node| node.key == standing.node).unwrap_or(0);
    let ended = flow.nodes.get(here).is_some_and(|node| node.kind == NodeKind::End);
    let steps = flow.nodes.iter().enumerate().map(|(place, node)| {
        let (entered_at, left) = visit(flow, &node.key, entries);
        let state = match place {
            _ if entered_at.is_none() => StepState::Todo,
            place if place == here && !ended => StepState::Current,
            place if place > here => StepState::Todo,
            _ => StepState::Done,
        };
        let who = match state {
            StepState::Current => standing.handler.clone(),
            StepState::Done => left.as_ref().and_then(|(_, who)| who.clone()),
            StepState::Todo => None,
        };
        let left_at = left.map(|(at, _)| at).filter(|_| state == StepState::Done);
        let entered_at = entered_at.filter(|_| state != StepState::Todo);
        Step { node: node.key.clone(), kind: node.kind, state, who, entered_at, left_at }
    });
    steps.collect()
}

type Left = (Time, Option<Who>);

/// When a node was last entered, and when and by whom left after that. The first node is entered by
/// registering; the last is left at once.
fn visit(flow: &Flow, key: &NodeKey, entries: &[Entry]) -> (Option<Time>, Option<Left>) {
    let enters = |entry: &Entry| match &entry.event {
        Event::NodeEntered { node } => node == key,
        Event::TicketRegistered { .. } => flow.nodes.first().is_some_and(|node| node.key == *key),
        _ => false,
    };
    let Some(place) = entries.iter().rposition(enters) else { return (None, None) };
    let moves = |entry: &&Entry| matches!(entry.event, Event::NodeEntered { .. });
    let is_end = flow.node(key).is_some_and(|node| node.kind == NodeKind::End);
    let leaving = if is_end { entries.get(place) } else { entries[place + 1..].iter().find(moves) };
    (Some(entries[place].at), leaving.map(|entry| (entry.at, entry.actor.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PersonId, flow::Preset, ticket::Status};

    fn entry(seq: i64, event: Event) -> Entry {
        let actor = Some(Who { id: PersonId(uuid::Uuid::from_u128(7)), name: "李敏".into() });
        Entry { seq, at: Time(seq * 1000), actor, event, reply: None }
    }

    fn entered(seq: i64, node: &str) -> Entry {
        entry(seq, Event::NodeEntered { node: NodeKey(node.into()) })
    }

    fn states(entries: &[Entry]) -> Vec<StepState> {
        let flow = Preset::Simple.flow();
        let mut standing = Standing::new(&flow);
        entries.iter().for_each(|entry| standing.apply(&entry.event));
        track(&flow, &standing, entries).into_iter().map(|step| step.state).collect()
    }

    #[test]
    fn the_tracker_follows_the_ticket_to_its_end_and_back() {
        use StepState::{Current, Done, Todo};
        let mut log =
            vec![entry(1, Event::TicketRegistered { status: Status::Untouched }), entered(2, "handle")];
        assert_eq!(states(&log), [Done, Current, Todo]);
        log.push(entered(3, "end"));
        assert_eq!(states(&log), [Done, Done, Done]);
        log.push(entered(4, "handle"));
        assert_eq!(states(&log), [Done, Current, Todo]);
    }

    #[test]
    fn each_node_says_how_long_it_took() {
        let log = [
            entry(1, Event::TicketRegistered { status: Status::Untouched }),
            entered(2, "handle"),
            entered(9, "end"),
        ];
        let flow = Preset::Simple.flow();
        let mut standing = Standing::new(&flow);
        log.iter().for_each(|entry| standing.apply(&entry.event));
        let steps = track(&flow, &standing, &log);
        assert_eq!((steps[1].entered_at, steps[1].left_at), (Some(Time(2000)), Some(Time(9000))));
    }
}
