//! The program from the command line.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use testkit::{Vacant, on_each};

/// The program in a folder of its own, and in no environment but what a test gives it.
fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    for name in
        ["DATABASE_URL", "DATABASE_URL_FILE", "GONGDAN_CONFIG", "GONGDAN_LISTEN", "GONGDAN_RATE", "RUST_LOG"]
    {
        command.env_remove(name);
    }
    command.current_dir(folder).args(args);
    command
}

fn ran(mut command: Command) -> (bool, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("readable text");
    (status.success(), text(stdout), text(stderr))
}

/// The line of a setting, without the spaces that align it.
fn line(shown: &str, name: &str) -> String {
    let found = shown.lines().find(|line| line.trim_start_matches("# ").starts_with(&format!("{name} =")));
    found
        .unwrap_or_else(|| panic!("{name} is not in {shown}"))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_flag_goes_before_the_environment_the_environment_before_the_file_and_the_file_before_the_default() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = "rate = 1\nlisten = \"127.0.0.1:1\"\ndata = \"from-file\"\ntrust_proxy = true\n";
    fs::write(folder.path().join("desk.toml"), file).expect("a file");
    let mut command = program(folder.path(), &["config", "--rate=3", "--config", "desk.toml"]);
    command.env("GONGDAN_RATE", "2").env("GONGDAN_LISTEN", "127.0.0.1:2");
    let (ok, shown, stderr) = ran(command);
    assert!(ok, "{stderr}");
    assert_eq!(line(&shown, "rate"), "rate = 3 # flag, --rate");
    assert_eq!(line(&shown, "listen"), "listen = \"127.0.0.1:2\" # environment, GONGDAN_LISTEN");
    assert_eq!(line(&shown, "data"), "data = \"from-file\" # file, line 3");
    assert_eq!(line(&shown, "trust_proxy"), "trust_proxy = true # file, line 4");
    assert_eq!(line(&shown, "log_json"), "log_json = false # default");
    assert_eq!(line(&shown, "base_url"), "# base_url = # default");
}

#[test]
fn what_is_shown_can_be_used_as_a_file_and_a_switch_can_be_turned_off_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let networks = "--webhook-allow=10.0.0.0/8,192.168.0.0/16";
    let (_, shown, _) = ran(program(folder.path(), &["--trust-proxy", "--rate=7", networks, "config"]));
    fs::write(folder.path().join("desk.toml"), &shown).expect("a file");
    let (ok, again, stderr) =
        ran(program(folder.path(), &["--config=desk.toml", "--trust-proxy=false", "config"]));
    assert!(ok, "{stderr}");
    assert!(line(&again, "rate").starts_with("rate = 7 # file"));
    let allowed = "webhook_allow = \"10.0.0.0/8,192.168.0.0/16\" # file";
    assert!(line(&again, "webhook_allow").starts_with(allowed), "{again}");
    assert_eq!(line(&again, "trust_proxy"), "trust_proxy = false # flag, --trust-proxy");
}

#[test]
fn secrets_are_masked_wherever_they_come_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = "postgres://gongdan:s3cret@db.example/gongdan";
    fs::write(folder.path().join("secret"), format!("{address}\n")).expect("a secret");
    fs::write(folder.path().join("desk.toml"), "database_url_file = \"secret\"\n").expect("a file");
    let mut environment = program(folder.path(), &["config"]);
    environment.env("DATABASE_URL", address);
    let flag = program(folder.path(), &["config", "--database-url", address]);
    let file = program(folder.path(), &["config", "--config", "desk.toml"]);
    for command in [environment, flag, file] {
        let (ok, shown, stderr) = ran(command);
        assert!(ok && !shown.contains("s3cret") && !stderr.contains("s3cret"), "{shown}{stderr}");
        let masked = line(&shown, "database_url");
        assert!(
            masked.starts_with("database_url = \"postgres://gongdan:***@db.example/gongdan\""),
            "{masked}"
        );
    }
    let (_, help, _) = ran({
        let mut help = program(folder.path(), &["--help"]);
        help.env("DATABASE_URL", address);
        help
    });
    assert!(help.contains("--database-url") && !help.contains("s3cret"));
}

#[test]
fn a_secret_said_twice_in_one_place_is_refused_and_a_flag_goes_before_a_file_of_the_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("secret"), "sqlite://secret.db").expect("a secret");
    let with_file = |args: &[&str]| {
        let mut command = program(folder.path(), args);
        command.env("DATABASE_URL_FILE", "secret");
        command
    };
    let (ok, shown, _) = ran(with_file(&["config", "--database-url", "sqlite://flag.db"]));
    assert!(
        ok && line(&shown, "database_url") == "database_url = \"sqlite://flag.db\" # flag, --database-url"
    );
    let mut both = with_file(&["config"]);
    both.env("DATABASE_URL", "sqlite://plain.db");
    let (ok, _, stderr) = ran(both);
    assert!(!ok && stderr.contains("say one of them"), "{stderr}");
}

#[test]
fn a_mistake_in_the_file_stops_the_program_and_is_said_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("desk.toml"), "rate = 1\nlissten = \"127.0.0.1:1\"\n").expect("a file");
    let (ok, _, stderr) = ran(program(folder.path(), &["--config", "desk.toml"]));
    assert!(!ok && stderr.contains("desk.toml") && stderr.contains("line 2"), "{stderr}");
    let (ok, _, stderr) = ran(program(folder.path(), &["--config", "nowhere.toml"]));
    assert!(!ok && stderr.contains("nowhere.toml cannot be read"), "{stderr}");
}

/// The program on an empty place.
fn on(vacant: &Vacant, args: &[&str]) -> (bool, String, String) {
    let mut command = program(vacant.folder.path(), args);
    command.env("DATABASE_URL", &vacant.settings.database_url).env("GONGDAN_DATA", vacant.folder.path());
    ran(command)
}

#[tokio::test]
async fn an_upgrade_is_told_before_it_is_done() {
    on_each(async |test| {
        let vacant = test.vacant().await;
        let (settled, told, stderr) = on(&vacant, &["migrate", "--check"]);
        assert!(!settled && told.contains("0001 house: The whole house."), "{told}{stderr}");
        let (done, told, stderr) = on(&vacant, &["migrate"]);
        assert!(done && told.contains("Done"), "{told}{stderr}");
        let (settled, told, stderr) = on(&vacant, &["migrate", "--check"]);
        assert!(settled && told.contains("up to date"), "{told}{stderr}");
        vacant.remove().await;
    })
    .await;
}

#[tokio::test]
async fn a_desk_is_backed_up_into_a_folder_checked_and_brought_back() {
    on_each(async |test| {
        let (first, second) = (test.vacant().await, test.vacant().await);
        let (ok, _, stderr) = on(&first, &["demo", "--staff", "8", "--tickets", "40"]);
        assert!(ok, "{stderr}");
        let (ok, told, stderr) = on(&first, &["backup", "."]);
        assert!(ok && told.contains("tickets 40"), "{told}{stderr}");
        let name = told.lines().next().expect("a name");
        let file = first.folder.path().join(name);
        let file = file.to_str().expect("a readable path");
        let (ok, told, stderr) = on(&second, &["restore", "--check", file]);
        assert!(ok && told.contains("whole"), "{told}{stderr}");
        let (ok, told, stderr) = on(&second, &["restore", file]);
        assert!(ok && told.contains("tickets 40"), "{told}{stderr}");
        let (ok, _, stderr) = on(&second, &["restore", file]);
        assert!(!ok && stderr.contains("--replace"), "{stderr}");
        let (settled, ..) = on(&second, &["migrate", "--check"]);
        assert!(settled);
        first.remove().await;
        second.remove().await;
    })
    .await;
}
