//! Loading again what could not be loaded.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use ui::{Fault, platform::Debounce};

use super::{LiveState, use_live};

const FIRST_MILLIS: u64 = 2_000;
const LONGEST_MILLIS: u64 = 60_000;

/// Loads again as long as loading fails for a reason that may pass and the server can be reached, at first soon, then
/// more and more rarely; until the current owner is cleaned up.
pub fn retry_passing<T>(resource: Resource<Result<T, Fault>>)
where
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let fails =
        move || resource.with(|answer| matches!(answer, Some(Err(Fault(error))) if error.is_passing()));
    let state = use_live().state();
    let pause = Debounce::new(0);
    Effect::new(move |before: Option<u32>| {
        let tries = before.unwrap_or_default();
        if !fails() {
            pause.cancel();
            return 0;
        }
        if state.get() != LiveState::Online {
            pause.cancel();
            return tries;
        }
        pause.run_in(wait_millis(tries), move || resource.refetch());
        tries + 1
    });
}

fn wait_millis(tries: u32) -> u64 {
    FIRST_MILLIS.saturating_mul(1 << tries.min(16)).min(LONGEST_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_rarer_but_never_stop() {
        assert_eq!([0, 1, 2, 40].map(wait_millis), [2_000, 4_000, 8_000, 60_000]);
    }
}
