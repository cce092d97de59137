//! Transcripts: text in which lines start with the time at which they were said.

use crate::documents::times::time_of;
use crate::text::line_ends::lines;

/// What was said from one time to the next one.
pub struct Statement<'a> {
    pub text: &'a str,
    /// None before the first time.
    pub time: Option<(u32, u32)>,
    /// The first and the last, counted from 1.
    pub lines: (u32, u32),
}

/// The fewest times that make a text a transcript.
const FEWEST: usize = 2;

/// How long the last statement may take: about two words a second.
const PER_WORD: u32 = 500;

/// The statements of a transcript. Empty if the text is none: times that go back are something else.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut starts: Vec<(usize, u32, u32)> = Vec::new();
    let mut last_line = 0;
    for (range, line) in lines(text).zip(1..) {
        let words = text[range.clone()].trim();
        if let Some(time) = time_at_start(words) {
            starts.push((range.start, line, time));
        }
        if !words.is_empty() {
            last_line = line;
        }
    }
    let is_in_order = starts.is_sorted_by_key(|(_, _, time)| *time);
    if starts.len() < FEWEST || !is_in_order {
        return Vec::new();
    }
    let mut statements = Vec::new();
    let before = &text[..starts[0].0];
    if !before.trim().is_empty() {
        statements.push(Statement {
            text: before.trim_end(),
            time: None,
            lines: (1, starts[0].1 - 1),
        });
    }
    for (at, &(start, line, time)) in starts.iter().enumerate() {
        let next = starts.get(at + 1);
        let text = text[start..next.map_or(text.len(), |next| next.0)].trim_end();
        let words = text.split_whitespace().count() as u32;
        let end = next.map_or(
            time.saturating_add(words.saturating_mul(PER_WORD)),
            |next| next.2,
        );
        statements.push(Statement {
            text,
            time: Some((time, end)),
            lines: (line, next.map_or(last_line, |next| next.1 - 1).max(line)),
        });
    }
    statements
}

/// The end of the last statement.
pub fn duration(statements: &[Statement]) -> Option<u32> {
    statements.last()?.time.map(|(_, end)| end)
}

/// The time with which a line starts: `00:14:05`, or `[14:05]` in brackets.
fn time_at_start(line: &str) -> Option<u32> {
    let (time, is_bracketed) = match line.strip_prefix(['[', '(']) {
        Some(rest) => (rest.split([']', ')']).next()?, true),
        None => (line.split_whitespace().next()?, false),
    };
    let time = time.trim_end_matches([':', '-', '–']);
    let is_long = time.matches(':').count() >= 2;
    (is_bracketed || is_long).then(|| time_of(time)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_last_until_the_next_one() {
        let text = "Interview\n\n[00:05] Varga: It sank.\nReally.\n\n[14:05] Lind: When?\n";
        let said: Vec<_> = statements(text)
            .into_iter()
            .map(|it| (it.text, it.time, it.lines))
            .collect();
        assert_eq!(
            said,
            [
                ("Interview", None, (1, 2)),
                (
                    "[00:05] Varga: It sank.\nReally.",
                    Some((5_000, 845_000)),
                    (3, 5)
                ),
                ("[14:05] Lind: When?", Some((845_000, 846_500)), (6, 6)),
            ]
        );
        assert_eq!(duration(&statements(text)), Some(846_500));
        for none in [
            "",
            "00:14:05 alone",
            "18:30 Doors\n19:30 Start\n",
            "[02:00] b\n[01:00] a",
        ] {
            assert!(statements(none).is_empty(), "{none}");
        }
    }
}
