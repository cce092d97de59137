//! `sayso man`

use std::collections::BTreeSet;
use std::process::Command;

use super::sayso;
use crate::fixture::Fixture;

#[test]
fn one_page_for_all_commands() {
    let page = sayso("man").exits(0).out;
    assert!(page.contains("On whose say"), "{page}");
    assert!(page.contains("sayso\\-check(1)"), "{page}");
}

#[test]
fn one_page_per_command() {
    let fixture = Fixture::new("");
    let output = sayso("man --out pages/man1").within(&fixture).exits(0);
    assert_eq!(output.out + &output.err, "");
    let pages = std::fs::read_dir(fixture.path("pages/man1")).expect("a folder");
    let names = pages.map(|page| page.expect("a file").file_name());
    let names: BTreeSet<String> = names.map(|it| it.into_string().expect("a name")).collect();
    let help = sayso("--help").exits(0).out;
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end");
    let commands = commands
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let commands = commands.filter(|command| !matches!(*command, "" | "help"));
    let wanted = commands.map(|command| format!("sayso-{command}.1"));
    assert_eq!(names, wanted.chain(["sayso.1".to_owned()]).collect());
}

/// The page as `man` shows it.
#[test]
fn man_shows_it() {
    let fixture = Fixture::new("");
    sayso("man --out .").within(&fixture).exits(0);
    let shown = Command::new("man")
        .args(["--warnings", "-l", "./sayso-check.1"])
        .current_dir(fixture.root())
        .env("MANWIDTH", "100")
        .env("LC_ALL", "C.UTF-8")
        .output();
    let Ok(shown) = shown else {
        println!("skipped: there is no man here");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&shown.stderr), "");
    // It pads some lines with spaces.
    let shown = String::from_utf8_lossy(&shown.stdout);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "NAME",
        "--fail-on",
        "sayso check --fail-on warning",
        "exit code is 0",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn a_folder_that_cannot_be_created() {
    let fixture = Fixture::new("//- file\n");
    let output = sayso("man --out file/man1").within(&fixture).exits(2);
    assert!(output.err.contains("cannot create the folder file/man1"));
}
