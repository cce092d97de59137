//! An article whose text cannot be read.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::message::{Message, message, public, written};
use crate::workspace::{ArticlePlace, ArticleProblem};

pub static RULE: Rule = Rule {
    name: "missing-article-text",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "The file that `text:` names cannot be read",
    documentation: r#"
## What it finds

A `text:` that names a file which does not exist, cannot be read, is not saved as UTF-8, is outside the workspace, or is
hidden; and an article of more than two megabytes. A file is hidden if its name or that of a folder around it begins
with a dot, such as `.git`.

## Why it matters

Without the text, Sayso cannot find the claims in it. All other checks of the article are off until the file can be
read.

## Example

```sayso
//- draft.sayso
article "Harbour Bridge closed"
  text: "brigde.md"
//- bridge.md
Harbour Bridge was closed on Monday.
```

## Instead

```sayso
//- draft.sayso
article "Harbour Bridge closed"
  text: "bridge.md"

claim: date "Harbour Bridge was closed on Monday."
//- bridge.md
Harbour Bridge was closed on Monday.
```

The path is relative to the folder of the draft. You can also write a short text in the draft itself, below `text`.

## Settings

None.
"#,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some(text) = context.article_text else {
        return;
    };
    let Err(problem) = &text.article else {
        return;
    };
    if text.place == Some(ArticlePlace::Embedded(context.id)) {
        let keyword = Span::new(0, Keyword::Text.word().len());
        report.add(
            context.here(keyword),
            message!("the article's text {}", problem_text(problem)),
        );
        return;
    }
    let article = context.item().and_then(|item| item.article());
    let Some(path) = article.and_then(|article| article.text.as_ref()) else {
        return;
    };
    let first = context.file.first(Keyword::Article);
    if first.is_none_or(|slot| slot.id != context.id) {
        return;
    }
    report.add(
        context.here(path.span),
        message!(
            "the article's text `{}` {}",
            written(&path.text),
            problem_text(problem)
        ),
    );
}

fn problem_text(problem: &ArticleProblem) -> Message {
    match problem {
        ArticleProblem::Missing => "does not exist: correct the path, or create the file".into(),
        ArticleProblem::NotUtf8 => "is not UTF-8 text: save it as UTF-8".into(),
        ArticleProblem::Barred(why) => why.reason().into(),
        ArticleProblem::TooMuch(excess) => message!("{}", public(excess.to_string())),
        ArticleProblem::Unreadable(reason) => message!("cannot be read: {}", written(reason)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, messages};

    #[test]
    fn fires() {
        check(
            &RULE,
            "article \"A\"\n  text: \"gone.md\"\n",
            expect![[r#"
                draft.sayso:2 "\"gone.md\"" error: the article's text `gone.md` does not exist: correct the path, or create the file
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  text: \"../../etc/passwd\"\n",
            expect![[r#"
                draft.sayso:2 "\"../../etc/passwd\"" error: the article's text `../../etc/passwd` is outside the workspace: move it inside
            "#]],
        );
        check(
            &RULE,
            "//- draft.sayso\narticle \"A\"\n  text: \"sub/../.git/config\"\n//- .git/config\ntoken\n",
            expect![[r#"
                draft.sayso:2 "\"sub/../.git/config\"" error: the article's text `sub/../.git/config` is hidden, and hidden files are never read: move it to a path where no name begins with a dot
            "#]],
        );
    }

    #[test]
    fn fires_on_a_text_that_is_too_large() {
        let text = "  So it is.\n".repeat(200_000);
        let found = messages(&RULE, &format!("article \"A\"\ntext\n{text}"));
        let expected = "draft.sayso:2 \"text\" error: the article's text is larger than the maximum of 2 MB: split it\n";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n//- a.md\nText.\n",
            expect![[""]],
        );
        check(&RULE, "article \"A\"\ntext\n  Text.\n", expect![[""]]);
        check(&RULE, "article \"A\"\n", expect![[""]]);
        // The embedded text is used.
        check(
            &RULE,
            "article \"A\"\n  text: \"gone.md\"\ntext\n  Text.\n",
            expect![[""]],
        );
    }
}
