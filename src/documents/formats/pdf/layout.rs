//! From fragments to paragraphs in reading order: columns of prose one after the other, tables row by row.

use super::glyphs::Fragment;

/// What stands between cells of a row.
const CELL: &str = "\t";

/// The lines from which on prose beside prose is taken for columns.
const FEWEST_LINES: usize = 3;
/// How many characters a line of a column of prose has at least. Cells have fewer.
const PROSE: usize = 18;

/// The paragraphs in reading order. A row of a table is a paragraph of its own.
pub fn paragraphs(mut fragments: Vec<Fragment>) -> Vec<String> {
    fragments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut paragraphs = Vec::new();
    read_region(fragments, &mut paragraphs, 0);
    paragraphs
}

/// Reads a region whose fragments are in order from top to bottom.
fn read_region(fragments: Vec<Fragment>, paragraphs: &mut Vec<String>, depth: usize) {
    let gutter = (depth < 4).then(|| gutter_of(&fragments)).flatten();
    let Some(gutter) = gutter else {
        return push_paragraphs(&lines_of(fragments), paragraphs);
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut across: Vec<Fragment> = Vec::new();
    for fragment in fragments {
        if crosses(&fragment, gutter) {
            for column in [std::mem::take(&mut left), std::mem::take(&mut right)] {
                read_region(column, paragraphs, depth + 1);
            }
            across.push(fragment);
            continue;
        }
        push_paragraphs(&lines_of(std::mem::take(&mut across)), paragraphs);
        match fragment.right <= gutter {
            true => left.push(fragment),
            false => right.push(fragment),
        }
    }
    for part in [across, left, right] {
        read_region(part, paragraphs, depth + 1);
    }
}

/// Where a column of prose begins to the right of another one.
fn gutter_of(fragments: &[Fragment]) -> Option<f64> {
    let mut starts: Vec<i64> = fragments.iter().map(|it| it.left.round() as i64).collect();
    starts.sort_unstable();
    let mut candidates: Vec<(usize, i64)> = Vec::new();
    for start in starts.chunk_by(|a, b| b - a <= 1) {
        candidates.push((start.len(), start[0]));
    }
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    let candidates = candidates
        .into_iter()
        .take(6)
        .filter(|(lines, _)| *lines >= FEWEST_LINES);
    candidates
        .map(|(_, start)| start as f64 - 2.0)
        .find(|&gutter| {
            let across = fragments.iter().filter(|it| crosses(it, gutter)).count();
            let is_left = |it: &&Fragment| it.right <= gutter;
            let (left, right): (Vec<&Fragment>, Vec<&Fragment>) = fragments
                .iter()
                .filter(|it| !crosses(it, gutter))
                .partition(is_left);
            is_prose(&left) && is_prose(&right) && across * 2 <= left.len() + right.len()
        })
}

fn crosses(fragment: &Fragment, gutter: f64) -> bool {
    fragment.left < gutter && fragment.right > gutter
}

fn is_prose(column: &[&Fragment]) -> bool {
    let mut lengths: Vec<usize> = column.iter().map(|it| it.text.chars().count()).collect();
    lengths.sort_unstable();
    lengths.len() >= FEWEST_LINES && lengths[lengths.len() / 2] >= PROSE
}

struct Line {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
}

/// Joins the fragments that stand on one line.
fn lines_of(fragments: Vec<Fragment>) -> Vec<Line> {
    let mut lines: Vec<Vec<Fragment>> = Vec::new();
    for fragment in fragments {
        match lines.last_mut() {
            Some(line) if is_on_line(&fragment, &line[0]) => line.push(fragment),
            _ => lines.push(vec![fragment]),
        }
    }
    lines.into_iter().map(joined).collect()
}

/// A footnote mark is higher and smaller than the words beside it.
fn is_on_line(fragment: &Fragment, first: &Fragment) -> bool {
    (fragment.baseline - first.baseline).abs() < 0.45 * fragment.size.max(first.size)
}

fn joined(mut fragments: Vec<Fragment>) -> Line {
    fragments.sort_by(|a, b| a.left.total_cmp(&b.left));
    let size = fragments.iter().map(|it| it.size).fold(0.0, f64::max);
    let mut line = Line {
        text: String::new(),
        left: fragments.first().map_or(0.0, |it| it.left),
        right: fragments.iter().map(|it| it.right).fold(f64::MIN, f64::max),
        baseline: fragments
            .iter()
            .map(|it| it.baseline)
            .fold(f64::MIN, f64::max),
        size,
    };
    let mut end = f64::MIN;
    for fragment in &fragments {
        let gap = fragment.left - end;
        if !line.text.is_empty() {
            line.text = line.text.trim_end().to_owned();
            line.text.push_str(match gap {
                _ if gap > 0.9 * size => CELL,
                _ if gap > 0.1 * size => " ",
                _ => "",
            });
        }
        line.text.push_str(fragment.text.trim());
        end = fragment.right;
    }
    line
}

fn push_paragraphs(lines: &[Line], paragraphs: &mut Vec<String>) {
    let pitch = usual_pitch(lines);
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let mut last: Option<&Line> = None;
    for line in lines {
        let text = line.text.trim();
        let goes_on = last.is_some_and(|last| {
            let is_row = text.contains(CELL) || last.text.contains(CELL);
            let is_near = line.baseline - last.baseline <= pitch.max(last.size * 0.9) * 1.3;
            let is_same_size = (line.size - last.size).abs() < 0.15 * line.size;
            let is_indented = line.left - last.left > 0.8 * line.size;
            let is_short = right - last.right > 8.0 * line.size
                && last.text.ends_with(['.', ':', '!', '?', ';']);
            is_near && is_same_size && !is_row && !is_indented && !is_short
        });
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => push_line(paragraph, text),
            None if text.is_empty() => {}
            None => paragraphs.push(text.to_owned()),
        }
        last = Some(line);
    }
}

/// The distance of lines that comes most often.
fn usual_pitch(lines: &[Line]) -> f64 {
    let mut pitches: Vec<f64> = lines
        .windows(2)
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .collect();
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 3).copied().unwrap_or(0.0)
}

/// Adds the next line. A hyphen at the end of a line may belong to the word or not: it becomes a soft hyphen.
fn push_line(paragraph: &mut String, line: &str) {
    let is_broken = line.starts_with(char::is_lowercase)
        && paragraph
            .strip_suffix(['-', '\u{2010}', '\u{ad}'])
            .is_some_and(|before| before.ends_with(char::is_alphabetic));
    if is_broken {
        paragraph.pop();
        paragraph.push('\u{ad}');
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(text: &str, left: f64, baseline: f64) -> Fragment {
        Fragment {
            text: text.to_owned(),
            left,
            right: left + 5.0 * text.chars().count() as f64,
            baseline,
            size: 10.0,
        }
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut page = vec![fragment(
            "A title that goes across both of the columns of the page",
            50.0,
            50.0,
        )];
        for line in 0..5 {
            let y = 100.0 + 12.0 * f64::from(line);
            page.push(fragment(
                &format!("left words of line {line}, and on"),
                50.0,
                y,
            ));
            page.push(fragment(
                &format!("right words of line {line}, and on"),
                300.0,
                y,
            ));
        }
        let read = paragraphs(page);
        assert_eq!(read.len(), 3, "{read:#?}");
        assert!(
            read[1].starts_with("left words of line 0")
                && read[1].ends_with("left words of line 4, and on")
        );
        assert!(read[2].starts_with("right words of line 0"));
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut page = Vec::new();
        for (row, cells) in [
            ["Year", "Cost", "Share"],
            ["2023", "1,200", "12.5 %"],
            ["2024", "1,300", "13 %"],
        ]
        .iter()
        .enumerate()
        {
            for (column, cell) in cells.iter().enumerate() {
                page.push(fragment(
                    cell,
                    50.0 + 120.0 * column as f64,
                    100.0 + 14.0 * row as f64,
                ));
            }
        }
        assert_eq!(
            paragraphs(page),
            [
                "Year\tCost\tShare",
                "2023\t1,200\t12.5 %",
                "2024\t1,300\t13 %"
            ]
        );
    }

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        let page = vec![
            fragment("The bridge was closed after the inspec-", 50.0, 100.0),
            fragment("tion of March.", 50.0, 112.0),
            fragment("Another paragraph.", 50.0, 140.0),
        ];
        assert_eq!(
            paragraphs(page),
            [
                "The bridge was closed after the inspec\u{ad}tion of March.",
                "Another paragraph."
            ]
        );
        assert!(paragraphs(Vec::new()).is_empty());
    }
}
