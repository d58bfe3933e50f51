//! What a column of a file can be.

use serde::{Deserialize, Serialize};

use super::Subject;
use crate::form;

/// A property that the cells of a column give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// 工单标题.
    Title,
    /// 工单内容, as plain text.
    Content,
    /// 工单类型, by its name.
    Type,
    /// 优先级, in the words of either language.
    Priority,
    /// 工单状态, in the words of either language.
    Status,
    /// 标签, by their names.
    Tags,
    /// 联系人, by name.
    Contact,
    /// 联系人, by phone number.
    ContactPhone,
    /// 发起人, by account or name.
    Initiator,
    /// 受理部门, by its name.
    Department,
    /// 受理人, by account or name.
    Handler,
    /// A contact's name.
    Name,
    /// A contact's phone number.
    Phone,
    /// A contact's e-mail address.
    Email,
    /// A contact's organisation.
    Company,
    /// A contact's address.
    Address,
    /// What colleagues should know of a contact.
    Remark,
}

form::codes! {
    Target {
        Title = "title", Content = "content", Type = "type", Priority = "priority", Status = "status",
        Tags = "tags", Contact = "contact", ContactPhone = "contact_phone", Initiator = "initiator",
        Department = "department", Handler = "handler", Name = "name", Phone = "phone", Email = "email",
        Company = "company", Address = "address", Remark = "remark"
    }
}

impl Target {
    /// What the columns of such a file can be, in the order in which people think of it.
    pub fn of(subject: Subject) -> &'static [Self] {
        match subject {
            Subject::Tickets => &Self::ALL[..11],
            Subject::Contacts => &Self::ALL[11..],
        }
    }

    /// Whether no row can do without it.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Title | Self::Content | Self::Name)
    }

    /// The property behind a field of the form that such a row fills in.
    pub fn of_field(subject: Subject, field: &str) -> Option<Self> {
        let code = if field == "type_id" { "type" } else { field };
        code.parse().ok().filter(|target| Self::of(subject).contains(target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_belongs_to_one_kind_of_file() {
        assert_eq!(Target::of(Subject::Tickets).last(), Some(&Target::Handler));
        assert_eq!(Target::of(Subject::Contacts).first(), Some(&Target::Name));
        assert_eq!(Target::of_field(Subject::Tickets, "type_id"), Some(Target::Type));
        assert_eq!(Target::of_field(Subject::Tickets, "phone"), None);
    }
}
