use expect_test::{Expect, expect};
use jiff::civil::date;

use super::sign_offs::{NO_SIGNER, UNDECLARED_SIGNER};
use super::*;
use crate::ide::testing::Fixture;
use crate::rules::analyse;
use crate::signoff::Signer;

/// The actions at the cursor, and what they write where.
#[track_caller]
fn check(fixture: &str, expect: Expect) {
    check_signing(fixture, None, expect);
}

/// The same for a signer of that name.
#[track_caller]
fn check_signing(fixture: &str, sign_as: Option<&str>, expect: Expect) {
    let today = date(2026, 1, 9);
    let signing = Signing {
        today,
        signer: sign_as.and_then(|name| Signer::of(name, today)),
    };
    let fixture = Fixture::of(fixture);
    let workspace = &fixture.workspace;
    let (path, offset) = &fixture.cursors[0];
    let drafts = workspace.files().filter(|(_, file)| !file.is_registry());
    let mut out = String::new();
    for (draft, _) in drafts {
        let analysis = analyse(workspace, draft, workspace.article(draft).cloned());
        let end = fixture.cursors.last().map_or(*offset, |(_, end)| *end);
        for action in code_actions(workspace, path, *offset..end, &analysis, &signing) {
            let rule = action.finding.map(|finding| finding.rule.name);
            if sign_as.is_none() && action.disabled.is_some() {
                continue;
            }
            out += &format!("{}: {}\n", rule.unwrap_or("action"), action.title);
            for file in action.edits {
                for (range, text) in file.edits {
                    let path = file.path.clone();
                    let place = fixture.shown(&crate::workspace::Location { path, range });
                    out += &format!("    {place} → {text:?}\n");
                }
            }
        }
    }
    expect.assert_eq(&out);
}

#[test]
fn in_a_draft() {
    check(
        "source s: email \"S\"\narticle \"A\"\ntext\n  One was freed.\n\nclaim: \"On<|>e was freed.\"\n\nclaim: \"One was fred.\"\n",
        expect![[r#"
            unsourced-claim: Add `source: @s`
                draft.sayso:6 "" → "\n  source: @s"
            unsourced-claim: Create a source
                draft.sayso:1 "" → "\n\nsource new-source: document \"Title\"\n"
                draft.sayso:6 "" → "\n  source: @new-source"
            unsourced-claim: Allow `unsourced-claim` here…
                draft.sayso:6 "" → "\n  allow: unsourced-claim \"\""
        "#]],
    );
    check(
        "article \"A\"\ntext\n  One was<|> free.\n",
        expect![[r#"
            uncovered-sentence: Annotate this sentence
                draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
            uncovered-sentence: Allow `uncovered-sentence` in the whole article…
                draft.sayso:1 "" → "\n  allow: uncovered-sentence \"\""
        "#]],
    );
}

#[test]
fn a_finding_can_be_allowed() {
    // Without an `article` declaration, the whole file allows it.
    check(
        "# top\ntext\n  One wa<|>s free.\n",
        expect![[r##"
        uncovered-sentence: Annotate this sentence
            draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
        uncovered-sentence: Allow `uncovered-sentence` in the whole file…
            draft.sayso:1 "" → "# sayso: allow uncovered-sentence \"\"\n"
    "##]],
    );
    // The comment keeps its place.
    check(
        "article \"A\"\nclaim: \"x<|>\" # end\n  # more\n",
        expect![[r#"
            unsourced-claim: Create a source
                draft.sayso:2 "" → "\n  source: @new-source"
                draft.sayso:4 "" → "\nsource new-source: document \"Title\"\n"
            unsourced-claim: Allow `unsourced-claim` here…
                draft.sayso:2 "" → "\n  allow: unsourced-claim \"\""
        "#]],
    );
    // A syntax error cannot be allowed.
    check(
        "article \"A\"\n  text: <|>3\n",
        expect![[r#"
        invalid-value: Change to `"3"`
            draft.sayso:2 "3" → "\"3\""
    "#]],
    );
    // A rule that protects a source cannot be allowed.
    check(
        "article \"A\"\nsource s: email \"S\"\n  confidential: yes\n  by: \"A<|>na\"\n",
        expect![""],
    );
}

#[test]
fn every_uncovered_sentence_can_get_a_claim() {
    check(
        "article \"A\"\ntext\n  One was free. Two we<|>re.\n",
        expect![[r#"
            uncovered-sentence: Annotate this sentence
                draft.sayso:4 "" → "\nclaim: fact \"Two were.\"\n"
            action: Annotate this paragraph
                draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n\nclaim: fact \"Two were.\"\n"
            uncovered-sentence: Allow `uncovered-sentence` in the whole article…
                draft.sayso:1 "" → "\n  allow: uncovered-sentence \"\""
        "#]],
    );
}

#[test]
fn in_the_article() {
    check(
        "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nOne. Tw<|>o.\n",
        expect![""],
    );
    check(
        "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nO<|>ne. Two.\n",
        expect![[r#"
            uncovered-sentence: Annotate this sentence
                draft.sayso:3 "" → "\nclaim: fact \"One.\"\n\n"
            uncovered-sentence: Allow `uncovered-sentence` in the whole article…
                draft.sayso:2 "" → "\n  allow: uncovered-sentence \"\""
        "#]],
    );
}

const SIGNED: &str = "\
source s: email \"S\"
article \"A\"
  text: \"a.md\"
claim one: \"One was freed\"
  source: @s
  checked: 2026-01-08 by \"L. Editor\"<1>

claim: \"Two were freed\"
  source: @s<2>
  checked: 2026-01-08 by \"M. Ortega\" seal 0000-0000-0000

claim: \"Three were freed\"
  source: @s
//- a.md
One was freed. Two were fr<3>eed.
";

/// The draft with cursors at some of its marks.
fn signed(at: &[&str]) -> String {
    let mut draft = SIGNED.to_owned();
    for mark in ["<1>", "<2>", "<3>"] {
        draft = draft.replace(mark, if at.contains(&mark) { "<|>" } else { "" });
    }
    draft
}

#[track_caller]
fn check_signed(at: &[&str], expect: Expect) {
    check_signing(&signed(at), Some("M. Ortega"), expect);
}

#[test]
fn claims_can_be_signed_off() {
    check_signed(
        &["<1>"],
        expect![[r#"
            unsealed-sign-off: Allow `unsealed-sign-off` here…
                draft.sayso:6 "" → "\n  allow: unsealed-sign-off \"\""
            action: Sign off claim `one` as M. Ortega
                draft.sayso:6 "" → "\n  checked: 2026-01-09 by \"M. Ortega\" seal bd16-2d4f-8ddf-3be8"
        "#]],
    );
    check_signed(
        &["<2>"],
        expect![[r#"
            action: Sign off this claim as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
        "#]],
    );
    check_signed(
        &["<3>"],
        expect![[r#"
            broken-seal: Sign again as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
            anchor-not-found: Quote the nearest passage
                draft.sayso:12 "\"Three were freed\"" → "\"Two were freed\""
            broken-seal: Allow `broken-seal` here…
                draft.sayso:10 "" → "\n  allow: broken-seal \"\""
            anchor-not-found: Allow `anchor-not-found` here…
                draft.sayso:13 "" → "\n  allow: anchor-not-found \"\""
        "#]],
    );
    check_signed(
        &["<1>", "<2>"],
        expect![[r#"
            broken-seal: Sign again as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
            unsealed-sign-off: Allow `unsealed-sign-off` here…
                draft.sayso:6 "" → "\n  allow: unsealed-sign-off \"\""
            broken-seal: Allow `broken-seal` here…
                draft.sayso:10 "" → "\n  allow: broken-seal \"\""
            action: Sign off 2 claims as M. Ortega
                draft.sayso:6 "" → "\n  checked: 2026-01-09 by \"M. Ortega\" seal bd16-2d4f-8ddf-3be8"
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
        "#]],
    );
    let at_seal = signed(&[]).replace("seal ", "seal <|>");
    check_signing(
        &at_seal,
        Some("M. Ortega"),
        expect![[r#"
            broken-seal: Sign again as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
            broken-seal: Allow `broken-seal` here…
                draft.sayso:10 "" → "\n  allow: broken-seal \"\""
        "#]],
    );
    check_signing(
        &at_seal,
        Some("L. Editor"),
        expect![[r#"
            broken-seal: Allow `broken-seal` here…
                draft.sayso:10 "" → "\n  allow: broken-seal \"\""
            action: Sign off this claim as L. Editor
                draft.sayso:10 "" → "\n  checked: 2026-01-09 by \"L. Editor\" seal b3b8-2d4f-8ddf-3be8"
        "#]],
    );
    check_signing(
        &at_seal,
        None,
        expect![[r#"
            broken-seal: Sign again as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf-3be8"
            broken-seal: Allow `broken-seal` here…
                draft.sayso:10 "" → "\n  allow: broken-seal \"\""
        "#]],
    );
}

#[test]
fn no_sign_off_where_it_is_impossible_or_already_made() {
    let at = |words: &str| signed(&[]).replace(words, &format!("<|>{words}"));
    check_signing(
        &at("\"Three"),
        Some("L. Editor"),
        expect![[r#"
            anchor-not-found: Quote the nearest passage
                draft.sayso:12 "\"Three were freed\"" → "\"Two were freed\""
            anchor-not-found: Allow `anchor-not-found` here…
                draft.sayso:13 "" → "\n  allow: anchor-not-found \"\""
        "#]],
    );
    check_signing(&at("text:"), Some("L. Editor"), expect![[""]]);
    check_signing(&at("\nclaim: \"Two"), Some("L. Editor"), expect![[""]]);
    let sealed = |seal| at("\"Two").replace("0000-0000-0000", seal);
    check_signing(
        &sealed("b3b8-2d4f-8ddf-3be8"),
        Some("m. ortega"),
        expect![[""]],
    );
    // An older seal does not cover the sentence.
    check_signing(
        &sealed("b3b8-2d4f-8ddf"),
        Some("m. ortega"),
        expect![[r#"
            action: Sign off this claim as m. ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal b3b8-2d4f-8ddf" → "2026-01-09 by \"m. ortega\" seal b3b8-2d4f-8ddf-3be8"
        "#]],
    );
}

#[test]
fn sign_offs_are_disabled_without_a_known_signer() {
    let fixture = Fixture::of("text\n  One.\nclaim: opinion \"One.\"<|>\n");
    let (file, offset) = fixture.cursor();
    let workspace = &fixture.workspace;
    let analysis = analyse(workspace, file, workspace.article(file).cloned());
    let path = &fixture.cursors[0].0;
    let today = date(2026, 1, 9);
    for (signer, why) in [
        (None, NO_SIGNER),
        (Signer::of("@nobody", today), UNDECLARED_SIGNER),
    ] {
        let signing = Signing { today, signer };
        let actions = code_actions(workspace, path, offset..offset, &analysis, &signing);
        let shown = actions
            .iter()
            .map(|action| (action.title.as_str(), action.disabled));
        let shown: Vec<_> = shown.collect();
        assert_eq!(shown, [("Sign off this claim", Some(why))]);
        assert!(actions[0].edits.is_empty());
    }
}

#[test]
fn what_was_guessed_can_be_confirmed() {
    let draft = "article \"A\"\n  language: en  # guessed\n\n# entity ana: person \"Ana\"  # guessed\n# entity eva: place \"Eva\"  # guessed\n\nclaim: number \"5\"  # guessed\n  # said-by: @ana  # guessed\n  source: @s\n";
    let at = |place: &str, mark: &str| draft.replacen(place, &format!("{place}{mark}"), 1);
    check(
        &at("claim: nu", "<|>"),
        expect![[r#"
        unresolved-reference: Declare source `s`
            draft.sayso:10 "" → "\nsource s: document \"Title\"\n"
        action: Confirm what was guessed here
            draft.sayso:7 "  # guessed" → ""
        action: Confirm all 2 guesses in this draft
            draft.sayso:2 "  # guessed" → ""
            draft.sayso:7 "  # guessed" → ""
        unresolved-reference: Allow `unresolved-reference` here…
            draft.sayso:9 "" → "\n  allow: unresolved-reference \"\""
    "#]],
    );
    check(
        &at("# entity a", "<|>"),
        expect![[r##"
        action: Declare `@ana`
            draft.sayso:4 "# entity ana: person \"Ana\"  # guessed" → "entity ana: person \"Ana\""
            draft.sayso:8 "# " → ""
    "##]],
    );
    let both = at("# entity a", "<|>").replace("# entity e", "# entity e<|>");
    check(
        &both,
        expect![[r##"
        action: Declare these 2 names
            draft.sayso:4 "# entity ana: person \"Ana\"  # guessed" → "entity ana: person \"Ana\""
            draft.sayso:5 "# entity eva: place \"Eva\"  # guessed" → "entity eva: place \"Eva\""
            draft.sayso:8 "# " → ""
    "##]],
    );
}
