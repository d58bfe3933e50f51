//! What the names in a row stand for.

use std::collections::HashMap;

use model::{ContactId, DepartmentId, PersonId, Problem, TagId, TypeId, transfer::Target};
use uuid::Uuid;

use super::Problems;
use crate::{
    Ctx,
    db::{DbError, Tx},
};

/// Between the names of several tags.
const SEPARATORS: [char; 7] = [',', '，', ';', '；', '、', '|', '\n'];

/// The names of the tenant, as far as they were needed.
pub struct Directory {
    types: Names,
    tags: Names,
    departments: Names,
    people: HashMap<String, Result<PersonId, Problem>>,
}

/// Ids by name; a name that is written in another case counts if only one is called so.
struct Names {
    exact: HashMap<String, Uuid>,
    folded: HashMap<String, Result<Uuid, Problem>>,
}

impl Names {
    fn of(rows: Vec<(Uuid, String)>) -> Self {
        let mut folded = HashMap::new();
        for (id, name) in &rows {
            let same = folded.entry(name.to_lowercase());
            same.and_modify(|found| *found = Err(Problem::Ambiguous)).or_insert(Ok(*id));
        }
        Self { exact: rows.into_iter().map(|(id, name)| (name, id)).collect(), folded }
    }

    fn find(&self, name: &str) -> Result<Uuid, Problem> {
        let folded = || self.folded.get(&name.to_lowercase()).cloned().unwrap_or(Err(Problem::NotOffered));
        self.exact.get(name).copied().map_or_else(folded, Ok)
    }
}

impl Directory {
    /// The names that forms offer.
    pub async fn load(tx: &mut Tx, ctx: &Ctx) -> Result<Self, DbError> {
        Ok(Self {
            types: Names::of(tx.all(TYPES, (ctx.tenant,)).await?),
            tags: Names::of(tx.all(TAGS, (ctx.tenant,)).await?),
            departments: Names::of(tx.all(DEPARTMENTS, (ctx.tenant,)).await?),
            people: HashMap::new(),
        })
    }

    pub fn ticket_type(&self, name: &str) -> Result<TypeId, Problem> {
        self.types.find(name).map(TypeId)
    }

    pub fn department(&self, name: &str) -> Result<DepartmentId, Problem> {
        self.departments.find(name).map(DepartmentId)
    }

    pub fn tags(&self, names: &str) -> Result<Vec<TagId>, Problem> {
        let names = names.split(SEPARATORS).map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| self.tags.find(name).map(TagId)).collect()
    }

    /// The colleague with this account or of this name, if there is only one.
    pub async fn person(
        &mut self,
        tx: &mut Tx,
        ctx: &Ctx,
        word: &str,
    ) -> Result<Result<PersonId, Problem>, DbError> {
        if let Some(known) = self.people.get(word) {
            return Ok(known.clone());
        }
        let found: Vec<(PersonId,)> = tx.all(PEOPLE, (ctx.tenant, word.to_lowercase(), word)).await?;
        let person = only(found);
        self.people.insert(word.to_owned(), person.clone());
        Ok(person)
    }

    /// The contact with this phone number, and of this name if several have it; without a number, of this name.
    pub async fn contact(
        tx: &mut Tx,
        ctx: &Ctx,
        (name, phone): (&str, &str),
        problems: &mut Problems,
    ) -> Result<Option<ContactId>, DbError> {
        let (at, found) = match (name, phone) {
            ("", "") => return Ok(None),
            (name, "") => (Target::Contact, tx.all(CONTACTS_BY_NAME, (ctx.tenant, name)).await?),
            (name, phone) => (Target::ContactPhone, by_phone(tx, ctx, name, phone).await?),
        };
        match only(found) {
            Ok(id) => Ok(Some(id)),
            Err(problem) => {
                problems.push((Some(at), problem));
                Ok(None)
            }
        }
    }
}

async fn by_phone(tx: &mut Tx, ctx: &Ctx, name: &str, phone: &str) -> Result<Vec<(ContactId,)>, DbError> {
    let found: Vec<(ContactId, String)> = tx.all(CONTACTS_BY_PHONE, (ctx.tenant, phone)).await?;
    let named: Vec<_> = found.iter().filter(|(_, other)| other == name).map(|(id, _)| (*id,)).collect();
    Ok(if named.is_empty() { found.into_iter().map(|(id, _)| (id,)).collect() } else { named })
}

fn only<T: Copy>(found: Vec<(T,)>) -> Result<T, Problem> {
    match found.as_slice() {
        [] => Err(Problem::NotOffered),
        [(one,)] => Ok(*one),
        _ => Err(Problem::Ambiguous),
    }
}

const TYPES: &str = "
    select id, name
    from ticket_type
    where tenant_id = $1";

const TAGS: &str = "
    select id, name
    from tag
    where tenant_id = $1";

const DEPARTMENTS: &str = "
    select id, name
    from department
    where tenant_id = $1";

const PEOPLE: &str = "
    select id
    from person
    where tenant_id = $1 and disabled_at is null and (email = $2 or name = $3)
    limit 2";

const CONTACTS_BY_NAME: &str = "
    select id
    from contact
    where tenant_id = $1 and name = $2
    limit 2";

const CONTACTS_BY_PHONE: &str = "
    select id, name
    from contact
    where tenant_id = $1 and phone = $2
    order by id
    limit 50";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_their_case_alone_are_told_apart_or_not_at_all() {
        let ids = [1, 2, 3].map(Uuid::from_u128);
        let called = [(ids[0], "VIP"), (ids[1], "vip"), (ids[2], "Wi-Fi")];
        let names = Names::of(called.map(|(id, name)| (id, name.to_owned())).to_vec());
        for (name, found) in [
            ("VIP", Ok(ids[0])),
            ("vip", Ok(ids[1])),
            ("Vip", Err(Problem::Ambiguous)),
            ("WI-FI", Ok(ids[2])),
            ("wifi", Err(Problem::NotOffered)),
        ] {
            assert_eq!(names.find(name), found, "{name}");
        }
    }
}
