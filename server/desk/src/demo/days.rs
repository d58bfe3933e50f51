//! When people call: more by day than by night, more on weekdays than at weekends.

use model::Time;

use super::random::Random;

/// How far back the demo goes.
pub const DAYS: i64 = 90;
const HOUR_MILLIS: i64 = 60 * 60 * 1000;
const DAY_MILLIS: i64 = 24 * HOUR_MILLIS;
/// China is eight hours ahead of UTC all year round.
const AHEAD_MILLIS: i64 = 8 * HOUR_MILLIS;

/// How much of a day's work comes in at each hour.
const HOURS: [usize; 24] =
    [1, 1, 1, 1, 1, 2, 4, 9, 18, 24, 22, 17, 10, 14, 19, 20, 18, 15, 11, 10, 9, 6, 4, 2];

/// So many moments of the last weeks, in order, none in the future.
pub fn moments(random: &mut Random, count: usize, now: Time) -> Vec<Time> {
    let mut moments: Vec<Time> = (0..count).map(|_| moment(random, now)).collect();
    moments.sort_unstable();
    moments
}

fn moment(random: &mut Random, now: Time) -> Time {
    let midnight = (now.0 + AHEAD_MILLIS).div_euclid(DAY_MILLIS);
    loop {
        let day = midnight - random.between(0, DAYS);
        let weekend = matches!((day + 4).rem_euclid(7), 0 | 6);
        if weekend && random.chance(55) {
            continue;
        }
        let hours: Vec<(i64, usize)> = (0..).zip(HOURS).collect();
        let (hour, _) = *random.weighted(&hours, |(_, weight)| *weight);
        let within = random.between(0, HOUR_MILLIS);
        let at = day * DAY_MILLIS - AHEAD_MILLIS + hour * HOUR_MILLIS + within;
        if at < now.0 {
            return Time(at);
        }
    }
}
