//! Where an article names people, also where readers do not see it: in comments, attributes, addresses and front
//! matter, which are published or kept with the page.

use std::ops::Range;

use super::Article;
use super::decoded::decoded;
use super::mentions::Mention;
use super::person_names::{PersonNames, without_overlaps};

impl Article {
    /// The places that name one of `names`, as ranges of the source, in order.
    pub fn people<Id: Copy + PartialEq>(&self, names: &PersonNames<Id>) -> Vec<Mention<Id>> {
        if names.is_empty() {
            return Vec::new();
        }
        let mut found = self.people_in_prose(names);
        let seen = self.seen_ranges();
        let all = decoded(&self.source);
        let in_source = |mention: Mention<Id>| Mention {
            range: all.source_range(mention.range),
            id: mention.id,
        };
        let [hidden, coded] = names.in_prose_and_addresses(all.text());
        let hidden = hidden.into_iter().map(in_source);
        let hidden = hidden.filter(|it| !is_within(&seen, &it.range) || self.is_encoded(&it.range));
        let hidden: Vec<Mention<Id>> = hidden.collect();
        let coded = coded.into_iter().map(in_source);
        let coded = coded.filter(|it| !is_within(&seen, &it.range) || self.is_one_token(&it.range));
        let others = hidden.into_iter().chain(coded);
        found.extend(others.filter(|it| !self.is_in_two_paragraphs(&it.range)));
        without_overlaps(found)
    }

    fn people_in_prose<Id: Copy + PartialEq>(&self, names: &PersonNames<Id>) -> Vec<Mention<Id>> {
        let mut found = Vec::new();
        for block in &self.layout.blocks {
            let text = &self.folded.text()[block.folded.clone()];
            for mention in names.in_prose(text) {
                let start = block.folded.start + mention.range.start;
                let range = start..block.folded.start + mention.range.end;
                if !self.may_be_no_name(&range) {
                    found.push(Mention {
                        range: self.folded.source_range(range),
                        id: mention.id,
                    });
                }
            }
        }
        found
    }

    /// Whether the folded bytes `range` are one word that may have its capital only because it starts a sentence: the
    /// article uses the word in lower case, too.
    fn may_be_no_name(&self, range: &Range<usize>) -> bool {
        let word = &self.folded.text()[range.clone()];
        if word.contains(|c: char| !c.is_alphanumeric()) || !self.starts_sentence(range) {
            return false;
        }
        let lower = word.to_lowercase();
        let is_lower = |at: &u32| {
            let rest = &self.folded.text()[*at as usize..];
            let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            rest.strip_prefix(&*lower).is_some_and(ends)
        };
        self.index().positions_of(word).iter().any(is_lower)
    }

    fn starts_sentence(&self, range: &Range<usize>) -> bool {
        let source = self.folded.source_range(range.clone());
        let sentence = self.sentences_in(source).first();
        sentence.is_some_and(|sentence| {
            let start = self.folded.folded_range(sentence.range.clone()).start;
            let before = self.folded.text().get(start..range.start);
            before.is_none_or(|before| !before.contains(char::is_alphanumeric))
        })
    }

    /// What readers see, as ranges of the source, in order. None touches the next one.
    fn seen_ranges(&self) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = self
            .layout
            .pieces
            .iter()
            .map(|piece| piece.source.clone())
            .collect();
        pieces.sort_by_key(|piece| piece.start);
        let mut seen: Vec<Range<usize>> = Vec::new();
        for piece in pieces {
            match seen.last_mut() {
                Some(last) if last.end >= piece.start => last.end = last.end.max(piece.end),
                _ => seen.push(piece),
            }
        }
        seen
    }

    fn is_encoded(&self, range: &Range<usize>) -> bool {
        self.source[range.clone()].contains(['&', '%'])
    }

    /// Whether it is written in one piece, as in an address: `jane-doe`.
    fn is_one_token(&self, range: &Range<usize>) -> bool {
        !self.source[range.clone()].contains(char::is_whitespace)
    }

    fn is_in_two_paragraphs(&self, range: &Range<usize>) -> bool {
        self.source[range.clone()].matches('\n').count() > 1
    }
}

/// Whether one of the `seen` ranges contains `range`.
fn is_within(seen: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = seen.partition_point(|seen| seen.end < range.end);
    seen.get(at)
        .is_some_and(|seen| seen.start <= range.start && range.end <= seen.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleFormat;
    use crate::article::person_names::{FormsOfAddress, NameForm};

    fn names() -> PersonNames<()> {
        let names = [
            ("Jane Doe", NameForm::Person, ()),
            ("Ana María Díaz Soto", NameForm::Person, ()),
            ("Varga", NameForm::Exact, ()),
            ("Roe", NameForm::Surname, ()),
        ];
        let before = ["ms", "mr", "dr", "frau", "me"].into_iter();
        PersonNames::new(names, FormsOfAddress::new(before, ["san"].into_iter()))
    }

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        for format in [ArticleFormat::Markdown, ArticleFormat::Plain] {
            let article = Article::read(source, format);
            let found = article.people(&names()).into_iter();
            let found: Vec<&str> = found.map(|it| &source[it.range]).collect();
            assert_eq!(found, expected, "{source} as {format:?}");
        }
    }

    #[track_caller]
    fn check_markdown(source: &str, expected: &[&str]) {
        let article = Article::read(source, ArticleFormat::Markdown);
        let found = article.people(&names()).into_iter();
        let found: Vec<&str> = found.map(|it| &source[it.range]).collect();
        assert_eq!(found, expected, "{source}");
        let embedded = format!("text\n  {}", source.replace('\n', "\n  "));
        let article = Article::embedded(&embedded);
        assert_eq!(article.people(&names()).len(), expected.len(), "{embedded}");
    }

    #[test]
    fn forms_of_a_name_are_found() {
        check(
            "Then Jane Doe said so, and JANE DOE left.",
            &["Jane Doe", "JANE DOE"],
        );
        check(
            "Then Jane M. Doe and Jane Mary Ann Doe left.",
            &["Jane M. Doe", "Jane Mary Ann Doe"],
        );
        check(
            "Then Ms Doe, Dr. Doe, Frau Doe and Doe-san left.",
            &["Ms Doe", "Dr. Doe", "Frau Doe", "Doe-san"],
        );
        check("By Doe, Jane", &["Doe, Jane"]);
        check("Then Ms Díaz left.", &["Ms Díaz"]);
        check(
            "Varga left. She saw Varga and Ines Varga.",
            &["Varga", "Varga", "Varga"],
        );
        check("Roe left Roe Street.", &["Roe"]);
    }

    #[test]
    fn other_words_are_not() {
        for text in [
            "A jane doe, John Doe, Jane Roes and Doe left.",
            "Mr. Jane Smith left.",
            "She told me Doe was there.",
            "Jane met Doe.",
            "Varga is a kind of varga.",
        ] {
            check(text, &[]);
        }
        check_markdown("We met Jane\n\nDoe left.", &[]);
        check_markdown("Jane | Doe", &[]);
    }

    #[test]
    fn what_readers_do_not_see_is_searched() {
        for (source, found) in [
            ("A <!-- Jane Doe told us --> b.", "Jane Doe"),
            ("A <abbr title=\"jane doe\">b</abbr>.", "jane doe"),
            ("<p data-who='JANE_DOE'>A</p>", "JANE_DOE"),
            ("<meta content=\"Ms Doe\">", "Ms Doe"),
            ("<script>var a = 'Jane Doe'</script>", "Jane Doe"),
            ("A ![Jane Doe at work](x.jpg) b.", "Jane Doe"),
            ("A ![x](jane-doe.jpg) b.", "jane-doe"),
            ("A ![x](img/janedoe.jpg) b.", "janedoe"),
            ("A ![x](img/jane-m-doe.jpg) b.", "jane-m-doe"),
            ("A ![x](img/doe_jane.jpg) b.", "doe_jane"),
            ("A <i aria-label=\"jane\n doe\">b</i>.", "jane\n doe"),
            ("A [b](x.html \"Jane Doe\") c.", "Jane Doe"),
            ("A [b](/people/jane%20doe) c.", "jane%20doe"),
            ("A [b](/q?n=jane+doe) c.", "jane+doe"),
            ("A [b][1].\n\n[1]: https://x.org/Jane_Doe", "Jane_Doe"),
            ("A [b].\n\n[b]: x \"Jane Doe\"", "Jane Doe"),
            ("A.[^1]\n\n[^1]: Jane Doe said so.", "Jane Doe"),
            ("---\nauthor: jane doe\n---\nA.", "jane doe"),
            ("+++\nby = \"Jane Doe\"\n+++\nA.", "Jane Doe"),
            ("# A {#jane-doe}", "jane-doe"),
            ("A `jane_doe` b.", "jane_doe"),
            ("```\nJane Doe\n```", "Jane Doe"),
            ("A J&#97;ne&nbsp;Doe b.", "J&#97;ne&nbsp;Doe"),
            ("A <i title='J&#97;ne Doe'>b</i>", "J&#97;ne Doe"),
            ("A <https://x.org/jane-doe> b.", "jane-doe"),
            ("Write to jane.doe@x.org.", "jane.doe"),
        ] {
            check_markdown(source, &[found]);
        }
    }

    #[test]
    fn a_place_is_found_once() {
        check_markdown("A **Jane** *Doe* b.", &["Jane** *Doe"]);
        check_markdown("A [Jane Doe](x) b.", &["Jane Doe"]);
        check_markdown("A _Jane Doe_, Jane _Doe_ b.", &["Jane Doe", "Jane _Doe"]);
    }
}
