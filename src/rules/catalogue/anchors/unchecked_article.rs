//! An article file that no draft annotates. `sayso check` looks for them: `src/cli/check/unchecked_articles.rs`.

use crate::rules::check::Check;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};

pub static RULE: Rule = Rule {
    name: "unchecked-article",
    group: Group::Anchors,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A file of an article that is the text of no draft",
    documentation: r#"
## What it finds

A file that fits the patterns in `articles` of [`sayso.toml`](../configuration.md) and that no draft of the workspace
names in `text:`. The rule reports nothing without that setting. It looks for files where Sayso looks for drafts: not for
hidden files, and not for those that `.gitignore` or `exclude` leave out. As long as one of the drafts cannot be read, it
reports nothing, because that draft may name the file.

`sayso check` reports these files if you name a folder that contains them, and with `--changed-since` if they changed.
Editors do not show them.

## Why it matters

An article without a draft is published without anybody having checked it, and nothing else says so.

## Example

```toml
# sayso.toml
articles = "articles/**/*.md"
```

There is a file `articles/bridge.md`, and no draft with `text: "articles/bridge.md"`.

## Instead

```sayso
article "Harbour Bridge closed"
  text: "articles/bridge.md"
```

If the file is not an article, such as a page about the newsroom, make the patterns narrower, or turn the rule off for it
in `[[overrides]]`.

## Settings

The key `articles` of `sayso.toml`: a pattern, or a list of patterns.
"#,
    subject: Subject::ArticleFile,
    reads_prose: false,
};

pub const CHECK: Check = Check::ArticleFile;
