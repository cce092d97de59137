//! An article whose text is missing, cannot be read, or has no words.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::message::{Message, message, public, written};
use crate::workspace::{ArticlePlace, ArticleProblem, ArticleText, Place};

pub static RULE: Rule = Rule {
    name: "missing-article-text",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "An article whose text is missing, cannot be read, or contains no words",
    documentation: r#"
## What it finds

A `text:` that names a file which does not exist, cannot be read, is not saved as UTF-8, is outside the workspace, or is
hidden; and an article of more than two megabytes. A file is hidden if its name or that of a folder around it begins
with a dot, such as `.git`. A Word document, a PDF file, a picture or another file that is not text is called what it
is, and the message says how to get its text.

An article with claims that has no text at all, or whose text contains no words, is a warning. It is an error if its
`status` is `ready` or `published`. As long as there are no claims and the article is a draft, the rule reports nothing:
somebody may be about to write the text.

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
    match context.article_text {
        None => check_none(context, report),
        Some(text) => match &text.article {
            Err(problem) => check_unreadable(context, text, problem, report),
            Ok(article) if article.folded().text().is_empty() => {
                check_empty(context, text, report);
            }
            Ok(_) => {}
        },
    }
}

fn check_unreadable(
    context: &Context,
    text: &ArticleText,
    problem: &ArticleProblem,
    report: &mut Report,
) {
    if let Some((place, subject)) = named_text(context, text) {
        report.add(place, message!("{} {}", subject, problem_text(problem)));
    }
}

/// A text of no words: an empty file, or one of front matter only.
fn check_empty(context: &Context, text: &ArticleText, report: &mut Report) {
    let Some((place, subject)) = named_text(context, text) else {
        return;
    };
    let next = match text.place {
        Some(ArticlePlace::Embedded(_)) => "write the article below `text`",
        _ => "write the article into that file, or correct the path",
    };
    if let Some(severity) = severity_without_words(context) {
        report
            .add(place, message!("{} contains no words: {}", subject, next))
            .with_severity(severity);
    }
}

/// An article that neither names nor embeds a text.
fn check_none(context: &Context, report: &mut Report) {
    if !is_the_article(context) {
        return;
    }
    if let Some(severity) = severity_without_words(context) {
        const NO_TEXT: &str = "this article has no text to find its claims in: add `text: \"…\"` with the path of the text, or write the text below `text`";
        report
            .add(context.here(context.title_span()), NO_TEXT)
            .with_severity(severity);
    }
}

/// Where this declaration says which text the article has, and that text for the start of a message.
fn named_text(context: &Context, text: &ArticleText) -> Option<(Place, Message)> {
    if text.place == Some(ArticlePlace::Embedded(context.id)) {
        let keyword = Span::new(0, Keyword::Text.word().len());
        return Some((context.here(keyword), "the article's text".into()));
    }
    let article = context.item()?.article()?;
    let path = article.text.as_ref().filter(|_| is_the_article(context))?;
    let is_embedded = matches!(text.place, Some(ArticlePlace::Embedded(_)));
    let subject = message!("the article's text `{}`", written(&path.text));
    (!is_embedded).then(|| (context.here(path.span), subject))
}

/// Whether this declaration is the article of the file: a second one does not count.
fn is_the_article(context: &Context) -> bool {
    let first = context.file.first(Keyword::Article);
    first.is_some_and(|slot| slot.id == context.id)
}

/// How bad it is that the article has no words. `None` if somebody may be about to write them: there are no claims yet,
/// and nobody says that it can be checked.
fn severity_without_words(context: &Context) -> Option<Severity> {
    let article = context.file.article();
    let status = article.and_then(|(_, article)| article.status.as_ref());
    let has_claims = context.file.first(Keyword::Claim).is_some();
    match status.map(|status| status.text.as_str()) {
        Some("ready" | "published") => Some(Severity::Error),
        Some("checking") => Some(Severity::Warning),
        _ => has_claims.then_some(Severity::Warning),
    }
}

fn problem_text(problem: &ArticleProblem) -> Message {
    match problem {
        ArticleProblem::Missing => "does not exist: correct the path, or create the file".into(),
        ArticleProblem::NotText(kind) => kind.reason().into(),
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
    fn fires_on_claims_without_a_text() {
        check(
            &RULE,
            "article \"A\"\n  status: checking\narticle \"B\"\nclaim: \"x\"\n",
            expect![[r#"
                draft.sayso:1 "\"A\"" warning: this article has no text to find its claims in: add `text: "…"` with the path of the text, or write the text below `text`
            "#]],
        );
        check(
            &RULE,
            "article \"A\"\ntext\n  <!-- soon -->\nclaim: \"x\"\n",
            expect![[r#"
                draft.sayso:2 "text" warning: the article's text contains no words: write the article below `text`
            "#]],
        );
        check(
            &RULE,
            "//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n  status: ready\n//- a.md\n---\ntitle: A\n---\n",
            expect![[r#"
                a.sayso:2 "\"a.md\"" error: the article's text `a.md` contains no words: write the article into that file, or correct the path
            "#]],
        );
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
        check(
            &RULE,
            "article \"A\"\n  status: draft\ntext\n\n",
            expect![[""]],
        );
        check(&RULE, "claim: \"x\"\n", expect![[""]]);
        // The embedded text is used.
        check(
            &RULE,
            "article \"A\"\n  text: \"gone.md\"\ntext\n  Text.\n",
            expect![[""]],
        );
    }
}
