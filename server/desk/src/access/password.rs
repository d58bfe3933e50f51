//! Passwords are kept as argon2id hashes. Only a few are computed at a time, so that a rush of sign-ins takes
//! neither all memory nor every thread.

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use model::Result;
use tokio::sync::Semaphore;

use super::fault;

/// How a hash of today's cost begins: 19 MiB, two passes, one lane.
const TODAY: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// The hash of no password, checked where there is no account, so that the answer takes as long as for any other.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWhhcy10aGlz$8Gq2vXkR0sDw1mZbT7cYpL4nJ9uQeHfA3iKo6VxWgSE";

const SLOT_COUNT: usize = 4;
static SLOTS: Semaphore = Semaphore::const_new(SLOT_COUNT);

/// What checking a password showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is another one.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one, but its hash was made at another cost and should be made anew.
    RightButOutdated,
}

/// The hash to keep of a password.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    let hashed = compute(move || Argon2::default().hash_password(password.as_bytes())).await?;
    hashed.map(|hash| hash.to_string()).map_err(|error| fault(&error))
}

/// Checks a password against the kept hash; without one the answer is as slow, and no.
pub async fn check(password: &str, kept: Option<&str>) -> Result<Verdict> {
    let password = password.to_owned();
    let known = kept.is_some();
    let kept = kept.unwrap_or(NOBODY).to_owned();
    let outdated = !kept.starts_with(TODAY);
    let fits = compute(move || Argon2::default().verify_password(password.as_bytes(), kept.as_str()).is_ok())
        .await?;
    Ok(match (known && fits, outdated) {
        (false, _) => Verdict::Wrong,
        (true, false) => Verdict::Right,
        (true, true) => Verdict::RightButOutdated,
    })
}

/// The slot is held for as long as the work goes on, which nobody stops when the request is gone.
async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let slot = SLOTS.acquire().await.map_err(|error| fault(&error))?;
    let work = move || {
        let done = work();
        drop(slot);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| fault(&error))
}

#[cfg(test)]
mod tests {
    use argon2::{Algorithm, Params, Version, password_hash::phc::PasswordHash};

    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let kept = hash("雨后的石板路很滑").await.unwrap();
        assert_eq!(check("雨后的石板路很滑", Some(&kept)).await.unwrap(), Verdict::Right);
        assert_eq!(check("雨后的石板路不滑", Some(&kept)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn a_slot_is_held_until_the_work_ends_even_if_nobody_waits_for_it_any_more() {
        let mut ends = Vec::new();
        for _ in 0..SLOT_COUNT {
            let (begun, begins) = tokio::sync::oneshot::channel();
            let (end, ended) = std::sync::mpsc::channel::<()>();
            let request = tokio::spawn(compute(move || {
                let _ = begun.send(());
                let _ = ended.recv();
            }));
            begins.await.unwrap();
            request.abort();
            assert!(request.await.unwrap_err().is_cancelled());
            ends.push(end);
        }
        assert!(SLOTS.try_acquire().is_err(), "the work goes on");
        drop(ends);
        let every = SLOTS.acquire_many(SLOT_COUNT as u32).await;
        assert!(every.is_ok(), "and gives its slots back");
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_is_outdated() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 1, 1, None).unwrap());
        let kept = cheap.hash_password(b"a password of old").unwrap().to_string();
        assert_eq!(check("a password of old", Some(&kept)).await.unwrap(), Verdict::RightButOutdated);
    }

    #[tokio::test]
    async fn nobody_is_checked_at_the_cost_of_everybody() {
        let made = hash("any password at all").await.unwrap();
        assert!(made.starts_with(TODAY) && NOBODY.starts_with(TODAY));
        assert_eq!(PasswordHash::new(NOBODY).unwrap().hash.unwrap().len(), 32);
        assert_eq!(check("any password at all", None).await.unwrap(), Verdict::Wrong);
    }
}
