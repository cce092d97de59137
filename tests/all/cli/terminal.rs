//! Control characters and commands to a CI server in a draft never reach a terminal or a log.

use super::{formats, sayso};
use crate::fixture::Fixture;

/// In a title, a name, a path, an article, and the name of a file.
const DRAFT: &str = "
//- a\u{1b}[31m\u{9b}2J\u{7f}.sayso
article \"A\"
  text: \"b.md\"

claim: quote \"One \u{1b}]0;title\u{7} \u{9b}2J \u{202e}two\"
  source: @\u{1b}[31mx
source s: wire \"\u{8}S\"
  derived-from: @s
entity e: person \"E\u{1b}c\"
entity e: place \"\u{85}E\u{1b}c\"
//- c.sayso
article \"C\"
  text: \"\u{1b}[2J\u{9b}2J.md\"
//- b.md
One \u{1b}[31m \u{9b}2J two is said.
";

#[test]
fn no_control_character_is_printed() {
    let fixture = Fixture::new(DRAFT);
    for format in formats() {
        let call = sayso(&format!("check --format {format}")).within(&fixture);
        let output = call.exits(1).out;
        let raw = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        let is_json = output.starts_with(['{', '[']);
        let raw = output.find(|c| raw(c) && !(is_json && c == '\u{202e}'));
        assert_eq!(raw, None, "{format}: {output:?}");
        assert!(
            output.contains("uncovered") || output.contains("anchor"),
            "{output}"
        );
    }
}

/// Only the checker's own codes colour the output.
#[test]
fn none_is_printed_in_coloured_output() {
    let fixture = Fixture::new(DRAFT);
    let call = sayso("check").within(&fixture);
    let output = call.with("CLICOLOR_FORCE", "1").exits(1).out;
    assert!(output.contains('\u{1b}'));
    for code in output.split('\u{1b}').skip(1) {
        let end = code.find(|c: char| !c.is_ascii_digit() && !"[;".contains(c));
        assert_eq!(end.map(|at| &code[at..=at]), Some("m"), "{code:?}");
    }
    assert!(!output.contains("\u{1b}[31mx"), "{output:?}");
}

#[test]
fn none_is_printed_in_errors() {
    let output = sayso("check a\u{1b}[31m\u{9b}.sayso").exits(2);
    assert!(
        output.err.contains("a␛[31m\u{fffd}.sayso"),
        "{:?}",
        output.err
    );
}

/// In paths, a title, a name, an article and its path.
const ORDERS: &str = "
//- ::warning::a ##[error].sayso
article \"::error::A ##[error]\"
  text: \"##[b].md\"

claim: quote \"##[group]One ##vso[x] two\"
  source: @x
entity e: person \"##[add-mask]E\"
entity e: place \"E\"
    role: \"x
::error::y\"
//- c.sayso
article \"C\"
  text: \"##[debug].md\"
//- ##[b].md
##[group]One ##vso[x] two
::error::is said ##[error].
";

/// Whether a server might run the line as a command. `:::` comes before the place of a second excerpt, and is
/// not a command.
fn is_command(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("::");
    rest.is_some_and(|rest| !rest.starts_with(": "))
        || line.contains("##[")
        || line.contains("##vso[")
}

#[test]
fn no_command_to_a_ci_server_is_printed() {
    let fixture = Fixture::new(ORDERS);
    let calls = formats().map(|format| format!("check --format {format}"));
    let others = ["check --diff --unsafe", "fmt --check", "fmt --diff"];
    for call in calls.chain(others.map(str::to_owned)) {
        let output = sayso(&call).within(&fixture).exits(1);
        let printed = output.out + &output.err;
        // The report's own commands; the messages follow them.
        let commands_of_the_report = ["::error file=", "::warning file=", "::notice file="];
        let said = |line: &&str| {
            !commands_of_the_report
                .iter()
                .any(|own| line.starts_with(own))
        };
        let is_report = call.ends_with("github");
        assert_eq!(printed.lines().any(|line| !said(&line)), is_report);
        let commands: Vec<&str> = printed
            .lines()
            .filter(|line| (!is_report || said(line)) && is_command(line))
            .collect();
        assert!(commands.is_empty(), "{call}: {commands:#?}");
        assert!(!printed.contains("##["), "{call}: {printed}");
    }
    let json = sayso("check --format json").within(&fixture).exits(1).out;
    let findings: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(findings.to_string().contains("##[debug].md"), "{json}");
}
