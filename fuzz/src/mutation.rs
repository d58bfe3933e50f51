//! Inputs made of others, the same in every run.

/// Numbers that look random and never differ (xorshift of 64 bits).
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall alike.
    pub fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

impl Default for Dice {
    fn default() -> Self {
        Self::new()
    }
}

/// The most bytes of an input that is made of others.
const LENGTH_MAX: usize = 2048;
/// Bytes that mean something to one reader or another.
const SIGNS: &[u8] = b"\0\t\n\r \"&'()*+,-./0129:;<=>?@[\\]_{|}%\x80\xbf\xc3\xe6\xed\xf0\xff";

/// One of the seeds with up to four changes.
pub fn mutated(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        change(&mut input, &seeds[dice.below(seeds.len())], dice);
    }
    input.truncate(LENGTH_MAX);
    input
}

fn change(input: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(input.len() + 1);
    let end = (at + dice.below(16)).min(input.len());
    match dice.below(6) {
        0 => input.insert(at, SIGNS[dice.below(SIGNS.len())]),
        1 if at < input.len() => input[at] ^= 1 << dice.below(8),
        2 if at < input.len() => input[at] = SIGNS[dice.below(SIGNS.len())],
        3 => drop(input.drain(at..end)),
        4 => {
            let again = input[at..end].to_vec();
            input.splice(at..at, again);
        }
        _ => {
            let from = dice.below(other.len() + 1);
            let to = (from + dice.below(32)).min(other.len());
            input.splice(at..end, other[from..to].iter().copied());
        }
    }
}
