//! `sayso sign`

use std::fs;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFTS: &str = r#"
//- sayso.toml
//- people.sayso
entity ana: person "Ana Díaz"
source notice: press-release "Notice"
//- desk/a.sayso
article "A"
  text: "a.md"

# Signed first.
claim closed: "The bridge was closed"
  source: @notice at para 1  # once more

claim: "Nobody was hurt"
  source: @notice at para 2
  checked: 2026-01-08 by "L. Editor" seal 0000-0000-0000

claim gone: "It will open"
  source: @notice
//- desk/a.md
The bridge was closed. Nobody was hurt.
//- desk/b.sayso
article "B"
text
  The bridge was closed.
claim closed: "The bridge was closed"
  source: @notice
"#;

fn text(fixture: &Fixture, path: &str) -> String {
    fs::read_to_string(fixture.path(path)).expect("a file")
}

/// Signs as Ana, with a date in the past.
#[track_caller]
fn sign(claims: &str, fixture: &Fixture, code: i32) -> super::call::Output {
    sayso(&format!("sign {claims} --by @ana --date 2026-01-09"))
        .within(fixture)
        .exits(code)
}

#[test]
fn claims_by_name_and_by_line() {
    let fixture = Fixture::new(DRAFTS);
    let other = text(&fixture, "desk/b.sayso");
    sign(
        "desk/a.sayso#closed ./desk/../desk/a.sayso:9 desk/a.sayso:5",
        &fixture,
        0,
    )
    .prints(expect![[r#"
        desk/a.sayso:7: `closed`
          checked: 2026-01-09 by @ana seal e4ae-0a37-6b88-3be8
        desk/a.sayso:12: this claim
          checked: 2026-01-09 by @ana seal def3-0a37-064e-3be8
        2 claims signed
    "#]]);
    expect![[r#"
        article "A"
          text: "a.md"

        # Signed first.
        claim closed: "The bridge was closed"
          source: @notice at para 1  # once more
          checked: 2026-01-09 by @ana seal e4ae-0a37-6b88-3be8

        claim: "Nobody was hurt"
          source: @notice at para 2
          checked: 2026-01-08 by "L. Editor" seal 0000-0000-0000
          checked: 2026-01-09 by @ana seal def3-0a37-064e-3be8

        claim gone: "It will open"
          source: @notice
    "#]]
    .assert_eq(&text(&fixture, "desk/a.sayso"));
    assert_eq!(text(&fixture, "desk/b.sayso"), other);
    let left: Vec<_> = fs::read_dir(fixture.path("desk")).unwrap().collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn the_signers_own_sign_off_is_replaced() {
    let fixture = Fixture::new(DRAFTS);
    sign("desk/b.sayso#closed", &fixture, 0);
    let once = text(&fixture, "desk/b.sayso");
    sayso("sign desk/b.sayso#closed --date 2026-01-10 --by")
        .and("ana díaz")
        .within(&fixture)
        .exits(0);
    let twice = text(&fixture, "desk/b.sayso");
    assert_eq!(
        twice,
        once.replace("2026-01-09 by @ana", "2026-01-10 by \"ana díaz\"")
    );
}

#[test]
fn all_claims_that_are_not_signed_yet() {
    let fixture = Fixture::new(DRAFTS);
    let draft = text(&fixture, "desk/a.sayso").replace("It will open", "Nobody");
    fixture.write("desk/a.sayso", draft);
    sign("desk/a.sayso --all", &fixture, 0).prints(expect![[r#"
        desk/a.sayso:7: `closed`
          checked: 2026-01-09 by @ana seal e4ae-0a37-6b88-3be8
        desk/a.sayso:12: this claim
          checked: 2026-01-09 by @ana seal def3-0a37-064e-3be8
        desk/a.sayso:16: `gone`
          checked: 2026-01-09 by @ana seal 3a2a-0a37-01e9-6652
        3 claims signed
    "#]]);
    fixture.write(
        "desk/a.md",
        "They say so. The bridge was closed. *Nobody*\nwas hurt.\n",
    );
    sign("desk/a.sayso --all", &fixture, 0).prints(expect![[r#"
        there are no claims left to sign
    "#]]);
    let draft = text(&fixture, "desk/a.sayso").replace("para 1", "para 3");
    fixture.write("desk/a.sayso", draft);
    sign("desk/a.sayso --all", &fixture, 0).prints(expect![[r#"
        desk/a.sayso:7: `closed`
          checked: 2026-01-09 by @ana seal e4ae-0a37-7f5a-3be8
        1 claim signed
    "#]]);
}

#[test]
fn if_one_claim_has_an_error_none_is_signed() {
    let fixture = Fixture::new(DRAFTS);
    let before = text(&fixture, "desk/a.sayso");
    sign("desk/a.sayso#closed desk/a.sayso#gone", &fixture, 1).complains(expect![[r#"
        error: desk/a.sayso:12: fix this before you sign `gone`: these words are not in the article: quote the article word for word
        nothing was signed
    "#]]);
    assert_eq!(text(&fixture, "desk/a.sayso"), before);
    sayso("sign desk/b.sayso#closed --by @eva")
        .within(&fixture)
        .exits(1)
        .complains(expect![[r#"
            error: desk/b.sayso:4: `closed` cannot be signed: the entity that signs it is not declared
            nothing was signed
        "#]]);
}

#[test]
fn claims_that_cannot_be_found() {
    let fixture = Fixture::new(DRAFTS);
    for (claims, expected) in [
        (
            "closed",
            expect![[r#"
                error: several claims are named `closed`: choose one, desk/a.sayso:5 or desk/b.sayso:4
            "#]],
        ),
        (
            "close",
            expect![[r#"
                error: no claim is named `close` here: did you mean `closed`?
            "#]],
        ),
        (
            "desk/b.sayso#gone",
            expect![[r#"
                error: no claim is named `gone` here: name it by its line, as in draft.sayso:31
            "#]],
        ),
        (
            "desk/b.sayso:1",
            expect![[r#"
                error: there is no claim on line 1 of desk/b.sayso
            "#]],
        ),
        (
            "desk/b.sayso:99",
            expect![[r#"
                error: there is no claim on line 99 of desk/b.sayso
            "#]],
        ),
        (
            "desk/b.sayso:x",
            expect![[r#"
                error: `x` is not a line number: use the form desk/b.sayso:31
            "#]],
        ),
        (
            "desk/b.sayso",
            expect![[r#"
            error: desk/b.sayso is a draft: name a claim in it (desk/b.sayso#name or desk/b.sayso:LINE), or sign all of them with --all
        "#]],
        ),
        (
            "desk/c.sayso#closed",
            expect![[r#"
            error: cannot check /w/desk/c.sayso: No such file or directory (os error 2)
        "#]],
        ),
    ] {
        let output = sign(claims, &fixture, 2);
        expected.assert_eq(&output.error_in(&fixture));
    }
    for (by, expected) in [
        (
            "--by x --date 2026-13-01",
            expect![[r#"
                error: `2026-13-01` is not a date: use the form 2026-01-09
            "#]],
        ),
        (
            "--by x --date 2026",
            expect![[r#"
                error: `2026` is not a date: use the form 2026-01-09
            "#]],
        ),
        (
            "--by @a.b",
            expect![[r#"
                error: `@a.b` is not a signer: give a name, or `@name` for an entity
            "#]],
        ),
    ] {
        let output = sayso(&format!("sign closed {by}"))
            .within(&fixture)
            .exits(2);
        expected.assert_eq(&output.error_in(&fixture));
    }
}

#[test]
fn the_default_date_is_today() {
    let fixture = Fixture::new(DRAFTS);
    let before = ::sayso::signoff::today();
    sayso("sign desk/b.sayso#closed --by X")
        .within(&fixture)
        .exits(0);
    let signed = text(&fixture, "desk/b.sayso");
    // Midnight may have passed meanwhile.
    let days = [before, ::sayso::signoff::today()];
    let is_told = |day: &dyn ToString| signed.contains(&format!("{} by", day.to_string()));
    assert!(days.iter().any(|day| is_told(day)), "{signed}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_not_followed() {
    let outside = Fixture::new(DRAFTS);
    let fixture = Fixture::new("//- sayso.toml\n");
    std::os::unix::fs::symlink(outside.path("desk/b.sayso"), fixture.path("b.sayso")).unwrap();
    let before = text(&outside, "desk/b.sayso");
    std::os::unix::fs::symlink(outside.path("desk"), fixture.path("folder")).unwrap();
    for claim in ["b.sayso:4", "folder/b.sayso:4"] {
        let call = sayso(&format!("sign {claim} --by X"));
        let call = call.within(&fixture).exits(2);
        assert!(
            call.err.contains("leads out of the workspace"),
            "{}",
            call.err
        );
        assert_eq!(call.out, "");
    }
    assert_eq!(text(&outside, "desk/b.sayso"), before);
}

#[test]
fn each_signature_is_printed_with_its_line() {
    let fixture = Fixture::new(DRAFTS);
    sayso("sign desk/a.sayso#closed --by @ana --date 2026-01-08")
        .within(&fixture)
        .exits(0);
    // One line is replaced, one is added after it.
    let printed = sign("desk/a.sayso:9 desk/a.sayso#closed", &fixture, 0).out;
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 5, "{printed}");
    let text = text(&fixture, "desk/a.sayso");
    for signed in lines[..4].chunks(2) {
        let line = signed[0].strip_prefix("desk/a.sayso:").expect("a place");
        let (line, _) = line.split_once(": ").expect("a line");
        let line: usize = line.parse().expect("a number");
        assert_eq!(
            text.lines().nth(line - 1),
            Some(signed[1]),
            "{printed}{text}"
        );
    }
}

#[test]
fn quiet_prints_nothing() {
    let fixture = Fixture::new(DRAFTS);
    sign("desk/a.sayso#closed -q", &fixture, 0).prints(expect![[""]]);
    assert!(text(&fixture, "desk/a.sayso").contains("2026-01-09 by @ana seal"));
    let refused = sign("desk/a.sayso#gone -q", &fixture, 1);
    assert!(refused.err.contains("gone"), "{}", refused.err);
}
