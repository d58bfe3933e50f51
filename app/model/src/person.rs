//! Staff: who they are, how they sign in, and the session a screen sees.

use serde::{Deserialize, Serialize};

use crate::{
    DepartmentId, FieldErrors, InvitationId, Locale, PersonId, Result, SessionId, Time,
    policy::{Role, Scope},
    text,
};

/// A person as others see them: an id and a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Who {
    /// The account.
    pub id: PersonId,
    /// The name people call them by.
    pub name: String,
}

/// What every screen knows of the signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person.
    pub who: Who,
    /// The account they sign in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whose tickets they may see.
    pub scope: Scope,
    /// The session of this browser.
    pub session: SessionId,
    /// The tenant's name.
    pub tenant: String,
    /// The tenant's IANA time zone, such as `Asia/Shanghai`.
    pub zone: String,
}

/// One row of the staff list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their account.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// Whose tickets they see.
    pub scope: Scope,
    /// Their department's name.
    pub department: Option<String>,
    /// When they last signed in.
    pub last_sign_in_at: Option<Time>,
    /// Since when the account is switched off.
    pub disabled_at: Option<Time>,
}

/// An invitation that nobody has used yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct InvitationRow {
    /// The invitation.
    pub id: InvitationId,
    /// Whom it is for.
    pub name: String,
    /// The account it will make.
    pub email: String,
    /// The role it gives.
    pub role: Role,
    /// Until when the link works.
    pub expires_at: Time,
}

/// One browser in which a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct SessionRow {
    /// The session.
    pub id: SessionId,
    /// The browser's own description of itself.
    pub user_agent: String,
    /// The address it came from.
    pub address: String,
    /// When it was opened.
    pub created_at: Time,
    /// When it last asked for anything, to the minute.
    pub last_seen_at: Time,
}

/// 登录: account and password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SignIn {
    /// The account.
    pub email: String,
    /// The password, never logged.
    pub password: String,
    /// Where to go afterwards; only a path of ours is followed.
    #[serde(default)]
    pub next: String,
}

/// The first administrator's account, or that of somebody invited.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SetUp {
    /// The secret of the one-time link.
    pub token: String,
    /// Their name.
    pub name: String,
    /// Their account; an invitation fixes it and ignores this.
    #[serde(default)]
    pub email: String,
    /// The password they choose.
    pub password: String,
}

/// 修改密码: the old one proves who asks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub password: String,
}

/// A checked [`SetUp`].
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Their name.
    pub name: String,
    /// Their account.
    pub email: String,
    /// The password they chose.
    pub password: String,
}

/// What a one-time link will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The tenant's name.
    pub tenant: String,
    /// The name the inviter gave; empty on first start.
    pub name: String,
    /// The account that the link makes; empty on first start, when it may be chosen.
    pub email: String,
}

/// 邀请成员: whom to invite, as what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Invite {
    /// Their name.
    pub name: String,
    /// Their account.
    pub email: String,
    /// Their role, as its code.
    pub role: String,
    /// Whose tickets they may see, as its code.
    pub scope: String,
    /// Their department's id, or empty.
    #[serde(default)]
    pub department: String,
}

/// A checked [`Invite`].
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Their name.
    pub name: String,
    /// Their account.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// Whose tickets they may see.
    pub scope: Scope,
    /// Their department.
    pub department: Option<DepartmentId>,
}

/// The longest name of a person, in characters.
pub const NAME_MAX: u32 = 60;

impl SetUp {
    /// Checks the form; `email` is the invitation's account when there is one.
    pub fn parse(&self, email: Option<&str>) -> Result<NewAccount> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", text::required(&self.name, NAME_MAX));
        let email = errors.take("email", text::email(email.unwrap_or(&self.email)));
        let password = errors.take("password", text::new_password(&self.password));
        match (name, email, password) {
            (Some(name), Some(email), Some(password)) => Ok(NewAccount { name, email, password }),
            _ => Err(errors.into()),
        }
    }
}

impl ChangePassword {
    /// Checks the form and answers the new password.
    pub fn parse(&self) -> Result<String> {
        let mut errors = FieldErrors::default();
        if self.current.is_empty() {
            errors.add("current", crate::Problem::Required);
        }
        let password = errors.take("password", text::new_password(&self.password));
        errors.check()?;
        Ok(password.unwrap_or_default())
    }
}

impl Invite {
    /// Checks the form.
    pub fn parse(&self) -> Result<NewInvitation> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", text::required(&self.name, NAME_MAX));
        let email = errors.take("email", text::email(&self.email));
        let role = errors.take("role", crate::form::offered(&self.role));
        let scope = errors.take("scope", crate::form::offered(&self.scope));
        let department = errors.take("department", crate::form::choice(&self.department));
        match (name, email, role, scope, department) {
            (Some(name), Some(email), Some(role), Some(scope), Some(department)) => {
                Ok(NewInvitation { name, email, role, scope, department })
            }
            _ => Err(errors.into()),
        }
    }
}

/// How staff introduce locale and theme to the server: cookies, so that the first paint is right.
pub const LOCALE_COOKIE: &str = "locale";

/// The language a cookie or a header asks for.
pub fn locale_of(cookie: Option<&str>, accept_language: &str) -> Locale {
    cookie.and_then(|tag| tag.parse().ok()).unwrap_or_else(|| Locale::negotiate(accept_language))
}
