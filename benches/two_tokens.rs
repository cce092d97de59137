//! Families of cases: lines, drafts and articles that repeat two tokens. What takes the square of a text's length
//! shows in one of them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::measured::{self, Run};

/// Tokens of the language, and of Markdown and prose.
const TOKENS: [&str; 44] = [
    "@",
    "@a",
    "@a/",
    "%",
    "\"",
    "“",
    "”",
    "'",
    ":",
    ",",
    "#",
    "at",
    "at p.",
    "3",
    "by",
    "seal",
    "2026-01-09",
    "00:14:05",
    "https://a",
    "/",
    ".",
    "-",
    "(",
    ")",
    "!",
    "*",
    "[",
    "]",
    "`",
    "_",
    "|",
    "<",
    "x",
    "é",
    "\u{200b}",
    "\t",
    "€",
    "—",
    "\0",
    "claim",
    "text",
    "source:",
    "1,5",
    "##",
];

/// What a line begins with: every kind of value, and the other places of a draft.
const BEGINNINGS: [&str; 24] = [
    "claim: \"x\"\n  checked: ",
    "claim: \"x\"\n  checked: 2026-01-09 by ",
    "claim: \"x\"\n  checked: 2026-01-09 by \"a\" seal ",
    "claim: \"x\"\n  source: ",
    "claim: \"x\"\n  source: @a at ",
    "claim: \"x\"\n  source: @a at p. 3 ",
    "claim: \"x\"\n  value: ",
    "claim: \"x\"\n  about: ",
    "claim: \"x\"\n  said-by: ",
    "claim: \"x\"\n  allow: ",
    "claim: \"x\"\n  note: \"",
    "claim: \"x\"\n  ",
    "claim: \"x\"\n  # ",
    "claim a: fact \"",
    "claim a: ",
    "claim ",
    "source a: document \"x\"\n  url: ",
    "source a: document \"x\"\n  issued: ",
    "source a: interview \"x\"\n  confidential: ",
    "entity a: person \"A\"\n  aka: ",
    "article \"A\"\n  text: ",
    "text\n  ",
    "# sayso: allow ",
    "",
];

struct Family {
    name: &'static str,
    cases: usize,
    /// In bytes.
    size: usize,
    ends: &'static [&'static str],
    is_article: bool,
    limit: Duration,
}

const FAMILIES: [Family; 4] = [
    Family {
        name: "lines of 60 KB",
        cases: 224,
        size: 60_000,
        ends: &["", " "],
        is_article: false,
        limit: Duration::from_millis(700),
    },
    Family {
        name: "drafts of 60 KB",
        cases: 112,
        size: 60_000,
        ends: &["\n", "\n  ", "\r\n  "],
        is_article: false,
        limit: Duration::from_millis(700),
    },
    Family {
        name: "articles of 60 KB",
        cases: 112,
        size: 60_000,
        ends: &["", " ", "\n", "\n\n"],
        is_article: true,
        limit: Duration::from_millis(700),
    },
    Family {
        name: "articles of 2 MB",
        cases: 56,
        size: 1_990_000,
        ends: &["", " ", "\n", "\n\n"],
        is_article: true,
        limit: Duration::from_secs(3),
    },
];

/// Runs the families with these words in their names, and returns the number of cases over their limits.
pub fn run(words: &[&str], options: &[&str], most_memory: u64, patience: Duration) -> usize {
    let families = FAMILIES.iter().map(|family| {
        let name = format!("two tokens: {}", family.name);
        let is_wanted = words.iter().all(|word| name.contains(word));
        match is_wanted {
            true => run_family(family, options, most_memory, patience),
            false => 0,
        }
    });
    families.sum()
}

fn run_family(family: &Family, options: &[&str], most_memory: u64, patience: Duration) -> usize {
    let mut choices = Choices(1);
    let mut worst: Option<(Duration, String)> = None;
    let (mut over, mut peak) = (0, 0);
    for _ in 0..family.cases {
        let unit: String = [
            choices.of(&TOKENS),
            choices.of(&["", " "]),
            choices.of(&TOKENS),
            choices.of(family.ends),
        ]
        .concat();
        let text = unit.repeat(family.size / unit.len());
        let beginning = choices.of(&BEGINNINGS);
        let folder = TempDir::new().unwrap();
        write(folder.path(), family, beginning, &text);
        let run = measured::run(folder.path(), &[&["check"], options].concat(), patience);
        let time = time_of(&run);
        let is_over = time > family.limit || run.peak > most_memory || run.status.is_none();
        let place = if family.is_article { "" } else { beginning };
        let shown = format!("{place:?} and {unit:?}");
        if is_over {
            over += 1;
            println!(
                "  {shown}: {:.2} s, {:.1} MB  <- too much",
                time.as_secs_f64(),
                run.peak as f64 / 1e3
            );
        }
        peak = peak.max(run.peak);
        if worst.as_ref().is_none_or(|(slowest, _)| *slowest < time) {
            worst = Some((time, shown));
        }
    }
    let (time, shown) = worst.unwrap_or_default();
    println!(
        "two tokens: {} {}, {over} over; up to {:.2} s of processors and {:.1} MB; the slowest is {shown}",
        family.cases,
        family.name,
        time.as_secs_f64(),
        peak as f64 / 1e3
    );
    over
}

fn write(folder: &Path, family: &Family, beginning: &str, text: &str) {
    let draft = match family.is_article {
        false => format!("{beginning}{text}\n"),
        true => {
            fs::write(folder.join("article.md"), text).unwrap();
            "article \"A\"\n  text: \"article.md\"\n\nclaim: quote \"a x\"\n\nsource s: interview \"Jon Abel\"\n  confidential: yes\n".to_owned()
        }
    };
    fs::write(folder.join("draft.sayso"), draft).unwrap();
}

/// The processor time: other programs affect it less.
fn time_of(run: &Run) -> Duration {
    Duration::from_millis(run.processor * 10)
}

/// Choices that are the same in every run.
struct Choices(u64);

impl Choices {
    fn of<'a>(&mut self, among: &[&'a str]) -> &'a str {
        // Numerical Recipes' generator; its high bits are random enough.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        among[(self.0 >> 33) as usize % among.len()]
    }
}
