//! The file that holds the article's text, and that cannot be read.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::{ArticlePlace, ArticleProblem};

pub static RULE: Rule = Rule {
    name: "missing-article-text",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "The file that `text:` names cannot be read",
    documentation: r#"
## What it finds

A `text:` that names a file which is not there, cannot be read, is not saved as UTF-8, or lies
outside the workspace, and an article of more than two megabytes.

## Why it matters

Without the text nobody can say whether the claims still stand in it. Every other check of the
article is off until the file is found.

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

The path counts from the folder of the file that it stands in. A short text can also stand in the
draft itself, below `text`.

## Settings

None.
"#,
    subject: Subject::Declaration,
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
            format!("the article's text {problem}"),
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
    let what = match problem {
        ArticleProblem::Missing => "is not there: correct the path, or create the file".to_owned(),
        problem => problem.to_string(),
    };
    report.add(
        context.here(path.span),
        format!("the article's text `{}` {what}", path.text),
    );
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
            draft.sayso:2 "\"gone.md\"" error: the article's text `gone.md` is not there: correct the path, or create the file
        "#]],
        );
        check(
            &RULE,
            "article \"A\"\n  text: \"../../etc/passwd\"\n",
            expect![[r#"
                draft.sayso:2 "\"../../etc/passwd\"" error: the article's text `../../etc/passwd` is outside the workspace: move it inside
            "#]],
        );
    }

    #[test]
    fn too_long() {
        let text = "  So it is.\n".repeat(200_000);
        let found = messages(&RULE, &format!("article \"A\"\ntext\n{text}"));
        let told = "draft.sayso:2 \"text\" error: the article's text is larger than the maximum of 2 MB: divide it\n";
        assert_eq!(found, [told]);
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
        // The text that is embedded counts.
        check(
            &RULE,
            "article \"A\"\n  text: \"gone.md\"\ntext\n  Text.\n",
            expect![[""]],
        );
    }
}
