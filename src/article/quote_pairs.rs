//! The words in quotation marks of a whole article.
//!
//! Marks are paired within a paragraph, with a stack. What is not closed goes on to the end of its paragraph, and into
//! the next one only if that opens again: so a stray mark never turns the rest of the article into a quotation.

use std::ops::Range;

use super::Article;
use super::layout::BlockKind;
use super::quotation_marks::QuotationMark;
use super::quoted::Quoted;
use crate::text::fold::QUOTE;
use crate::text::line_ends::lines;

/// The maximum number of paragraphs of one quotation that are followed from one place.
const MOST_PARAGRAPHS: usize = 200;

impl Article {
    /// All words in quotation marks, in order and without overlaps.
    pub fn quoted(&self) -> &[Quoted] {
        self.quoted.get_or_init(|| quoted_in(self))
    }

    /// The same, with the other paragraphs of their quotations: a few hundred before and after.
    pub fn quotations_within(&self, folded: Range<usize>) -> Range<usize> {
        let all = self.quoted();
        let Range { start, end } = self.quoted_within(folded);
        if start == end {
            return start..end;
        }
        let back = all[..=start].iter().rev().take(MOST_PARAGRAPHS);
        let back = back.take_while(|it| it.continues);
        let on = all[end..].iter().take(MOST_PARAGRAPHS);
        let on = on.take_while(|it| it.continues);
        start - back.count().min(start)..end + on.count()
    }

    /// Those that overlap a range of the folded text, as indices into [`Article::quoted`].
    pub fn quoted_within(&self, folded: Range<usize>) -> Range<usize> {
        let all = self.quoted();
        let first = all.partition_point(|it| it.range.end <= folded.start);
        let end = all.partition_point(|it| it.range.start < folded.end);
        first..end.max(first)
    }
}

fn quoted_in(article: &Article) -> Vec<Quoted> {
    let mut all = Vec::new();
    let mut unclosed = None;
    for paragraph in paragraphs(article) {
        let mut reader = ParagraphReader::new(article, paragraph, unclosed);
        reader.read();
        unclosed = reader.finish(&mut all);
    }
    all
}

/// The paragraphs and other blocks, as ranges of the folded text. In plain text with long lines, each line is a
/// paragraph.
fn paragraphs(article: &Article) -> Vec<Range<usize>> {
    /// In bytes. Wrapped text has shorter lines.
    const LONGEST_WRAPPED: usize = 200;
    let layout = &article.layout;
    let is_unwrapped = layout.longest_line.is_some_and(|it| it > LONGEST_WRAPPED);
    let blocks = layout.blocks.iter();
    let blocks = blocks.filter(|block| block.kind != BlockKind::Code);
    let mut paragraphs = Vec::new();
    for block in blocks {
        if !is_unwrapped {
            paragraphs.push(block.folded.clone());
            continue;
        }
        let source = article.folded.source_range(block.folded.clone());
        for line in lines(&article.source[source.clone()]) {
            let line = source.start + line.start..source.start + line.end;
            paragraphs.push(article.folded.folded_range(line));
        }
    }
    paragraphs
}

/// A mark that nothing has closed yet.
struct Open {
    mark: QuotationMark,
    /// A closing mark of another kind that follows, which may be a slip.
    slip: Option<usize>,
    /// A mark that closes it unless it is an apostrophe: "‘It’s the boys’ turn’".
    perhaps: Option<usize>,
    /// The next mark that opens in the same way.
    again: Option<usize>,
}

/// Pairs the marks of one paragraph.
struct ParagraphReader<'a> {
    article: &'a Article,
    paragraph: Range<usize>,
    /// The mark that is still open at the end of the paragraph before.
    before: Option<QuotationMark>,
    marks: Vec<QuotationMark>,
    open: Vec<Open>,
    found: Vec<Range<usize>>,
    continues: bool,
}

/// The maximum depth of marks in others that is searched for the mark that a closing mark closes.
const DEEPEST: usize = 8;

impl<'a> ParagraphReader<'a> {
    fn new(
        article: &'a Article,
        paragraph: Range<usize>,
        before: Option<QuotationMark>,
    ) -> ParagraphReader<'a> {
        let text = &article.folded.text()[paragraph.clone()];
        let marks = text.match_indices(QUOTE);
        let marks = marks.filter_map(|(at, _)| QuotationMark::at(article, paragraph.start + at));
        ParagraphReader {
            marks: marks.collect(),
            article,
            paragraph,
            before,
            open: Vec::new(),
            found: Vec::new(),
            continues: false,
        }
    }

    fn read(&mut self) {
        for at in 0..self.marks.len() {
            let mark = self.marks[at];
            match self.before {
                Some(before) if mark.at == self.paragraph.start => {
                    self.continues = true;
                    self.push(mark.reopening(&before));
                }
                _ if self.is_inches(at) => {}
                _ => self.take(mark),
            }
        }
    }

    /// Whether the mark means inches: nothing is open, or the next mark closes what is.
    fn is_inches(&self, at: usize) -> bool {
        let next = self.marks.get(at + 1);
        self.marks[at].may_be_inches
            && (self.open.is_empty() || next.is_some_and(|next| next.closes && !next.opens))
    }

    fn take(&mut self, mark: QuotationMark) {
        // What may be an apostrophe closes nothing but the last mark.
        let reach = if mark.is_doubtful { 1 } else { DEEPEST };
        let mut near = self.open.iter().rev().take(reach);
        match near.position(|open| open.mark.is_closed_by(&mark)) {
            Some(0) if mark.may_be_possessive => {
                let last = self.open.last_mut().expect("the mark that it closes");
                last.perhaps.get_or_insert(mark.at);
            }
            Some(depth) => {
                self.open.truncate(self.open.len() - depth);
                if let Some(open) = self.open.pop() {
                    self.found.push(open.mark.at + 1..mark.at);
                }
            }
            None if mark.opens => self.push(mark),
            None if mark.is_doubtful => {}
            None => match self.open.last_mut() {
                Some(last) => {
                    last.slip.get_or_insert(mark.at);
                }
                None => self.close_unopened(mark),
            },
        }
    }

    fn push(&mut self, mark: QuotationMark) {
        if let Some(last) = self.open.last_mut()
            && last.mark.is_like(&mark)
        {
            last.again.get_or_insert(mark.at);
        }
        self.open.push(Open {
            mark,
            slip: None,
            perhaps: None,
            again: None,
        });
    }

    /// Takes the words before a closing mark that nothing opened: from the start of the paragraph if the one before is
    /// still open, otherwise from the start of the sentence.
    fn close_unopened(&mut self, mark: QuotationMark) {
        let is_first = self.found.is_empty();
        let start = match self.before {
            Some(_) if is_first => self.paragraph.start,
            _ => self.sentence_at(mark.at.saturating_sub(1)).start,
        };
        let last_end = self.found.last().map_or(0, |last| last.end);
        if start >= last_end {
            self.continues |= is_first && self.before.is_some();
            self.found.push(start..mark.at);
        }
    }

    /// The sentence at that offset, within the paragraph.
    fn sentence_at(&self, at: usize) -> Range<usize> {
        let Range { start, end } = self.paragraph;
        let sentence = self.article.sentence_at(at);
        let sentence = sentence.map(|at| self.article.sentences()[at].range.clone());
        let sentence = sentence.map_or(start..end, |it| self.article.folded.folded_range(it));
        sentence.start.clamp(start, end)..sentence.end.clamp(start, end)
    }

    /// Ends what is still open, and adds the words of this paragraph to `all`. Returns the mark that is open at the end
    /// of the paragraph.
    fn finish(mut self, all: &mut Vec<Quoted>) -> Option<QuotationMark> {
        let mut unclosed = None;
        for open in std::mem::take(&mut self.open) {
            let start = open.mark.at + 1;
            let end = match (open.perhaps, open.slip, open.again) {
                (Some(perhaps), ..) => perhaps,
                _ if open.mark.is_doubtful => continue,
                (_, Some(slip), _) => slip,
                // A new quotation opens: this one ended somewhere before it.
                (.., Some(again)) => again.min(self.sentence_at(start).end),
                _ => {
                    unclosed.get_or_insert(open.mark);
                    self.paragraph.end
                }
            };
            let quoted = self.article.folded.text()[start.min(end)..end].trim_end();
            self.found.push(start..start + quoted.len());
        }
        self.found.sort_by_key(|range| range.start);
        let mut end = self.paragraph.start;
        let before = all.len();
        for range in self.found {
            if range.start < range.end && range.start >= end {
                end = range.end;
                let continues = self.continues && all.len() == before;
                all.push(Quoted { range, continues });
            }
        }
        unclosed
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, ArticleFormat};

    #[track_caller]
    fn check_read(article: &Article, expected: &[&str]) {
        let text = article.folded().text();
        let found: Vec<String> = article
            .quoted()
            .iter()
            .map(|it| {
                format!(
                    "{}{}",
                    if it.continues { "+" } else { "" },
                    &text[it.range.clone()]
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        check_read(&Article::read(text, ArticleFormat::Markdown), expected);
    }

    #[test]
    fn all_kinds_of_quotation_marks() {
        check("He said “no” and \"never\".", &["no", "never"]);
        check("Er sagte „nein“ und «nie».", &["nein", "nie"]);
        check("It’s ‘a shame’, the boys’ mother said.", &["a shame"]);
        check("It's the boys' 'own'.", &[]);
        check("She called it &quot;a shame&quot;.", &["a shame"]);
        check("She called it *“a **shame**”*.", &["a shame"]);
        check(
            "'We go,' she said. 'Nobody stays.'",
            &["We go,", "Nobody stays."],
        );
        check("Er sagte ‚nein‘ und ‹nie›.", &["nein", "nie"]);
    }

    #[test]
    fn marks_of_other_languages_and_slips() {
        check("Hon sa: ”Det är över nu.” Han gick.", &["Det är över nu."]);
        check("Hän sanoi, että ”se on ohi” eilen.", &["se on ohi"]);
        check("Hän sanoi: »Se on ohi.» Hän lähti.", &["Se on ohi."]);
        check("He said: ”It is over now”.", &["It is over now"]);
        check("He said: “It is over now“. She left.", &["It is over now"]);
        check("He said: \"It is over now”. She left.", &["It is over now"]);
        check("He said: «It is over now”. She left.", &["It is over now"]);
        check(
            "Hun sagde: »Det er nu helt over«.",
            &["Det er nu helt over"],
        );
        check(
            "Er sagte: »Es ist vorbei«, und »ja«.",
            &["Es ist vorbei", "ja"],
        );
        check(
            "Il a dit : « c’est fini », puis « non ».",
            &[" c'est fini ", " non "],
        );
        check("Il a dit : \" c'est fini \", puis non.", &[" c'est fini "]);
        check("Dijo: «se acabó». Y «no».", &["se acabó", "no"]);
        check("市長は「橋は閉鎖された」と言った。", &["橋は閉鎖された"]);
        check("彼は『橋』と言った。", &["橋"]);
        check(
            "市长说\"桥已关闭。我很失望。\"他走了。",
            &["桥已关闭。我很失望。"],
        );
        check("הוא אמר: \"צה\"ל כאן\".", &["צה'ל כאן"]);
    }

    #[test]
    fn incomplete_and_nested_quotations() {
        check("a shame”, she said. “We go", &["a shame", "We go"]);
        check("a shame,\" she said. \"We go", &["a shame,", "We go"]);
        check("He said \"no\" (\"never\").", &["no", "never"]);
        check("“He said ‘no’ to it.”", &["He said 'no' to it."]);
        check("“He said “no” to it,” she said.", &["He said 'no' to it,"]);
        check("«Dijo “no” ayer», contó.", &["Dijo 'no' ayer"]);
        check(
            "‘It’s the boys’ turn. Let them,’ she said.",
            &["It's the boys' turn. Let them,"],
        );
        check("Nothing here", &[]);
        check("“”", &[]);
    }

    #[test]
    fn a_quotation_of_several_sentences_is_one() {
        let all = "We go. Nobody stays. It’s over.";
        let folded = "We go. Nobody stays. It's over.";
        for (opens, closes) in [("\"", "\""), ("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’")]
        {
            check(
                &format!("She said: {opens}{all}{closes} He left."),
                &[folded],
            );
        }
        check(
            "“We go,” she said. “Nobody stays. It is over. Really.” He left.",
            &["We go,", "Nobody stays. It is over. Really."],
        );
    }

    #[test]
    fn paragraphs_of_one_quotation_open_it_again() {
        check(
            "She said: “We go. Now.\n\n“Nobody stays. Never.\n\n“It is over.” He left.\n\nNo.",
            &["We go. Now.", "+Nobody stays. Never.", "+It is over."],
        );
        check(
            "Dijo: «Nos vamos.\n\n»Nadie queda. Nunca.\n\n»Se acabó». Salió.",
            &["Nos vamos.", "+Nadie queda. Nunca.", "+Se acabó"],
        );
        check(
            "“We go.\n\nNobody stays,” she said.",
            &["We go.", "+Nobody stays,"],
        );
        let lines = format!(
            "{}\n“We go.\n“Nobody stays.”\nHe left.\n",
            "It is so. ".repeat(30)
        );
        check_read(
            &Article::read(&lines, ArticleFormat::Plain),
            &["We go.", "+Nobody stays."],
        );
    }

    #[test]
    fn a_stray_mark_ends_with_its_paragraph() {
        check(
            "He “left. It was late.\n\nThey stayed.",
            &["left. It was late."],
        );
        check(
            "“I go, she said. “We stay,” he said.",
            &["I go, she said.", "We stay,"],
        );
        check("They “left. “No,” he said. They stayed.", &["left.", "No,"]);
        check("It was late. They left”. He stayed.", &["They left"]);
        check(
            "He is 6'2\" tall. It is 7\" wide and 9\" long. They left.",
            &[],
        );
        check(
            "\"It is 9\" long, I think. Or more,\" he said.",
            &["It is 9' long, I think. Or more,"],
        );
        check(
            "\"There were 6\", he said. \"Or 7.\"",
            &["There were 6", "Or 7."],
        );
        check(
            "‘Twas late in the ‘90s. They left. “No,” he said.",
            &["No,"],
        );
        check("He \" left. They stayed.", &[]);
        check("```\nprint(\"a\n```\n\nThey left.", &[]);
    }
}
