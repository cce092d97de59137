//! Measures how the rules on quotations and names perform on real articles. These are not regular tests: they print
//! the figures in `docs/rules/measured.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::measurements::{data, real_articles};
use super::testing::{count, messages};
use crate::article::{Article, ArticleFormat};
use crate::rules::catalogue::attribution::{
    plural_attribution, quote_mismatch, untranslated_quote, wrong_speaker,
};
use crate::rules::catalogue::names_and_numbers::{
    name_diacritics, name_variant, role_out_of_date, unlinked_mention,
};
use crate::syntax::quoted;
use crate::text::fold::fold;
use crate::text::words::words;

/// The titles of the pages that people linked are the known names. The rules run first with these names, then with one
/// name after the other changed by a letter or an accent, so that the articles have another spelling.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn spellings_on_annotated_articles() {
    let articles = annotated_articles();
    let linked = articles.iter().flat_map(AnnotatedArticle::linked);
    let names: BTreeSet<String> = linked.map(|(page, _)| title_of(page)).collect();
    let kinds: BTreeMap<String, &str> = articles.iter().flat_map(AnnotatedArticle::kinds).collect();
    let registry = |names: &BTreeSet<String>| -> String {
        let declared = names.iter().enumerate().map(|(at, name)| {
            let kind = kinds.get(name).unwrap_or(&"person");
            format!("entity e{at}: {kind} {}\n", quoted(name, "\""))
        });
        declared.collect()
    };
    let rules = [&name_variant::RULE, &name_diacritics::RULE];
    for real in &articles {
        for rule in rules {
            for message in messages(rule, &real.fixture(&registry(&names), "")) {
                println!("{}: {} {message}", real.name, rule.name);
            }
        }
    }
    let changes: [(&str, NameChange); 4] = [
        ("a letter left out", |name| {
            with_changed_letter(name, |_, _| Vec::new())
        }),
        ("a letter doubled", |name| {
            with_changed_letter(name, |letter, _| vec![letter; 2])
        }),
        ("two letters swapped", |name| {
            with_changed_letter(name, |letter, next| vec![next, letter])
        }),
        ("an accent", with_accent),
    ];
    for (kind, change) in changes {
        let (mut changed, mut found) = (0, 0);
        for name in names.iter().filter(|name| words(name).count() > 1) {
            let Some(real) = articles.iter().find(|real| real.has(name)) else {
                continue;
            };
            let Some(other) = change(name) else {
                continue;
            };
            let mut known = names.clone();
            known.remove(name);
            known.insert(other.clone());
            let fixture = real.fixture(&registry(&known), "");
            changed += 1;
            let is_found = |rule| {
                messages(rule, &fixture)
                    .iter()
                    .any(|it| it.contains(&other))
            };
            match rules.into_iter().any(is_found) {
                true => found += 1,
                false => println!("missed, {kind}: {name} ({other})"),
            }
        }
        println!("{kind}: {found} of {changed} found");
    }
}

/// Each sentence is a claim by one speaker with one source in another language. Then each quotation is
/// used as the source's words: unchanged, with one word changed, and with the words of another sentence.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn quotations_on_annotated_articles() {
    let registry = |language: &str| {
        format!(
            "entity who: person \"Who\"\nsource call: interview \"Call\"\n  by: @who\n  language: {language}\n"
        )
    };
    let cited = "  said-by: @who\n  source: @call\n";
    let mut quotations: Vec<(usize, String, String)> = Vec::new();
    let articles = annotated_articles();
    for (at, real) in articles.iter().enumerate() {
        for rule in [&plural_attribution::RULE, &untranslated_quote::RULE] {
            let fixture = real.fixture(&registry("es"), cited);
            let draft = fixture
                .split("//- draft.sayso\n")
                .nth(1)
                .unwrap_or_default();
            for message in messages(rule, &fixture) {
                let line = message
                    .split([':', ' '])
                    .nth(1)
                    .and_then(|it| it.parse().ok());
                let up_to: Vec<&str> = draft.lines().take(line.unwrap_or(0)).collect();
                let claim = up_to.iter().rev().find(|line| line.starts_with("claim"));
                println!("{}: {} {claim:?}", real.name, rule.name);
            }
        }
        for sentence in real.article.sentences() {
            let text = real.article.reader_text(sentence.range.clone());
            let parts: Vec<&str> = text.split(['"', '“', '”']).collect();
            // A sentence with one whole pair of marks.
            if let [_, inside, _] = parts[..]
                && words(inside).count() > 3
            {
                quotations.push((at, text.clone(), inside.to_owned()));
            }
        }
    }
    let given = |at: usize, sentence: &str, source: &str| {
        let draft = format!(
            "{}claim {}\n  said-by: @who\n  source: @call at p. 1 {}\n",
            articles[at].head(),
            quoted(sentence, "\""),
            quoted(source, "\"")
        );
        count(
            &quote_mismatch::RULE,
            &articles[at].files(&registry("en"), &draft),
        )
    };
    let other_word = |inside: &str, word: &str| {
        let middle = words(inside)
            .nth(words(inside).count() / 2)
            .unwrap_or_default();
        format!("{}{word}{}", &inside[..middle.start], &inside[middle.end..])
    };
    let sum = |source: &dyn Fn(usize) -> String| -> usize {
        let all = quotations.iter().enumerate();
        all.map(|(at, (article, sentence, _))| given(*article, sentence, &source(at)))
            .sum()
    };
    let inside = |at: usize| quotations[at % quotations.len()].2.clone();
    println!("{} quotations", quotations.len());
    println!("as they are: {}", sum(&inside));
    println!("in capitals: {}", sum(&|at| inside(at).to_uppercase()));
    println!(
        "part of more: {}",
        sum(&|at| format!("Well, {}, he said", inside(at)))
    );
    println!("of another sentence: {}", sum(&|at| inside(at + 1)));
    println!(
        "one word another: {}",
        sum(&|at| other_word(&inside(at), "Elmstead"))
    );
    println!("one word less: {}", sum(&|at| other_word(&inside(at), "")));
}

/// The titles of the pages that people linked are the known names, and each sentence is a claim by somebody else. Prints
/// whom each quotation is attributed to.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn speakers_on_annotated_articles() {
    let articles = annotated_articles();
    let linked = articles.iter().flat_map(AnnotatedArticle::linked);
    let names: BTreeSet<String> = linked.map(|(page, _)| title_of(page)).collect();
    for kind in ["person", "organisation"] {
        let declared = names.iter().enumerate();
        let declared =
            declared.map(|(at, name)| format!("entity e{at}: {kind} {}\n", quoted(name, "\"")));
        let registry = format!(
            "entity who: {kind} \"Xyz\"\n{}",
            declared.collect::<String>()
        );
        for real in &articles {
            for message in messages(
                &wrong_speaker::RULE,
                &real.fixture(&registry, "  said-by: @who\n"),
            ) {
                println!("{}: {message}", real.name);
            }
        }
    }
}

/// The titles of the pages that people linked are the known names, and each sentence is a claim without
/// `about:`. A finding is right if people marked the name in that sentence and linked it to that page.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn mentions_on_annotated_articles() {
    let articles = annotated_articles();
    let linked = articles.iter().flat_map(AnnotatedArticle::linked);
    let names: BTreeSet<String> = linked.map(|(page, _)| title_of(page)).collect();
    let declared = names.iter().enumerate();
    let registry: String = declared
        .map(|(at, name)| format!("entity e{at}: person {}\n", quoted(name, "\"")))
        .collect();
    // A name must not be counted where it is only a part of a longer name.
    let mut longest_first: Vec<&String> = names.iter().collect();
    longest_first.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let (mut named, mut right) = (0, 0);
    for real in &articles {
        for message in messages(&unlinked_mention::RULE, &real.fixture(&registry, "")) {
            let line = message.split([':', ' ']).nth(1);
            let line: usize = line.and_then(|it| it.parse().ok()).expect("a line");
            let claim = line - real.head().lines().count() - 1;
            let sentence = real.article.sentences()[claim].range.clone();
            let (_, listed) = message.split_once("this claim names ").expect("names");
            let mut listed = listed.to_owned();
            for name in &longest_first {
                if !listed.contains(name.as_str()) {
                    continue;
                }
                listed = listed.replace(name.as_str(), "");
                named += 1;
                match real.is_linked(name, &sentence) {
                    true => right += 1,
                    false => println!("{}: {name} in: {}", real.name, &real.text[sentence.clone()]),
                }
            }
        }
    }
    println!("{named} names found, {right} of them marked by people and linked to that page");
}

/// The words before a name in one marked mention ("Home Secretary Suella Braverman") become a role that ended long ago.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn roles_on_annotated_articles() {
    for real in annotated_articles() {
        let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (page, text) in real.linked() {
            let name = title_of(page);
            let text = text.trim_end_matches("'s");
            let role = text.strip_suffix(&format!(" {name}"));
            let role = role.filter(|role| *role != "the" && *role != "The");
            roles
                .entry(name)
                .or_default()
                .extend(role.map(str::to_owned));
        }
        let declared = roles.iter().enumerate().map(|(at, (name, roles))| {
            let roles = roles
                .iter()
                .map(|role| format!("  role: \"{role}\" 1900/1901\n"));
            format!(
                "entity e{at}: person \"{name}\"\n{}",
                roles.collect::<String>()
            )
        });
        let registry: String = declared.collect();
        let fixture =
            real.fixture(&registry, "")
                .replacen("  text:", "  published: 2026\n  text:", 1);
        for message in messages(&role_out_of_date::RULE, &fixture) {
            println!("{}: {message}", real.name);
        }
    }
}

/// Changes a name; `None` if it cannot be changed.
type NameChange = fn(&str) -> Option<String>;

/// `name` with a letter in the middle of its longest word changed. `change` gets this letter and the next one, and
/// returns the letters that replace the first, or both if they contain the second.
fn with_changed_letter(name: &str, change: fn(char, char) -> Vec<char>) -> Option<String> {
    let word = words(name)
        .max_by_key(|word| word.len())
        .unwrap_or_default();
    let letters: Vec<char> = name[word.clone()].chars().collect();
    let middle = letters.len() / 2;
    if letters.len() < 5 || letters[middle] == letters[middle + 1] {
        return None;
    }
    let new = change(letters[middle], letters[middle + 1]);
    let taken = if new.contains(&letters[middle + 1]) {
        2
    } else {
        1
    };
    let tail = &letters[middle + taken..];
    let written: String = letters[..middle].iter().chain(&new).chain(tail).collect();
    let (before, after) = (&name[..word.start], &name[word.end..]);
    Some(format!("{before}{written}{after}"))
}

/// `name` with an accent on a vowel; `None` if it has no vowel that can have one.
fn with_accent(name: &str) -> Option<String> {
    let accented = |from: &str, to: &str| name.contains(from).then(|| name.replacen(from, to, 1));
    let pairs = [("a", "á"), ("e", "é"), ("o", "ó"), ("i", "í"), ("u", "ú")];
    pairs.into_iter().find_map(|(from, to)| accented(from, to))
}

/// A real article with the annotations that people made.
struct AnnotatedArticle {
    name: String,
    text: String,
    article: Article,
    annotations: Value,
}

fn annotated_articles() -> Vec<AnnotatedArticle> {
    let read = |(name, text, _): (String, String, String)| {
        let annotations = data().join(&name).with_extension("json");
        let annotations = std::fs::read_to_string(annotations).expect("the article's annotations");
        AnnotatedArticle {
            article: Article::read(&text, ArticleFormat::Markdown),
            annotations: serde_json::from_str(&annotations).expect("JSON"),
            name,
            text,
        }
    };
    real_articles().into_iter().map(read).collect()
}

impl AnnotatedArticle {
    /// The article, a registry, and a draft in which each sentence is a claim with these `fields`.
    fn fixture(&self, registry: &str, fields: &str) -> String {
        let mut draft = self.head();
        for sentence in self.article.sentences() {
            let exact = self.article.reader_text(sentence.range.clone());
            draft += &format!("claim {}\n{fields}", quoted(&exact, "\""));
        }
        self.files(registry, &draft)
    }

    fn head(&self) -> String {
        format!("article \"A\"\n  text: \"{}.md\"\n", self.name)
    }

    fn files(&self, registry: &str, draft: &str) -> String {
        let AnnotatedArticle { name, text, .. } = self;
        format!("//- registry.sayso\n{registry}//- draft.sayso\n{draft}//- {name}.md\n{text}")
    }

    /// Whether people marked a mention in the sentence and linked it to a page with this title.
    fn is_linked(&self, title: &str, sentence: &Range<usize>) -> bool {
        let starts: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        let mentions = self.annotations["mentions"].as_array();
        mentions.into_iter().flatten().any(|mention| {
            let start = mention["start"]
                .as_u64()
                .and_then(|at| starts.get(at as usize));
            start.is_some_and(|start| sentence.contains(start))
                && mention["wikipedia"]
                    .as_str()
                    .is_some_and(|page| title_of(page) == title)
        })
    }

    fn has(&self, words: &str) -> bool {
        self.article.folded().text().contains(&fold(words))
    }

    /// The titles of the linked pages, each with the kind of its entity.
    fn kinds(&self) -> impl Iterator<Item = (String, &'static str)> {
        let mentions = self.annotations["mentions"].as_array();
        let mentions = mentions.into_iter().flatten();
        mentions.filter_map(|it| {
            let kind = match it["type"].as_str()? {
                "person" => "person",
                "organization" => "organisation",
                _ => "place",
            };
            Some((title_of(it["wikipedia"].as_str()?), kind))
        })
    }

    /// The linked pages, each with the words that people marked.
    fn linked(&self) -> impl Iterator<Item = (&str, &str)> {
        let mentions = self.annotations["mentions"].as_array();
        let mentions = mentions.into_iter().flatten();
        mentions.filter_map(|it| Some((it["wikipedia"].as_str()?, it["text"].as_str()?)))
    }
}

/// The name in a page's address: `Donald_Trump` is "Donald Trump", `Paris_%28city%29` is "Paris".
fn title_of(page: &str) -> String {
    let mut title = page.replace('_', " ");
    for (code, character) in [
        ("%28", "("),
        ("%29", ")"),
        ("%2C", ","),
        ("%27", "'"),
        ("%2D", "-"),
    ] {
        title = title.replace(code, character);
    }
    title.split(" (").next().unwrap_or_default().to_owned()
}
