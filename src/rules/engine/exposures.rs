//! The places where what a draft publishes exposes a confidential source of the draft.

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::model::Item;
use crate::rules::claim::likely_sources::SourceId;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::engine::active_rules::ActiveRules;
use crate::rules::engine::run_rules::exposure_findings_of;
use crate::rules::finding::Finding;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::{ConfidentialWords, File, FileId, Place, Slot, Workspace};

/// The article is searched again only when it or a confidential source changes. Which of the sources belong to the
/// draft is checked after each change.
#[derive(Clone, Debug, Default)]
pub struct Exposures {
    /// All places that name who is behind any confidential source, with that source.
    places: Vec<(Place, SourceId)>,
    /// The places that expose a source of this draft, with that source.
    exposed: Vec<(Place, SourceId)>,
    findings: Vec<Finding>,
}

impl Exposures {
    /// The exposures of one draft, without findings.
    pub fn of(
        workspace: &Workspace,
        file_id: FileId,
        file: &File,
        article: Option<&Article>,
    ) -> Exposures {
        let mut exposures = Exposures::default();
        exposures.search(workspace, file_id, file, article);
        exposures.choose(workspace, file_id, file);
        exposures
    }

    /// Searches the whole article, and what the draft publishes with it.
    pub fn search(
        &mut self,
        workspace: &Workspace,
        file_id: FileId,
        file: &File,
        article: Option<&Article>,
    ) {
        self.places.clear();
        let confidential = workspace.confidential_words();
        if confidential.people.is_empty() {
            return;
        }
        if let Some(slot) = file.first(Keyword::Article) {
            let found = in_declaration(confidential, slot);
            self.places.extend(found.map(|(span, source)| {
                let id = slot.id;
                (
                    Place::Declaration {
                        file: file_id,
                        id,
                        span,
                    },
                    source,
                )
            }));
        }
        let found = article.map_or(Vec::new(), |article| article.people(&confidential.people));
        self.places.extend(found.into_iter().map(|mention| {
            let span = mention.range.into();
            (
                Place::Article {
                    file: file_id,
                    span,
                },
                mention.id,
            )
        }));
    }

    /// Updates the findings from the places that were found. Returns whether any finding changed.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        rules: &ActiveRules,
        file_id: FileId,
        file: &File,
    ) -> bool {
        let names = self.choose(workspace, file_id, file);
        let mut findings = Vec::new();
        for (place, source) in &self.exposed {
            let context = ExposureContext {
                place: *place,
                source: names.get(source).cloned().flatten().unwrap_or_default(),
            };
            findings.extend(exposure_findings_of(&context, rules));
        }
        let changed = self.findings != findings;
        self.findings = findings;
        changed
    }

    /// Finds out which places expose a source of the draft. Returns the name of each source in this draft; none for
    /// the sources of other drafts.
    fn choose(
        &mut self,
        workspace: &Workspace,
        file_id: FileId,
        file: &File,
    ) -> FxHashMap<SourceId, Option<String>> {
        // One source may be exposed in many places.
        let mut names: FxHashMap<SourceId, Option<String>> = FxHashMap::default();
        let mut is_own = |source: SourceId| {
            let name = names.entry(source);
            let name = name.or_insert_with(|| name_in(workspace, file_id, file, source));
            name.is_some()
        };
        let places = self.places.iter().copied();
        self.exposed = places.filter(|(_, source)| is_own(*source)).collect();
        names
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The places that expose a source of the draft, with that source.
    pub fn exposed(&self) -> &[(Place, SourceId)] {
        &self.exposed
    }
}

/// What the declaration of an article publishes that exposes a source: its title, and its fields but for those that
/// are meant for colleagues.
fn in_declaration(
    confidential: &ConfidentialWords,
    slot: &Slot,
) -> impl Iterator<Item = (Span, SourceId)> {
    const UNPUBLISHED: [&str; 2] = ["allow", "note"];
    let text = &slot.segment.text;
    let declaration = slot.segment.syntax().declaration.as_ref();
    let fields = declaration.map_or(&[][..], |declaration| &declaration.fields);
    let fields = fields
        .iter()
        .filter(|field| !UNPUBLISHED.contains(&field.name.of(text)));
    let values = fields
        .flat_map(|field| &field.values)
        .map(|value| value.span);
    let title = slot.segment.item.as_ref().and_then(Item::title_span);
    let parts = title.into_iter().chain(values);
    parts.flat_map(move |part| {
        let article = Article::read(part.of(text), crate::article::ArticleFormat::Plain);
        let found = article.people(&confidential.people).into_iter();
        found.map(move |mention| {
            let start = part.start as usize;
            let range = start + mention.range.start..start + mention.range.end;
            (range.into(), mention.id)
        })
    })
}

/// The name of the source in this draft; `None` if the draft neither declares nor cites it.
fn name_in(
    workspace: &Workspace,
    file_id: FileId,
    file: &File,
    source: SourceId,
) -> Option<String> {
    let declaring = workspace.file(source.0)?;
    let slot = declaring.slot(source.1)?;
    let name = slot.segment.item.as_ref().and_then(Item::name);
    if source.0 == file_id {
        return Some(name.map(ToString::to_string).unwrap_or_default());
    }
    let name = name?;
    let users = file.referring(name).iter();
    let users = users.filter_map(|id| file.slot(*id)?.segment.item.as_ref());
    let mut references = users.flat_map(|item| &item.references);
    references
        .any(|reference| {
            let target = workspace.resolve(file_id, reference).found();
            target.is_some_and(|target| (target.file, target.id) == source)
        })
        .then(|| name.to_string())
}
