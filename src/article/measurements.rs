//! Measures how exactly the sentences are found that people marked in texts. This is no regular test: it prints the
//! figures in `docs/rules/measured.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Article, ArticleFormat};

/// A text with the sentences that people marked in it, in byte offsets.
struct Marked {
    name: String,
    language: String,
    format: ArticleFormat,
    text: String,
    sentences: BTreeSet<(usize, usize)>,
}

#[derive(Default, Clone, Copy)]
struct Figures {
    marked: usize,
    found: usize,
    exact: usize,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Figures) {
        self.marked += other.marked;
        self.found += other.found;
        self.exact += other.exact;
    }
}

impl Figures {
    fn row(&self) -> String {
        let Figures {
            marked,
            found,
            exact,
        } = *self;
        let share = |of: usize| exact as f64 / of.max(1) as f64;
        let both = 2.0 * exact as f64 / (marked + found).max(1) as f64;
        format!(
            "{marked} marked, {found} found, {exact} exactly: precision {:.3}, recall {:.3}, F1 {both:.3}",
            share(found),
            share(marked)
        )
    }
}

/// `SAYSO_TEST_SENTENCES` names a folder, by default that of the articles of `../shared/data`. `NAME.txt` has one
/// sentence a line and a blank line between paragraphs; `NAME.md` is an article, and `NAME.json` has its `sentences`
/// (pairs of the first character and the one after the last). `SAYSO_SHOW_MISSED=1` prints the sentences that are
/// not found, and what is found instead.
#[test]
#[ignore = "prints figures on the texts of a folder"]
fn sentences_that_people_marked() {
    let mut by_language: BTreeMap<String, [Figures; 2]> = BTreeMap::new();
    for marked in marked_texts() {
        let figures = figures_of(&marked, &marked.text);
        println!("{}: {}", marked.name, figures.row());
        let sum = by_language.entry(marked.language.clone()).or_default();
        sum[0] += figures;
        if marked.format == ArticleFormat::Plain {
            let figures = figures_of(&marked, &wrapped(&marked.text));
            println!("{}, wrapped: {}", marked.name, figures.row());
            sum[1] += figures;
        }
    }
    for (language, [whole, wrapped]) in by_language {
        println!("all in {language}: {}", whole.row());
        if wrapped.marked > 0 {
            println!("all in {language}, wrapped: {}", wrapped.row());
        }
    }
}

fn figures_of(marked: &Marked, text: &str) -> Figures {
    let article = Article::read(text, marked.format).in_language(&marked.language);
    let ranges = article.sentences().iter().map(|it| &it.range);
    let found: BTreeSet<(usize, usize)> = ranges.map(|range| (range.start, range.end)).collect();
    if std::env::var_os("SAYSO_SHOW_MISSED").is_some() {
        show_missed(text, &marked.sentences, &found);
    }
    Figures {
        marked: marked.sentences.len(),
        found: found.len(),
        exact: found.intersection(&marked.sentences).count(),
    }
}

fn show_missed(text: &str, marked: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    for &(start, end) in marked.difference(found) {
        println!("missed: {}", &text[start..end]);
        let instead = found.iter().filter(|it| it.0 < end && it.1 > start);
        instead.for_each(|&(start, end)| println!("    instead: {}", &text[start..end]));
    }
}

/// The text with line breaks instead of spaces, so that lines have up to 72 bytes where words allow it.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 72;
    let (mut wrapped, mut line) = (text.to_owned().into_bytes(), 0);
    let mut last_space = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => (line, last_space) = (at + 1, None),
            b' ' => last_space = Some(at),
            _ => {}
        }
        if let Some(space) = last_space.filter(|_| at - line >= WIDTH) {
            wrapped[space] = b'\n';
            (line, last_space) = (space + 1, None);
        }
    }
    String::from_utf8(wrapped).expect("only spaces were changed")
}

fn marked_texts() -> Vec<Marked> {
    let folder = std::env::var("SAYSO_TEST_SENTENCES");
    let folder = PathBuf::from(folder.unwrap_or_else(|_| "../shared/data/wikinews".into()));
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| marked_text(path)).collect()
}

fn marked_text(path: &Path) -> Option<Marked> {
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text");
    let name = path.file_stem()?.to_string_lossy().into_owned();
    let (format, (text, sentences)) = match path.extension()?.to_str()? {
        "txt" => (ArticleFormat::Plain, joined(&read(path))),
        "json" => {
            let text = read(&path.with_extension("md"));
            let sentences = ranges_in(&text, &read(path));
            (ArticleFormat::Markdown, (text, sentences))
        }
        _ => return None,
    };
    Some(Marked {
        language: language_of(&name),
        name,
        format,
        text,
        sentences,
    })
}

/// `de-news` and `de` are in German. The language of other names is in `SAYSO_TEST_LANGUAGE`, or English.
fn language_of(name: &str) -> String {
    let tag = name.split(['-', '_', '.']).next().unwrap_or_default();
    match tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase()) {
        true => tag.to_owned(),
        false => std::env::var("SAYSO_TEST_LANGUAGE").unwrap_or_else(|_| "en".into()),
    }
}

/// The paragraphs of `lines` on one line each, and where their sentences are.
fn joined(lines: &str) -> (String, BTreeSet<(usize, usize)>) {
    let (mut text, mut sentences) = (String::new(), BTreeSet::new());
    for sentence in lines.lines().map(str::trim) {
        if sentence.is_empty() {
            text.push_str("\n\n");
            continue;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        sentences.insert((text.len(), text.len() + sentence.len()));
        text.push_str(sentence);
    }
    (text, sentences)
}

fn ranges_in(text: &str, annotations: &str) -> BTreeSet<(usize, usize)> {
    let starts = text.char_indices().map(|(at, _)| at);
    let bytes: Vec<usize> = starts.chain([text.len()]).collect();
    let annotations: Value = serde_json::from_str(annotations).expect("JSON");
    let ranges = annotations["sentences"].as_array().expect("sentences");
    let byte = |offset: &Value| bytes[offset.as_u64().expect("an offset") as usize];
    ranges
        .iter()
        .map(|it| (byte(&it[0]), byte(&it[1])))
        .collect()
}
