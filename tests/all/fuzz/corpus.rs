//! The texts that are mutated: examples, and the code blocks of the documentation.

use std::fs;
use std::sync::LazyLock;

use crate::docs::{blocks_of, read, root};

pub struct Corpus {
    pub drafts: Vec<String>,
    pub articles: Vec<String>,
    pub settings: Vec<String>,
    /// Words of all these texts, and characters that are easily handled wrongly.
    pub words: Vec<String>,
}

pub static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::read);

/// What mutations insert besides words of the corpus.
const ODDITIES: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\n  ",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{301}",
    "\u{200b}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{fffd}",
    "🌉",
    "👩‍🚀",
    "é",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "習近平",
    "إيناس",
    "नमस्ते",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "«",
    "»",
    "„",
    "`",
    "```",
    "@",
    "@@",
    "@/",
    ":",
    "::",
    "#",
    "# ",
    "-",
    "--",
    "…",
    "...",
    ",",
    ";",
    ".",
    "/",
    "\\",
    "*",
    "**",
    "_",
    "[",
    "](",
    ")",
    "[^1]",
    "<",
    ">",
    "<!--",
    "-->",
    "<p title=\"",
    "&nbsp;",
    "&#x1F309;",
    "&",
    "|",
    "---",
    "+++",
    "~~~",
    "{",
    "}",
    "=",
    "2026-02-30",
    "2026",
    "1985~",
    "2004-06/2006-08",
    "0",
    "-1",
    "99999999999999999999",
    "1e400",
    "0x",
    "%",
    "%00",
    "p.",
    "p. 1–",
    "§",
    "00:14:05",
    "https://",
    "mailto:x",
    "../",
    "/etc/passwd",
    ".git/config",
    "yes",
    "no",
    "true",
    "null",
];

impl Corpus {
    fn read() -> Corpus {
        let mut corpus = Corpus {
            drafts: Vec::new(),
            articles: Vec::new(),
            settings: Vec::new(),
            words: ODDITIES.iter().map(|word| (*word).to_owned()).collect(),
        };
        for folder in ["examples", "docs"] {
            corpus.take_folder(folder);
        }
        let texts = [&corpus.drafts, &corpus.articles, &corpus.settings];
        let texts = texts.into_iter().flatten();
        let mut words: Vec<String> = texts
            .flat_map(|text| text.split_whitespace().map(str::to_owned))
            .collect();
        words.sort();
        words.dedup();
        corpus.words.extend(words);
        corpus
    }

    fn take_folder(&mut self, folder: &str) {
        let entries = fs::read_dir(root().join(folder)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut paths: Vec<String> = names
            .map(|name| format!("{folder}/{}", name.to_string_lossy()))
            .collect();
        // The same seed must give the same input on every machine.
        paths.sort();
        for path in paths {
            match path.rsplit_once('.').map(|(_, extension)| extension) {
                _ if root().join(&path).is_dir() => self.take_folder(&path),
                Some("sayso") => self.drafts.push(read(&path)),
                Some("toml") => self.settings.push(read(&path)),
                Some("md") => self.take_page(&path),
                _ => {}
            }
        }
    }

    /// A Markdown page is an article to mutate, and its code blocks are drafts and settings.
    fn take_page(&mut self, page: &str) {
        let texts = |language| {
            blocks_of(page, language)
                .into_iter()
                .map(|block| block.text)
        };
        self.drafts.extend(texts("sayso"));
        self.settings.extend(texts("toml"));
        self.articles.push(read(page));
    }
}
