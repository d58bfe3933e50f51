//! Who has which ticket open, on this server: a room for each ticket, empty rooms are forgotten.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use model::{PersonId, TenantId, TicketId, live::Present, person::Who};
use tokio::sync::watch;

type Place = (TenantId, TicketId);

/// All rooms.
#[derive(Clone, Default)]
pub struct Rooms(Arc<Mutex<HashMap<Place, Room>>>);

struct Room {
    changed: watch::Sender<()>,
    next_seat: u64,
    seats: BTreeMap<u64, Present>,
}

/// One page in a room, until dropped.
pub struct Seat {
    rooms: Rooms,
    place: Place,
    number: u64,
    person: PersonId,
    changed: watch::Receiver<()>,
}

impl Rooms {
    /// Takes a seat and tells the others.
    pub fn enter(&self, tenant: TenantId, ticket: TicketId, who: Who, typing: bool) -> Seat {
        let place = (tenant, ticket);
        let person = who.id;
        self.with(|rooms| {
            let room = rooms.entry(place).or_insert_with(Room::empty);
            let number = room.next_seat;
            room.next_seat += 1;
            room.seats.insert(number, Present { who, typing });
            room.changed.send_replace(());
            Seat { rooms: self.clone(), place, number, person, changed: room.changed.subscribe() }
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Place, Room>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Room {
    fn empty() -> Self {
        Self { changed: watch::channel(()).0, next_seat: 0, seats: BTreeMap::new() }
    }

    /// Everybody but this person, each once, typing if any of their pages is.
    fn others(&self, person: PersonId) -> Vec<Present> {
        let mut others: Vec<Present> = Vec::new();
        for seat in self.seats.values().filter(|seat| seat.who.id != person) {
            match others.iter_mut().find(|other| other.who.id == seat.who.id) {
                Some(other) => other.typing |= seat.typing,
                None => others.push(seat.clone()),
            }
        }
        others
    }
}

impl Seat {
    /// The ticket.
    pub fn ticket(&self) -> TicketId {
        self.place.1
    }

    /// Says whether the person types.
    pub fn set_typing(&self, typing: bool) {
        self.rooms.with(|rooms| {
            let Some(room) = rooms.get_mut(&self.place) else { return };
            let Some(seat) = room.seats.get_mut(&self.number) else { return };
            if seat.typing != typing {
                seat.typing = typing;
                room.changed.send_replace(());
            }
        });
    }

    /// The others in the room.
    pub fn others(&self) -> Vec<Present> {
        self.rooms
            .with(|rooms| rooms.get(&self.place).map(|room| room.others(self.person)).unwrap_or_default())
    }

    /// Waits until somebody came, went or began to type.
    pub async fn changed(&mut self) {
        let _ = self.changed.changed().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.rooms.with(|rooms| {
            let Some(room) = rooms.get_mut(&self.place) else { return };
            room.seats.remove(&self.number);
            room.changed.send_replace(());
            if room.seats.is_empty() {
                rooms.remove(&self.place);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const TENANT: TenantId = TenantId(Uuid::from_u128(1));
    const TICKET: TicketId = TicketId(Uuid::from_u128(2));

    fn who(id: u128, name: &str) -> Who {
        Who { id: PersonId(Uuid::from_u128(id)), name: name.to_owned() }
    }

    fn names(seat: &Seat) -> Vec<(String, bool)> {
        seat.others().into_iter().map(|other| (other.who.name, other.typing)).collect()
    }

    #[tokio::test]
    async fn everybody_is_seen_once_and_nobody_sees_themselves() {
        let rooms = Rooms::default();
        let li = rooms.enter(TENANT, TICKET, who(1, "李敏"), false);
        let wang = rooms.enter(TENANT, TICKET, who(2, "王强"), false);
        let wang_again = rooms.enter(TENANT, TICKET, who(2, "王强"), true);
        assert_eq!(names(&li), [("王强".to_owned(), true)]);
        assert_eq!(names(&wang), [("李敏".to_owned(), false)]);
        drop(wang_again);
        assert_eq!(names(&li), [("王强".to_owned(), false)]);
    }

    #[tokio::test]
    async fn coming_typing_and_going_wake_the_others() {
        let rooms = Rooms::default();
        let mut li = rooms.enter(TENANT, TICKET, who(1, "李敏"), false);
        let wang = rooms.enter(TENANT, TICKET, who(2, "王强"), false);
        li.changed().await;
        wang.set_typing(true);
        li.changed().await;
        drop(wang);
        li.changed().await;
        assert_eq!(names(&li), []);
    }

    #[test]
    fn an_empty_room_is_forgotten() {
        let rooms = Rooms::default();
        drop(rooms.enter(TENANT, TICKET, who(1, "李敏"), false));
        assert!(rooms.with(|rooms| rooms.is_empty()));
    }

    #[test]
    fn the_same_ticket_number_of_another_tenant_is_another_room() {
        let rooms = Rooms::default();
        let li = rooms.enter(TENANT, TICKET, who(1, "李敏"), false);
        let _other = rooms.enter(TenantId(Uuid::from_u128(9)), TICKET, who(2, "王强"), false);
        assert_eq!(names(&li), []);
    }
}
