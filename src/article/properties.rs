//! Properties of every article, whatever its text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::words;

/// Texts of parts with a special meaning somewhere, mixed with any characters.
fn source() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "word",
        "two words",
        "The",
        "Mr. ",
        "U.S.",
        ". ",
        "! ",
        "?",
        "…",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        "    ",
        "\u{a0}",
        "\u{ad}",
        "\u{ad}\n",
        "\u{61c}",
        "\u{fe0f}",
        "：",
        "％ ",
        " :",
        "ﾞ",
        "ｶ",
        "\u{200b}",
        "“",
        "”",
        "\"",
        "'",
        "«",
        "»",
        "—",
        "--",
        "- ",
        "* ",
        "**",
        "_",
        "`",
        "```\n",
        "# ",
        "> ",
        "[a](b)",
        "![",
        "](",
        "]",
        "[^1]",
        "[^1]: ",
        "&amp;",
        "&nbsp;",
        "&",
        "<b>",
        "</b>",
        "<p>",
        "<br>",
        "<!--",
        "-->",
        "<",
        "|",
        "|---|\n",
        "\\",
        "1.5",
        "3,000",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{323}",
        "ﬁ",
        "Å",
        "北京",
        "。",
        "ไทย",
        "\u{1100}\u{1161}\u{11a8}",
        "각",
        "हिन्दी",
        "👩‍👩‍👧",
        "İ",
        "ß",
        "---\n",
        "\u{feff}",
        "(",
        ")",
        "[",
        "text\n",
    ]);
    let bit = prop_oneof![8 => bits.prop_map(str::to_string), 1 => any::<String>()];
    prop::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

fn articles_of(source: &str) -> [Article; 3] {
    [
        Article::read(source, ArticleFormat::Plain),
        Article::read(source, ArticleFormat::Markdown),
        Article::embedded(source),
    ]
}

fn is_within(source: &str, range: &Range<usize>) -> bool {
    range.start <= range.end && source.get(range.clone()).is_some()
}

fn finds(article: &Article, exact: &str, passage: &Range<usize>) -> bool {
    match article.find(&exact.into()) {
        Anchor::Found(found) => found == *passage,
        Anchor::Repeated(found) | Anchor::Ambiguous(found) => {
            found.contains(passage) || found.len() == Anchor::LISTED
        }
        Anchor::Missing => false,
    }
}

proptest! {
    #[test]
    fn every_range_is_within_the_source(source in source(), exact in source()) {
        for article in articles_of(&source) {
            let mut end = 0;
            for sentence in article.sentences() {
                prop_assert!(is_within(&source, &sentence.range));
                prop_assert!(!sentence.range.is_empty());
                prop_assert!(sentence.range.start >= end);
                end = sentence.range.end;
            }
            let anchor = article.find(&exact.as_str().into());
            prop_assert!(anchor.ranges().iter().all(|range| is_within(&source, range)));
            prop_assert!(article.nearest(&exact).is_none_or(|near| is_within(&source, &near.range)));
            let names = Names::new([(exact.as_str(), 1), ("word", 2), ("The two", 3)]);
            prop_assert!(article.mentions(&names).iter().all(|name| is_within(&source, &name.range)));
        }
    }

    #[test]
    fn words_of_the_article_are_found_at_their_places(source in source(), from in 0..40_usize, count in 1..8_usize) {
        for article in articles_of(&source) {
            let text = article.folded().text();
            let found: Vec<Range<usize>> = words(text).skip(from).take(count).collect();
            let (Some(first), Some(last)) = (found.first(), found.last()) else { continue };
            let folded = first.start..last.end;
            let passage = article.folded().source_range(folded.clone());
            prop_assert!(finds(&article, &text[folded], &passage), "{:?}", article.reader_text(passage));
        }
    }

    #[test]
    fn reader_text_of_a_plain_article_is_found(source in source()) {
        let article = Article::read(&source, ArticleFormat::Plain);
        for sentence in article.sentences() {
            let seen = article.reader_text(sentence.range.clone());
            // `.` and `︰`, which is two dots, are an ellipsis also where a sentence ends between them.
            let dots = ['.', '…'];
            let before = fold(&source[..sentence.range.start]).ends_with(dots);
            let after = fold(&source[sentence.range.end..]).starts_with(dots);
            if before && fold(&seen).starts_with(dots) || after && fold(&seen).ends_with(dots) {
                continue;
            }
            prop_assert!(article.find(&seen.as_str().into()) != Anchor::Missing, "{seen:?}");
            let decomposed: String = seen.nfd().collect();
            prop_assert_eq!(article.find(&decomposed.as_str().into()), article.find(&seen.as_str().into()));
        }
    }

    #[test]
    fn folding_ignores_unicode_forms_and_is_idempotent(text in source()) {
        let folded = fold(&text);
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(&fold(&composed), &folded);
        prop_assert_eq!(&fold(&decomposed), &folded);
        prop_assert_eq!(&fold(&folded), &folded);
        let searched = fold_for_search(&text);
        prop_assert_eq!(&fold_for_search(&searched), &searched);
    }
}

/// A tab may be partly indentation and partly text.
#[test]
fn tabs_before_wide_characters_in_a_list() {
    let source = "---\n- word\n\n\t\t：x";
    for article in articles_of(source) {
        let sentences = article.sentences().iter();
        assert!(
            sentences
                .map(|it| &it.range)
                .all(|range| is_within(source, range))
        );
        assert!(article.folded().text().trim_end().ends_with('x'));
    }
}
