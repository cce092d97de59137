//! Measures how the rules that guess from words perform on real articles. These are not regular tests: they print the
//! figures in `docs/measurements.md`.

use std::path::PathBuf;
use std::time::Instant;

use super::testing::{costs, count, messages};
use crate::article::{Article, ArticleFormat};
use crate::prose::lexicon::of_language;
use crate::prose::quantities::quantities_in;
use crate::rules::catalogue::anchors::{uncovered_detail, uncovered_sentence};
use crate::rules::catalogue::attribution::vague_attribution;
use crate::rules::catalogue::names_and_numbers::{
    number_inconsistent, number_mismatch, relative_date, unsupported_superlative, weekday_mismatch,
};
use crate::rules::catalogue::sourcing::kind_too_weak;
use crate::rules::claim::attributions::attributions_in;
use crate::rules::claim::passage_prose::Prose;
use crate::syntax::quoted;

/// Prints the time that each rule takes for a claim without findings.
#[test]
#[ignore = "prints how long each rule takes"]
fn costs_of_rules() {
    const CLAIMS: usize = 5_000;
    let text: String = (0..CLAIMS)
        .map(|at| {
            format!("The committee met for the {at} time and closed the old bridge to cars. ")
        })
        .collect();
    let mut draft = "article \"A\"\n  text: \"a.md\"\nentity town: organisation \"Town\"\nsource one: report \"One\"\n  by: @town\nsource two: wire \"Two\"\n".to_owned();
    for at in 0..CLAIMS {
        draft += &format!(
            "claim c{at}: allegation \"met for the {at} time and closed the old bridge to cars\"\n  source: @one at p. {at}, @two\n"
        );
    }
    let costs = costs(&format!("//- a.sayso\n{draft}//- a.md\n{text}"));
    for (rule, (spent, findings)) in costs {
        println!(
            "{rule}: {:?} a declaration, {findings} findings",
            spent / CLAIMS as u32
        );
    }
}

#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn guesses_on_real_articles() {
    let (mut sentences, mut vague, mut uncovered, mut warnings) = (0, 0, 0, 0);
    let started = Instant::now();
    for (name, text, _) in real_articles() {
        let article = Article::read(&text, ArticleFormat::Markdown);
        let head = format!("article \"A\"\n  text: \"{name}.md\"\n  status: ready\n");
        let mut draft = head.clone();
        for sentence in article.sentences() {
            sentences += 1;
            let exact = article.reader_text(sentence.range.clone());
            draft += &format!("claim {}\n", quoted(&exact, "\""));
        }
        let files = |draft: &str| format!("//- draft.sayso\n{draft}//- {name}.md\n{text}");
        for message in messages(&vague_attribution::RULE, &files(&draft)) {
            println!("{name}: {message}");
            vague += 1;
        }
        let fixture = files(&head);
        uncovered += count(&uncovered_sentence::RULE, &fixture);
        warnings += messages(&uncovered_sentence::RULE, &fixture)
            .iter()
            .filter(|message| message.contains("\" warning: "))
            .count();
    }
    println!(
        "{sentences} sentences; vague-attribution {vague}; uncovered-sentence {uncovered}, of them {warnings} warnings; {:?}",
        started.elapsed()
    );
}

/// Prints the details that claims leave out which quote the second half of each sentence, and then those that quote the
/// first.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn details_on_real_articles() {
    let (mut sentences, mut found) = (0, [0; 2]);
    for (name, text, _) in real_articles() {
        let article = Article::read(&text, ArticleFormat::Markdown);
        for (half, found) in found.iter_mut().enumerate() {
            let mut draft = format!("article \"A\"\n  text: \"{name}.md\"\n  status: ready\n");
            for sentence in article.sentences() {
                let exact = article.reader_text(sentence.range.clone());
                let middle = exact.floor_char_boundary(exact.len() / 2);
                let middle = middle + exact[middle..].find(' ').unwrap_or(0);
                let halves = [exact[middle..].trim(), exact[..middle].trim()];
                sentences += 1 - half;
                draft += &format!("claim {}\n", quoted(halves[half], "\""));
            }
            let fixture = format!("//- draft.sayso\n{draft}//- {name}.md\n{text}");
            for message in messages(&uncovered_detail::RULE, &fixture) {
                println!("{name}: {message}");
                *found += 1;
            }
        }
    }
    println!("{sentences} sentences; details left out in {found:?} of them");
}

/// Every sentence is a transition.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn weak_kinds_on_real_articles() {
    let (mut sentences, mut found) = (0, 0);
    for (name, text, _) in real_articles() {
        let article = Article::read(&text, ArticleFormat::Markdown);
        let mut draft = format!("article \"A\"\n  text: \"{name}.md\"\n  status: ready\n");
        for sentence in article.sentences() {
            let exact = article.reader_text(sentence.range.clone());
            sentences += 1;
            draft += &format!("claim: transition {}\n", quoted(&exact, "\""));
        }
        let fixture = format!("//- draft.sayso\n{draft}//- {name}.md\n{text}");
        for message in messages(&kind_too_weak::RULE, &fixture) {
            println!("{name}: {message}");
            found += 1;
        }
    }
    println!("{sentences} sentences; kind-too-weak {found}");
}

/// The folder of the real articles.
pub fn data() -> PathBuf {
    let data = std::env::var("SAYSO_TEST_DATA").unwrap_or_else(|_| "../shared/data".into());
    PathBuf::from(data).join("wikinews")
}

/// The real articles: name, text, and day of publication.
pub fn real_articles() -> Vec<(String, String, String)> {
    let Ok(folder) = std::fs::read_dir(data()) else {
        println!("skipped: there is no {}", data().display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a text");
        let metadata =
            std::fs::read_to_string(path.with_extension("json")).expect("the article's metadata");
        let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("JSON");
        let published = metadata["created"].as_str().expect("a date").to_owned();
        let name = path.file_stem().unwrap_or_default();
        (name.to_string_lossy().into_owned(), text, published)
    };
    paths.iter().map(read).collect()
}

/// Measures the rules that read numbers and dates. Each sentence is a claim with a source: first without quoted words,
/// then with the sentence itself as the source's words, then with its clauses in another order, then with one digit
/// changed.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn numbers_on_real_articles() {
    let rules = [
        &relative_date::RULE,
        &weekday_mismatch::RULE,
        &unsupported_superlative::RULE,
        &number_mismatch::RULE,
        &number_inconsistent::RULE,
    ];
    for rule in rules {
        let [mut plain, mut same, mut turned, mut changed, mut changes] = [0; 5];
        for (name, text, published) in real_articles() {
            let article = Article::read(&text, ArticleFormat::Markdown);
            let head = format!(
                "article \"A\"\n  text: \"{name}.md\"\n  published: {published}\nsource s: report \"S\"\n"
            );
            let [mut unquoted, mut quoting, mut turning, mut other] =
                [head.clone(), head.clone(), head.clone(), head];
            for sentence in article.sentences() {
                let exact = article.reader_text(sentence.range.clone());
                let claim = format!("claim: number {}\n  source: @s", quoted(&exact, "\""));
                let plain_words = exact.replace(['"', '“', '”'], "'");
                unquoted += &format!("{claim}\n");
                quoting += &format!("{claim} {}\n", quoted(&plain_words, "\""));
                let clauses: Vec<&str> = plain_words.rsplit(", ").collect();
                turning += &format!("{claim} {}\n", quoted(&clauses.join(", "), "\""));
                if let Some(words) = with_another_digit(&plain_words) {
                    changes += 1;
                    other += &format!("{claim} {}\n", quoted(&words, "\""));
                }
            }
            let files = |draft: &str| format!("//- draft.sayso\n{draft}//- {name}.md\n{text}");
            for message in messages(rule, &files(&unquoted)) {
                println!("{name}: {message}");
                plain += 1;
            }
            same += count(rule, &files(&quoting));
            for message in messages(rule, &files(&turning)) {
                println!("{name}, in another order: {message}");
                turned += 1;
            }
            let found = messages(rule, &files(&other));
            changed += found.len();
            if rule == &number_mismatch::RULE {
                print_missed(&name, &other, &found);
            }
        }
        println!(
            "{}: {plain}; with the sentence as the source's words {same}; with its clauses in another order {turned}; with another digit in {changes} of them {changed}",
            rule.name
        );
    }
}

/// The sentences of the folder in `SAYSO_TEST_SENTENCES`, whose files have one sentence a line; without it, those of the
/// real articles.
fn real_sentences() -> Vec<String> {
    let Ok(folder) = std::env::var("SAYSO_TEST_SENTENCES") else {
        let articles = real_articles().into_iter();
        return articles
            .flat_map(|(_, text, _)| sentences_of(&text))
            .collect();
    };
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let texts = paths.iter().map(std::fs::read_to_string);
    let texts = texts.map(|text| text.expect("a text"));
    texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<String>>())
        .collect()
}

fn sentences_of(text: &str) -> Vec<String> {
    let article = Article::read(text, ArticleFormat::Markdown);
    let sentences = article.sentences().iter();
    let texts = sentences.map(|sentence| article.folded_text(sentence.range.clone()).to_owned());
    texts.collect()
}

/// Prints the superlatives that are found in real sentences, outside of quotation marks, to be reviewed by hand.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn superlatives_in_real_sentences() {
    let language = std::env::var("SAYSO_TEST_LANGUAGE").unwrap_or_else(|_| "en".into());
    let lexicon = of_language(&language).expect("a known language");
    let [mut sentences, mut found] = [0; 2];
    for text in real_sentences() {
        sentences += 1;
        let article = Article::read(&text, ArticleFormat::Plain).in_language(&language);
        let Some(prose) = Prose::around(lexicon, &article, 0..text.len()) else {
            continue;
        };
        let quoted = prose.quoted(&article);
        let own = lexicon.own_superlative_in(&prose.text, &prose.passage, &quoted);
        if let Some(superlative) = own {
            found += 1;
            println!("[{}] {text}", &prose.text[superlative]);
        }
    }
    println!("{found} superlatives in {sentences} sentences");
}

/// Changes one digit of each number of each sentence, and counts the contradictions that are found to the original
/// sentence as the source's words, by kind of claim; and those that are found if nothing is changed.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn changed_digits_in_real_sentences() {
    for kind in ["fact", "number", "date"] {
        let [mut unchanged, mut alarms, mut changed, mut found] = [0; 4];
        for sentence in real_sentences() {
            let sentence = sentence.replace(['"', '\\'], "'");
            let claim = |passage: &str| {
                let [passage, words] = [passage, &sentence].map(|text| quoted(text, "\""));
                let draft = "article \"A\"\n  text: \"a.txt\"\nsource s: report \"S\"\n";
                format!("{draft}claim: {kind} {passage}\n  source: @s {words}\n")
            };
            let check = |passage: &str| {
                let fixture = format!("//- draft.sayso\n{}//- a.txt\n{passage}\n", claim(passage));
                count(&number_mismatch::RULE, &fixture).min(1)
            };
            if !sentence.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            unchanged += 1;
            alarms += check(&sentence);
            for other in with_each_number_changed(&sentence) {
                changed += 1;
                let is_found = check(&other);
                found += is_found;
                if is_found == 0 {
                    println!("{kind}, missed: {other}");
                }
            }
        }
        println!("{kind}: {found} of {changed} changed numbers; {alarms} of {unchanged} sentences");
    }
}

/// The text, once for each of its runs of digits, with the last digit of that run changed.
fn with_each_number_changed(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let ends = (0..bytes.len()).filter(|&at| is_digit(at) && !is_digit(at + 1));
    let changed = ends.map(|at| {
        let other = if bytes[at] == b'9' { '4' } else { '9' };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    });
    changed.collect()
}

/// Counts the attributions that are found in labelled sentences: in the file that `SAYSO_TEST_ATTRIBUTIONS` names, or in
/// those of the data. The file is a JSON array of objects with a `text` and a `label`: "vague-plural" if something is
/// attributed to several people without a name, "named-plural" if a name says who they are, "none" otherwise.
#[test]
#[ignore = "prints figures on labelled sentences"]
fn attributions_in_labelled_sentences() {
    let path = std::env::var("SAYSO_TEST_ATTRIBUTIONS").map(PathBuf::from);
    let path =
        path.unwrap_or_else(|_| data().with_file_name("attributions").join("sentences.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let language = std::env::var("SAYSO_TEST_LANGUAGE").unwrap_or_else(|_| "en".into());
    let lexicon = of_language(&language).expect("a known language");
    let sentences: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    // Right, wrong and missed.
    let [mut vague, mut plural] = [[0; 3]; 2];
    for sentence in &sentences {
        let text = sentence["text"].as_str().expect("a text");
        let label = sentence["label"].as_str().expect("a label");
        let article = Article::read(text, ArticleFormat::Plain).in_language(&language);
        let Some(prose) = Prose::around(lexicon, &article, 0..text.len()) else {
            continue;
        };
        let mut found = attributions_in(&prose, Some(&article), &|_| false);
        found.retain(|it| !it.is_single);
        let is_vague = found.iter().any(|it| !it.is_named);
        let counts = [
            (&mut vague, is_vague, label == "vague-plural"),
            (&mut plural, !found.is_empty(), label != "none"),
        ];
        for (count, is_found, is_labelled) in counts {
            match (is_found, is_labelled) {
                (true, true) => count[0] += 1,
                (true, false) => count[1] += 1,
                (false, true) => count[2] += 1,
                (false, false) => {}
            }
        }
        let expected = (label == "vague-plural", label != "none");
        if (is_vague, !found.is_empty()) != expected {
            let found = found.iter();
            let found: Vec<&str> = found.map(|it| &prose.text[it.range.clone()]).collect();
            println!("{label}, found {found:?}: {text}");
        }
    }
    for (rule, [right, wrong, missed]) in [("vague", vague), ("plural", plural)] {
        println!("{rule}: {right} right, {wrong} wrong, {missed} missed");
    }
}

/// Prints the sources of the draft with another digit, in which nothing was found.
fn print_missed(name: &str, draft: &str, found: &[String]) {
    let sources = draft.lines().enumerate();
    for (at, words) in sources.filter(|(_, line)| line.starts_with("  source: @s ")) {
        let place = format!("draft.sayso:{} ", at + 1);
        if !found.iter().any(|message| message.starts_with(&place)) {
            println!("{name}, missed: {words}");
        }
    }
}

/// The text with its first digit changed; `None` if it has no digit.
fn with_another_digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let other = match &text[at..=at] {
        "9" => "4",
        "1" => "7",
        _ => "9",
    };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

/// Prints what is read as numbers and dates, to be reviewed by hand.
#[test]
#[ignore = "prints what is read in the articles of ../shared/data"]
fn quantities_read_in_real_articles() {
    let lexicon = of_language("en").expect("English");
    for (name, text, _) in real_articles() {
        let article = Article::read(&text, ArticleFormat::Markdown);
        for sentence in article.sentences() {
            let text = article.folded_text(sentence.range.clone());
            let read = quantities_in(lexicon, text);
            let numbers = read.all.iter().map(|quantity| {
                let doubt = if quantity.is_certain { "" } else { "?" };
                format!("{doubt}[{}]", &text[quantity.range.clone()])
            });
            let dates = read.dates.iter();
            let dates = dates.map(|date| format!("<{}>", &text[date.range.clone()]));
            let read: Vec<String> = numbers.chain(dates).collect();
            println!("{name}: {text}\n    {}", read.join(" "));
        }
    }
}
