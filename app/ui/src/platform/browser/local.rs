//! Values that only one thread may touch.

use leptos::prelude::*;

/// A value of the browser's own that a component keeps; on a server it does not exist.
pub struct Local<T: 'static>(StoredValue<T, LocalStorage>);

impl<T> Clone for Local<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Local<T> {}

impl<T: Default> Local<T> {
    /// The default value, until the current owner is cleaned up.
    pub fn new() -> Self {
        Self(StoredValue::new_local(T::default()))
    }

    /// What the value gives, if it still exists.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.0.try_with_value(read)
    }

    /// What changing the value gives, if it still exists.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.0.try_update_value(change)
    }
}

impl<T: Default> Default for Local<T> {
    fn default() -> Self {
        Self::new()
    }
}
