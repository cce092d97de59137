//! What readers see of HTML, front matter and markup in Markdown.

use super::*;

fn markdown(source: &str) -> Article {
    Article::read(source, ArticleFormat::Markdown)
}

/// Compares the sentences as readers see them. `#` stands before those in headings, `-` before those beside the text.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let article = markdown(source);
    let shown = |sentence: &Sentence| {
        let mark = match (sentence.in_heading, sentence.is_beside_text) {
            (true, _) => "# ",
            (_, true) => "- ",
            _ => "",
        };
        format!("{mark}{}", article.reader_text(sentence.range.clone()))
    };
    let found: Vec<String> = article.sentences().iter().map(shown).collect();
    assert_eq!(found, expected, "{source}");
}

/// Whether a quotation is found in the article.
fn is_found(source: &str, quotation: &str) -> bool {
    matches!(markdown(source).find(&quotation.into()), Anchor::Found(_))
}

#[test]
fn tags_within_a_paragraph_do_not_end_it() {
    for inside in [
        "<br>",
        "<br/>",
        "<BR clear=all>",
        " <img src=x alt=\"Nobody. Came.\"> ",
        " <!-- Really? --> ",
        " <b></b>",
        " <my-box>&nbsp;</my-box>",
        " <svg><title>X. Y</title></svg>",
        "<wbr> ",
        " <script>a. B</script> ",
    ] {
        let source = format!("<p>The bridge{inside}was closed.</p>");
        check(&source, &["The bridge was closed."]);
        check(&source[3..source.len() - 4], &["The bridge was closed."]);
        assert!(is_found(&source, "bridge was closed"), "{inside}");
    }
    for inside in [
        "<wbr>",
        "&shy;",
        "<!-- x -->",
        "<b>",
        "</i>",
        "<template>x</template>",
    ] {
        let source = format!("<p>The bri{inside}dge was closed.</p>");
        assert!(is_found(&source, "The bridge was"), "{inside}");
        assert!(is_found(&source[3..], "The bridge was"), "{inside}");
    }
}

#[test]
fn tags_of_blocks_end_a_paragraph() {
    for between in [
        "<p>",
        "</p><p>",
        "</li>\n<li>",
        "<hr>",
        "</td><td>",
        "</h2>",
        "<figcaption>",
        "<br> <br>",
        "<BR/>\n<br>",
    ] {
        check(
            &format!("<div>One is{between}Two are</div>"),
            &["One is", "Two are"],
        );
        check(&format!("One is{between}Two are"), &["One is", "Two are"]);
    }
}

#[test]
fn headings_and_heads_of_tables_in_html() {
    check(
        "<h2 class=x>A <b>title</b></h2>\n<p>Text.</p>",
        &["# A title", "Text."],
    );
    check(
        "<table><thead><tr><td>Town<td>Dead</tr></thead><tr><th>Elmstead</th><td>5 people</td></table>",
        &["- Town", "- Dead", "- Elmstead", "5 people"],
    );
    check(
        "| Town | *Dead* |\n|---|---|\n| Elmstead | 5 |\n\nText.",
        &["- Town", "- Dead", "Elmstead", "5", "Text."],
    );
}

#[test]
fn what_readers_do_not_see_in_html() {
    check("<style>\np { x }\n</style>\n\n<p>Text.</p>", &["Text."]);
    check(
        "<div><SCRIPT>if (a < b) { x. Y }</Script>Text.</div>",
        &["Text."],
    );
    check(
        "<template>\n\nHidden.\n\n# Hidden\n\n</template>\n\nText.",
        &["Text."],
    );
    check("One <video controls>No. Way</video>is.", &["One is."]);
    // Nothing closes these.
    check("A <template> here.\n\nText.", &["A here.", "Text."]);
    check("<div>A <video> here.\n\nText.", &["A", "Text."]);
    check(
        "<div>1 < 2 & 3 <b The end\n\nText.",
        &["1 < 2 & 3 <b The end", "Text."],
    );
    check("<p title=\"a > b\" alt='>'>Text.</p>", &["Text."]);
}

#[test]
fn front_matter_is_skipped() {
    check("\u{feff}\n---\ntitle: A. B\n---\nText.", &["Text."]);
    check("---\n\nOne.\n\n---\n\nTwo.", &["One.", "Two."]);
    check("+++\nx = 1\n+++\nText.", &["Text."]);
    let embedded = Article::embedded("text\n    ---\n    title: A\n    ---\n    Text.\n");
    assert_eq!(embedded.sentences().len(), 1);
}

#[test]
fn changes_citations_and_footnotes() {
    check(
        "It {++was ++}{--is --}closed [@doe, p. 4].{>>Sure?<<} Why?[^1]\n\n[^1]: Ask Ana. Or Bea.",
        &["It was closed.", "Why?", "- Ask Ana.", "- Or Bea."],
    );
    check(
        "The {~~old~>new~~} `{++x++}` bridge.\n\n```\n{--code--}\n```\n",
        &["The new {++x++} bridge."],
    );
    assert!(is_found("```\n{--code--}\n```\n", "{--code--}"));
    assert!(is_found("It {++was++} closed.", "It {++was++} closed"));
    assert!(is_found("It was closed [@doe, p. 4].", "It was closed."));
}

#[test]
fn lists_of_links() {
    check(
        "- [Five freed](a.md)\n- <https://example.org>\n- [A *b*](c.md) [d](e.md)\n",
        &["- Five freed", "- https://example.org", "- A b d"],
    );
    check(
        "- [Five freed](a.md)\n- Six were not\n",
        &["Five freed", "Six were not"],
    );
    check("- [Five were freed.](a.md)\n", &["Five were freed."]);
    check("[Five freed](a.md)\n", &["Five freed"]);
}

/// Each takes milliseconds; quadratic code would take minutes.
#[test]
fn hostile_markup_is_read_in_time() {
    for bit in [
        "<p ",
        "<p =\"",
        "<p ='\">",
        "<!-- ",
        "<br>",
        "<script>",
        "<template>\n\n",
        "<div\n\n",
        "</",
        "<video>a\n\n",
        "{++",
        "[@a ",
        "<div><",
        "&amp",
        "- [a](b)\n",
        "<th>",
        "<!--\n\n",
        "a<br> ",
    ] {
        let source = bit.repeat(100_000 / bit.len());
        markdown(&source).sentences();
        markdown(&format!("<div>{source}")).sentences();
    }
}
