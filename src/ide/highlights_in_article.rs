//! What an editor highlights in an article that is a file of its own: all mentions of the name at the cursor, or else the
//! passages of the claims there.

use std::ops::Range;
use std::path::Path;

use super::in_article::{article_at, mentions_of, name_at};
use super::passages::{DraftPassages, claims_in_file, passages_of};
use crate::workspace::Workspace;

/// The ranges to highlight, in order.
pub fn highlights_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    path: &Path,
    offset: usize,
) -> Vec<Range<usize>> {
    let article = article_at(workspace, path);
    let Some(article) = article else {
        return Vec::new();
    };
    if let Some(name) = name_at(workspace, article, offset) {
        return mentions_of(workspace, article, &name.entities);
    }
    let claims = claims_in_file(workspace, passages, path, offset).into_iter();
    let places = claims.flat_map(|(draft, claim)| passages_of(workspace, passages, draft, claim));
    let mut ranges: Vec<Range<usize>> = places.map(|place| place.range).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup();
    ranges
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(article: &str, expect: Expect) {
        let fixture = Fixture::of(&format!(
            "entity ana: person \"Ána Díaz\"\n  aka: \"Díaz\"\narticle \"A\"\n  text: \"a.md\"\nclaim: \"freed … at once\"\nclaim: \"Ana Diaz was\"\n//- a.md\n{article}"
        ));
        let mut out = String::new();
        for (path, offset) in &fixture.cursors {
            let ranges =
                highlights_in_article(&fixture.workspace, &fixture.passages, path, *offset);
            let text = fixture.text(path);
            let words: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
            out += &format!("{words:?}\n");
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn names_and_passages() {
        check(
            "*Ana* Di<|>az was fre<|>ed 🕊 at once. Then Díaz<|> left. No<|>thing.\n",
            expect![[r#"
                ["Ana* Diaz", "Díaz"]
                ["freed 🕊 at once"]
                ["Ana* Diaz", "Díaz"]
                []
            "#]],
        );
    }
}
