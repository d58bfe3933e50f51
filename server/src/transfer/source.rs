//! The rows of a list, a page at a time, in the reader's words. Nothing is held between two pages.

use desk::{Ctx, export, people, ticket};
use model::{
    ContactId, Result,
    contact::Contact,
    person::PersonRow,
    ticket::TicketFilter,
    transfer::{List, Subject, Target, plain_of},
};
use session::words;
use ui::{
    K, t,
    time::{date, date_time},
};

use super::{Cell, words::Reader};

/// A list as it is given out.
pub struct Source {
    ctx: Ctx,
    reader: Reader,
    from: From,
}

enum From {
    Tickets { filter: TicketFilter, below: Option<i64> },
    Contacts { behind: Option<ContactId> },
    People { given: bool },
}

impl Source {
    /// The list, narrowed by the filter if it is one of tickets.
    pub fn new(ctx: Ctx, reader: Reader, list: List, filter: TicketFilter) -> Self {
        let from = match list {
            List::Tickets => From::Tickets { filter, below: None },
            List::Contacts => From::Contacts { behind: None },
            List::People => From::People { given: false },
        };
        Self { ctx, reader, from }
    }

    /// What stands above the columns.
    pub fn headings(&self) -> Vec<Cell> {
        let target = |target: &Target| Cell::from(words::target(*target));
        self.reader.read(|| match self.from {
            From::Tickets { .. } => {
                let travels = Target::of(Subject::Tickets).iter().map(target);
                let rest = [K::TicketCreator, K::TicketCreatedAt, K::TicketUpdatedAt, K::TicketClosedAt];
                let rest = rest.into_iter().map(|key| Cell::from(t(key)));
                [Cell::from(t(K::TicketNumber))].into_iter().chain(travels).chain(rest).collect()
            }
            From::Contacts { .. } => Target::of(Subject::Contacts).iter().map(target).collect(),
            From::People { .. } => {
                let keys = [
                    K::PersonName,
                    K::PersonEmail,
                    K::PersonRole,
                    K::PersonScope,
                    K::PersonDepartment,
                    K::PersonLastSignIn,
                    K::PersonDisabledAt,
                ];
                keys.into_iter().map(|key| Cell::from(t(key))).collect()
            }
        })
    }

    /// The name of the file, with the day on which it was made.
    pub fn name(&self) -> String {
        self.reader.read(|| {
            let list = match &self.from {
                From::Tickets { filter, .. } => tickets::words::view(filter.view),
                From::Contacts { .. } => t(K::TransferContacts),
                From::People { .. } => t(K::TransferPeople),
            };
            format!("{list} {}", date(self.ctx.now()))
        })
    }

    /// The next rows; none when all were given.
    pub async fn next(&mut self) -> Result<Vec<Vec<Cell>>> {
        match &mut self.from {
            From::Tickets { filter, below } => {
                let page = ticket::export(&self.ctx, filter, *below).await?;
                *below = page.last().map(|ticket| ticket.row.number).or(*below);
                Ok(self.reader.read(|| page.into_iter().map(ticket_row).collect()))
            }
            From::Contacts { behind } => {
                let page = export::contacts(&self.ctx, *behind).await?;
                *behind = page.last().map(|contact| contact.id).or(*behind);
                Ok(page.into_iter().map(contact_row).collect())
            }
            From::People { given: true } => Ok(Vec::new()),
            From::People { given } => {
                *given = true;
                let people = people::list(&self.ctx).await?;
                Ok(self.reader.read(|| people.into_iter().map(person_row).collect()))
            }
        }
    }
}

/// In the order of the headings.
fn ticket_row(ticket: ticket::Exported) -> Vec<Cell> {
    let ticket::Exported { row, tags } = ticket;
    vec![
        Cell::Number(row.number),
        row.title.into(),
        plain_of(&row.content).into(),
        row.type_name.into(),
        tickets::words::priority(row.priority).into(),
        tickets::words::status(row.status).into(),
        tags.join("、").into(),
        row.contact.into(),
        row.contact_phone.into(),
        row.initiator.into(),
        row.department.into(),
        row.handler.into(),
        row.creator.into(),
        date_time(row.created_at).into(),
        date_time(row.updated_at).into(),
        row.closed_at.map(date_time).into(),
    ]
}

fn contact_row(contact: Contact) -> Vec<Cell> {
    let Contact { id: _, name, phone, email, company, address, remark } = contact;
    vec![name.into(), phone.into(), email.into(), company.into(), address.into(), remark.into()]
}

fn person_row(person: PersonRow) -> Vec<Cell> {
    vec![
        person.name.into(),
        person.email.into(),
        words::role(person.role).into(),
        words::scope(person.scope).into(),
        person.department.into(),
        person.last_sign_in_at.map(date_time).into(),
        person.disabled_at.map(date_time).into(),
    ]
}
