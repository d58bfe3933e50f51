//! Searching while somebody types: debounced, and only the last answer counts.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local};

use crate::{fault::Fault, platform::Debounce};

/// A search that answers later.
pub type Remote<T> = Callback<String, Pin<Box<dyn Future<Output = model::Result<Vec<T>>>>>>;

/// Makes a [`Remote`] from an async closure: `remote(|query| async move { api::people(query).await })`.
pub fn remote<T, F>(ask: impl Fn(String) -> F + Send + Sync + 'static) -> Remote<T>
where
    T: 'static,
    F: Future<Output = Result<Vec<T>, Fault>> + 'static,
{
    Callback::new(move |query| {
        let answer = ask(query);
        Box::pin(async move { answer.await.map_err(|fault| fault.0) }) as _
    })
}

/// Where a search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The items belong to the query.
    Settled,
    /// An answer is awaited; the items are those of the query before.
    Waiting,
    /// The last search failed.
    Failed(model::Error),
}

/// The state of one search box.
#[derive(Debug)]
pub struct Lookup<T: Send + Sync + 'static> {
    /// What was found last.
    pub items: RwSignal<Vec<T>>,
    /// Where the search stands.
    pub progress: RwSignal<Progress>,
    remote: Remote<T>,
    debounce: Debounce,
    asked: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Copy for Lookup<T> {}

impl<T: Send + Sync + 'static> Clone for Lookup<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Lookup<T> {
    /// Begins with these items.
    pub fn new(remote: Remote<T>, items: Vec<T>) -> Self {
        const QUIET_MILLIS: u64 = 200;
        Self {
            items: RwSignal::new(items),
            progress: RwSignal::new(Progress::Settled),
            remote,
            debounce: Debounce::new(QUIET_MILLIS),
            asked: StoredValue::new(0),
        }
    }

    /// Searches once the typing pauses.
    pub fn ask(self, query: String) {
        self.progress.set(Progress::Waiting);
        self.asked.update_value(|asked| *asked += 1);
        self.debounce.run(move || self.ask_now(query));
    }

    /// Searches at once.
    pub fn ask_now(self, query: String) {
        let Some(answer) = self.remote.try_run(query) else { return };
        self.debounce.cancel();
        self.asked.update_value(|asked| *asked += 1);
        let mine = self.asked.get_value();
        self.progress.set(Progress::Waiting);
        spawn_local(async move {
            let answer = answer.await;
            if self.asked.try_get_value() == Some(mine) {
                self.settle(answer);
            }
        });
    }

    /// Shows these items and forgets any search under way.
    pub fn show(self, items: Vec<T>) {
        self.debounce.cancel();
        self.asked.update_value(|asked| *asked += 1);
        self.settle(Ok(items));
    }

    fn settle(self, answer: model::Result<Vec<T>>) {
        match answer {
            Ok(items) => {
                self.items.set(items);
                self.progress.set(Progress::Settled);
            }
            Err(error) => {
                self.items.set(Vec::new());
                self.progress.set(Progress::Failed(error));
            }
        }
    }
}
