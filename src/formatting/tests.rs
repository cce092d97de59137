use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(text: &str, expect: Expect) {
    let once = formatted(text);
    assert_eq!(formatted(&once), once, "formatting twice");
    expect.assert_eq(&once);
}

/// Checks that formatting leaves the text unchanged.
#[track_caller]
fn stays(text: &str) {
    assert_eq!(edits(text), [], "{}", formatted(text));
}

#[test]
fn a_headline() {
    for text in [
        "claim x: fact \"t\"",
        "claim  x :\tfact   \"t\"  \t",
        "claim x:fact\"t\"\n\n",
        "\n \nclaim x: fact\u{a0}\"t\"\n",
    ] {
        assert_eq!(formatted(text), "claim x: fact \"t\"\n", "{text:?}");
    }
    for text in [
        "claim \"t\"\n",
        "claim: \"t\"\n",
        "claim x: \"t\"\n",
        "claim\n",
    ] {
        stays(text);
    }
}

#[test]
fn fields_and_comments() {
    check(
        "claim x: \"t\"# no, this is an error\n",
        expect![[r##"
        claim x: "t"# no, this is an error
    "##]],
    );
    check(
        "claim x: \"t\" # a  \n\n\tabout:@a,@b ,  @c #b\n      # c\n\n\n\n source  :  @s  at p.3\"w\"   primary\n  note:  \n # d",
        expect![[r#"
            claim x: "t"  # a
              about: @a, @b, @c  #b
              # c

              source: @s at p. 3 "w" primary
              note:
              # d
        "#]],
    );
}

#[test]
fn numbers_keep_their_units() {
    for value in ["5%", "5 %", "€5", "1 000 km", "2026-01-09/2026-02", "5−6"] {
        stays(&format!("claim x: \"t\"\n  value: {value}\n"));
    }
    check(
        "claim x: \"t\"\n  value:5  %,3\n",
        expect![[r#"
        claim x: "t"
          value: 5 %, 3
    "#]],
    );
}

#[test]
fn strings() {
    check(
        "claim x: \"  one \n   Two  \n\t“three”  \n \" # c\n  note: “\n  A\n  ”\n  note: \"\n  \"\n  note: \" as it is \"\n",
        expect![[r#"
            claim x: "one
                Two
                “three”"  # c
              note: “A”
              note: ""
              note: " as it is "
        "#]],
    );
}

#[test]
fn blank_lines() {
    check(
        "# a\n\n\n# b\nclaim: \"1\"\nclaim: \"2\"\n\n\nclaim: \"3\"\n  note: \"n\"\n\n\n\n  note: \"n\"\n# c\nclaim: \"4\"\n# d\nclaim: \"5\"\n  note: \"n\"\n\n\n",
        expect![[r##"
            # a

            # b
            claim: "1"
            claim: "2"

            claim: "3"
              note: "n"

              note: "n"

            # c
            claim: "4"

            # d
            claim: "5"
              note: "n"
        "##]],
    );
}

#[test]
fn declarations_with_errors_stay_unchanged() {
    check(
        "claim   a\nclaim  five freed:number\n   by  @x \n\n\n\nclaim   b\n   note:   \"open\n\nclaim   c",
        expect![[r#"
            claim a
            claim  five freed:number
               by  @x 



            claim   b
               note:   "open

            claim c
        "#]],
    );
    stays("  by:   @x\n");
    stays("\u{a0}text\n \u{a0}");
    stays("\u{a0}text\n  The \u{a0} was it.\n");
    stays("\u{b}claim   x\n");
    stays("claim x: \"t\"\n  about: @a\nsource:   @b");
}

#[test]
fn prose() {
    check(
        "text\n\n\n    One  \n    two.\n\n        code\n   \n       - item\n      \n\n\nclaim: \"One\"\n",
        expect![[r#"
            text
              One  
              two.

                  code

                 - item

            claim: "One"
        "#]],
    );
    check(
        "text : # c\n\tOne\n\n\t\tcode",
        expect![[r#"
        text:  # c
          One

          	code
    "#]],
    );
    stays("text\n");
}

#[test]
fn line_ends() {
    assert_eq!(
        formatted("claim a\r\n\r\nclaim b\nclaim c\r\n"),
        "claim a\r\n\r\nclaim b\r\nclaim c\r\n"
    );
    assert_eq!(formatted("claim a\rclaim b\r"), "claim a\nclaim b\n");
    // Segments with errors do not count.
    stays("claim a\n\nclaim !\r\n  note\r\n\r\n");
    stays("");
    stays("\u{feff}claim a\n");
    assert_eq!(formatted("\u{feff}\n\n"), "\u{feff}");
    // A second one is not a mark but an error, and stays one.
    stays("\u{feff}\r\u{feff} ");
    stays("\n\u{feff}claim a\n");
}

#[test]
fn only_a_range() {
    let text = "claim  a\nclaim  b\nclaim  c";
    let starts = |range| -> Vec<usize> {
        let edits = edits_in(text, &[range]);
        edits.iter().map(|edit| edit.range.start).collect()
    };
    assert_eq!(starts(0..0), [5]);
    assert_eq!(starts(10..10), [14]);
    // A selection of whole lines ends where the next begins.
    assert_eq!(starts(0..9), [5]);
    assert_eq!(starts(8..10), [5, 14]);
    assert_eq!(starts(26..26), [23, 26]);
    assert_eq!(starts(0..99), [5, 14, 23, 26]);
}
