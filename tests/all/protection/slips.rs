//! A slip never opens what protects: of each declaration, nothing is printed in any format until it is corrected.

use crate::cli::{formats, sayso};
use crate::fixture::Fixture;

/// `Ω` must not be printed, `Shown` must be: it is in a declaration that nothing protects.
const DRAFTS: [&str; 32] = [
    "source s: interview \"Ω\"\n  confidential: Yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  confidential: sí\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  confidential:\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  confidential: yes\n  confidential: no\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  Confidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  ｃonfidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  confidentia\u{301}l: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  con\u{200b}fidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  соnfidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  vertraulich: ja\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\" confidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\n  confidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  isued: \"Ω\n  confidential: yes\n",
    "source s: interview \"Ω\"\r\n  confidental: yes\r\n  isued: \"Ω\"\r\n",
    "source s: interview \"Ω\"\r  confidental: yes\r  isued: \"Ω\"\r",
    "source s: interview \"Ω\"\n\n\n  confidential yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n# Ω\n# Ω\n  confidential: yes\n  isued: \"Ω\"\n",
    "source s: interview \"Ω\"\n  isued: \"Ω\"\nby: \"Ω\"\nconfidential: yes\nurl: https://Ω.example.org\n",
    "source s: interview \"Ω\"\n  isued: \"Ω\"\n# confidential: yes\n",
    "source s: interview \"T\" Ω\n# c\n  source x \"Ω\"\n# c\n  confidential: yes\n",
    "# confidential: yes\nsource s: interview \"Ω\"\n  isued: \"Ω\"\n",
    "confidential: yes\nsource s: interview \"Ω\"\n  isued: \"Ω\"\n",
    "sorce s: interview \"Ω\"\n  confidential: yes\n",
    "source s: interview \"Ω\"\n\u{a0} confidential: yes\n  isued: \"Ω\"\n",
    "sorce: Ω\n  confidential: yes\n",
    "source\n  confidential: yes\n  Ω: \"Ω\"\n",
    "source: Ω\n  confidential: yes\n",
    "sorce s: interview \"Ω\"\nconfidential: yes\n",
    "\u{feff}sorce s: interview \"Ω\"\n  confidental: yes\n",
    "claim c: fact \"Ω\"\n  confidential: yes\n  isued: \"Ω\"\n",
    "entity e: Ω \"Ω\"\n  anonymous: yes\n  isued: \"Ω\"\n",
    "source s: anonymous \"Ω\"\n  isued: \"Ω\"\n",
];

const OPEN: &str = "source open: document \"Shown\"\n  isued: \"Shown\"\n";
const CANARY: &str = "Zwitscher";

#[test]
fn nothing_of_the_declaration_is_printed() {
    for draft in DRAFTS {
        let draft = draft.replace('Ω', CANARY);
        // A declaration on each side, apart from it.
        let fixture = Fixture::new("");
        fixture.write("draft.sayso", format!("{draft}\n{OPEN}"));
        for format in formats() {
            let output = sayso(&format!("check --no-cache --format {format}"))
                .within(&fixture)
                .exits(1);
            let shown = format!("{}{}", output.out, output.err);
            assert!(!shown.contains(CANARY), "{format}: {shown}\n{draft}");
        }
        let shown = sayso("check --no-cache").within(&fixture).exits(1).out;
        assert!(shown.contains("isued: \"Shown\""), "{shown}\n{draft}");
    }
}

/// What only sounds like it protects nothing, and its findings are shown with their lines.
#[test]
fn other_words_protect_nothing() {
    for draft in [
        "source s: interview \"Confidential talk\"\n  isued: \"Shown\"\n",
        "source confidential-memo: document \"Memo\"\n  isued: \"Shown\"\n",
        "source s: interview \"Talk\"\n  confidential: no\n  isued: \"Shown\"\n",
        "source s: interview \"Talk\"\n  note: \"it was confidential\"\n  isued: \"Shown\"\n",
        "source s: interview \"Talk\" # not secret\n  isued: \"Shown\"\n",
        "source s: interview \"Talk\"\n  isued: \"Shown\"\n\n# confidential: yes\nsource t: interview \"T\"\n",
        "source t: interview \"T\"\n  confidential: yes\n# x\nsource s: interview \"Talk\"\n  isued: \"Shown\"\n",
        "# See `confidential-exposed`.\nsource s: interview \"Talk\"\n  isued: \"Shown\"\n",
        "source s: interview \"Talk\"\n  isued: \"Shown\"\n  allow: confidential-exposed \"x\"\n",
    ] {
        let fixture = Fixture::new("");
        fixture.write("draft.sayso", draft);
        let shown = sayso("check --no-cache").within(&fixture).exits(1).out;
        assert!(shown.contains("isued: \"Shown\""), "{shown}\n{draft}");
        assert!(
            !shown.contains("source `s` is confidential"),
            "{shown}\n{draft}"
        );
    }
}
