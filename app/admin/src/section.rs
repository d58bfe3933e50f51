//! The parts of the settings.

use model::{
    Route,
    policy::{Relation, Right, Role, allows},
};
use ui::{K, t};

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// 用户管理.
    People,
    /// 部门.
    Departments,
    /// 工单分类.
    Types,
    /// 标签管理.
    Tags,
    /// 导入导出.
    Transfer,
    /// 后台任务.
    Jobs,
    /// API 令牌.
    Tokens,
    /// Webhook.
    Webhooks,
}

impl Section {
    /// Every part, in the order of the menu.
    pub(crate) const ALL: [Self; 8] = [
        Self::People,
        Self::Departments,
        Self::Types,
        Self::Tags,
        Self::Transfer,
        Self::Tokens,
        Self::Webhooks,
        Self::Jobs,
    ];

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        t(match self {
            Self::People => K::SettingsPeople,
            Self::Departments => K::SettingsDepartments,
            Self::Types => K::SettingsTypes,
            Self::Tags => K::SettingsTags,
            Self::Transfer => K::SettingsTransfer,
            Self::Jobs => K::SettingsJobs,
            Self::Tokens => K::TokenTitle,
            Self::Webhooks => K::SettingsWebhooks,
        })
    }

    /// What it is for, in a sentence.
    pub(crate) fn text(self) -> &'static str {
        t(match self {
            Self::People => K::SettingsPeopleText,
            Self::Departments => K::SettingsDepartmentsText,
            Self::Types => K::SettingsTypesText,
            Self::Tags => K::SettingsTagsText,
            Self::Transfer => K::SettingsTransferText,
            Self::Jobs => K::SettingsJobsText,
            Self::Tokens => K::SettingsTokensText,
            Self::Webhooks => K::SettingsWebhooksText,
        })
    }

    /// Where it is.
    pub(crate) fn route(self) -> Route {
        match self {
            Self::People => Route::People,
            Self::Departments => Route::Departments,
            Self::Types => Route::Types,
            Self::Tags => Route::Tags,
            Self::Transfer => Route::Transfer,
            Self::Jobs => Route::Jobs,
            Self::Tokens => Route::AllTokens,
            Self::Webhooks => Route::Webhooks,
        }
    }

    /// Whether the role may use it.
    pub(crate) fn is_open_to(self, role: Role) -> bool {
        let right = match self {
            Self::People => Right::ManagePeople,
            Self::Departments | Self::Types | Self::Tags => Right::Configure,
            Self::Transfer => Right::Import,
            Self::Jobs => Right::ManageJobs,
            Self::Tokens => Right::ManagePeople,
            Self::Webhooks => Right::ManageWebhooks,
        };
        allows(role, right, Relation::Colleague)
    }
}
