//! Slows down guessing. A try is counted before the password is looked at, so that guesses sent side by side
//! gain nothing.

use std::net::IpAddr;

use model::{Error, Result, TenantId, Time};

use crate::{
    Door,
    db::{DbError, Tx},
};

/// How many wrong passwords an account takes before it rests.
const ACCOUNT_TRIES: i64 = 5;
/// The same for an address, behind which a whole office may sit.
const ADDRESS_TRIES: i64 = 30;
const FIRST_REST_SECONDS: i64 = 60;
const LONGEST_REST_SECONDS: i64 = 15 * 60;
/// Failures are forgotten when this long nothing was tried.
const MEMORY_SECONDS: i64 = 60 * 60;

/// A try that has been counted as failed until [`Try::succeeded`] says otherwise.
pub struct Try {
    account: String,
    address: Option<String>,
}

/// Counts a try to sign in to an account; refuses it while the account or the address rests.
pub async fn begin(door: &Door, account: &str) -> Result<Try> {
    let account = format!("account:{}", account.chars().take(254).collect::<String>());
    let address = network(&door.address).map(|network| format!("address:{network}"));
    let mut tx = door.desk.db.write().await?;
    if let Some(address) = &address {
        count(&mut tx, door, address, ADDRESS_TRIES).await?;
    }
    count(&mut tx, door, &account, ACCOUNT_TRIES).await?;
    tx.commit().await?;
    Ok(Try { account, address })
}

impl Try {
    /// Forgets the failures of the account, and this one of the address.
    pub async fn succeeded(&self, tx: &mut Tx, tenant: TenantId) -> Result<(), DbError> {
        tx.execute(FORGET, (tenant, self.account.as_str())).await?;
        if let Some(address) = &self.address {
            tx.execute(FORGIVE, (tenant, address.as_str())).await?;
        }
        Ok(())
    }
}

async fn count(tx: &mut Tx, door: &Door, subject: &str, tries: i64) -> Result<()> {
    let now = door.now();
    let counted =
        tx.optional::<(i64,)>(COUNT, (door.tenant, subject, now, now.minus_seconds(MEMORY_SECONDS))).await?;
    let Some((failures,)) = counted else {
        let (until,) = tx.one::<(Time,)>(BLOCKED_UNTIL, (door.tenant, subject)).await?;
        return Err(resting(until.millis_since(now)));
    };
    if let Some(seconds) = rest_seconds(failures, tries) {
        tx.execute_one(BLOCK, (door.tenant, subject, now.plus_seconds(seconds))).await?;
    }
    Ok(())
}

/// How long to rest after so many failures: a minute at first, twice as long each time, a quarter of an hour at most.
fn rest_seconds(failures: i64, tries: i64) -> Option<i64> {
    let beyond = u32::try_from(failures - tries).ok()?;
    Some(
        FIRST_REST_SECONDS
            .checked_shl(beyond.min(8))
            .unwrap_or(LONGEST_REST_SECONDS)
            .min(LONGEST_REST_SECONDS),
    )
}

fn resting(millis: i64) -> Error {
    let seconds = (millis.max(0) + 999) / 1000;
    Error::Throttled { retry_after_seconds: u32::try_from(seconds).unwrap_or(u32::MAX).max(1) }
}

/// What counts as one address: IPv4 as it is, of IPv6 the network that one subscriber holds.
fn network(address: &str) -> Option<String> {
    match address.parse::<IpAddr>().ok()?.to_canonical() {
        IpAddr::V4(address) => Some(address.to_string()),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}::/64"))
        }
    }
}

/// Drops what nobody needs to remember.
pub async fn prune(tx: &mut Tx, tenant: TenantId, now: Time) -> Result<(), DbError> {
    tx.execute(PRUNE, (tenant, now.minus_seconds(MEMORY_SECONDS), now)).await.map(|_| ())
}

const COUNT: &str = "
    insert into throttle (tenant_id, subject, failures, last_at, blocked_until)
    values ($1, $2, 1, $3, 0)
    on conflict (tenant_id, subject) do update
    set failures = case when throttle.last_at < $4 then 1 else throttle.failures + 1 end,
        last_at = excluded.last_at
    where throttle.blocked_until <= $3
    returning failures";

const BLOCKED_UNTIL: &str = "
    select blocked_until
    from throttle
    where tenant_id = $1 and subject = $2";

const BLOCK: &str = "
    update throttle
    set blocked_until = $3
    where tenant_id = $1 and subject = $2";

const FORGET: &str = "
    delete from throttle
    where tenant_id = $1 and subject = $2";

const FORGIVE: &str = "
    update throttle
    set failures = failures - 1, blocked_until = 0
    where tenant_id = $1 and subject = $2 and failures > 0";

const PRUNE: &str = "
    delete from throttle
    where tenant_id = $1 and last_at < $2 and blocked_until < $3";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_double_up_to_a_quarter_of_an_hour() {
        let rests = [4, 5, 6, 7, 8, 9, 500].map(|failures| rest_seconds(failures, ACCOUNT_TRIES));
        assert_eq!(rests, [None, Some(60), Some(120), Some(240), Some(480), Some(900), Some(900)]);
    }

    #[test]
    fn a_subscriber_is_one_address() {
        assert_eq!(network("203.0.113.9").as_deref(), Some("203.0.113.9"));
        assert_eq!(network("::ffff:203.0.113.9").as_deref(), Some("203.0.113.9"));
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::1"));
        assert_eq!(network("unknown"), None);
    }

    #[test]
    fn waiting_is_told_in_whole_seconds() {
        assert_eq!(resting(1), Error::Throttled { retry_after_seconds: 1 });
        assert_eq!(resting(59_001), Error::Throttled { retry_after_seconds: 60 });
    }
}
