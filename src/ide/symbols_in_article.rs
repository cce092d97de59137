//! The outline of an article that is a file of its own: its claims, below the headings of their sections.

use std::ops::Range;
use std::path::Path;

use super::in_article::article_at;
use super::passages::DraftPassages;
use super::symbols::{DocumentSymbol, MAX_OUTLINE, declaration_symbol, shortened};
use crate::article::Article;
use crate::workspace::{FileId, Workspace};

/// A part of an article with claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSection {
    /// None before the first heading.
    pub heading: Option<Heading>,
    /// In the order of the article. Their ranges are those of their passages.
    pub claims: Vec<DocumentSymbol>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub name: String,
    pub range: Range<usize>,
    /// The heading and what is below it, up to the next one.
    pub section: Range<usize>,
}

/// The sections with claims, with the first [`MAX_OUTLINE`] claims.
pub fn symbols_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    path: &Path,
) -> Option<Vec<ArticleSection>> {
    let drafts = workspace.drafts_of(path);
    let article = article_at(workspace, path)?;
    let mut claims: Vec<DocumentSymbol> = drafts
        .into_iter()
        .flat_map(|draft| claims_of(workspace, passages, draft))
        .collect();
    claims.sort_by_key(|claim| (claim.range.start, claim.range.end));
    claims.truncate(MAX_OUTLINE);
    let mut headings = headings_of(article).into_iter().peekable();
    let mut sections = vec![ArticleSection {
        heading: None,
        claims: Vec::new(),
    }];
    for claim in claims {
        while let Some(heading) = headings.next_if(|next| next.range.start <= claim.range.start) {
            sections.push(ArticleSection {
                heading: Some(heading),
                claims: Vec::new(),
            });
        }
        if let Some(section) = sections.last_mut() {
            section.claims.push(claim);
        }
    }
    sections.retain(|section| !section.claims.is_empty());
    Some(sections)
}

/// The claims of a draft that have a passage, each with its first one.
fn claims_of(
    workspace: &Workspace,
    passages: &DraftPassages,
    draft: FileId,
) -> Vec<DocumentSymbol> {
    let known = workspace.file(draft).zip(passages.of(workspace, draft));
    let Some((file, passages)) = known else {
        return Vec::new();
    };
    let claims = file.items().filter_map(|(id, _, item)| {
        let passage = passages.found(id)?;
        Some(declaration_symbol(item, passage.clone(), passage))
    });
    claims.collect()
}

fn headings_of(article: &Article) -> Vec<Heading> {
    let sentences = article.sentences();
    let mut headings: Vec<Heading> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.in_heading) {
        let range = sentence.range.clone();
        match headings.last_mut() {
            // A heading of several sentences.
            Some(last) if !article.ends_block_before_another(last.range.end) => {
                last.range.end = range.end;
            }
            _ => headings.push(Heading {
                name: String::new(),
                section: range.clone(),
                range,
            }),
        }
    }
    // A section ends with the last sentence before the next heading.
    let mut next = sentences.len();
    for heading in headings.iter_mut().rev() {
        heading.name = shortened(&article.reader_text(heading.range.clone()));
        heading.section.end = sentences[next - 1].range.end;
        next = sentences.partition_point(|it| it.range.start < heading.range.start);
    }
    headings
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(claims: &str, article: &str, expect: Expect) {
        let fixture = Fixture::of(&format!(
            "article \"A\"\n  text: \"a.md\"\n{claims}//- a.md\n{article}"
        ));
        let path = Path::new("/w/a.md");
        let text = fixture.text(path);
        let sections = symbols_in_article(&fixture.workspace, &fixture.passages, path);
        let mut out = String::new();
        for section in sections.expect("an article") {
            if let Some(heading) = section.heading {
                let (name, whole) = (&text[heading.range], &text[heading.section]);
                out += &format!("{} {name:?} {whole:?}\n", heading.name);
            }
            for claim in section.claims {
                let words = &text[claim.range];
                out += &format!("  {} ({}) {words:?}\n", claim.name, claim.detail);
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn claims_are_listed_by_section() {
        check(
            "claim three: number \"Three left\"\nclaim: \"It began\"\nclaim: \"Two … here\"\nclaim: \"Nowhere\"\n",
            "It began.\n\n# The *first*. Day\n\nTwo are here.\nThree left.\n\n## Empty\n\nNothing.\n",
            expect![[r#"
                  It began (claim) "It began"
                The first. Day "The *first*. Day" "The *first*. Day\n\nTwo are here.\nThree left."
                  Two … here (claim) "Two are here"
                  Three left (number claim @three) "Three left"
            "#]],
        );
        check("", "# Head\n\nText.\n", expect![[""]]);
    }
}
