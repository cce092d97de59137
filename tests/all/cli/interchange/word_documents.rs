//! Ordinary documents: what of a Word file ends up where.

use expect_test::expect;

use super::word::{Word, end, p, r, start};
use super::{imported, sayso};
use crate::fixture::Fixture;

fn article_of(body: &str) -> String {
    let fixture = Fixture::new("");
    fixture.write("story.docx", Word::of(body).bytes());
    sayso("import story.docx -q").within(&fixture).exits(0);
    std::fs::read_to_string(fixture.path("story.md")).expect("an article")
}

fn styled(style: &str, text: &str) -> String {
    p(&format!(
        "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}",
        r(text)
    ))
}

#[test]
fn a_commented_document_becomes_an_article_and_a_draft() {
    let body = [
        styled("Heading1", "Bridge closed"),
        p(&format!(
            "{}{}{}{}",
            r("The bridge was "),
            start(1),
            r("closed on Monday"),
            end(1) + &r(", the mayor said.")
        )),
    ]
    .concat();
    let word = Word::of(&body)
        .comment(1, "Ana Ruiz", "https://city.example.org/c, p. 4")
        .comment(2, "B. Ode", "Called them: right.")
        .extended(1, None, true)
        .extended(2, Some(1), true);
    let fixture = Fixture::new("");
    fixture.write("story.docx", word.bytes());
    let output = sayso("import story.docx").within(&fixture).exits(0);
    output.prints(expect![[r#"
        2 comments: 1 claim, 1 source
        story.md and story.sayso were written
        Next: run `sayso check story.sayso`
    "#]]);
    expect![[r##"
        # Imported from story.docx.

        article "Bridge closed"
          text: "story.md"

        source city-example-org-c: webpage "city.example.org/c"
          url: https://city.example.org/c

        claim: fact "closed on Monday"
          source: @city-example-org-c at p. 4
          note: "Ana Ruiz (2026-01-02, resolved): https://city.example.org/c, p. 4"
          note: "B. Ode (2026-01-03): Called them: right."
    "##]]
    .assert_eq(&std::fs::read_to_string(fixture.path("story.sayso")).expect("a draft"));
    expect![[r#"
        # Bridge closed

        The bridge was closed on Monday, the mayor said.
    "#]]
    .assert_eq(&std::fs::read_to_string(fixture.path("story.md")).expect("an article"));
    // A second time, nothing is replaced.
    let again = sayso("import story.docx").within(&fixture).exits(2);
    assert!(
        again
            .err
            .contains("story.sayso already exists, and is not replaced"),
        "{}",
        again.err
    );
    assert!(again.err.contains("sayso sync story.docx"), "{}", again.err);
}

#[test]
fn looks_become_markdown() {
    let run = |property: &str, text: &str| {
        format!("<w:r><w:rPr><w:{property}/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&r(text)));
    let body = [
        styled("Title", "A * title"),
        styled("Heading2", "Part"),
        p(&[
            r("One "),
            run("b", "bold "),
            run("i", "and"),
            run("b w:val=\"0\"", " plain_text"),
            r(" &amp; [x] &lt;y&gt;"),
        ]
        .concat()),
        p(&r("1. no list")),
        p(&format!("{}<w:r><w:br/></w:r>{}", r("first"), r("second"))),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Year"),
            cell("Cost"),
            cell("1998"),
            cell("a|b")
        ),
    ];
    expect![[r#"
        # A \* title

        ### Part

        One **bold** *and* plain_text & \[x\] \<y>

        1\. no list

        first\
        second

        | Year | Cost |
        | --- | --- |
        | 1998 | a\|b |
    "#]]
    .assert_eq(&article_of(&body.concat()));
}

#[test]
fn tracked_changes_are_accepted() {
    let deleted = "<w:del w:id=\"9\"><w:r><w:delText>never</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id=\"8\">{}</w:ins>", r("always"));
    let mark_deleted = "<w:pPr><w:rPr><w:del w:id=\"7\"/></w:rPr></w:pPr>";
    let moved = format!("<w:moveFrom>{}</w:moveFrom>", r("gone"));
    let before =
        "<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr>";
    let body = [
        p(&format!(
            "{mark_deleted}{} {deleted}{inserted}",
            r("It is ")
        )),
        p(&r(" so.")),
        p(&format!("{before}{moved}{}", r("A paragraph."))),
    ];
    assert_eq!(
        article_of(&body.concat()),
        "It is always so.\n\nA paragraph.\n"
    );
}

#[test]
fn footnotes_endnotes_and_links_become_sources() {
    let body = p(&[
        r("It cost "),
        r("3 million."),
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".to_owned(),
        r(" It was late."),
        "<w:r><w:endnoteReference w:id=\"2\"/></w:r>".to_owned(),
        format!("{}<w:hyperlink r:id=\"link0\">{}</w:hyperlink>{}", r(" They "), r("wrote to everybody"), r(" in May.")),
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://b.example.org\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>".to_owned(),
        r(" Nobody at all answered"),
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".to_owned(),
        r("."),
    ]
    .concat());
    let note = |kind: &str, text: &str| {
        format!(
            "<w:{kind} w:type=\"separator\" w:id=\"0\"><w:p/></w:{kind}><w:{kind} w:id=\"2\">{}</w:{kind}>",
            p(&r(text))
        )
    };
    let word = Word {
        body,
        footnotes: note("footnote", "Annual report 2025, p. 12"),
        endnotes: note("endnote", "Court file"),
        links: vec!["https://a.example.org/letter"],
        ..Word::default()
    };
    expect![[r##"
        # Imported from story.docx.

        article "story"
          text: "story.md"

        source annual-report-2025: document "Annual report 2025"

        source court-file: document "Court file"

        source a-example-org-letter: webpage "a.example.org/letter"
          url: https://a.example.org/letter

        source b-example-org: webpage "b.example.org"
          url: https://b.example.org

        claim: fact "It cost 3 million."
          source: @annual-report-2025 at p. 12
          note: "Annual report 2025, p. 12"

        claim: fact "It was late."
          source: @court-file
          note: "Court file"

        claim: fact "wrote to everybody"
          source: @a-example-org-letter

        claim: fact "Nobody at all answered"
          source: @b-example-org
    "##]]
    .assert_eq(&imported(&word));
}

#[test]
fn text_of_any_script_is_anchored() {
    for (before, words, after) in [
        ("Раз два. ", "Мост закрыт в понедельник", ", сказал мэр."),
        ("昨日、", "橋は閉鎖された", "と市長は述べた。"),
        ("قال إن ", "الجسر أغلق", " يوم الاثنين."),
        ("He said: “", "It’s “closed” \"now\"", "”, 🌉 again."),
        ("Cafe\u{301} ", "De\u{301}ja\u{300} vu", " was shut."),
    ] {
        let body = p(&[r(before), start(1), r(words), end(1), r(after)].concat());
        let draft = imported(&Word::of(&body).comment(1, "Ana", "Check"));
        assert!(draft.contains("\nclaim: fact "), "{draft}");
    }
}

/// It writes each reply as a comment of its own, with the same range, and no `commentsExtended.xml`.
#[test]
fn replies_of_google_docs() {
    let both = |mark: fn(usize) -> String| (1..=3).map(mark).collect::<String>();
    let body = p(&[
        r("It "),
        both(start),
        r("was closed"),
        both(end),
        r(" today."),
    ]
    .concat());
    let word = Word::of(&body)
        .comment(1, "Ana", "Sure?")
        .comment(2, "Bo", "Yes: https://a.example.org")
        .comment(3, "Bo", "_Marked as resolved_");
    let draft = imported(&word);
    assert!(
        draft.contains(
            r#"claim: fact "was closed"
  source: @a-example-org
  note: "Ana (2026-01-02, resolved): Sure?"
  note: "Bo (2026-01-03): Yes: https://a.example.org"
  note: "Bo (2026-01-04): _Marked as resolved_"
"#
        ),
        "{draft}"
    );
}

/// Programs other than Word name the parts in their own way, and write UTF-16.
#[test]
fn parts_may_have_other_names() {
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    let office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let top = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"/main/text.xml\"/></Relationships>"
    );
    let below = format!(
        "<Relationships><Relationship Id=\"b\" Type=\"{office}/comments\" Target=\"../margin/c.xml\"/></Relationships>"
    );
    let body = [start(1), r("It is so."), end(1)].concat();
    let text =
        format!("<x:document><x:body>{}</x:body></x:document>", p(&body)).replace("w:", "x:");
    let comments = "<comments><comment id=\"1\" author=\"Ana\"><p><r><t>Is it</t></r></p></comment></comments>";
    let bytes = super::word::zipped(&[
        ("_rels/.rels", top.as_bytes()),
        ("main/text.xml", &wide(&text)),
        ("main/_rels/text.xml.rels", below.as_bytes()),
        ("margin/c.xml", comments.as_bytes()),
    ]);
    let fixture = Fixture::new("");
    fixture.write("story.docx", bytes);
    sayso("import story.docx -q").within(&fixture).exits(0);
    let draft = std::fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    assert!(
        draft.contains("claim: fact \"It is so.\"\n  note: \"Ana: Is it\""),
        "{draft}"
    );
}
