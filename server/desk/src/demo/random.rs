//! Chance that can be repeated: the same seed tells the same story.

use model::Time;
use uuid::Uuid;

/// A small generator (SplitMix64); good enough for stories, never for secrets.
pub struct Random(u64);

impl Random {
    /// The generator of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number from `low` to below `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % high.abs_diff(low).max(1)) as i64
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several, which are not none.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// One of several by their weights.
    pub fn weighted<'a, T>(&mut self, among: &'a [T], weight: impl Fn(&T) -> usize) -> &'a T {
        let mut left = self.below(among.iter().map(&weight).sum());
        let found = among.iter().find(|one| {
            let here = left < weight(one);
            left = left.saturating_sub(weight(one));
            here
        });
        found.unwrap_or(&among[0])
    }

    /// An id as it would have been made at that time.
    pub fn id(&mut self, at: Time) -> Uuid {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(at.0.unsigned_abs(), &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_tells_the_same_story() {
        let story = |seed| {
            let mut random = Random::new(seed);
            (0..20).map(|_| random.between(-5, 5)).collect::<Vec<_>>()
        };
        assert_eq!(story(7), story(7));
        assert_ne!(story(7), story(8));
        assert!(story(7).iter().all(|n| (-5..5).contains(n)));
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::new(1);
        let heavy = (0..1000).filter(|_| *random.weighted(&[1, 9], |n| *n) == 9).count();
        assert!((850..950).contains(&heavy), "{heavy}");
    }
}
