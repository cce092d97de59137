//! Comments whose ranges are odd go to the nearest words, and say so. None is lost.

use proptest::prelude::*;

use super::imported;
use super::word::{Word, end, p, r, start};

#[track_caller]
fn check(body: &str, words: &str, remark: &str) {
    let draft = imported(&Word::of(body).comment(1, "Ana", "Is it so"));
    assert!(
        draft.contains(&format!("claim: fact \"{words}\"")),
        "{draft}"
    );
    assert!(
        draft.contains("note: \"Ana (2026-01-02): Is it so\""),
        "{draft}"
    );
    match remark {
        "" => assert!(!draft.contains("# comment 1"), "{draft}"),
        remark => assert!(draft.contains(&format!("# comment 1: {remark}")), "{draft}"),
    }
}

#[test]
fn odd_ranges() {
    let empty = p(&[r("One is so. "), start(1), end(1), r("Two is not.")].concat());
    check(&empty, "Two is not.", "it had no words");
    let across = p(&[r("One "), start(1), r("is so.")].concat())
        + &p(&[r("Two "), end(1), r("is not.")].concat());
    check(&across, "is so.", "it went on in further paragraphs");
    let endless = p(&[r("One is so. "), start(1), r("Two is not.")].concat());
    check(&endless, "Two is not.", "it had no words");
    let startless = p(&[r("One is so."), end(1), r(" Two is not.")].concat());
    check(&startless, "One is so.", "it had no words");
    let between = p(&r("One is so.")) + &start(1) + &p(&[r("Two is not."), end(1)].concat());
    check(&between, "Two is not.", "");
    let in_word = p(&[r("One is"), start(1), r("land is "), end(1), r("so.")].concat());
    check(&in_word, "island is", "");
    let in_table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&[start(1), r("Four"), end(1)].concat())
    );
    check(&in_table, "Four", "");
    let spaces = p(&[r("One is so."), start(1), r("  "), end(1), r("Two is not.")].concat());
    check(&spaces, "One is so.", "it had no words");
}

#[test]
fn words_that_are_there_twice_are_told_apart() {
    let body = p(&[
        r("The bridge closed. Then the "),
        start(1),
        r("bridge"),
        end(1),
        r(" opened, and the bridge fell."),
    ]
    .concat());
    let draft = imported(&Word::of(&body).comment(1, "Ana", "Is it so"));
    assert!(draft.contains("claim: fact \"bridge\"\n  "), "{draft}");
    assert!(draft.contains("fix: \""), "{draft}");
}

#[test]
fn a_comment_without_any_place_is_a_note_of_the_article() {
    let draft = imported(&Word::of(&p(&r("One is so."))).comment(1, "Ana", "In the header"));
    assert!(
        draft.contains("# comment 1 has no place in the text"),
        "{draft}"
    );
    assert!(
        draft.contains("  note: \"Ana (2026-01-02): In the header\"\n"),
        "{draft}"
    );
    let empty = imported(&Word::of("").comment(1, "Ana", "Nothing here"));
    assert!(empty.contains("Nothing here"), "{empty}");
}

#[test]
fn comments_may_be_nested_and_overlap() {
    let body = p(&[
        start(1),
        r("One "),
        start(2),
        r("is "),
        end(1),
        r("so"),
        end(2),
        r(" now."),
    ]
    .concat());
    let word = Word::of(&body)
        .comment(1, "Ana", "outer")
        .comment(2, "Bo", "inner");
    let draft = imported(&word);
    assert!(
        draft.contains("claim: fact \"One is\"") && draft.contains("claim: fact \"is so\""),
        "{draft}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However their marks are shuffled, no comment is lost, and the draft has no errors of syntax or of anchors.
    #[test]
    fn no_comment_is_lost(marks in prop::collection::vec((0usize..12, 0usize..12), 1..6), texts in prop::collection::vec("[ -~äñ“”@#]{1,30}", 6)) {
        let mut pieces: Vec<String> = ["One is ", "so. ", "The same ", "words. ", "|", "The same ", "words ", "again, ", "|", "and 3 * 4 ", "[x] ", "end."]
            .iter()
            .map(|text| if *text == "|" { "</w:p><w:p>".to_owned() } else { r(text) })
            .collect();
        let mut word = Word::default();
        for (number, (from, to)) in marks.iter().enumerate() {
            let id = number + 1;
            pieces[*from] = start(id) + &pieces[*from];
            pieces[*to] += &end(id);
            let text: String = texts[number].chars().filter(|c| !matches!(c, '<' | '&')).collect();
            word = word.comment(id, "Ana", &format!("n{id} {text}"));
        }
        word.body = p(&pieces.concat());
        let draft = imported(&word);
        for number in 1..=marks.len() {
            prop_assert!(draft.contains(&format!("n{number}")), "{draft}");
        }
    }
}
