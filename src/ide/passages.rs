//! Claims and the passages of the article that they quote, both ways.

use std::ops::Range;
use std::path::Path;

use crate::article::Anchor;
use crate::workspace::{DeclarationId, FileId, Location, Workspace, anchor_of};

/// Where the passages stand that a claim quotes: one, several where it is ambiguous, or none.
pub fn passages_of(workspace: &Workspace, file: FileId, claim: DeclarationId) -> Vec<Location> {
    let locate = || {
        let text = workspace.article(file)?;
        let (_, slot) = workspace.file(file)?.get(claim)?;
        let anchor = anchor_of(text.article()?, slot.segment.item.as_ref()?)?;
        let ranges = ranges_of(anchor).into_iter();
        let located =
            ranges.filter_map(|range| workspace.article_location(file, text, range.into()));
        Some(located.collect())
    };
    locate().unwrap_or_default()
}

/// The claims of a draft that quote what stands at `offset` of its article's source, in order.
pub fn claims_at(workspace: &Workspace, draft: FileId, offset: usize) -> Vec<DeclarationId> {
    let file = workspace.file(draft);
    let article = workspace.article(draft).and_then(|text| text.article());
    let (Some(file), Some(article)) = (file, article) else {
        return Vec::new();
    };
    let quotes = |item| {
        let ranges = anchor_of(article, item).map(ranges_of).unwrap_or_default();
        ranges
            .iter()
            .any(|range| range.start <= offset && offset <= range.end)
    };
    let claims = file.items().filter(|(_, _, item)| quotes(item));
    claims.map(|(id, ..)| id).collect()
}

/// The claims of all drafts of that article that quote what stands there.
pub fn claims_in_file(
    workspace: &Workspace,
    article: &Path,
    offset: usize,
) -> Vec<(FileId, DeclarationId)> {
    let drafts = workspace.drafts_of(article).into_iter();
    let claims = |draft| {
        let claims = claims_at(workspace, draft, offset).into_iter();
        claims.map(move |claim| (draft, claim))
    };
    drafts.flat_map(claims).collect()
}

fn ranges_of(anchor: Anchor) -> Vec<Range<usize>> {
    match anchor {
        Anchor::Found(range) => vec![range],
        Anchor::Ambiguous(ranges) => ranges,
        Anchor::Missing => Vec::new(),
    }
}
