//! Unusual files on disk.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

#[test]
fn a_draft_that_is_not_utf_8() {
    let fixture = Fixture::new("//- a.sayso\nclaim: \"a\"\n");
    fixture.write("b.sayso", b"claim: \"\xe9\"\n");
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            b.sayso:1:1: error[syntax-error] this file is not UTF-8 text: save it as UTF-8
            1 claim, 0 sourced, 1 unsourced; 1 error, 1 warning in 2 files
        "#]]);
    // A request about another draft gets nothing.
    sayso("check a.sayso --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

#[test]
fn an_article_that_is_not_utf_8() {
    let fixture = Fixture::new("article \"A\"\n  text: \"a.md\"\n");
    fixture.write("a.md", b"caf\xe9");
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            draft.sayso:2:9: error[missing-article-text] the article's text `a.md` is not UTF-8 text: save it as UTF-8
            0 claims, 0 sourced, 0 unsourced; 1 error in 1 file
        "#]]);
}

#[test]
fn a_folder_named_like_a_draft() {
    let fixture = Fixture::new("//- folder.sayso/a.sayso\nclaim: \"a\"\n");
    let inside = sayso("check --format concise").within(&fixture).exits(0);
    inside.prints(expect![[r#"
        folder.sayso/a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
        1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
    "#]]);
    sayso("check folder.sayso --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            folder.sayso/a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_workspace() {
    let outside = Fixture::new("//- secret.md\nNobody may read this.\n");
    let fixture = Fixture::new(
        "
//- sayso.toml
//- linked.sayso
article \"A\"
  text: \"linked.md\"

claim: opinion \"Nobody may read this\"
//- above.sayso
article \"B\"
  text: \"../secret.md\"
",
    );
    std::os::unix::fs::symlink(outside.path("secret.md"), fixture.path("linked.md")).unwrap();
    std::os::unix::fs::symlink(outside.root(), fixture.path("folder")).unwrap();
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            above.sayso:2:9: error[missing-article-text] the article's text `../secret.md` is outside the workspace: move it inside
            linked.sayso:2:9: error[missing-article-text] the article's text `linked.md` is outside the workspace: move it inside
            1 claim, 0 sourced, 0 unsourced, 1 that needs no source; 2 errors in 2 files
        "#]]);
}

#[test]
fn ignored_files_are_left_out_unless_named() {
    let fixture = Fixture::new(
        "
//- .gitignore
old/
//- .hidden/a.sayso
claim: \"hidden\"
//- old/a.sayso
claim: \"old\"
//- a.sayso
claim: \"a\"
",
    );
    sayso("check --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
    sayso("check old/a.sayso --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            old/a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

#[test]
fn byte_order_mark_and_windows_line_ends() {
    let draft = "\u{feff}article \"A\"\n  text: \"a.md\"\n\nclaim: \"It is\nclaim: \"It is so\"\n";
    let fixture = Fixture::new("");
    fixture.write("a.sayso", draft.replace('\n', "\r\n"));
    fixture.write("a.md", "\u{feff}It is\r\nso. That is all.\r\n");
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            a.md:2:5: hint[uncovered-sentence] 1 of 2 sentences has no claim yet: add one that quotes “That is all.”
            a.sayso:4:8: error[syntax-error] the quotation mark " is not closed: add " at the end of the text
            a.sayso:4:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            a.sayso:5:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            2 claims, 0 sourced, 2 unsourced; 1 error, 2 warnings, 1 hint in 2 files
            1 can be fixed with `--fix --unsafe`
        "#]]);
    sayso("check").within(&fixture).exits(1).prints(expect![[r#"
        hint[uncovered-sentence]: 1 of 2 sentences has no claim yet: add one that quotes “That is all.”
         --> a.md:2:5
          |
        2 | so. That is all.
          |     ^^^^^^^^^^^^

        error[syntax-error]: the quotation mark " is not closed: add " at the end of the text
         --> a.sayso:4:8
          |
        4 | claim: "It is
          |        ^^^^^^

        warning[unsourced-claim]: this claim has no source: add `source: @…`
         --> a.sayso:4:8
          |
        4 | claim: "It is
          |        ^^^^^^

        warning[unsourced-claim]: this claim has no source: add `source: @…`
         --> a.sayso:5:8
          |
        5 | claim: "It is so"
          |        ^^^^^^^^^^

        2 claims, 0 sourced, 2 unsourced; 1 error, 2 warnings, 1 hint in 2 files
        1 can be fixed with `--fix --unsafe`
    "#]]);
}

#[test]
fn files_and_folders_may_be_named_together_and_twice() {
    let fixture = Fixture::new(
        "
//- desk/a.sayso
claim: \"a\"
//- desk/a.md
It is so.
//- b.sayso
claim: \"b\"
",
    );
    sayso("check b.sayso desk desk/../desk/a.sayso desk/a.md --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            b.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            desk/a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            2 claims, 0 sourced, 2 unsourced; 2 warnings in 2 files
        "#]]);
}

#[test]
fn paths_are_relative_to_the_current_folder() {
    let fixture = Fixture::new("//- desk/a.sayso\nclaim: \"a\"\n");
    sayso("check --format concise")
        .within_folder(&fixture, "desk")
        .exits(0)
        .prints(expect![[r#"
            a.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

/// Names from a Mac are decomposed, and what people type is not.
#[test]
fn names_in_any_unicode_form() {
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
    for (on_disk, written) in [(composed, decomposed), (decomposed, composed)] {
        let fixture = Fixture::new("");
        fixture.write(&format!("{on_disk}/{on_disk}.md"), "It is so.\n");
        fixture.write(&format!("{on_disk}.sayso"), "entity ana: person \"Ana\"\n");
        fixture.write(&format!("old-{on_disk}/a.sayso"), "clam\n");
        fixture.write(
            "draft.sayso",
            format!("article \"A\"\n  text: \"{written}/{written}.md\"\nclaim: opinion \"It is so\"\n  about: @{written}/ana\n"),
        );
        fixture.write(
            "sayso.toml",
            format!("exclude = [\"old-{written}\"]\nregistries = [\"{written}.sayso\"]\n"),
        );
        for named in [".", "draft.sayso", &*format!("draft.sayso {written}.sayso")] {
            let checked = sayso(&format!("check --format concise {named}"))
                .within(&fixture)
                .exits(0);
            assert!(
                !checked.out.contains("error") && !checked.out.contains("warning"),
                "{}",
                checked.out
            );
        }
    }
}

#[test]
fn an_ending_in_capital_letters() {
    let fixture = Fixture::new("//- A.SAYSO\nclaim: \"a\"\n//- sub/b.Sayso\nclaim: \"b\"\n");
    for named in ["", "A.SAYSO sub"] {
        sayso(&format!("check --format concise {named}"))
            .within(&fixture)
            .exits(0)
            .prints(expect![[r#"
                A.SAYSO:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
                sub/b.Sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
                2 claims, 0 sourced, 2 unsourced; 2 warnings in 2 files
            "#]]);
    }
}

/// A link inside the workspace is the file that it leads to.
#[cfg(unix)]
#[test]
fn a_link_inside_the_workspace() {
    let fixture = Fixture::new(
        "//- sayso.toml\n//- texts/a.sayso\nentity ana: person \"Ana\"\nclaim: \"a\"\n",
    );
    std::os::unix::fs::symlink("texts/a.sayso", fixture.path("a.sayso")).unwrap();
    std::os::unix::fs::symlink("texts", fixture.path("folder")).unwrap();
    for named in ["a.sayso", "folder", "folder/a.sayso", "a.sayso texts"] {
        sayso(&format!("check --format concise {named}"))
            .within(&fixture)
            .exits(0)
            .prints(expect![[r#"
                texts/a.sayso:2:8: warning[unsourced-claim] this claim has no source: add `source: @…`
                1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
            "#]]);
    }
}
