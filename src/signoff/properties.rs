//! Properties: which changes leave a seal whole and which break it.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;

use super::{Changed, Checked, Seal, checked_of};
use crate::workspace::{ArticleProblem, File, Workspace};

/// The content of a claim and its sources.
#[derive(Clone, Debug)]
struct Content {
    /// The words of the passage, then the titles of the sources and the speaker.
    passage: Vec<String>,
    survey: String,
    wire: String,
    speaker: String,
    /// The place in the survey, and its words.
    page: String,
    words: String,
    /// Before the passage, in its sentence.
    before: String,
}

/// How the content is written.
#[derive(Clone, Debug)]
struct Manner {
    /// The white space between two words of the passage, in turn.
    gaps: Vec<&'static str>,
    quotes: [&'static str; 2],
    names: [&'static str; 3],
    above: &'static str,
    page_label: &'static str,
    /// Whether the fields and declarations are in reverse order and in a second file.
    is_reversed: bool,
}

const PLAIN: Manner = Manner {
    gaps: Vec::new(),
    quotes: ["\"", "\""],
    names: ["survey", "wire", "ana"],
    above: "",
    page_label: "p.",
    is_reversed: false,
};

fn content() -> impl Strategy<Value = Content> {
    let words = || prop::collection::vec("[a-zé0-9]{1,6}", 1..6);
    let text = || words().prop_map(|words| words.join(" "));
    let page = "[1-9][0-9]{0,2}";
    (words(), text(), text(), text(), page, text(), text()).prop_map(
        |(passage, survey, wire, speaker, page, words, before)| Content {
            // Nothing else in the article begins with this word.
            passage: std::iter::once("Zq0".to_owned()).chain(passage).collect(),
            survey: format!("Survey 1 {survey}"),
            wire: format!("Wire 2 {wire}"),
            speaker: format!("Ana 3 {speaker}"),
            page,
            words: format!("words 4 {words}"),
            before: format!("It was in 5 {before}"),
        },
    )
}

fn manner() -> impl Strategy<Value = Manner> {
    let gap = prop::sample::select(&[" ", "\n", "  ", "\u{a0}", "\n   "][..]);
    let quotes = prop::sample::select(&[["\"", "\""], ["“", "”"], ["«", "»"], ["‘", "’"]][..]);
    let names = prop::sample::select(
        &[
            ["survey", "wire", "ana"],
            ["a", "b", "c"],
            ["pier-2", "wire", "東京"],
        ][..],
    );
    let above = prop::sample::select(&["", "# 2026\n\n", "Before it, 17 things.\n\n* one\n\n"][..]);
    let label = prop::sample::select(&["p.", "page", "pp."][..]);
    let gaps = prop::collection::vec(gap, 0..4);
    (gaps, quotes, names, above, label, any::<bool>()).prop_map(
        |(gaps, quotes, names, above, page_label, is_reversed)| Manner {
            gaps,
            quotes,
            names,
            above,
            page_label,
            is_reversed,
        },
    )
}

/// What is checked of the claim when it is written in this manner.
fn checked(content: &Content, manner: &Manner) -> Checked {
    let [survey, wire, ana] = manner.names;
    let [open, close] = manner.quotes;
    let mut passage = String::new();
    for (at, word) in content.passage.iter().enumerate() {
        let gap = match manner.gaps.len() {
            0 => " ",
            count => manner.gaps[at % count],
        };
        passage += if at == 0 { "" } else { gap };
        passage += word;
    }
    let article = format!(
        "{}{} {open}{passage}{close}, *they* said.\n",
        manner.above, content.before
    );
    let quoted = format!("'{}'", content.passage.join(" "));
    let (label, page, words) = (manner.page_label, &content.page, &content.words);
    let mut fields = [
        format!("  said-by: @{ana}\n"),
        format!("  source: @{survey} at {label} {page} \"{words}\"\n"),
        format!("  contradicted-by: @{wire}\n"),
    ];
    let mut sources = [
        format!("entity {ana}: person \"{}\"\n", content.speaker),
        format!(
            "source {survey}: study \"{}\"\n  by: @{ana}\n  issued: 2026-01-08\n",
            content.survey
        ),
        format!(
            "source {wire}: wire \"{}\"\n  by: \"Agency\"\n",
            content.wire
        ),
    ];
    if manner.is_reversed {
        fields.reverse();
        sources.reverse();
    }
    let claim = format!("claim claimed: number \"{quoted}\"\n{}", fields.concat());
    let head = "article \"A\"\n  text: \"a.md\"\n";
    let texts = match manner.is_reversed {
        true => [format!("{claim}\n{head}"), sources.concat()],
        false => [format!("{head}{}{claim}", sources.concat()), String::new()],
    };
    let mut workspace = Workspace::new([PathBuf::from("/w")]);
    for (name, text) in ["a.sayso", "b.sayso"].iter().zip(&texts) {
        workspace.insert(File::new(&Path::new("/w").join(name), text));
    }
    let id = workspace.id_of(Path::new("/w/a.sayso")).expect("a draft");
    let read = |path: &Path| match path.ends_with("a.md") {
        true => Ok(article.as_str().into()),
        false => Err(ArticleProblem::Missing),
    };
    workspace.refresh_article(id, &read);
    let file = workspace.file(id).expect("a draft");
    let segment = file.declared("claimed").next().expect("a claim").segment;
    let text = workspace.article(id).expect("an article");
    checked_of(&workspace, id, segment, text)
        .unwrap_or_else(|| panic!("nothing to seal in {texts:?} {article:?}"))
}

/// The text with one of its digits changed. None if it has no digit.
fn with_other_digit(text: &str, at: &Index, step: u8) -> Option<String> {
    let digits: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let place = *digits.get(at.index(digits.len().max(1)))?;
    let digit = (text.as_bytes()[place] - b'0' + step) % 10;
    let mut text = text.to_owned();
    text.replace_range(place..=place, &digit.to_string());
    Some(text)
}

/// A seal has 16 bits for each part, so rarely a change goes unnoticed: a fixed seed avoids that.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_different_way_of_writing_leaves_a_seal_whole(content in content(), manner in manner()) {
        let before = checked(&content, &PLAIN);
        let after = checked(&content, &manner);
        prop_assert_eq!(before.strings(), after.strings());
        prop_assert_eq!(before.seal(), after.seal());
    }

    #[test]
    fn one_changed_digit_breaks_a_seal(
        content in content(), manner in manner(), part in 0..7, at: Index, step in 1..10u8,
    ) {
        let seal = checked(&content, &PLAIN).seal();
        let mut other = content;
        let (part, expected) = match part {
            0 => {
                let word = at.index(other.passage.len());
                (&mut other.passage[word], Changed::Passage)
            }
            1 => (&mut other.survey, Changed::Sources),
            2 => (&mut other.wire, Changed::Sources),
            // The speaker is also the author of the survey.
            3 => (&mut other.speaker, Changed::Much),
            4 => (&mut other.page, Changed::Places),
            5 => (&mut other.before, Changed::Sentence),
            _ => (&mut other.words, Changed::Places),
        };
        let Some(changed) = with_other_digit(part, &at, step) else {
            return Ok(());
        };
        *part = changed;
        prop_assert_eq!(checked(&other, &manner).changes_since(seal), [expected]);
    }
}

/// What is checked of the claim `c` of that draft.
fn checked_in(draft: &str, article: &str) -> Checked {
    let mut workspace = Workspace::new([PathBuf::from("/w")]);
    let change = workspace.insert(File::new(Path::new("/w/a.sayso"), draft));
    let id = change.file.expect("a draft");
    workspace.refresh_article(id, &|_| Ok(article.into()));
    let file = workspace.file(id).expect("a draft");
    let segment = file.declared("c").next().expect("a claim").segment;
    let text = workspace.article(id).expect("an article");
    checked_of(&workspace, id, segment, text).expect("it can be sealed")
}

/// Otherwise a reader of the draft could try names until the seal fits.
#[test]
fn a_seal_holds_nothing_of_a_confidential_source() {
    let seal = |source: &str| {
        let draft = format!(
            "article \"A\"\n  text: \"a.md\"\nentity eva: person \"Eva\"\n{source}  confidential: yes\nclaim c: \"One was freed\"\n  source: @s at p. 3\n"
        );
        checked_in(&draft, "One was freed.").seal()
    };
    let described = "  described-as: \"a clerk\"\n";
    let one = seal(&format!("source s: interview \"Ana\"\n{described}"));
    let details =
        "  by: @eva\n  issued: 2026-01-08\n  url: https://example.org/\n  note: \"Eva\"\n";
    let same = seal(&format!("source s: email \"Eva\"\n{described}{details}"));
    assert_eq!(one, same);
    let other = seal("source s: interview \"Ana\"\n  described-as: \"a lawyer\"\n");
    assert_ne!(one, other);
}

/// Written by the first version of Sayso. It folded fewer signs, and has no sentence.
#[test]
fn a_seal_of_three_groups_never_changes() {
    let draft = "article \"A\"\n  text: \"a.md\"\nentity e: person \"Seán O’Brien ﬁn\"\n\
        source s: report \"The “ﬁnal” report — № 5\"\n  by: @e\n\
        claim c: number \"Il a dit : « oui », à 5 % du proﬁt… ❤\u{fe0f}\"\n  said-by: @e\n  source: @s at p. ５ \"１２ % — oui !\"\n";
    let seal = Seal::read("a1cb-c685-182c").expect("a seal");
    let changes = |article: &str| checked_in(draft, article).changes_since(seal);
    let then = "Hier : *Il* a dit\u{202f}: « oui », à 5\u{a0}% du proﬁt… ❤\u{fe0f} et non.";
    assert_eq!(changes(then), []);
    assert_eq!(changes(&format!("{then}\n\nMore.")), []);
    assert_eq!(changes(&then.replace("Hier", "Demain")), []);
    assert_eq!(
        changes(&then.replace("proﬁt", "profit")),
        [Changed::Passage]
    );
}

/// Their passage includes the space after it where it ends a paragraph.
#[test]
fn a_seal_of_three_groups_of_a_heading() {
    let draft = "article \"A\"\n  text: \"a.md\"\nsource s: report \"R\"\nclaim c: fact \"It begins to free\"\n  source: @s\n";
    let checked = checked_in(draft, "# It begins to *free*\n\nMore.\n");
    assert_eq!(
        checked.changes_since(Seal::read("33a3-b10d-94bb").expect("a seal")),
        []
    );
    let checked = checked_in(draft, "It begins to free, it says.\n\nMore.\n");
    assert_eq!(
        checked.changes_since(Seal::read("80df-b10d-94bb").expect("a seal")),
        []
    );
}
