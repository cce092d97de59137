//! The places where an article exposes a confidential source of its draft.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::{Article, Mention};
use crate::model::Item;
use crate::rules::claim::likely_sources::SourceId;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::engine::active_rules::ActiveRules;
use crate::rules::engine::run_rules::exposure_findings_of;
use crate::rules::finding::Finding;
use crate::workspace::{File, FileId, Workspace};

/// The article is searched again only when it or a confidential source changes. Which of the sources belong to the
/// draft is checked after each change.
#[derive(Clone, Debug, Default)]
pub struct Exposures {
    /// All places with words of any confidential source.
    places: Vec<Mention<SourceId>>,
    findings: Vec<Finding>,
}

impl Exposures {
    /// Searches the whole article.
    pub fn search(&mut self, workspace: &Workspace, article: Option<&Article>) {
        let confidential = workspace.confidential_words();
        self.places = article.map_or(Vec::new(), |article| article.mentions(&confidential.words));
        if let Some(article) = article {
            self.places
                .retain(|place| is_certain(article, &place.range));
        }
    }

    /// Updates the findings from the places that were found. Returns whether any finding changed.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        rules: &ActiveRules,
        file_id: FileId,
        file: &File,
    ) -> bool {
        let mut findings = Vec::new();
        // One source may be exposed in many places.
        let mut names: FxHashMap<SourceId, Option<String>> = FxHashMap::default();
        for place in &self.places {
            let name = names.entry(place.id);
            let name = name.or_insert_with(|| name_in(workspace, file_id, file, place.id));
            if let Some(name) = name.clone() {
                let context = ExposureContext {
                    file_id,
                    range: place.range.clone(),
                    source: name,
                };
                findings.extend(exposure_findings_of(&context, rules));
            }
        }
        let changed = self.findings != findings;
        self.findings = findings;
        changed
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// Whether the words are certainly a name. A single word at the start of a sentence may have its capital letter only
/// for that reason.
fn is_certain(article: &Article, range: &Range<usize>) -> bool {
    let sentences = article.sentences();
    let at = sentences.partition_point(|sentence| sentence.range.end <= range.start);
    let starts = sentences.get(at).is_some_and(|sentence| {
        let before = sentence.range.start..range.start;
        before.is_empty() || !article.folded_text(before).contains(char::is_alphanumeric)
    });
    !starts || article.folded_text(range.clone()).contains(' ')
}

/// The name of the source in this draft; `None` if the draft neither declares nor cites it.
fn name_in(
    workspace: &Workspace,
    file_id: FileId,
    file: &File,
    source: SourceId,
) -> Option<String> {
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
