//! When to load again: once for everything that asks within a moment, and in a storm of news no more than once a second.

/// What is gathered before loading again: one's own action and the news of it, or the news of one commit.
pub(super) const GATHER_MILLIS: u64 = 100;
/// How long news waits after loading again; one's own action does not.
pub(super) const REST_MILLIS: u64 = 1000;

/// Where the loading stands between its rings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pace {
    #[default]
    Idle,
    Gathering {
        own: bool,
    },
    Resting {
        news: bool,
    },
}

impl Pace {
    /// Somebody asks, for the reader's own action or because of news; gives the wait until the next ring where it
    /// has to be set anew.
    pub(super) fn ask(&mut self, by_reader: bool) -> Option<u64> {
        match self {
            Self::Gathering { own } => {
                *own |= by_reader;
                None
            }
            Self::Resting { news } if !by_reader => {
                *news = true;
                None
            }
            Self::Idle | Self::Resting { .. } => {
                *self = Self::Gathering { own: by_reader };
                Some(GATHER_MILLIS)
            }
        }
    }

    /// The wait is over: whether to load again, after which there is a rest. What asked may have been loaded meanwhile,
    /// so `still_news` has the last word on it.
    pub(super) fn ring(&mut self, still_news: impl FnOnce() -> bool) -> bool {
        let load = match *self {
            Self::Gathering { own } => own || still_news(),
            Self::Resting { news } => news && still_news(),
            Self::Idle => false,
        };
        *self = if load { Self::Resting { news: false } } else { Self::Idle };
        load
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: bool = false;
    const OWN: bool = true;

    /// Plays asks at their milliseconds and gives the milliseconds at which it loads.
    fn loads(asks: &[(u64, bool)], still_news: bool) -> Vec<u64> {
        let (mut pace, mut ring, mut loads) = (Pace::default(), None, Vec::new());
        for now in 0..10_000 {
            for (_, own) in asks.iter().filter(|(at, _)| *at == now) {
                ring = pace.ask(*own).map(|wait| now + wait).or(ring);
            }
            if ring == Some(now) {
                let load = pace.ring(|| still_news);
                ring = load.then_some(now + REST_MILLIS);
                loads.extend(load.then_some(now));
            }
        }
        loads
    }

    #[test]
    fn an_action_and_the_news_of_it_load_once() {
        assert_eq!(loads(&[(0, OWN), (40, NEWS)], true), [100]);
        assert_eq!(loads(&[(0, NEWS), (40, OWN)], true), [100]);
    }

    #[test]
    fn late_news_of_what_was_loaded_already_loads_nothing() {
        assert_eq!(loads(&[(0, OWN), (150, NEWS)], false), [100]);
        assert_eq!(loads(&[(0, OWN), (3000, NEWS)], false), [100]);
    }

    #[test]
    fn a_storm_of_news_is_followed_once_a_second_and_to_its_end() {
        let storm: Vec<_> = (0..300).map(|turn| (turn * 10, NEWS)).collect();
        assert_eq!(loads(&storm, true), [100, 1100, 2100, 3100]);
    }

    #[test]
    fn the_readers_own_action_does_not_wait_for_the_rest_to_end() {
        assert_eq!(loads(&[(0, NEWS), (300, NEWS), (400, OWN)], true), [100, 500]);
    }

    #[test]
    fn after_a_rest_everything_begins_anew() {
        assert_eq!(loads(&[(0, NEWS), (2000, NEWS)], true), [100, 2100]);
    }
}
