//! Search and commands for the whole desk.

use leptos::prelude::*;
use model::{
    Locale, Route,
    policy::{Relation, Right, allows},
    ticket::{TicketFilter, TicketRow, View},
};
use tickets::{list::api::list_tickets, words};
use ui::{
    command_palette::{Command, CommandAction, CommandPalette, Hit},
    lookup::remote,
    prelude::*,
    theme::Theme,
};

/// The palette with everything the person may do from anywhere.
#[component]
pub(super) fn Palette(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Moves when a theme is chosen here.
    theme_moved: RwSignal<u32>,
) -> impl IntoView {
    let commands = commands(theme_moved);
    view! { <CommandPalette commands=Signal::stored(commands) search=remote(find) open /> }
}

/// Tickets by their words.
async fn find(query: String) -> Result<Vec<Hit>, Fault> {
    let filter = TicketFilter { search: Some(query), ..TicketFilter::of(View::All) };
    Ok(list_tickets(filter).await?.rows.into_iter().map(hit).collect())
}

fn hit(row: TicketRow) -> Hit {
    Hit {
        title: format!("#{} {}", row.number, row.title),
        detail: Some(words::status(row.status).to_owned()),
        href: row.href(View::All),
    }
}

fn commands(theme_moved: RwSignal<u32>) -> Vec<Command> {
    let create = Command::go(
        t(K::PaletteDo),
        t(K::ShellNewTicket),
        "new ticket xinjian gongdan xjgd",
        Route::NewTicket.href(),
    );
    [create].into_iter().chain(places()).chain(themes(theme_moved)).chain(languages()).collect()
}

fn places() -> impl Iterator<Item = Command> {
    let go = |label: &'static str, keywords: &'static str, route: Route| {
        Command::go(t(K::PaletteGo), label, keywords, route.href())
    };
    let configures = allows(session::me().role, Right::Configure, Relation::Colleague);
    let lists = View::ALL.iter().map(move |&view| go(words::view(view), view.code(), Route::Tickets(view)));
    let settings = [
        go(t(K::SettingsPeople), "people yonghu guanli", Route::People),
        go(t(K::SettingsDepartments), "departments bumen", Route::Departments),
        go(t(K::SettingsTypes), "types fenlei leixing", Route::Types),
        go(t(K::SettingsTags), "tags biaoqian", Route::Tags),
        go(t(K::SettingsJobs), "jobs houtai renwu", Route::Jobs),
        go(t(K::SettingsWebhooks), "webhooks tuisong", Route::Webhooks),
    ];
    [go(t(K::ModuleHome), "home overview shouye", Route::Overview)]
        .into_iter()
        .chain(lists)
        .chain(settings.into_iter().filter(move |_| configures))
        .chain([
            go(t(K::AccountTitle), "account zhanghao", Route::Account),
            go(t(K::TokenTitle), "api token lingpai jiekou", Route::Tokens),
        ])
}

fn themes(moved: RwSignal<u32>) -> impl Iterator<Item = Command> {
    Theme::ALL.into_iter().map(move |theme| {
        let label = match theme {
            Theme::System => K::ThemeSystem,
            Theme::Light => K::ThemeLight,
            Theme::Dark => K::ThemeDark,
        };
        run(K::ThemeLabel, label, theme.code(), move || {
            session::remember("theme", theme.code());
            moved.update(|moved| *moved += 1);
        })
    })
}

fn languages() -> impl Iterator<Item = Command> {
    Locale::ALL.into_iter().map(|locale| {
        let label = match locale {
            Locale::ZhCn => K::LanguageZhCn,
            Locale::En => K::LanguageEn,
        };
        run(K::LanguageLabel, label, "language yuyan", move || {
            session::remember(model::person::LOCALE_COOKIE, locale.tag());
            session::reload_at("");
        })
    })
}

fn run(group: K, label: K, keywords: &str, act: impl Fn() + Send + Sync + 'static) -> Command {
    Command {
        label: t(label).to_owned(),
        group: t(group).to_owned(),
        keywords: keywords.to_owned(),
        action: CommandAction::Run(Callback::new(move |()| act())),
    }
}
