//! The modules of the desk that a role may use.

use model::{
    Route,
    policy::{Relation, Right, Role, allows},
    ticket::View,
};
use ui::{K, icon::IconName};

/// A module: a group of pages with a sign of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    /// 首页.
    Home,
    /// 工单.
    Tickets,
    /// 系统配置.
    Settings,
}

impl Module {
    /// The modules that the role may use, in order.
    pub(super) fn of(role: Role) -> impl Iterator<Item = Self> {
        [Self::Home, Self::Tickets, Self::Settings].into_iter().filter(move |module| module.is_open_to(role))
    }

    fn is_open_to(self, role: Role) -> bool {
        match self {
            Self::Home | Self::Tickets => true,
            Self::Settings => allows(role, Right::Configure, Relation::Colleague),
        }
    }

    /// Its name.
    pub(super) fn label(self) -> K {
        match self {
            Self::Home => K::ModuleHome,
            Self::Tickets => K::ModuleTickets,
            Self::Settings => K::SettingsTitle,
        }
    }

    /// Its sign.
    pub(super) fn icon(self) -> IconName {
        match self {
            Self::Home => IconName::Home,
            Self::Tickets => IconName::Ticket,
            Self::Settings => IconName::Gear,
        }
    }

    /// Its first page.
    pub(super) fn href(self) -> String {
        match self {
            Self::Home => Route::Overview,
            Self::Tickets => Route::Tickets(View::Pending),
            Self::Settings => Route::People,
        }
        .href()
    }

    /// Whether the page at this path belongs to it.
    pub(super) fn holds(self, path: &str) -> bool {
        match self {
            Self::Home => path == "/",
            Self::Tickets => path.starts_with("/tickets"),
            Self::Settings => path.starts_with("/settings"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_a_role_may_not_use_is_not_drawn() {
        assert!(Module::of(Role::Administrator).any(|module| module == Module::Settings));
        assert!(Module::of(Role::Agent).all(|module| module != Module::Settings));
    }

    #[test]
    fn every_module_holds_its_first_page() {
        for module in Module::of(Role::Administrator) {
            let href = module.href();
            let path = href.split('?').next().unwrap_or_default();
            assert!(module.holds(path), "{href}");
        }
    }
}
