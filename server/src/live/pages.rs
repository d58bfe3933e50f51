//! How many pages each person has open on this server: more than anybody looks at are not served.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::PersonId;

/// The most open pages of one person.
const PAGES_MAX: usize = 50;

/// The open pages of everybody.
#[derive(Clone, Default)]
pub struct Pages(Arc<Mutex<HashMap<PersonId, usize>>>);

/// One open page, until dropped.
pub struct OpenPage {
    pages: Pages,
    person: PersonId,
}

impl Pages {
    /// Counts one more page of the person; none when there are too many.
    pub fn open(&self, person: PersonId) -> Option<OpenPage> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = pages.entry(person).or_default();
        if *count >= PAGES_MAX {
            return None;
        }
        *count += 1;
        Some(OpenPage { pages: self.clone(), person })
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        let mut pages = self.pages.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = pages.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                pages.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_has_more_pages_open_than_anybody_looks_at() {
        let (li, wang) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let pages = Pages::default();
        let mut open: Vec<OpenPage> = (0..PAGES_MAX).map_while(|_| pages.open(li)).collect();
        assert_eq!(open.len(), PAGES_MAX);
        assert!(pages.open(li).is_none());
        assert!(pages.open(wang).is_some());
        open.pop();
        assert!(pages.open(li).is_some());
        drop(open);
        assert!(pages.0.lock().expect("a lock").is_empty());
    }
}
