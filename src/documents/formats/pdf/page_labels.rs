//! The numbers that are printed on pages: those that the file declares, or those at the edges of its pages.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// The labels that the file declares for its pages. None if it declares none, or if they are its page numbers.
pub fn declared(pdf: &Pdf, pages: usize) -> Option<Vec<String>> {
    let catalog: Dict = pdf.xref().get(pdf.xref().root_id())?;
    let mut ranges = Vec::new();
    collect(&catalog.get::<Dict>("PageLabels")?, &mut ranges, 0);
    ranges.sort_by_key(|range| range.0);
    let mut labels = Vec::new();
    for page in 0..pages {
        let range = ranges.iter().rev().find(|range| range.0 <= page);
        labels.push(range.map_or_else(String::new, |(first, style)| style.label(page - first)));
    }
    let is_counted =
        |(page, label): (usize, &String)| label.is_empty() || *label == (page + 1).to_string();
    let is_plain = labels.iter().enumerate().all(is_counted);
    (!is_plain).then_some(labels)
}

struct Style {
    kind: u8,
    prefix: String,
    start: usize,
}

impl Style {
    fn of(dict: &Dict) -> Style {
        let kind = dict
            .get::<Name>("S")
            .and_then(|name| name.as_str().bytes().next());
        let prefix = dict.get::<PdfString>("P");
        Style {
            kind: kind.unwrap_or(0),
            prefix: prefix
                .map(|it| it.as_bytes().iter().map(|&byte| byte as char).collect())
                .unwrap_or_default(),
            start: dict.get::<u32>("St").unwrap_or(1) as usize,
        }
    }

    fn label(&self, after: usize) -> String {
        let number = self.start.saturating_add(after);
        let number = match self.kind {
            b'D' => number.to_string(),
            b'r' => roman(number),
            b'R' => roman(number).to_uppercase(),
            b'a' => letters(number),
            b'A' => letters(number).to_uppercase(),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

/// Collects the ranges of a number tree: the first page of each, from 0, and its style.
fn collect(node: &Dict, ranges: &mut Vec<(usize, Style)>, depth: usize) {
    const MOST: usize = 10_000;
    if let Some(numbers) = node.get::<Array>("Nums") {
        let mut first = None;
        for object in numbers.iter::<Object>().take(2 * MOST) {
            match (object, first.take()) {
                (Object::Number(number), _) => first = Some(number.as_i64()),
                (Object::Dict(style), Some(page)) if ranges.len() < MOST => {
                    ranges.extend(
                        usize::try_from(page)
                            .ok()
                            .map(|page| (page, Style::of(&style))),
                    );
                }
                _ => {}
            }
        }
    }
    if let Some(kids) = node.get::<Array>("Kids").filter(|_| depth < 8) {
        for kid in kids.iter::<Dict>().take(MOST) {
            if ranges.len() < MOST {
                collect(&kid, ranges, depth + 1);
            }
        }
    }
}

fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number.min(4999);
    let mut numeral = String::new();
    for (value, letters) in NUMERALS {
        while rest >= value {
            numeral.push_str(letters);
            rest -= value;
        }
    }
    numeral
}

/// `a` to `z`, then `aa` to `zz`.
fn letters(number: usize) -> String {
    let at = number.saturating_sub(1);
    let letter = (b'a' + (at % 26) as u8) as char;
    letter.to_string().repeat((at / 26 + 1).min(20))
}

/// The numbers in the first and the last words of a page, as `12` of `– 12 –`, `Page 12 of 40` or `12 Annual report`.
pub fn numbers_at_edges(paragraphs: &[String]) -> Vec<u32> {
    let edges = paragraphs
        .iter()
        .take(2)
        .chain(paragraphs.iter().rev().take(2));
    let mut numbers = Vec::new();
    for edge in edges.filter(|edge| edge.len() < 200) {
        let words: Vec<&str> = edge.split_whitespace().collect();
        let is_label = |word: &str| word.chars().all(|c| !c.is_numeric());
        let first = words
            .iter()
            .take(2)
            .skip_while(|word| is_label(word))
            .take(1);
        for word in first.chain(words.last()) {
            let bare = word.trim_matches(|c: char| !c.is_ascii_digit());
            numbers.extend(bare.parse::<u32>().ok().filter(|_| bare.len() <= 4));
        }
    }
    numbers
}

/// What is printed on the pages, if it goes up by one from page to page on most of them, and is not their number.
pub fn printed(edges: &[Vec<u32>]) -> Vec<String> {
    const FEWEST: usize = 3;
    let mut differences: Vec<i64> = Vec::new();
    for (page, numbers) in edges.iter().enumerate() {
        let mut here: Vec<i64> = numbers
            .iter()
            .map(|&number| i64::from(number) - page as i64 - 1)
            .collect();
        here.sort_unstable();
        here.dedup();
        differences.extend(here);
    }
    differences.sort_unstable();
    let usual = differences
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len());
    match usual {
        Some(same) if same[0] != 0 && same.len() >= FEWEST && same.len() * 5 >= edges.len() * 3 => {
            let label = |page: usize| page as i64 + 1 + same[0];
            let printed = (0..edges.len()).map(label);
            printed
                .map(|label| {
                    if label > 0 {
                        label.to_string()
                    } else {
                        String::new()
                    }
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_found_at_the_edges() {
        let page = |footer: &str| {
            numbers_at_edges(&["Report".into(), "Text of 1999.".into(), footer.into()])
        };
        let edges = [
            "– 120 –",
            "Page 121 of 300",
            "122",
            "123 Annual report",
            "A picture",
            "125",
        ]
        .map(page);
        assert_eq!(printed(&edges), ["120", "121", "122", "123", "124", "125"]);
        assert!(printed(&["1", "2", "3"].map(page)).is_empty());
        assert!(printed(&["7", "x", "y"].map(page)).is_empty());
        assert!(printed(&[]).is_empty());
    }

    #[test]
    fn labels_are_written_as_the_file_says() {
        assert_eq!([1, 4, 9, 40].map(roman), ["i", "iv", "ix", "xl"]);
        assert_eq!([1, 26, 27].map(letters), ["a", "z", "aa"]);
    }
}
