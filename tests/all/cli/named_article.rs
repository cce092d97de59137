//! Somebody names an article and means its drafts.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFTS: &str = r#"
//- sayso.toml
//- people.sayso
entity ana: person "Ana Díaz"
//- desk/bridge.sayso
article "The bridge"
  text: "../stories/bridge.md"
claim one: "One"
//- desk/second.sayso
article "The bridge again"
  text: "../stories/bridge.md"
claim two: "Two"
//- desk/ferry.sayso
article "The ferry"
  text: "ferry.txt"
claim: "Three"
//- desk/ferry.txt
Three ferries came.
//- stories/bridge.md
Nobody crossed it.
//- stories/alone.md
Nobody wrote a draft.
"#;

#[test]
fn its_drafts_are_checked() {
    let fixture = Fixture::new(DRAFTS);
    let check = |arguments: &str, told: &str, files: &[&str]| {
        let call = sayso(&format!(
            "check --format concise --fail-on never {arguments}"
        ));
        let output = call.within(&fixture).exits(0);
        assert_eq!(output.err, told);
        for file in ["bridge.sayso", "second.sayso", "ferry.sayso"] {
            let is_checked = output.out.contains(&format!("{file}:3:"));
            assert_eq!(is_checked, files.contains(&file), "{}", output.out);
        }
    };
    let ferry = "desk/ferry.txt is the article of desk/ferry.sayso\n";
    let bridge = "stories/bridge.md is the article of desk/bridge.sayso, desk/second.sayso\n";
    check("desk/ferry.txt", ferry, &["ferry.sayso"]);
    check("-q desk/ferry.txt", "", &["ferry.sayso"]);
    check("./desk/../desk/ferry.txt", ferry, &["ferry.sayso"]);
    let both = ["bridge.sayso", "second.sayso"];
    check("stories/bridge.md", bridge, &both);
    check("desk/bridge.sayso stories/bridge.md", bridge, &both);
    // Programs name all files that have changed.
    check("stories/alone.md desk/ferry.sayso", "", &["ferry.sayso"]);
    check("stories/alone.md desk/ferry.txt", ferry, &["ferry.sayso"]);
}

#[test]
fn other_commands_know_it_too() {
    let fixture = Fixture::new(DRAFTS);
    let status = sayso("status desk/ferry.txt").within(&fixture).exits(0).out;
    assert!(status.starts_with("desk/ferry.sayso\n"), "{status}");
    let refused = |arguments: &str| {
        let output = sayso(arguments).within(&fixture).exits(2);
        assert_eq!(output.out, "");
        output.error_in(&fixture)
    };
    let refused = [
        "check stories/alone.md",
        "status stories/alone.md",
        "fmt desk/ferry.txt",
        "sign desk/ferry.txt --by Ana",
    ]
    .map(refused);
    expect![[r#"
        error: stories/alone.md is not a draft, and no draft has it as its article: name a draft, which ends in .sayso, or write `text: "alone.md"` into one, below its `article`
        error: stories/alone.md is not a draft, and no draft has it as its article: name a draft, which ends in .sayso, or write `text: "alone.md"` into one, below its `article`
        error: /w/desk/ferry.txt is not a draft, and nothing else is formatted: name a draft, which ends in .sayso
        error: desk/ferry.txt is not a draft: name a claim, as in draft.sayso#name, or sign all claims of a draft with --all
    "#]].assert_eq(&refused.concat());
}

#[test]
fn a_change_of_it_is_noticed() {
    let fixture = Fixture::new(DRAFTS);
    let cache = Fixture::new("");
    let check = || {
        let call = sayso("check -q --format concise --fail-on never desk/ferry.txt");
        call.within(&fixture).keeping(&cache).exits(0).out
    };
    let before = check();
    assert_eq!(check(), before);
    fixture.write("desk/ferry.txt", "Two ferries came. Nobody left.");
    assert_ne!(check(), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_it_is_the_same() {
    let fixture = Fixture::new(DRAFTS);
    std::os::unix::fs::symlink("ferry.txt", fixture.path("desk/link.txt")).unwrap();
    let output = sayso("check desk/link.txt").within(&fixture).exits(0);
    assert_eq!(
        output.err,
        "desk/ferry.txt is the article of desk/ferry.sayso\n"
    );
}
