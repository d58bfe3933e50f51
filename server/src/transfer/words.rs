//! The reader's language and zone, outside of any page.

use desk::Ctx;
use leptos::prelude::Owner;
use model::Locale;
use ui::{provide_locale, time::provide_zone};

/// How a reader reads.
#[derive(Clone)]
pub struct Reader {
    locale: Locale,
    zone: String,
}

impl Reader {
    /// Whoever asks, in this language.
    pub fn new(ctx: &Ctx, locale: Locale) -> Self {
        Self { locale, zone: ctx.me.zone.clone() }
    }

    /// Finds words and times as this reader has them.
    pub fn read<T>(&self, words: impl FnOnce() -> T) -> T {
        let owner = Owner::new();
        owner.with(|| {
            provide_locale(self.locale);
            provide_zone(self.zone.clone());
            words()
        })
    }
}
