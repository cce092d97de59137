//! Real articles that people annotated: how many of their sentences does Sayso split correctly, and how many of their
//! names does the search for known names find? Prints counts; skipped without the data.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sayso::article::{Article, ArticleFormat, Mention, Names};
use serde_json::Value;

/// An article with what people marked in it, in byte offsets.
struct Annotated {
    article: Article,
    sentences: Vec<Range<usize>>,
    names: Vec<Name>,
}

/// A mention that looks like a name, without "the" and without its genitive.
struct Name {
    range: Range<usize>,
    text: String,
    /// The page that describes it.
    page: String,
}

#[test]
fn sentences_that_people_marked() {
    let Some(articles) = annotated_articles() else {
        return;
    };
    let mut found = 0;
    let mut split = 0;
    for Annotated {
        article, sentences, ..
    } in &articles
    {
        let ours: BTreeSet<(usize, usize)> = article
            .sentences()
            .iter()
            .map(|sentence| (sentence.range.start, sentence.range.end))
            .collect();
        split += ours.len();
        let is_ours = |gold: &&Range<usize>| ours.contains(&(gold.start, gold.end));
        found += sentences.iter().filter(is_ours).count();
        show_missed_sentences(article, sentences, &ours);
    }
    let marked: usize = articles.iter().map(|it| it.sentences.len()).sum();
    println!("sentences: {found} of {marked} marked ones found exactly; {split} found in all");
    assert!(found * 100 >= marked * 90);
}

fn show_missed_sentences(
    article: &Article,
    sentences: &[Range<usize>],
    ours: &BTreeSet<(usize, usize)>,
) {
    for gold in sentences {
        if !ours.contains(&(gold.start, gold.end)) {
            show(|| format!("missed: {}", article.reader_text(gold.clone())));
            for &(start, end) in ours
                .iter()
                .filter(|it| it.0 < gold.end && it.1 > gold.start)
            {
                show(|| format!("    instead: {}", article.reader_text(start..end)));
            }
        }
    }
}

#[test]
fn names_that_people_marked() {
    let Some(articles) = annotated_articles() else {
        return;
    };
    let marked = || articles.iter().flat_map(|it| &it.names);
    let spellings = marked().map(|name| (name.text.clone(), name.page.as_str()));
    let titles = marked().map(|name| (title_of(&name.page), name.page.as_str()));
    check_names("all spellings", &articles, spellings.collect(), 99);
    check_names("page titles only", &articles, titles.collect(), 45);
}

/// Searches for the marked names among the `known` ones, and requires that at least `least` percent are found.
fn check_names(
    registry: &str,
    articles: &[Annotated],
    known: BTreeSet<(String, &str)>,
    least: usize,
) {
    let names = Names::new(known.iter().map(|(name, page)| (name.as_str(), *page)));
    let [mut exact, mut inside, mut missed] = [0; 3];
    for Annotated {
        article,
        names: marked,
        ..
    } in articles
    {
        let mentions = article.mentions(&names);
        for name in marked {
            let holds = |m: &Mention<&str>| {
                m.range.start <= name.range.start && name.range.end <= m.range.end
            };
            if mentions
                .iter()
                .any(|m| m.range == name.range && m.id == name.page)
            {
                exact += 1;
            } else if mentions.iter().any(holds) {
                inside += 1;
            } else {
                missed += 1;
                show(|| format!("missed ({registry}): {} ({})", name.text, name.page));
            }
        }
    }
    println!(
        "names, {registry}: {exact} of {} marked ones found exactly, {inside} inside another known \
         name, {missed} missed; {} names known",
        exact + inside + missed,
        known.len()
    );
    assert!((exact + inside) * 100 >= (exact + inside + missed) * least);
}

/// Prints the misses, to help improve it.
fn show(line: impl FnOnce() -> String) {
    if std::env::var_os("SAYSO_SHOW_MISSED").is_some() {
        println!("{}", line());
    }
}

/// `Donald_Trump` is "Donald Trump", `Paris_%28city%29` is "Paris".
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
    title.split(" (").next().unwrap_or_default().to_string()
}

fn annotated_articles() -> Option<Vec<Annotated>> {
    let data = match std::env::var_os("SAYSO_TEST_DATA") {
        Some(data) => PathBuf::from(data),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
    };
    let Ok(files) = std::fs::read_dir(data.join("wikinews")) else {
        println!("skipped: there are no articles in {}", data.display());
        return None;
    };
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "md"));
    paths.sort();
    Some(paths.iter().map(|path| annotated_article(path)).collect())
}

fn annotated_article(path: &Path) -> Annotated {
    let source = std::fs::read_to_string(path).unwrap();
    let annotations = std::fs::read_to_string(path.with_extension("json")).unwrap();
    let annotations: Value = serde_json::from_str(&annotations).unwrap();
    let mut bytes: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    bytes.push(source.len());
    let byte = |offset: &Value| bytes[offset.as_u64().unwrap() as usize];
    let sentences = annotations["sentences"].as_array().unwrap();
    let mentions = annotations["mentions"].as_array().unwrap();
    Annotated {
        article: Article::read(&source, ArticleFormat::Markdown),
        sentences: sentences
            .iter()
            .map(|it| byte(&it[0])..byte(&it[1]))
            .collect(),
        names: mentions
            .iter()
            .filter_map(|it| {
                let page = it["wikipedia"].as_str()?.to_string();
                let range = name_in(&source, byte(&it["start"])..byte(&it["end"]))?;
                let text = source[range.clone()].to_string();
                Some(Name { range, text, page })
            })
            .collect(),
    }
}

/// The name in a mention, if it looks like one: all its words except small ones are capitalised.
fn name_in(source: &str, mention: Range<usize>) -> Option<Range<usize>> {
    const SMALL: [&str; 12] = [
        "of", "the", "and", "for", "de", "on", "in", "at", "to", "a", "an", "with",
    ];
    const PRONOUNS: [&str; 15] = [
        "We", "They", "This", "It", "He", "She", "I", "Our", "Their", "His", "Her", "My", "Its",
        "You", "Us",
    ];
    let text = &source[mention.clone()];
    let name = ["the ", "The ", "a ", "A ", "an "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text);
    let start = mention.end - name.len();
    let name = ["'s", "’s"]
        .iter()
        .find_map(|it| name.strip_suffix(it))
        .unwrap_or(name);
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    let is_name = name.starts_with(char::is_uppercase)
        && !PRONOUNS.contains(&name)
        && name
            .split_whitespace()
            .all(|word| SMALL.contains(&word) || capital(word));
    is_name.then(|| start..start + name.len())
}
