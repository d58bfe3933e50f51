//! What people call about: the sentences of a water utility, a shop and an IT desk, with gaps to fill in.

mod gaps;
mod office;
mod shop;
mod water;

pub use gaps::Gaps;

use super::random::Random;

/// A kind of matter. Its texts may have gaps such as `{place}`.
pub struct Scenario {
    /// The ticket type.
    pub ticket_type: &'static str,
    /// The department that sees to it.
    pub department: &'static str,
    /// How often it comes up.
    pub weight: usize,
    /// In how many of a hundred cases it cannot wait.
    pub urgent_percent: usize,
    /// The tag that fits it, if any.
    pub tag: Option<&'static str>,
    /// What may be added to any of its matters.
    pub details: &'static [&'static str],
    /// What it can be about.
    pub matters: &'static [Matter],
}

/// One thing that people call about, with the words of everybody concerned.
pub struct Matter {
    /// 工单标题.
    pub title: &'static str,
    /// How the content begins.
    pub opening: &'static str,
    /// What colleagues tell each other.
    pub note: &'static str,
    /// What the handler answers first.
    pub reply: &'static str,
    /// What the person asking comes back with.
    pub question: &'static str,
    /// What the handler answers in the end.
    pub closing: &'static str,
}

/// Ticket types beyond those of the first start.
pub const TYPES: [&str; 3] = ["退换货", "物流查询", "电脑与网络"];

/// One of the matters.
pub fn any(random: &mut Random) -> &'static Scenario {
    let all = [water::SCENARIOS, shop::SCENARIOS, office::SCENARIOS];
    let group = random.weighted(&all, |group| group.iter().map(|one| one.weight).sum());
    random.weighted(group, |one| one.weight)
}

/// The content of a ticket: one to three sentences as rich text.
pub fn content(random: &mut Random, scenario: &Scenario, matter: &Matter, gaps: &Gaps) -> String {
    let mut html = format!("<p>{}</p>", gaps.fill(matter.opening, random));
    if random.chance(70) {
        let first = random.below(scenario.details.len());
        html += &format!("<p>{}", gaps.fill(scenario.details[first], random));
        if random.chance(30) {
            let second = (first + 1) % scenario.details.len();
            html += &gaps.fill(scenario.details[second], random);
        }
        html += "</p>";
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_gap_is_left_open() {
        let mut random = Random::new(3);
        let all = water::SCENARIOS.iter().chain(shop::SCENARIOS).chain(office::SCENARIOS);
        for scenario in all {
            let matters = scenario.matters.iter();
            let texts =
                matters.flat_map(|it| [it.title, it.opening, it.note, it.reply, it.question, it.closing]);
            for text in texts.chain(scenario.details.iter().copied()) {
                let gaps = Gaps::new(&mut random, "王");
                let filled = gaps.fill(text, &mut random);
                assert!(!filled.contains(['{', '}', '<', '>']), "{filled}");
            }
        }
    }
}
