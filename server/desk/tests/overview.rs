//! 工单概况 and the counters behind it.

use desk::{Ctx, overview, ticket};
use model::{
    overview::{Counters, StatusShare, TypeShare},
    policy::Scope,
    ticket::{Status, TicketDetail},
};
use testkit::{TestDesk, edit_form, on_each, reply};

#[tokio::test]
async fn the_counters_and_charts_follow_what_happens() {
    on_each(async |desk| {
        let (li, wang) = (desk.agent("李敏").await, desk.agent("王芳").await);
        let kind = desk.ticket_type("爆管").await;
        desk.ticket("一").of_type(kind).handled_by(&wang).by(&li).await;
        desk.ticket("二").of_type(kind).with_status(Status::Replied).by(&li).await;
        desk.ticket("三").by(&wang).await;
        desk.ticket("四").of_type(kind).with_status(Status::Closed).by(&li).await;
        let it = overview::overview(&li).await.expect("an overview");
        assert_eq!(it.counters, Counters { total: 4, open: 3, mine: 3, mine_closed: 1, pending: 0 });
        let of_type = |count| TypeShare { id: Some(kind), name: Some("爆管".into()), count };
        let without = |count| TypeShare { id: None, name: None, count };
        assert_eq!((it.types_mine, it.types_all), (vec![of_type(2)], vec![of_type(2), without(1)]));
        let share = |status, count| StatusShare { status, count };
        assert_eq!(it.statuses_mine, [share(Status::Untouched, 1), share(Status::Replied, 1)]);
        assert_eq!(it.statuses_all, [share(Status::Untouched, 2), share(Status::Replied, 1)]);
        let hers = overview::overview(&wang).await.expect("an overview");
        assert_eq!((hers.counters.mine, hers.counters.pending), (1, 1));
        assert_eq!(hers.types_mine, [of_type(1), without(1)]);
        ticket::delete(&li, 1, 1).await.expect("deleted");
        let it = overview::overview(&li).await.expect("an overview");
        assert_eq!(it.counters, Counters { total: 3, open: 2, mine: 2, mine_closed: 1, pending: 0 });
    })
    .await;
}

#[tokio::test]
async fn an_empty_desk_has_an_empty_overview() {
    on_each(async |desk| {
        let it = overview::overview(&desk.agent("李敏").await).await.expect("an overview");
        assert_eq!(it.counters, Counters::default());
        assert!(it.types_all.is_empty() && it.statuses_all.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_narrow_scope_counts_only_what_it_sees() {
    on_each(async |desk| {
        let li = desk.agent("李敏").await;
        let narrow = desk.person("周杰").seeing(Scope::Own).signed_in().await;
        let kind = desk.ticket_type("爆管").await;
        desk.ticket("一").of_type(kind).handled_by(&li).by(&li).await;
        desk.ticket("二").of_type(kind).handled_by(&narrow).by(&li).await;
        desk.ticket("三").for_initiator(&narrow).by(&li).await;
        let it = overview::overview(&narrow).await.expect("an overview");
        assert_eq!(it.counters, Counters { total: 2, open: 2, mine: 0, mine_closed: 0, pending: 1 });
        assert_eq!(it.types_all.iter().map(|share| share.count).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(it.types_mine.iter().map(|share| share.count).collect::<Vec<_>>(), [1]);
    })
    .await;
}

/// Dice that fall the same way in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Does something to a ticket; a refusal is as good as anything.
async fn act(dice: &mut Dice, people: &[Ctx], kinds: &[String], it: &TicketDetail, ctx: &Ctx) {
    let number = it.number;
    let _ = match dice.below(6) {
        0 => {
            let status = dice.pick(Status::ALL).code().to_owned();
            ticket::reply(ctx, number, &model::ticket::ReplyForm { status, ..reply("答", it.version) }).await
        }
        1 => ticket::ask_again(ctx, number, &reply("问", it.version)).await,
        2 => ticket::assign(ctx, number, Some(dice.pick(people).actor_id()), it.version).await,
        3 => ticket::assign(ctx, number, None, it.version).await,
        4 => {
            let mut form = edit_form(it);
            form.type_id = dice.pick(kinds).clone();
            form.status = dice.pick(Status::ALL).code().to_owned();
            form.handler = dice.pick(people).actor_id().to_string();
            ticket::edit(ctx, number, &form).await
        }
        _ if dice.below(4) == 0 => ticket::delete(ctx, number, it.version).await,
        _ => ticket::note(ctx, number, &reply("记", it.version)).await,
    };
}

async fn story(desk: &TestDesk, seed: u64, steps: usize) -> Ctx {
    let mut dice = Dice(seed);
    let people = [desk.agent("李敏").await, desk.agent("王芳").await, desk.administrator().await];
    let kinds = [
        String::new(),
        desk.ticket_type("爆管").await.to_string(),
        desk.ticket_type("漏水").await.to_string(),
    ];
    for _ in 0..steps {
        let ctx = dice.pick(&people);
        let number = i64::try_from(dice.below(8)).expect("a small number");
        match ticket::detail(ctx, number).await {
            Ok(it) => act(&mut dice, &people, &kinds, &it, ctx).await,
            Err(_) => {
                let mut new = desk.ticket("新单").with_status(*dice.pick(Status::ALL));
                new.form.type_id = dice.pick(&kinds).clone();
                if dice.below(2) == 0 {
                    new = new.handled_by(dice.pick(&people));
                }
                new.by(ctx).await;
            }
        }
    }
    people[2].clone()
}

#[tokio::test]
async fn whatever_happens_the_counters_equal_a_recount() {
    on_each(async |desk| {
        let chief = story(desk, 20_261_121, 250).await;
        let kept = ticket::tally::all(&chief).await.expect("counters");
        ticket::tally::recount(&chief).await.expect("a recount");
        assert!(!kept.is_empty());
        assert_eq!(kept, ticket::tally::all(&chief).await.expect("counters"));
    })
    .await;
}
