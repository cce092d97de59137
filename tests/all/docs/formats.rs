//! The page on output formats shows the output for the draft at its top.
//!
//! `UPDATE_EXPECT=1` writes it into the page.

use expect_test::expect_file;

use super::blocks::{blocks_of, read, root};
use crate::cli::{formats, sayso};
use crate::fixture::Fixture;

const PAGE: &str = "docs/formats.md";

#[test]
fn every_example_matches_the_output() {
    let draft = &blocks_of(PAGE, "sayso")[0].text;
    let fixture = Fixture::new(&format!("//- .git/HEAD\n//- desk/bridge.sayso\n{draft}"));
    let mut out = String::new();
    let mut in_example = false;
    for line in read(PAGE).lines() {
        in_example &= line != "```";
        if !in_example {
            out += line;
            out.push('\n');
        }
        if let Some(format) = format_of(line) {
            out += &example(&fixture, format);
            in_example = true;
        }
    }
    expect_file![root().join(PAGE)].assert_eq(&out);
}

#[test]
fn every_format_is_on_the_page() {
    let page = read(PAGE);
    for name in formats() {
        let row = format!("\n| [`{name}`](#{name}) |");
        assert!(page.contains(&row), "{PAGE} has no row for `{name}`");
        let heading = format!("\n## `{name}`\n");
        assert!(page.contains(&heading), "{PAGE} has no section `{name}`");
    }
}

/// `sarif` for ```` ```json sarif ````.
fn format_of(line: &str) -> Option<&str> {
    let (_, format) = line.strip_prefix("```")?.split_once(' ')?;
    (format != "error").then_some(format)
}

fn example(fixture: &Fixture, format: &str) -> String {
    if format == "known.json" {
        let call = sayso("check --baseline known.json --write-baseline").within(fixture);
        call.exits(0);
        return std::fs::read_to_string(fixture.path(format)).expect("a baseline");
    }
    let call = sayso(&format!("check --format {format}")).within(fixture);
    let output = call.exits(1).out;
    match output.split_once("\"rules\": [\n") {
        Some((before, after)) => {
            let (_, after) = after.split_once("\n          ]\n").expect("an end");
            format!("{before}\"rules\": []\n{after}")
        }
        None => output,
    }
}
