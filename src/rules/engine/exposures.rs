//! Where an article tells who a confidential source of its draft is.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::{Article, Mention};
use crate::model::Item;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::engine::judge::exposure_findings_of;
use crate::rules::finding::Finding;
use crate::workspace::{DeclarationId, File, FileId, Settings, Workspace};

type Source = (FileId, DeclarationId);

/// Looked for when the article or a confidential source changes; which of the sources the draft
/// has to do with is asked after each change.
#[derive(Clone, Debug, Default)]
pub struct Exposures {
    /// Wherever the words of any confidential source stand.
    places: Vec<Mention<Source>>,
    findings: Vec<Finding>,
}

impl Exposures {
    /// Looks through the whole article.
    pub fn look(&mut self, workspace: &Workspace, article: Option<&Article>) {
        let confidential = workspace.confidential_words();
        self.places = article.map_or(Vec::new(), |article| article.mentions(&confidential.words));
        if let Some(article) = article {
            self.places
                .retain(|place| is_certain(article, &place.range));
        }
    }

    /// Judges what was found. Says whether that is other than before.
    pub fn judge(
        &mut self,
        workspace: &Workspace,
        settings: &Settings,
        file_id: FileId,
        file: &File,
    ) -> bool {
        let mut findings = Vec::new();
        // One source may be exposed in very many places.
        let mut names: FxHashMap<Source, Option<String>> = FxHashMap::default();
        for place in &self.places {
            let name = names.entry(place.id);
            let name = name.or_insert_with(|| name_in(workspace, file_id, file, place.id));
            if let Some(name) = name.clone() {
                findings.extend(exposure_findings_of(&ExposureContext {
                    settings,
                    file_id,
                    range: place.range.clone(),
                    source: name,
                }));
            }
        }
        let is_other = self.findings != findings;
        self.findings = findings;
        is_other
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A single word at the start of a sentence has its capital from there.
fn is_certain(article: &Article, range: &Range<usize>) -> bool {
    let sentences = article.sentences();
    let at = sentences.partition_point(|sentence| sentence.range.end <= range.start);
    let starts = sentences.get(at).is_some_and(|sentence| {
        let before = sentence.range.start..range.start;
        before.is_empty() || !article.folded_text(before).contains(char::is_alphanumeric)
    });
    !starts || article.folded_text(range.clone()).contains(' ')
}

/// What the draft calls that source; none where it neither declares nor cites it.
fn name_in(workspace: &Workspace, file_id: FileId, file: &File, source: Source) -> Option<String> {
    let declaring = workspace.file(source.0)?;
    let (_, slot) = declaring.get(source.1)?;
    let name = slot.segment.item.as_ref().and_then(Item::name);
    if source.0 == file_id {
        return Some(name.map(ToString::to_string).unwrap_or_default());
    }
    let name = name?;
    let users = file.referring(name).iter();
    let users = users.filter_map(|id| file.get(*id)?.1.segment.item.as_ref());
    let mut references = users.flat_map(|item| &item.references);
    references
        .any(|reference| {
            let target = workspace.resolve(file_id, reference).found();
            target.is_some_and(|target| (target.file, target.id) == source)
        })
        .then(|| name.to_string())
}
