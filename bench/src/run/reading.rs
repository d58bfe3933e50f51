//! Lists, tickets, the overview and search.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    ground::{Ground, Side},
    interleave::{Taken, interleave},
    plan::Plan,
    report::{Line, Report, Scalar},
    work::Work,
};
use crate::{
    client::Request,
    measure::{Estimate, slope},
    random::Random,
};

/// So much of the words on our page must be on the floor's, and all of the floor's on ours.
const COVERAGE: f64 = 0.85;
/// Tickets on a page.
const PAGE: usize = 20;

/// Makes sure that both sides show the same tickets and the same words, before any time is taken.
pub async fn check_parity(ground: &Ground) -> Result<()> {
    check_data(ground).await?;
    for work in [Work::List, Work::Detail, Work::Overview] {
        let mut random = Random::new(7);
        for _ in 0..8 {
            let seed = random.bits();
            let ours = page(ground, work, Side::Ours, seed).await?;
            let floor = page(ground, work, Side::Floor, seed).await?;
            if work != Work::Detail {
                let (ours, floor) = (numbers(&ours), numbers(&floor));
                ensure!(!ours.is_empty() && ours == floor, "{work:?} shows {ours:?}, the floor {floor:?}");
            }
            let (ours, floor) = (words(&ours), words(&floor));
            let missing = missing(&floor, &ours);
            ensure!(missing.is_empty(), "{work:?} of the floor says what ours does not: {missing:?}");
            let covered = floor.len() as f64 / ours.len() as f64;
            ensure!(covered >= COVERAGE, "{work:?} of the floor lacks {:?}", self::missing(&ours, &floor));
        }
    }
    Ok(())
}

/// The same for what comes without a page around it.
async fn check_data(ground: &Ground) -> Result<()> {
    for work in [Work::ListData, Work::DetailData, Work::Search] {
        let mut random = Random::new(7);
        for _ in 0..8 {
            let seed = random.bits();
            let ours = summary(&page(ground, work, Side::Ours, seed).await?)?;
            let floor = summary(&page(ground, work, Side::Floor, seed).await?)?;
            let is_empty = work == Work::ListData && ours == Summary::List(Vec::new());
            ensure!(!is_empty && ours == floor, "{work:?} has {ours:?}, the floor {floor:?}");
        }
    }
    Ok(())
}

/// What a body holds: the numbers of the tickets in a list, or of one ticket how much happened and was written.
#[derive(Debug, PartialEq)]
enum Summary {
    List(Vec<i64>),
    Detail { number: i64, events: usize, replies: usize },
}

fn summary(body: &str) -> Result<Summary> {
    let body: Value = serde_json::from_str(body)?;
    let number = |of: &Value| of["number"].as_i64().context("a ticket without a number");
    if let Some(rows) = body["rows"].as_array() {
        // The floor answers the row that tells of another page too.
        return Ok(Summary::List(rows.iter().take(PAGE).map(number).collect::<Result<_>>()?));
    }
    let counted = |of: &Value| of.as_array().map(Vec::len).context("a ticket without its log");
    if let Some(entries) = body["entries"].as_array() {
        let replies = entries.iter().filter(|entry| !entry["reply"].is_null()).count();
        return Ok(Summary::Detail { number: number(&body)?, events: entries.len(), replies });
    }
    let (events, replies) = (counted(&body["events"])?, counted(&body["replies"])?);
    Ok(Summary::Detail { number: number(&body["ticket"])?, events, replies })
}

async fn page(ground: &Ground, work: Work, side: Side, seed: u64) -> Result<String> {
    let request: Request = work.request(ground, side, &mut Random::new(seed));
    Ok(ground.connect(side).await?.ask(&request).await?.text())
}

/// Our server against itself.
pub async fn control(plan: &Plan, grounds: &[Ground], report: &mut Report) -> Result<()> {
    let Some(ground) = grounds.last() else { return Ok(()) };
    let same = (ground, Side::Ours);
    let taken = interleave(Work::List, &[same, same], plan.control).await?;
    let ratio = ratios(&taken[0], &taken[1]);
    report.control(ground, Estimate::of(&ratio));
    Ok(())
}

/// Our server against the floor.
pub async fn pairs(plan: &Plan, grounds: &[Ground], report: &mut Report) -> Result<()> {
    for ground in grounds.iter().filter(|ground| ground.store.tickets >= plan.pairs_from) {
        for &work in &plan.pairs {
            let taken = interleave(work, &[(ground, Side::Ours), (ground, Side::Floor)], plan.each).await?;
            report.line(Line::of(ground, work, &taken[0], &taken[1]));
        }
    }
    Ok(())
}

/// Our server against itself over more tickets.
pub async fn growth(plan: &Plan, grounds: &[Ground], report: &mut Report) -> Result<()> {
    let (Some(ground), true) = (grounds.last(), grounds.len() > 1) else { return Ok(()) };
    for &work in &plan.growing {
        let asked: Vec<_> = grounds.iter().map(|ground| (ground, Side::Ours)).collect();
        let taken = interleave(work, &asked, plan.each).await?;
        let cycles = taken.iter().map(|taken| taken.cpu_ms.len()).min().unwrap_or_default();
        let slopes: Vec<f64> = (0..cycles)
            .map(|cycle| {
                let points = grounds.iter().zip(&taken);
                let points = points.map(|(ground, taken)| (ground.store.tickets as f64, taken.cpu_ms[cycle]));
                slope(&points.collect::<Vec<_>>())
            })
            .collect();
        report.growth(ground, work, Estimate::of(&slopes));
    }
    Ok(())
}

/// Our search against the floor's, which does not count what it finds; one asks at a time.
pub async fn search(plan: &Plan, grounds: &[Ground], report: &mut Report) -> Result<()> {
    for ground in grounds.iter().filter(|ground| ground.store.tickets >= plan.pairs_from) {
        let taken =
            interleave(Work::Search, &[(ground, Side::Ours), (ground, Side::Floor)], plan.each).await?;
        if ground.store.tickets == plan.largest() {
            report.scalar(ground, Scalar::SearchP99Ms, taken[0].latency(99.0));
        }
        report.line(Line::of(ground, Work::Search, &taken[0], &taken[1]));
    }
    Ok(())
}

/// The second's cost in units of the first's, cycle by cycle.
pub fn ratios(first: &Taken, second: &Taken) -> Vec<f64> {
    first.cpu_ms.iter().zip(&second.cpu_ms).map(|(first, second)| second / first).collect()
}

/// The numbers of the tickets on a page, in their order.
fn numbers(page: &str) -> Vec<&str> {
    let mut numbers: Vec<&str> = Vec::new();
    for rest in page.split("href=\"/tickets/").skip(1) {
        let number = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if !number.is_empty() && numbers.last() != Some(&number) {
            numbers.push(number);
        }
    }
    numbers
}

/// What people read on a page, piece by piece.
fn words(page: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = page.find("<body").map_or(page, |body| &page[body..]);
    while let Some(open) = rest.find('<') {
        words.extend(rest[..open].split_whitespace().map(str::to_owned));
        rest = &rest[open..];
        let close = match () {
            () if rest.starts_with("<script") => rest.find("</script>"),
            () if rest.starts_with("<!--") => rest.find("-->"),
            () => rest.find('>'),
        };
        let Some(close) = close else { break };
        rest = &rest[close..];
        rest = rest.split_once('>').map_or("", |(_, rest)| rest);
    }
    words
}

/// The words of one page that the other has not, counted.
fn missing<'a>(of: &'a [String], within: &[String]) -> Vec<&'a str> {
    let mut left = HashMap::<&str, i64>::new();
    within.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let mut missing = Vec::new();
    for word in of {
        let left = left.entry(word).or_default();
        *left -= 1;
        if *left < 0 {
            missing.push(word.as_str());
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_read_is_compared() {
        let page = "<html><head><title>x</title></head><body class=\"a\"><!--<() />--><p>一 二<!></p><script>var \
                    three = '<p>';</script>三</p>";
        assert_eq!(words(page), ["一", "二", "三"]);
        assert_eq!(missing(&words(page), &["三".to_owned(), "一".to_owned()]), ["二"]);
    }

    #[test]
    fn both_sides_bodies_are_held_against_each_other() {
        let list = summary(r#"{"rows":[{"number":7},{"number":3}],"total":2}"#).unwrap();
        assert_eq!(list, Summary::List(vec![7, 3]));
        let ours = r#"{"number":7,"entries":[{"reply":null},{"reply":{"content":""}}]}"#;
        let floor = r#"{"ticket":{"number":7},"events":[{},{}],"replies":[{}]}"#;
        assert_eq!(summary(ours).unwrap(), summary(floor).unwrap());
        assert!(summary("{}").is_err());
    }

    #[test]
    fn tickets_are_known_by_where_their_titles_lead() {
        let page =
            r#"<a href="/tickets/12?view=all">a</a><a href="/tickets/new">b</a><a href="/tickets/7">c</a>"#;
        assert_eq!(numbers(page), ["12", "7"]);
    }
}
