//! A row of a file as the form that a person would have filled in.

use model::{
    Error, FieldErrors, Problem, Result,
    contact::{ContactForm, NewContact},
    ticket::{NewTicket, Priority, Status, TicketForm},
    transfer::{Subject, Target, rich_of},
};

use super::{Problems, resolving::Directory, words};
use crate::{
    Ctx, contact,
    db::{DbError, Tx},
    ticket::{choosing, registering},
};

/// A row that is right.
pub enum Filled {
    /// As a ticket.
    Ticket(Box<NewTicket>),
    /// As a contact.
    Contact(NewContact),
}

/// The cells of a row, by what they are.
struct Cells<'a> {
    cells: &'a [String],
    targets: &'a [Option<Target>],
}

impl Cells<'_> {
    fn get(&self, target: Target) -> &str {
        let at = self.targets.iter().position(|column| *column == Some(target));
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn owned(&self, target: Target) -> String {
        self.get(target).to_owned()
    }
}

/// Checks a row as the form would, or says all that is wrong with it. Fails only when the database does.
pub async fn fill(
    tx: &mut Tx,
    ctx: &Ctx,
    what: Subject,
    (cells, targets): (&[String], &[Option<Target>]),
    directory: &mut Directory,
) -> Result<Result<Filled, Problems>> {
    let cells = Cells { cells, targets };
    match what {
        Subject::Tickets => ticket(tx, ctx, &cells, directory).await,
        Subject::Contacts => person_served(tx, ctx, &cells).await,
    }
}

async fn ticket(
    tx: &mut Tx,
    ctx: &Ctx,
    cells: &Cells<'_>,
    directory: &mut Directory,
) -> Result<Result<Filled, Problems>> {
    let mut problems = Problems::new();
    let form = ticket_form(tx, ctx, cells, directory, &mut problems).await?;
    let checked = match registering::checked(&form) {
        Ok(new) => choosing::choose(tx, ctx, &new, None).await.map(|_| new),
        Err(error) => Err(error),
    };
    let new = match checked {
        Ok(new) => new,
        Err(error) => {
            problems.extend(told(Subject::Tickets, error)?);
            return Ok(Err(problems));
        }
    };
    Ok(if problems.is_empty() { Ok(Filled::Ticket(Box::new(new))) } else { Err(problems) })
}

async fn ticket_form(
    tx: &mut Tx,
    ctx: &Ctx,
    cells: &Cells<'_>,
    directory: &mut Directory,
    problems: &mut Problems,
) -> Result<TicketForm, DbError> {
    let contact = (cells.get(Target::Contact), cells.get(Target::ContactPhone));
    let contact = Directory::contact(tx, ctx, contact, problems).await?;
    let initiator = person(tx, ctx, (cells, Target::Initiator), directory, problems).await?;
    let handler = person(tx, ctx, (cells, Target::Handler), directory, problems).await?;
    let tags = directory.tags(cells.get(Target::Tags)).unwrap_or_else(|problem| {
        problems.push((Some(Target::Tags), problem));
        Vec::new()
    });
    let mut named = |target, find: &dyn Fn(&str) -> Result<String, Problem>| match cells.get(target) {
        "" => String::new(),
        word => noted(problems, target, find(word)),
    };
    let code = |found: Option<&'static str>| found.map(str::to_owned).ok_or(Problem::NotOffered);
    Ok(TicketForm {
        title: cells.owned(Target::Title),
        content: rich_of(cells.get(Target::Content)),
        type_id: named(Target::Type, &|word| directory.ticket_type(word).map(|id| id.to_string())),
        department: named(Target::Department, &|word| directory.department(word).map(|id| id.to_string())),
        priority: named(Target::Priority, &|word| code(words::priority(word).map(Priority::code))),
        status: named(Target::Status, &|word| code(words::status(word).map(Status::code))),
        tags: tags.into_iter().map(|tag| tag.to_string()).collect(),
        contact: contact.map(|id| id.to_string()).unwrap_or_default(),
        initiator,
        handler,
        ..TicketForm::default()
    })
}

async fn person(
    tx: &mut Tx,
    ctx: &Ctx,
    (cells, target): (&Cells<'_>, Target),
    directory: &mut Directory,
    problems: &mut Problems,
) -> Result<String, DbError> {
    match cells.get(target) {
        "" => Ok(String::new()),
        word => {
            let found = directory.person(tx, ctx, word).await?;
            Ok(noted(problems, target, found.map(|id| id.to_string())))
        }
    }
}

/// The value, or nothing with its problem noted.
fn noted(problems: &mut Problems, target: Target, found: Result<String, Problem>) -> String {
    found.unwrap_or_else(|problem| {
        problems.push((Some(target), problem));
        String::new()
    })
}

async fn person_served(tx: &mut Tx, ctx: &Ctx, cells: &Cells<'_>) -> Result<Result<Filled, Problems>> {
    let form = ContactForm {
        name: cells.owned(Target::Name),
        phone: cells.owned(Target::Phone),
        email: cells.owned(Target::Email),
        company: cells.owned(Target::Company),
        address: cells.owned(Target::Address),
        remark: cells.owned(Target::Remark),
    };
    let new = match form.parse() {
        Ok(new) => new,
        Err(error) => return Ok(Err(told(Subject::Contacts, error)?)),
    };
    if contact::is_known(tx, ctx, &new).await? {
        return Ok(Err(vec![(Some(Target::Name), Problem::Taken)]));
    }
    Ok(Ok(Filled::Contact(new)))
}

/// What a form says of a row; anything else is no fault of the row.
pub fn told(what: Subject, error: Error) -> Result<Problems> {
    match error {
        Error::Invalid(FieldErrors(errors)) => {
            Ok(errors.into_iter().map(|(field, problem)| (Target::of_field(what, &field), problem)).collect())
        }
        Error::Refused(_) => Ok(vec![(Some(Target::Status), Problem::NotOffered)]),
        error => Err(error),
    }
}
