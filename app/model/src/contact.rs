//! 联系人: the people served, who have no account.

use serde::{Deserialize, Serialize};

use crate::{ContactId, FieldErrors, Result, text};

/// A contact with all that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// The organisation they belong to.
    pub company: Option<String>,
    /// Where they live or have the matter seen to.
    pub address: Option<String>,
    /// What colleagues should know.
    pub remark: Option<String>,
}

/// The form that adds a contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ContactForm {
    /// Their name.
    pub name: String,
    /// Their phone number.
    #[serde(default)]
    pub phone: String,
    /// Their e-mail address.
    #[serde(default)]
    pub email: String,
    /// The organisation they belong to.
    #[serde(default)]
    pub company: String,
    /// Their address.
    #[serde(default)]
    pub address: String,
    /// What colleagues should know.
    #[serde(default)]
    pub remark: String,
}

/// A checked [`ContactForm`].
#[derive(Clone, Debug)]
pub struct NewContact {
    /// Their name.
    pub name: String,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// The organisation they belong to.
    pub company: Option<String>,
    /// Their address.
    pub address: Option<String>,
    /// What colleagues should know.
    pub remark: Option<String>,
}

impl ContactForm {
    /// Checks the form.
    pub fn parse(&self) -> Result<NewContact> {
        let mut errors = FieldErrors::default();
        let email = |address: &str| match address.trim() {
            "" => Ok(None),
            address => text::email(address).map(Some),
        };
        let name = errors.take("name", text::required(&self.name, 60));
        let phone = errors.take("phone", text::phone(&self.phone));
        let email = errors.take("email", email(&self.email));
        let company = errors.take("company", text::optional(&self.company, 120));
        let address = errors.take("address", text::optional(&self.address, 200));
        let remark = errors.take("remark", text::optional(&self.remark, 500));
        match (name, phone, email, company, address, remark) {
            (Some(name), Some(phone), Some(email), Some(company), Some(address), Some(remark)) => {
                Ok(NewContact { name, phone, email, company, address, remark })
            }
            _ => Err(errors.into()),
        }
    }
}
