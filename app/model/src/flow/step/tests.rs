use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{PersonId, flow::Preset, policy::Role};

fn who(n: u128) -> Who {
    Who { id: PersonId(Uuid::from_u128(n)), name: format!("坐席{n}") }
}

fn actor(n: u128, role: Role, relations: &[Relation]) -> Actor {
    Actor { id: who(n).id, role, relations: relations.to_vec() }
}

/// A ticket of creator 1, handled by 2, in the given status.
fn ticket(status: Status) -> (Flow, Standing) {
    let flow = Preset::Simple.flow();
    let mut standing = Standing::new(&flow);
    let register = Action::Register { status, handler: Some(who(2)) };
    let events =
        step(&flow, &standing, &register, &actor(1, Role::Agent, &[Relation::Creator])).expect("registered");
    events.iter().for_each(|event| standing.apply(event));
    (flow, standing)
}

fn status_after(status: Status, action: &Action, actor: &Actor) -> Result<Status, Refusal> {
    let (flow, mut standing) = ticket(status);
    step(&flow, &standing, action, actor)?.iter().for_each(|event| standing.apply(event));
    Ok(flow.status(&standing))
}

#[test]
fn a_ticket_is_registered_in_any_of_the_four_statuses() {
    for &status in Status::ALL {
        let (flow, standing) = ticket(status);
        assert_eq!(flow.status(&standing), status);
    }
}

#[test]
fn a_reply_brings_the_status_of_the_manual() {
    use Status::{AskedAgain, Closed, Replied, Untouched};
    let handler = actor(2, Role::Agent, &[Relation::Handler]);
    let creator = actor(1, Role::Agent, &[Relation::Creator]);
    let both = actor(1, Role::Agent, &[Relation::Creator, Relation::Handler]);
    let colleague = actor(3, Role::Agent, &[Relation::Colleague]);
    let cases = [
        (Untouched, None, &handler, Ok(Replied)),
        (AskedAgain, None, &handler, Ok(Replied)),
        (Untouched, Some(Closed), &handler, Ok(Closed)),
        (Replied, Some(Untouched), &handler, Ok(Untouched)),
        (Replied, None, &creator, Ok(AskedAgain)),
        (Untouched, None, &creator, Ok(Untouched)),
        (Replied, Some(Closed), &creator, Err(Refusal::NotYours)),
        (Replied, None, &both, Ok(Replied)),
        (Closed, None, &handler, Err(Refusal::Closed)),
        (Untouched, None, &colleague, Err(Refusal::NotYours)),
    ];
    for (from, chosen, actor, expected) in cases {
        let action = Action::Reply { status: chosen };
        assert_eq!(status_after(from, &action, actor), expected, "{from:?} {chosen:?} {actor:?}");
    }
}

#[test]
fn a_closed_ticket_is_left_by_asking_again_or_by_an_administrator() {
    let creator = actor(1, Role::Agent, &[Relation::Creator]);
    let handler = actor(2, Role::Agent, &[Relation::Handler]);
    let administrator = actor(9, Role::Administrator, &[Relation::Colleague]);
    let edit = Action::Edit { status: Status::Untouched, handler: Some(who(2)) };
    assert_eq!(status_after(Status::Closed, &Action::AskAgain, &creator), Ok(Status::AskedAgain));
    assert_eq!(status_after(Status::Closed, &Action::AskAgain, &handler), Err(Refusal::NotYours));
    assert_eq!(status_after(Status::Replied, &Action::AskAgain, &creator), Err(Refusal::NotClosed));
    assert_eq!(status_after(Status::Closed, &edit, &creator), Err(Refusal::Closed));
    assert_eq!(status_after(Status::Closed, &edit, &handler), Err(Refusal::NotYours));
    assert_eq!(status_after(Status::Closed, &edit, &administrator), Ok(Status::Untouched));
}

#[test]
fn the_handler_neither_edits_nor_deletes() {
    let (flow, standing) = ticket(Status::Untouched);
    let handler = allowed(&flow, &standing, &actor(2, Role::Agent, &[Relation::Handler]));
    assert_eq!(handler, [ActionKind::Reply, ActionKind::Submit, ActionKind::Note, ActionKind::Assign]);
    let creator = allowed(&flow, &standing, &actor(1, Role::Agent, &[Relation::Creator]));
    assert_eq!(creator, [ActionKind::Reply, ActionKind::Note, ActionKind::Edit, ActionKind::Delete]);
}

#[test]
fn a_ticket_in_the_pool_can_be_taken_by_whoever_sees_it() {
    let flow = Preset::Simple.flow();
    let standing = Standing { handler: None, ..ticket(Status::Untouched).1 };
    let actions = allowed(&flow, &standing, &actor(3, Role::Agent, &[Relation::Pool]));
    assert!(actions.contains(&ActionKind::Assign) && actions.contains(&ActionKind::Submit));
}

fn any_action() -> impl Strategy<Value = Action> {
    let status = || prop::sample::select(Status::ALL);
    let handler = || prop::option::of((1u128..5).prop_map(who));
    prop_oneof![
        prop::option::of(status()).prop_map(|status| Action::Reply { status }),
        Just(Action::Note),
        handler().prop_map(|to| Action::Assign { to }),
        (status(), handler()).prop_map(|(status, handler)| Action::Edit { status, handler }),
        Just(Action::AskAgain),
        Just(Action::Delete),
    ]
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let relations = prop::sample::subsequence(Relation::ALL, 1..=Relation::ALL.len());
    (1u128..5, prop::sample::select(Role::ALL), relations)
        .prop_map(|(n, role, relations)| actor(n, role, &relations))
}

proptest! {
    #[test]
    fn no_walk_leaves_the_flow(walk in prop::collection::vec((any_action(), any_actor()), 0..40)) {
        let (flow, mut standing) = ticket(Status::Untouched);
        for (action, actor) in walk {
            let before = standing.clone();
            let Ok(events) = step(&flow, &standing, &action, &actor) else { continue };
            events.iter().for_each(|event| standing.apply(event));
            prop_assert!(flow.node(&standing.node).is_some());
            if standing.node != before.node {
                let from = flow.node(&before.node).expect("a known node");
                prop_assert!(from.next.contains(&standing.node), "{} to {}", before.node.0, standing.node.0);
            }
            let end = flow.node(&standing.node).map(|node| node.kind) == Some(NodeKind::End);
            prop_assert_eq!(end, flow.status(&standing) == Status::Closed);
        }
    }

    #[test]
    fn what_is_offered_is_accepted(standing in (any_actor(), prop::sample::select(Status::ALL))) {
        let (actor, status) = standing;
        let (flow, standing) = ticket(status);
        let offered = allowed(&flow, &standing, &actor);
        let closed = status == Status::Closed;
        prop_assert_eq!(offered.contains(&ActionKind::AskAgain), closed && actor.may(Right::AskAgain));
        prop_assert!(!(closed && offered.contains(&ActionKind::Reply)));
    }
}
