//! Output is coloured on a terminal, or on request.

use super::sayso;
use crate::fixture::Fixture;

const ESCAPE: char = '\x1b';

fn is_coloured(call: super::call::Call) -> bool {
    let fixture = Fixture::new("claim: \"a\"\n");
    call.within(&fixture).exits(0).out.contains(ESCAPE)
}

#[test]
fn no_colours_without_a_terminal() {
    for arguments in ["check", "check --format concise", "check --format json"] {
        assert!(!is_coloured(sayso(arguments)));
    }
    assert!(!is_coloured(sayso("explain")));
    assert!(!is_coloured(sayso("explain unsourced-claim")));
}

#[test]
fn forced() {
    assert!(is_coloured(sayso("check").with("CLICOLOR_FORCE", "1")));
    let machine = sayso("check --format json").with("CLICOLOR_FORCE", "1");
    assert!(!is_coloured(machine));
}

#[test]
fn the_option_decides() {
    for command in [
        "check",
        "check --format concise",
        "explain",
        "status",
        "fmt --diff",
    ] {
        let always = sayso(&format!("{command} --color always")).with("NO_COLOR", "1");
        let never = sayso(&format!("--color never {command}")).with("CLICOLOR_FORCE", "1");
        let fixture = Fixture::new("article  \"A\"\nclaim: \"a\"\n");
        let out = |call: super::call::Call| call.within(&fixture).ends_somehow().stdout;
        let has_colours = |out: Vec<u8>| out.contains(&(ESCAPE as u8));
        // One line for each finding is plain.
        assert_eq!(
            has_colours(out(always)),
            !command.contains("concise"),
            "{command}"
        );
        assert!(!has_colours(out(never)), "{command}");
    }
    for format in ["json", "sarif", "github"] {
        let machine = sayso(&format!("check --format {format} --color always"));
        assert!(!is_coloured(machine));
    }
    sayso("check --color sometimes").exits(2);
}

#[test]
fn no_colours_if_not_wanted() {
    assert!(!is_coloured(sayso("check").with("NO_COLOR", "1")));
}

/// Runs the binary in a terminal with `script`, if that is installed.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal() {
    let fixture = Fixture::new("claim: \"a\"\n");
    let binary = env!("CARGO_BIN_EXE_sayso");
    let on_terminal = |environment: &str| {
        let command = format!("env {environment} TERM=xterm-256color '{binary}' check --no-cache");
        let script = std::process::Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(fixture.root())
            .env_remove("NO_COLOR")
            .output();
        script.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    match on_terminal("A=b") {
        Ok(output) => assert!(output.contains(ESCAPE), "{output}"),
        Err(error) => return println!("skipped: there is no `script`: {error}"),
    }
    let without = on_terminal("NO_COLOR=1").unwrap();
    assert!(!without.contains(ESCAPE), "{without}");
}
