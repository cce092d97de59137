//! The page on sign-offs describes seals correctly: its example has the documented seal.

use std::fs;

use super::blocks::blocks_of;
use crate::cli::sayso;
use crate::fixture::Fixture;

const PAGE: &str = "docs/sign-offs.md";

/// The draft on the page, and the same without its sign-off.
fn drafts() -> [String; 2] {
    let draft = blocks_of(PAGE, "sayso")[0].text.clone();
    let lines = draft.lines().filter(|line| !line.contains("checked:"));
    let unsigned = lines.map(|line| format!("{line}\n")).collect();
    [draft, unsigned]
}

#[test]
fn the_example_has_the_documented_seal() {
    let [draft, unsigned] = drafts();
    assert_ne!(draft, unsigned);
    let fixture = Fixture::new(&format!("//- sayso.toml\n//- bridge.sayso\n{unsigned}"));
    let call = sayso("sign sunk --date 2026-03-03 --by").and("M. Checker");
    call.within(&fixture).exits(0);
    let signed = fs::read_to_string(fixture.path("bridge.sayso")).expect("a draft");
    assert_eq!(signed, draft);
}

#[test]
fn its_progress_matches_the_output() {
    let [draft, _] = drafts();
    let fixture = Fixture::new(&format!("//- sayso.toml\n//- bridge.sayso\n{draft}"));
    let shown = sayso("status").within(&fixture).exits(0).out;
    let block = blocks_of(PAGE, "text").into_iter();
    let block = block.filter(|block| block.info == "text status");
    let texts: Vec<String> = block.map(|block| block.text).collect();
    assert_eq!(texts, [shown]);
}

/// The hashes of the strings on the page give the seal on the page.
#[test]
fn the_hashes_give_the_seal() {
    let [draft, _] = drafts();
    let page = super::blocks::read(PAGE);
    let row = page.lines().find(|line| line.starts_with("| above | `"));
    let cells = row.expect("a row").split('`').skip(1).step_by(2);
    let hashes: Vec<u16> = cells
        .map(|cell| u16::from_str_radix(cell, 16).expect("a hash"))
        .collect();
    let [passage, attribution, sources, evidence, sentence] = hashes[..] else {
        panic!("five hashes");
    };
    let (first, second) = (passage ^ sources, attribution ^ sources);
    let seal = format!("seal {first:04x}-{second:04x}-{evidence:04x}-{sentence:04x}");
    assert!(draft.contains(&seal), "{seal}");
}
