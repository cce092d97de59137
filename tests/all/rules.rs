//! The catalogue: the documentation of every rule has the same headings, its example has a finding and the
//! corrected example has none, and `docs/rules` contains its page.

use std::path::{Path, PathBuf};

use sayso::prose::lexicon::LANGUAGES;
use sayso::rules::{Policy, RULES, Rule, Severity};
use sayso::workspace::FileId;

use crate::fixture;
use crate::world::{ROOT, Texts, analysis_of, findings, read_copies, workspace_of};

/// The only page in `docs/rules` that is not generated.
const MEASURED: &str = "measured.md";

const HEADINGS: [&str; 5] = [
    "What it finds",
    "Why it matters",
    "Example",
    "Instead",
    "Settings",
];

#[test]
fn names_are_unique_and_match_their_files() {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/catalogue");
    for (at, rule) in RULES.iter().enumerate() {
        let is_kebab = rule
            .name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        assert!(is_kebab, "`{}` is not kebab-case", rule.name);
        let folder = rule.group.word().replace([' ', '-'], "_");
        let file = format!("{folder}/{}.rs", rule.name.replace('-', "_"));
        let file = catalogue.join(file);
        assert!(file.is_file(), "no file for `{}`", rule.name);
        let again = RULES[..at].iter().any(|other| other.name == rule.name);
        assert!(!again, "two rules are called `{}`", rule.name);
        assert!(
            !rule.summary.ends_with('.'),
            "{}: {}",
            rule.name,
            rule.summary
        );
    }
}

#[test]
fn the_catalogue_is_complete() {
    use Severity::{Error, Hint, Information, Warning};
    let severities = [
        ("syntax-error", Error),
        ("unknown-field", Error),
        ("unknown-kind", Error),
        ("invalid-value", Error),
        ("duplicate-field", Error),
        ("missing-field", Error),
        ("unresolved-reference", Error),
        ("wrong-reference-kind", Error),
        ("ambiguous-reference", Error),
        ("duplicate-name", Error),
        ("duplicate-entity", Warning),
        ("unused-entity", Hint),
        ("unused-source", Hint),
        ("anchor-not-found", Error),
        ("anchor-ambiguous", Error),
        ("missing-article-text", Error),
        ("overlapping-claims", Information),
        ("uncovered-sentence", Hint),
        ("uncovered-detail", Warning),
        ("unchecked-article", Warning),
        ("unsourced-claim", Warning),
        ("kind-too-weak", Warning),
        ("missing-locator", Warning),
        ("secondary-only", Warning),
        ("encyclopedia-source", Warning),
        ("press-release-as-primary", Warning),
        ("source-too-new", Error),
        ("unarchived-source", Information),
        ("retracted-source", Error),
        ("ignored-contradiction", Error),
        ("missing-file", Error),
        ("file-changed", Error),
        ("unhashed-file", Information),
        ("quote-not-in-source", Error),
        ("locator-out-of-range", Error),
        ("number-not-in-source", Warning),
        ("single-source", Warning),
        ("same-origin", Warning),
        ("circular-sourcing", Error),
        ("missing-speaker", Error),
        ("wrong-speaker", Warning),
        ("attribution-mismatch", Warning),
        ("vague-attribution", Warning),
        ("anonymous-speaker", Information),
        ("plural-attribution", Warning),
        ("quote-mismatch", Error),
        ("untranslated-quote", Warning),
        ("name-variant", Warning),
        ("name-diacritics", Information),
        ("ambiguous-alias", Warning),
        ("unlinked-mention", Hint),
        ("role-out-of-date", Warning),
        ("age-mismatch", Warning),
        ("number-mismatch", Error),
        ("number-inconsistent", Warning),
        ("weekday-mismatch", Error),
        ("relative-date", Information),
        ("unsupported-superlative", Warning),
        ("unread-language", Information),
        ("confidential-identity", Error),
        ("confidential-exposed", Error),
        ("terms-violated", Error),
        ("anonymous-incomplete", Error),
        ("anonymous-only", Error),
        ("embargo-active", Error),
        ("missing-reply", Warning),
        ("unchecked-claim", Warning),
        ("broken-seal", Warning),
        ("unsealed-sign-off", Information),
        ("self-checked", Warning),
        ("unused-allow", Warning),
        ("allow-without-reason", Error),
    ];
    for (name, severity) in severities {
        let rule = sayso::rules::rule_named(name).unwrap_or_else(|| panic!("no rule `{name}`"));
        assert_eq!(rule.severity, severity, "{name}");
    }
    for rule in RULES {
        let is_listed = severities.iter().any(|(name, _)| *name == rule.name);
        assert!(is_listed, "no severity is listed for `{}`", rule.name);
    }
}

/// The page of a rule that reads prose names all languages that it reads.
#[test]
fn pages_that_name_english_name_every_language() {
    for rule in RULES {
        let page = rule.documentation.replace('\n', " ");
        let is_about_languages = page.contains("English");
        for language in LANGUAGES.iter().filter(|_| is_about_languages) {
            let is_named = page.contains(language.name);
            assert!(is_named, "{} is not named in {}", language.name, rule.name);
        }
    }
}

#[test]
fn every_rule_has_all_headings_in_order() {
    for rule in RULES {
        let headings: Vec<&str> = rule
            .documentation
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.name);
    }
}

#[test]
fn every_example_fires_and_its_replacement_does_not() {
    for rule in RULES.iter().filter(|rule| rule.is_about_drafts()) {
        assert!(
            fires(rule, "Example"),
            "{}: the example is silent",
            rule.name
        );
        assert!(!fires(rule, "Instead"), "{}: `Instead` fires", rule.name);
    }
}

/// Without a list of the language's words, these rules report nothing, and the others still do.
#[test]
fn rules_that_read_prose_say_so() {
    for rule in RULES.iter().filter(|rule| rule.is_about_drafts()) {
        let example = block(rule, "Example");
        let lines = example
            .lines()
            .filter(|line| !line.starts_with("  language: en"));
        let lines = lines.map(|line| match line.starts_with("article ") {
            true => format!("{line}\n  language: tlh\n"),
            false => format!("{line}\n"),
        });
        let mut in_another: String = lines.collect();
        if !in_another.contains("article \"") {
            in_another += "article \"A\"\n  language: tlh\n";
        }
        let is_silent = !fires_in(rule, &in_another);
        assert_eq!(rule.reads_prose, is_silent, "{}", rule.name);
    }
}

/// Whether the rule reports anything in the block below that heading.
#[track_caller]
fn fires(rule: &Rule, heading: &str) -> bool {
    fires_in(rule, block(rule, heading))
}

fn fires_in(rule: &Rule, example: &str) -> bool {
    let mut texts = Texts::new();
    for file in fixture::parse(example) {
        texts.insert(Path::new(ROOT).join(file.path), file.text);
    }
    let mut workspace = workspace_of(&texts);
    read_copies(&mut workspace, &texts);
    let ids: Vec<FileId> = workspace.files().map(|(id, _)| id).collect();
    ids.into_iter()
        .flat_map(|id| findings(&workspace, &analysis_of(&workspace, id)))
        .any(|finding| finding.rule == rule)
}

#[track_caller]
fn block<'a>(rule: &'a Rule, heading: &str) -> &'a str {
    let section = rule.documentation.split_once(&format!("\n## {heading}\n"));
    let section = section.map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let block = section
        .split_once("```sayso\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    block
        .unwrap_or_else(|| panic!("{}: no example below `{heading}`", rule.name))
        .0
}

#[test]
fn every_rule_has_its_page() {
    let mut pages: Vec<(String, String)> = RULES
        .iter()
        .map(|rule| (format!("{}.md", rule.name), page_of(rule)))
        .collect();
    pages.push(("README.md".to_owned(), index()));
    let measured = || std::fs::read_to_string(folder_of_pages().join(MEASURED)).unwrap_or_default();
    pages.push((MEASURED.to_owned(), measured()));
    let folder = folder_of_pages();
    let is_known = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        pages.iter().any(|(known, _)| *known == name)
    };
    let there = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let gone: Vec<PathBuf> = there
        .map(|entry| entry.path())
        .filter(|path| !is_known(path))
        .collect();
    let is_same = |(name, text): &&(String, String)| {
        std::fs::read_to_string(folder.join(name)).is_ok_and(|there| there == *text)
    };
    let stale: Vec<&(String, String)> = pages.iter().filter(|page| !is_same(page)).collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(&folder).expect("docs/rules");
        for (name, text) in stale {
            std::fs::write(folder.join(name), text).expect("a page");
        }
        gone.iter()
            .for_each(|path| std::fs::remove_file(path).expect("an old page"));
        return;
    }
    let names: Vec<&String> = stale.iter().map(|(name, _)| name).collect();
    assert!(
        names.is_empty() && gone.is_empty(),
        "docs/rules differs from the rules ({names:?}, {gone:?}): run this test with UPDATE_EXPECT=1"
    );
}

fn page_of(rule: &Rule) -> String {
    format!(
        "# `{}`\n\n{}. Group *{}*; {}.\n\n{}\n",
        rule.name,
        rule.summary,
        rule.group.word(),
        level_of(rule),
        rule.full_documentation().trim()
    )
}

/// The default severity of the rule, and who can change it.
fn level_of(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Hint => "a hint",
        Severity::Information => "information",
        Severity::Warning => "a warning",
        Severity::Error => "an error",
    };
    match rule.policy {
        Policy::Adjustable => format!("reported as {severity} by default"),
        Policy::OptIn => format!("off by default; if turned on, reported as {severity}"),
        Policy::Fixed => format!("always reported as {severity}"),
    }
}

fn folder_of_pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

fn index() -> String {
    let mut text =
        "# The rules\n\nWhat Sayso checks. `sayso explain NAME` prints a page. How often the rules that \
         read prose are right was [measured](measured.md).\n".to_owned();
    let mut group = None;
    for rule in RULES {
        if group != Some(rule.group) {
            group = Some(rule.group);
            text += &format!(
                "\n## {}\n\n| rule | default | what it finds |\n|---|---|---|\n",
                rule.group.word()
            );
        }
        text += &format!(
            "| [`{0}`]({0}.md) | {1} | {2} |\n",
            rule.name,
            rule.usual_level(),
            rule.summary
        );
    }
    text
}
