//! A line of a text, cut to the width of the output around the words that a finding is about: a paragraph of an
//! article is often one line of a thousand characters.

use std::ops::Range;

use smol_str::SmolStr;
use unicode_segmentation::UnicodeSegmentation;

use crate::cli::excerpt::shown_around;
use crate::cli::printable::printable;
use crate::cli::terminal::columns;

/// The maximum number of underlined columns. The first words are enough to find a place.
const MOST_UNDERLINED: usize = 60;

/// The number of columns that a line shows before the words, if it does not start at its beginning.
const BEFORE: usize = 20;

/// The width of the longest word that is not cut. Chinese and Japanese have no blanks.
const LONGEST_WORD: usize = 20;

const ELLIPSIS: &str = "…";
const TAB: &str = "    ";

/// The part of a line that is shown.
pub struct CutLine {
    /// All characters around the place, in order.
    cells: Vec<Cell>,
    /// The shown ones.
    window: Range<usize>,
    /// The characters in bytes of the text.
    bytes: Range<usize>,
    /// The end of the blanks after them: a place that ends here does not go on.
    blank_until: usize,
    most_underlined: usize,
    is_cut_before: bool,
    is_cut_after: bool,
}

/// A character as people see it.
struct Cell {
    /// Where it starts in the text.
    byte: usize,
    shown: SmolStr,
    /// Where it starts on the line, in columns.
    column: usize,
}

/// What is underlined on a cut line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first column, and the one after the last.
    pub start: usize,
    pub end: usize,
    /// Whether the place goes on after that.
    pub is_shortened: bool,
}

impl CutLine {
    /// The line on which `place` starts, at most `width` columns of it. It leaves room for a label after the
    /// underlined words, if possible.
    pub fn around(text: &str, place: &Range<usize>, width: usize, label: usize) -> CutLine {
        let line = shown_around(text, &(place.start..place.start));
        let is_line_end = |c: char| matches!(c, '\n' | '\r');
        let cells = cells(&text[line.clone()], line.start);
        let mut cut = CutLine {
            window: 0..cells.len(),
            cells,
            bytes: line.clone(),
            blank_until: after_blanks(text, line.end),
            most_underlined: MOST_UNDERLINED.min(width.saturating_sub(2)),
            is_cut_before: !text[..line.start]
                .chars()
                .next_back()
                .is_none_or(is_line_end),
            is_cut_after: !text[line.end..].chars().next().is_none_or(is_line_end),
        };
        cut.fit(place, width, label);
        cut
    }

    /// The line as it is printed.
    pub fn shown(&self) -> String {
        let cells = self.cells[self.window.clone()].iter();
        let mut shown: String = cells.map(|cell| cell.shown.as_str()).collect();
        if self.is_cut_before {
            shown.insert_str(0, ELLIPSIS);
        }
        if self.is_cut_after {
            shown += ELLIPSIS;
        }
        shown
    }

    /// What is underlined of a place; `None` if it does not start in the shown part.
    pub fn mark(&self, place: &Range<usize>) -> Option<Mark> {
        let (underlined, is_shortened) = self.underlined(place);
        let is_on_line = self.bytes.start <= place.start && place.start <= self.bytes.end;
        let is_shown = self.window.start <= underlined.start && underlined.end <= self.window.end;
        if !is_on_line || !is_shown {
            return None;
        }
        let shift = usize::from(self.is_cut_before);
        let first = self.column(self.window.start);
        let column = |cell| self.column(cell) - first + shift;
        let (start, end) = (column(underlined.start), column(underlined.end));
        Some(Mark {
            start,
            end: end.max(start + 1),
            is_shortened,
        })
    }

    /// The column at which a cell starts, or the end of the line.
    fn column(&self, cell: usize) -> usize {
        match (self.cells.get(cell), self.cells.last()) {
            (Some(cell), _) => cell.column,
            (None, Some(last)) => last.column + columns(&last.shown),
            (None, None) => 0,
        }
    }

    /// The cells to underline: the first words of the place on this line. Also returns whether the place goes on.
    fn underlined(&self, place: &Range<usize>) -> (Range<usize>, bool) {
        let after = self.cells.partition_point(|cell| cell.byte <= place.start);
        let is_end = place.start >= self.bytes.end;
        let start = if is_end {
            self.cells.len()
        } else {
            after.saturating_sub(1)
        };
        let whole = self.cells.partition_point(|cell| cell.byte < place.end);
        let end = self.without_blanks(start..whole.max(start));
        let most = self.column(start) + self.most_underlined;
        if self.column(end) <= most {
            return (start..end, place.end > self.blank_until);
        }
        let fitting = (start..end).take_while(|cell| self.column(cell + 1) <= most);
        let fitting = fitting.last().map_or(start + 1, |cell| cell + 1);
        (start..self.last_word_end(start..fitting), true)
    }

    /// Shows the part around the place.
    fn fit(&mut self, place: &Range<usize>, width: usize, label: usize) {
        let all = self.cells.len();
        let is_whole = !self.is_cut_before && !self.is_cut_after;
        if is_whole && self.column(all) <= width {
            return;
        }
        let (underlined, _) = self.underlined(place);
        let needed = self.column(underlined.end) + 1 + label;
        if self.is_cut_before || needed > width {
            let marked = self.column(underlined.end) - self.column(underlined.start);
            let spare = width.saturating_sub(marked + label + 3).min(BEFORE);
            self.window.start = self.first_word_start(underlined.start, spare);
            self.is_cut_before |= self.window.start > 0;
        }
        let used = usize::from(self.is_cut_before);
        let most = self.column(self.window.start) + width.saturating_sub(used);
        if !self.is_cut_after && self.column(all) <= most {
            return;
        }
        let shown = (underlined.end..all).take_while(|cell| self.column(cell + 1) < most);
        let shown = shown.last().map_or(underlined.end, |cell| cell + 1);
        self.is_cut_after |= shown < all;
        self.window.end = self.last_word_end(underlined.end..shown);
    }

    /// The first word that starts at most `spare` columns before a cell; the first character if none does.
    fn first_word_start(&self, cell: usize, spare: usize) -> usize {
        let most = self.column(cell).saturating_sub(spare);
        let first = (0..cell)
            .find(|at| self.column(*at) >= most)
            .unwrap_or(cell);
        let starts_word = |at: &usize| *at == 0 || self.is_blank(at - 1) && !self.is_blank(*at);
        (first..=cell).find(starts_word).unwrap_or(first)
    }

    /// Where the last whole word in the range ends; the end of the range if that is within a very long word.
    fn last_word_end(&self, range: Range<usize>) -> usize {
        if range.end == self.cells.len() || self.is_blank(range.end) {
            return self.without_blanks(range);
        }
        let is_near = |at: &usize| self.column(range.end) - self.column(*at) <= LONGEST_WORD;
        let mut near = range.clone().rev().take_while(is_near);
        let blank = near.find(|at| self.is_blank(*at));
        match blank {
            Some(blank) => self.without_blanks(range.start..blank),
            None => range.end,
        }
    }

    /// The end of the range without blanks at its end.
    fn without_blanks(&self, range: Range<usize>) -> usize {
        let last = range.clone().rev().find(|at| !self.is_blank(*at));
        last.map_or(range.start, |last| last + 1)
    }

    fn is_blank(&self, cell: usize) -> bool {
        let cell = self.cells.get(cell);
        cell.is_some_and(|cell| cell.shown.trim().is_empty())
    }
}

/// The end of the blanks that follow, as far as it is near.
fn after_blanks(text: &str, at: usize) -> usize {
    const NEAR: usize = 1000;
    let near = &text[at..text.floor_char_boundary(at + NEAR)];
    at + near.len() - near.trim_start().len()
}

/// The characters of a line that starts at the byte `start`.
fn cells(line: &str, start: usize) -> Vec<Cell> {
    let printed = printable(line);
    // What is printed has as many code points as the text.
    let mut written = line.char_indices();
    let mut column = 0;
    let mut cells = Vec::new();
    for character in printed.graphemes(true) {
        let Some((at, first)) = written.next() else {
            break;
        };
        let following = character.chars().count() - 1;
        written.by_ref().take(following).for_each(drop);
        let shown = if first == '\t' { TAB } else { character };
        cells.push(Cell {
            byte: start + at,
            shown: shown.into(),
            column,
        });
        column += columns(shown);
    }
    cells
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Shows the place between the two cursors.
    #[track_caller]
    fn check(fixture: &str, width: usize, expect: Expect) {
        let parts: Vec<&str> = fixture.split("<|>").collect();
        let [before, place, after] = parts[..] else {
            panic!("two cursors in {fixture}")
        };
        let text = [before, place, after].concat();
        let place = before.len()..before.len() + place.len();
        let cut = CutLine::around(&text, &place, width, 0);
        let mark = cut.mark(&place).expect("a mark");
        let shown = cut.shown();
        assert!(columns(&shown) <= width, "{shown}");
        let carets = "^".repeat(mark.end - mark.start);
        let more = if mark.is_shortened { "…" } else { "" };
        expect.assert_eq(&format!(
            "{shown}\n{}{carets}{more}",
            " ".repeat(mark.start)
        ));
    }

    #[test]
    fn a_line_that_fits_is_whole() {
        check(
            "a\n<|>One<|> two\nb",
            7,
            expect![[r#"
            One two
            ^^^"#]],
        );
        check(
            "One <|>two<|>",
            7,
            expect![[r#"
            One two
                ^^^"#]],
        );
        check(
            "One<|><|>",
            7,
            expect![[r#"
            One
               ^"#]],
        );
        check(
            "<|><|>",
            7,
            expect![[r#"

            ^"#]],
        );
    }

    const LINE: &str = "The mayor said on Tuesday that the bridge would open in May";

    #[test]
    fn a_long_line_is_cut_between_words() {
        let around = |words: &str| LINE.replace(words, &format!("<|>{words}<|>"));
        check(
            &around("The mayor"),
            30,
            expect![[r#"
            The mayor said on Tuesday…
            ^^^^^^^^^"#]],
        );
        check(
            &around("on Tuesday"),
            30,
            expect![[r#"
            The mayor said on Tuesday…
                           ^^^^^^^^^^"#]],
        );
        check(
            &around("the bridge"),
            30,
            expect![[r#"
            …on Tuesday that the bridge…
                             ^^^^^^^^^^"#]],
        );
        check(
            &around("in May"),
            30,
            expect![[r#"
            …bridge would open in May
                               ^^^^^^"#]],
        );
    }

    #[test]
    fn only_the_first_words_of_a_long_place_are_underlined() {
        check(
            &format!("<|>{LINE}, and {LINE}<|>."),
            90,
            expect![[r#"
            The mayor said on Tuesday that the bridge would open in May, and The mayor said on…
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…"#]],
        );
        check(
            &format!("x <|>{}<|>", "北京".repeat(50)),
            80,
            expect![[r#"
            x 北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京北京…
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…"#]],
        );
    }

    #[test]
    fn only_the_first_line_of_a_place_is_shown() {
        check(
            "claim: <|>\"The bridge  \n  was closed\"<|>\n",
            40,
            expect![[r#"
            claim: "The bridge  
                   ^^^^^^^^^^^…"#]],
        );
        check(
            "<|>claim: \"a\"\r\n<|>claim",
            40,
            expect![[r#"
            claim: "a"
            ^^^^^^^^^^"#]],
        );
    }

    #[test]
    fn carets_stand_under_the_words_in_any_script() {
        check(
            "東京で<|>橋<|>が閉鎖された",
            40,
            expect![[r#"
            東京で橋が閉鎖された
                  ^^"#]],
        );
        check(
            "e\u{301}te\u{301} <|>Ode\u{301}on<|> 👩‍👩‍👧 x",
            40,
            expect![[r#"
                été Odéon 👩‍👩‍👧 x
                    ^^^^^"#]],
        );
        check(
            "👩‍👩‍👧 <|>x<|>",
            40,
            expect![[r#"
            👩‍👩‍👧 x
               ^"#]],
        );
        check(
            "नमस्ते <|>दुनिया<|>!",
            40,
            expect![[r#"
                नमस्ते दुनिया!
                     ^^^^^"#]],
        );
        check(
            "a\t<|>x<|>\u{1b}[31m",
            40,
            expect![[r#"
                a    x␛[31m
                     ^"#]],
        );
    }

    #[test]
    fn an_endless_line_is_cut() {
        let words = "word ".repeat(100_000);
        check(
            &format!("{words}<|>here<|> {words}"),
            40,
            expect![[r#"
            …word word word word here word word…
                                 ^^^^"#]],
        );
        let letters = "x".repeat(100_000);
        check(
            &format!("{letters}<|>é<|>{letters}"),
            40,
            expect![[r#"
            …xxxxxxxxxxxxxxxxxxxxéxxxxxxxxxxxxxxxxx…
                                 ^"#]],
        );
        check(
            &format!("<|>{letters}<|>"),
            40,
            expect![[r#"
                xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…"#]],
        );
    }

    #[test]
    fn any_place_in_any_text_is_shown() {
        let text = format!(
            "a\tb {} \u{301}x\r\n\u{202e}👩‍👩‍👧 الجسر ##[x]\n{LINE}",
            "é東 ".repeat(40)
        );
        let bounds: Vec<usize> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        for (nth, start) in bounds.iter().enumerate() {
            for end in bounds[nth..].iter().step_by(7) {
                for width in [8, 40, 100] {
                    let place = *start..*end;
                    let cut = CutLine::around(&text, &place, width, 0);
                    let shown = cut.shown();
                    let mark = cut.mark(&place);
                    assert!(mark.is_some_and(|mark| mark.start < mark.end), "{place:?}");
                    assert!(columns(&shown) <= width, "{shown}");
                }
            }
        }
    }
}
