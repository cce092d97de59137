//! Articles as readers see them, and what searches find in them.

use super::*;

fn markdown(source: &str) -> Article {
    Article::read(source, ArticleFormat::Markdown)
}

fn plain(source: &str) -> Article {
    Article::read(source, ArticleFormat::Plain)
}

/// `expected` is the source of the passage, `?` if it is ambiguous or repeated, `-` if there is none.
#[track_caller]
fn check_found(article: &Article, exact: &str, expected: &str) {
    let found = match article.find(&exact.into()) {
        Anchor::Found(range) => &article.source[range],
        Anchor::Repeated(_) | Anchor::Ambiguous(_) => "?",
        Anchor::Missing => "-",
    };
    assert_eq!(found, expected, "{exact:?}");
}

#[track_caller]
fn check_sentences(article: &Article, expected: &[&str]) {
    let found: Vec<&str> = article
        .sentences()
        .iter()
        .map(|sentence| &article.source[sentence.range.clone()])
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn quotations_match_different_spellings() {
    let article = plain("It “wasn’t” five –\nor six – na\u{ad}tionals of Roci\u{301}o’s.\n");
    check_found(
        &article,
        "\"wasn't\" five - or six",
        "“wasn’t” five –\nor six",
    );
    check_found(
        &article,
        "nationals of\n    Rocío's",
        "na\u{ad}tionals of Roci\u{301}o’s",
    );
}

#[test]
fn a_gap_stays_in_its_paragraph() {
    let article =
        plain("Five of its nationals, it said, had been freed. Six were not.\n\nNobody knows.");
    check_found(
        &article,
        "Five of … had been freed",
        "Five of its nationals, it said, had been freed",
    );
    check_found(
        &article,
        "Five ... it said ... freed",
        "Five of its nationals, it said, had been freed",
    );
    check_found(&article, "… had been freed", "had been freed");
    check_found(&article, "Six … Nobody", "-");
    check_found(&article, "Six were not. Nobody", "Six were not.\n\nNobody");
    check_found(&article, "…", "-");
}

#[test]
fn words_copied_with_markup_are_found() {
    let article = markdown(
        "One of them is **Ines [Varga](https://a.example.org)**, who *does* work.\nI don`t and won`t, A&amp;B said.",
    );
    let copied = "is **Ines [Varga](https://a.example.org)**, who *does* … said";
    check_found(&article, copied, article.source[12..].trim_end_matches('.'));
    check_found(&article, "I don`t and won`t", "I don`t and won`t");
    check_found(&article, "A&amp;B", "A&amp;B");
    check_found(&article, "*Nobody* knows", "-");
    check_found(&plain("It is *so*."), "is **so**", "-");
}

#[test]
fn an_ellipsis_of_the_article_is_found() {
    let article = plain("“Well … no”, he said. Well, he did not say no.");
    check_found(&article, "Well ... no", "Well … no");
}

#[test]
fn passages_start_and_end_with_words() {
    let article = plain("The party of 1.5 million, art for arties. Trump's 北京市长说");
    check_found(&article, "art", "art");
    check_found(&article, "5 million", "-");
    check_found(&article, "Trump", "Trump");
    check_found(&article, "市长", "市长");
}

#[test]
fn prefix_and_suffix_distinguish_equal_passages() {
    let article = plain("In May it was closed. In June it was closed, too.");
    let exact = "it was closed";
    check_found(&article, exact, "?");
    let found = |prefix, suffix| {
        article.find(&Quotation {
            exact,
            prefix,
            suffix,
        })
    };
    assert_eq!(found(Some("In June"), None), Anchor::Found(30..43));
    assert_eq!(found(None, Some(", too")), Anchor::Found(30..43));
    assert_eq!(found(Some("In May"), None), Anchor::Found(7..20));
    assert_eq!(found(Some("In July"), None), Anchor::Missing);
}

#[test]
fn ambiguous_passages_are_listed_in_order_up_to_a_limit() {
    let article = plain(&"again ".repeat(40_000));
    let Anchor::Ambiguous(ranges) = article.find(&"again again".into()) else {
        panic!()
    };
    assert_eq!(ranges.len(), Anchor::LISTED);
    assert_eq!(ranges[..2], [0..11, 6..17]);
}

#[test]
fn passages_of_large_articles_are_found_by_the_index() {
    let mut source: String = (0..5_000)
        .map(|i| format!("Sentence number {i} is here.\n\n"))
        .collect();
    source.push_str("The “end”.");
    let article = plain(&source);
    check_found(&article, "number 4711 is", "number 4711 is");
    check_found(
        &article,
        "number 4711 is here. Sentence",
        "number 4711 is here.\n\nSentence",
    );
    check_found(&article, "number 17 … here", "number 17 is here");
    check_found(&article, "number 17 is gone", "-");
    check_found(&article, "The \"end\"", "The “end”");
    check_found(&article, "is here", "?");
}

#[test]
fn markdown_is_read_without_its_markup() {
    let article = markdown(
        "---\ntitle: Not text\n---\n# The *big* news\n\nThe [foreign ministry](https://e.org/a_b) said **five** \
         were freed[^1] at 5 \\* 3 &amp; more.  \nA ![picture](x.png) <b>new</b> `line`<br>here.\n\n[^1]: A footnote.\n",
    );
    check_found(&article, "The big news", "The *big* news");
    check_found(
        &article,
        "ministry said five were freed at",
        "ministry](https://e.org/a_b) said **five** were freed[^1] at",
    );
    check_found(&article, "five", "five");
    check_found(&article, "5 * 3 & more", "5 \\* 3 &amp; more");
    check_found(
        &article,
        "more. A new line here",
        "more.  \nA ![picture](x.png) <b>new</b> `line`<br>here",
    );
    check_found(&article, "A footnote", "A footnote");
    for hidden in ["Not text", "e.org", "picture", "br", "1"] {
        check_found(&article, hidden, "-");
    }
}

#[test]
fn markdown_blocks_are_separate() {
    let article = markdown(
        "Heading\n=======\n\n> Quoted\n> words.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nlet x. Y\n```\n\n<p>Some &eacute;t&eacute;</p><p>HTML</p>\n<!-- no -->\n",
    );
    check_sentences(
        &article,
        &[
            "Heading",
            "Quoted\n> words.",
            "one",
            "two",
            "a",
            "b",
            "c",
            "d",
            "Some &eacute;t&eacute;",
            "HTML",
        ],
    );
    check_found(&article, "Quoted words", "Quoted\n> words");
    check_found(&article, "let x", "let x");
    check_found(&article, "Some été", "Some &eacute;t&eacute;");
    check_found(&article, "no", "-");
    check_found(&article, "Some … HTML", "-");
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    for (end, format) in [
        ("\n", ArticleFormat::Plain),
        ("\r\n", ArticleFormat::Markdown),
        ("\r", ArticleFormat::Markdown),
        ("\r", ArticleFormat::Plain),
    ] {
        let source = format!("\u{feff}# One{end}{end}Two words{end}here.{end}{end}Three.");
        let article = Article::read(&source, format);
        check_found(&article, "words here", &format!("words{end}here"));
        assert_eq!(article.sentences().len(), 3, "{end:?} {format:?}");
        assert_eq!(article.sentences()[2].range, source.len() - 6..source.len());
    }
}

#[test]
fn embedded_articles_are_read_without_indentation() {
    let article = Article::embedded(
        "text\n    First line\n    of **two**. Next.\n\n      - an item\n    end &amp; all\n",
    );
    check_found(&article, "First line of two", "First line\n    of **two");
    check_found(&article, "end & all", "end &amp; all");
    check_found(&article, "text", "-");
    check_sentences(
        &article,
        &[
            "First line\n    of **two**.",
            "Next.",
            "an item\n    end &amp; all",
        ],
    );
}

#[test]
fn sentences_know_abbreviations_and_stay_in_their_paragraph() {
    let article = markdown(
        "# A title\n\nMr. Smith of the U.S. Navy came. He *left*.\nThen nothing\n\nNew paragraph",
    );
    check_sentences(
        &article,
        &[
            "A title",
            "Mr. Smith of the U.S. Navy came.",
            "He *left*.",
            "Then nothing",
            "New paragraph",
        ],
    );
    assert!(article.sentences()[0].in_heading);
}

#[test]
fn sentences_follow_the_language() {
    check_sentences(
        &plain("北京很大。上海也很大。").in_language("zh-Hans"),
        &["北京很大。", "上海也很大。"],
    );
    check_sentences(
        &plain("El Sr. Pérez vino. Se fue.").in_language("es"),
        &["El Sr. Pérez vino.", "Se fue."],
    );
    check_sentences(
        &plain("One. Two.").in_language("xx-nonsense"),
        &["One.", "Two."],
    );
}

#[test]
fn sentences_in_one_pair_of_quotation_marks_are_split() {
    let article = plain("\"We came. We saw it all,\" he said. She said: “No. Never.” They left.");
    check_sentences(
        &article,
        &[
            "\"We came.",
            "We saw it all,\" he said.",
            "She said: “No.",
            "Never.”",
            "They left.",
        ],
    );
}

#[test]
fn a_line_that_ends_early_ends_a_sentence() {
    let long = "The council met for a long time and in the end decided to close the bridge to all traffic.";
    let article = plain(&format!("Friday, May 7\n{long}"));
    check_sentences(&article, &["Friday, May 7", long]);
}

#[test]
fn neither_a_line_end_of_two_characters_nor_indentation_ends_a_sentence() {
    let wrapped = "The council met Ana\r\nDíaz for a long time\r\nand Bea for another.";
    let whole = "The council met Ana Díaz for a long time and Bea for another.";
    let read = |article: Article| {
        let sentences = article.sentences().iter();
        let read = sentences.map(|sentence| article.reader_text(sentence.range.clone()));
        read.collect::<Vec<String>>()
    };
    assert_eq!(read(markdown(wrapped)), [whole]);
    let indented = wrapped.replace("\r\n", "\n                      ");
    let embedded = Article::embedded(&format!("text\n                      {indented}"));
    assert_eq!(read(embedded), [whole]);
}

#[test]
fn reader_text_has_no_markup() {
    let source = "The [foreign\nministry](https://e.org) said “**five**” &amp; more.\n\nNext";
    let article = markdown(source);
    assert_eq!(
        article.reader_text(0..source.len()),
        "The foreign ministry said “five” & more. Next"
    );
    assert_eq!(
        article.folded_text(0..source.len()),
        "The foreign ministry said 'five' & more. Next"
    );
}

#[test]
fn the_nearest_passage_is_offered() {
    let article = markdown(
        "The ministry said on Thursday that six of its *nationals* were released that day.\n\nHundreds remain detained, \
         rights groups say. The bridge was closed on Monday.",
    );
    let check = |exact: &str, expected: Option<&str>| {
        assert_eq!(
            article
                .nearest(exact)
                .map(|passage| passage.text)
                .as_deref(),
            expected,
            "{exact}"
        );
    };
    check(
        "five of its nationals were released",
        Some("six of its nationals were released"),
    );
    check("the bridge was closed", Some("The bridge was closed"));
    check(
        "Hundreds remained in detention, rights groups say",
        Some("Hundreds remain detained, rights groups say"),
    );
    check("nothing like this appears anywhere", None);
    check("", None);
}

#[test]
fn mentions_are_found_under_markup() {
    let source = "By **María** Corina Machado.\n\nRocío\n\nSan Miguel";
    let article = markdown(source);
    let names = Names::new([("Maria Corina Machado", 1), ("Rocío San Miguel", 2)]);
    let found = article.mentions(&names);
    assert_eq!(
        found,
        [Mention {
            range: 5..source.find('.').unwrap(),
            id: 1
        }]
    );
}

/// Each takes milliseconds; quadratic code would take minutes.
#[test]
fn hostile_articles_are_read_in_time() {
    let bits = [
        "\"a. B ",
        "“a. B ",
        "(a. B ",
        "a@b.",
        ". ",
        "1. ",
        "> ",
        "[](",
        "*a ",
        "`a``",
        "<!-- ",
        "&",
        "a b ",
        "a\u{301}",
        "北京。",
        "a\n\n",
        "|a",
    ];
    for bit in bits {
        let source = bit.repeat(200_000 / bit.len());
        for article in [
            markdown(&source),
            plain(&source),
            Article::embedded(&source),
        ] {
            article.sentences();
            for exact in ["a b a 1", "a b a b a a", "a … b … zzz", "北京"] {
                article.find(&exact.into());
                article.nearest(exact);
            }
        }
    }
}

#[test]
fn sentences_that_may_contain_a_name() {
    let article = Article::read(
        "# Maria\n\nMaría Machado came. So did José *Machado* there. Nobody spoke. Who's Maria?\n",
        ArticleFormat::Markdown,
    );
    assert_eq!(article.sentences_with(["Maria Machado"]), [0, 1, 2, 4]);
    assert!(article.sentences_with(["José"]).contains(&2));
    let shouted = article.sentences_with(["MARIA"]);
    assert!(
        [0, 1, 4].iter().all(|at| shouted.contains(at)),
        "{shouted:?}"
    );
    assert_eq!(article.sentences_with(["Ana", ""]), [0usize; 0]);
}
