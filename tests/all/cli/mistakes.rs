//! One mistake in a draft is one finding.

use super::sayso;
use crate::fixture::Fixture;

/// A draft without findings.
const DRAFT: &str = r#"article "A"
  language: en
  status: draft
  published: 2026-03-03
  byline: "A. Writer"

text
  He called it "a disgrace" on Monday. The bridge was closed.

entity bob: person "Bob Bee"
  role: "mayor" 2020/2027
  born: 1970

entity town: organisation "The Town"
  founded: 1900
  aka: "Town", "the town"

source s: statement "Statement"
  by: @bob
  issued: 2026-03-02
  url: https://example.org/s
  archived: https://archive.example.org/s
  language: en
  note: "as sent"

claim q: quote "He called it “a disgrace” on Monday"
  said-by: @bob
  source: @s at para 2

claim c: "The bridge was closed"
  about: @bob, @town
  source: @s at para 3 "closed" primary
"#;

/// Words of the draft, and what somebody writes instead.
const MISTAKES: &[(&str, &str)] = &[
    ("article \"A\"", "article A"),
    ("article \"A\"", "articel \"A\""),
    ("article \"A\"", "Article \"A\""),
    ("article \"A\"", "article \"A"),
    ("article \"A\"", "article 'A'"),
    ("language: en\n  status", "language: English\n  status"),
    ("language: en\n  status", "language en\n  status"),
    ("status: draft", "status: drafft"),
    ("status: draft", "status: \"draft\""),
    ("status: draft", "status draft"),
    ("status: draft", "staus: draft"),
    ("published: 2026-03-03", "published: 3.3.2026"),
    ("published: 2026-03-03", "published: 3/4/2026"),
    ("published: 2026-03-03", "published: March 3, 2026"),
    ("published: 2026-03-03", "published: 2026-03-33"),
    ("published: 2026-03-03", "published: \"2026-03-03\""),
    ("byline: \"A. Writer\"", "byline: A. Writer"),
    ("byline: \"A. Writer\"", "byline: \"A. Writer"),
    ("byline: \"A. Writer\"", "byline \"A. Writer\""),
    ("entity bob: person", "entity bob person"),
    ("entity bob: person", "entity bob: persn"),
    ("entity bob: person", "entity bob:"),
    ("entity bob: person", "enity bob: person"),
    ("\"Bob Bee\"", "Bob Bee"),
    ("\"Bob Bee\"", "\"Bob Bee"),
    ("\"Bob Bee\"", "\"Bob \"The Man\" Bee\""),
    ("\"Bob Bee\"", "„Bob Bee“"),
    ("role: \"mayor\" 2020/2027", "role: mayor"),
    ("role: \"mayor\" 2020/2027", "role: \"mayor\" 2020-2027"),
    ("role: \"mayor\" 2020/2027", "role: 2020/2027 \"mayor\""),
    ("role: \"mayor\" 2020/2027", "role: mayor of Elmstead"),
    ("born: 1970", "born: about 1970"),
    ("born: 1970", "born: 14.8.1970"),
    ("born: 1970", "\nborn: 1970"),
    ("aka: \"Town\", \"the town\"", "aka: Town, the town"),
    ("aka: \"Town\", \"the town\"", "aka: \"Town\" \"the town\""),
    (
        "aka: \"Town\", \"the town\"",
        "aka: \"Town\", \"the \"town\" of it\"",
    ),
    ("source s: statement", "source s statement"),
    ("source s: statement", "sources s: statement"),
    ("source s: statement", "source s: statment"),
    (
        "source s: statement \"Statement\"",
        "source s: statement Statement",
    ),
    (
        "source s: statement \"Statement\"",
        "source s: \"Statement\"",
    ),
    ("source s: statement \"Statement\"", "source s: statement"),
    ("by: @bob", "by: bob"),
    ("by: @bob", "by: @bbo"),
    ("by: @bob", "by @bob"),
    ("by: @bob", "by: @Bob"),
    ("by: @bob", "by: @bob @town"),
    ("by: @bob", "@bob"),
    ("by: @bob", "- by: @bob"),
    ("  by: @bob", "by: @bob"),
    ("  by: @bob", "# by: @bob"),
    ("issued: 2026-03-02", "issued: 2.3.2026"),
    ("issued: 2026-03-02", "issued: 2026-3-2"),
    ("issued: 2026-03-02", "issued: \"2026-03-02\""),
    ("issued: 2026-03-02", "issued: March 2 2026"),
    ("issued: 2026-03-02", "issued: 2026-02-30"),
    ("issued: 2026-03-02", "isued: 2026-03-02"),
    ("issued: 2026-03-02", "issued; 2026-03-02"),
    ("issued: 2026-03-02", "issued:: 2026-03-02"),
    ("issued: 2026-03-02", "issued = 2026-03-02"),
    ("issued: 2026-03-02", "issued: \"2026-03-02"),
    (
        "url: https://example.org/s",
        "url: \"https://example.org/s\"",
    ),
    ("url: https://example.org/s", "url: www.example.org/s"),
    ("url: https://example.org/s", "url: https//example.org/s"),
    ("url: https://example.org/s", "url: https://"),
    ("archived: https://arch", "archived: arch"),
    ("note: \"as sent\"", "note: as sent"),
    ("note: \"as sent\"", "note: as sent, twice"),
    ("note: \"as sent\"", "note: \"as \"sent\"\""),
    ("note: \"as sent\"", "note: 'as sent'"),
    ("note: \"as sent\"", "note: as sent\""),
    ("note: \"as sent\"", "note:"),
    ("note: \"as sent\"", "nte: \"as sent\""),
    ("“a disgrace”", "\"a disgrace\""),
    ("said-by: @bob", "said-by: bob"),
    ("said-by: @bob", "said-by: \"Bob Bee\""),
    ("said-by: @bob", "sad-by: @bob"),
    ("said-by: @bob", "said-by: @s"),
    ("said-by: @bob", "said-by:"),
    ("source: @s at para 2", "source: @s para 2"),
    ("source: @s at para 2", "source: s at para 2"),
    ("source: @s at para 2", "source: @s at pag 2"),
    ("source: @s at para 2", "source: @s at para"),
    ("source: @s at para 2", "source: @s at"),
    ("source: @s at para 2", "source: @ss at para 2"),
    ("source: @s at para 2", "source @s at para 2"),
    ("source: @s at para 2", "sourc: @s at para 2"),
    ("source: @s at para 2", "source: @s, para 2"),
    ("source: @s at para 2", "source: @s at 00:75:00"),
    ("\"closed\" primary", "closed primary"),
    ("\"closed\" primary", "\"closed\" primry"),
    ("\"closed\" primary", "primary \"closed\""),
    ("\"closed\" primary", "\"the \"bridge\" closed\" primary"),
    (
        "claim c: \"The bridge was closed\"",
        "claim c: \"The bridge was closed",
    ),
    (
        "claim c: \"The bridge was closed\"",
        "claim c: factt \"The bridge was closed\"",
    ),
    (
        "claim c: \"The bridge was closed\"",
        "claim c d: \"The bridge was closed\"",
    ),
    ("about: @bob, @town", "about: @bob @town"),
    ("about: @bob, @town", "about: @bob; @town"),
];

/// The same where the mistake hides a name or a passage, which others need.
const HIDING: &[(&str, &str, usize)] = &[
    ("entity bob: person", "  entity bob: person", 4),
    ("source s: statement", "source: statement", 3),
    ("  source: @s at para 2", "source: @s at para 2", 2),
    ("  source: @s at para 2", "# see\n  source: @s at para 2", 2),
    ("claim c: \"The", "clam c: \"The", 3),
    (
        "claim c: \"The bridge was closed\"",
        "claim c: The bridge was closed",
        2,
    ),
    ("about: @bob, @town", "about: bob, town", 2),
    ("about: @bob, @town", "about: @bob, @twn", 2),
];

/// The findings of the draft with `to` in place of `from`.
fn findings(from: &str, to: &str) -> Vec<String> {
    assert!(DRAFT.contains(from), "{from}");
    let fixture = Fixture::new("");
    fixture.write("sayso.toml", "");
    fixture.write("a.sayso", DRAFT.replacen(from, to, 1));
    let check = sayso("check --no-cache --format concise --fail-on never").within(&fixture);
    let lines = check.exits(0).out;
    let found = lines.lines().filter(|line| line.starts_with("a.sayso"));
    found.map(str::to_owned).collect()
}

#[test]
fn each_is_reported_once() {
    assert_eq!(findings("", ""), [""; 0]);
    for (from, to) in MISTAKES {
        let found = findings(from, to);
        assert_eq!(found.len(), 1, "{to}: {found:#?}");
    }
    for (from, to, count) in HIDING {
        let found = findings(from, to);
        assert_eq!(found.len(), *count, "{to}: {found:#?}");
    }
}
