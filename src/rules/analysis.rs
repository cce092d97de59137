//! The findings of one file, kept up to date: after a change only what it can have touched is
//! looked at again. Held equal to a fresh analysis by a property test.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::RULES;
use super::active::{ActiveRule, ActiveRules};
use super::allowances::{AllowContext, Allowances, keep_back_in_declaration};
use super::chains::Chains;
use super::context::{Context, ExposureContext, SentenceContext};
use super::encyclopedia_source::Encyclopedias;
use super::exposures::Exposures;
use super::finding::{Finding, Place};
use super::passages::Passages;
use super::reading::Reading;
use super::rule::{Check, Rule};
use super::tallies::Tallies;
use super::twins::Twins;
use super::unresolved_reference;
use super::veil::veil;
use crate::article::{Article, Sentence};
use crate::model::Item;
use crate::signoff::Signing;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::{
    ArticleText, Change, DeclarationId, File, FileId, KnownNames, Resolution, Settings, Slot,
    Workspace, anchor_of,
};

/// So many names are compared at most when a whole draft is mended. That is a second: a stranger's draft
/// may have a hundred thousand, and as many that are nearly one of them.
const MOST_COMPARED: usize = 10_000_000;

/// A change of so many declarations of a file is looked at as a file of its own.
const LARGE: usize = 1_000;

/// The findings of `file`, made afresh.
pub fn analyse(workspace: &Workspace, file: FileId, article: Option<Arc<ArticleText>>) -> Analysis {
    Analysis::of(workspace, file, article, &Shared::default())
}

/// The same, with what was found out for other files of the same state of the workspace.
pub fn analyse_among(
    workspace: &Workspace,
    file: FileId,
    article: Option<Arc<ArticleText>>,
    shared: &Shared,
) -> Analysis {
    Analysis::of(workspace, file, article, shared)
}

/// What rules find out that holds for the whole workspace, as long as it stays as it is.
#[derive(Debug, Default)]
pub struct Shared {
    chains: Chains,
    twins: Twins,
    encyclopedias: Encyclopedias,
    /// Those of the settings that were asked for last: nearly all files have the same.
    rules: RefCell<Option<(Arc<Settings>, Arc<ActiveRules>)>>,
}

impl Shared {
    fn rules(&self, settings: &Arc<Settings>) -> Arc<ActiveRules> {
        let mut last = self.rules.borrow_mut();
        match &*last {
            Some((of, rules)) if of == settings => rules.clone(),
            _ => {
                let rules = Arc::new(ActiveRules::of(settings));
                *last = Some((settings.clone(), rules.clone()));
                rules
            }
        }
    }
}

#[derive(Clone, Debug)]
pub struct Analysis {
    file: FileId,
    article: Option<Arc<ArticleText>>,
    settings: Arc<Settings>,
    rules: Arc<ActiveRules>,
    passages: Passages,
    tallies: Tallies,
    findings: FxHashMap<DeclarationId, Arc<[Finding]>>,
    /// For each sentence what would be said of it, if no claim touched it.
    sentences: Vec<Option<Arc<[Finding]>>>,
    exposures: Exposures,
    allowances: Allowances,
}

impl Analysis {
    fn of(
        workspace: &Workspace,
        file_id: FileId,
        article: Option<Arc<ArticleText>>,
        shared: &Shared,
    ) -> Analysis {
        let mut analysis = Analysis {
            file: file_id,
            article,
            settings: Arc::default(),
            rules: Arc::default(),
            passages: Passages::default(),
            tallies: Tallies::default(),
            findings: FxHashMap::default(),
            sentences: Vec::new(),
            exposures: Exposures::default(),
            allowances: Allowances::default(),
        };
        let Some(file) = workspace.file(file_id) else {
            return analysis;
        };
        analysis.settings = workspace.settings(&file.path);
        analysis.rules = shared.rules(&analysis.settings);
        let text = analysis.article.clone();
        let article = text.as_deref().and_then(ArticleText::article);
        let anchors = file
            .items()
            .filter_map(|(id, _, item)| Some((id, anchor_of(article?, item)?)));
        analysis.passages = Passages::of(article, anchors);
        for slot in file.slots() {
            analysis.tally(slot);
        }
        analysis.allowances = Allowances::of(file);
        analysis.judge(workspace, file, file.slots().iter(), shared);
        analysis.judge_sentences(workspace, file);
        analysis.judge_allowing(workspace, file);
        analysis.judge_exposures(workspace, file, true);
        analysis
    }

    /// Follows a change that is in `workspace` already. `article` is the one that the file has now.
    /// Says whether anything was looked at again.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        article: Option<Arc<ArticleText>>,
        change: &Change,
    ) -> bool {
        let Some(file) = workspace.file(self.file).cloned() else {
            return false;
        };
        let same_article = match (&self.article, &article) {
            (Some(known), Some(now)) => Arc::ptr_eq(known, now),
            (None, None) => true,
            _ => false,
        };
        let own = change.file == Some(self.file);
        // A draft that becomes a registry, or the other way round, changes what is unused in it. And
        // where very much is another, nothing is gained by asking what stays.
        let is_large = change.removed.len() + change.added.len() > LARGE;
        if !same_article || own && (change.article || is_large) {
            *self = Analysis::of(workspace, self.file, article, &Shared::default());
            return true;
        }
        let mut dirty = self.dependants(workspace, &file, change);
        let passages_changed = own && self.move_passages(&file, change, &mut dirty);
        let allowed_changed = own && self.allowances.are_other_in(&file);
        if allowed_changed {
            self.allowances = Allowances::of(&file);
            dirty.extend(file.slots().iter().map(|slot| slot.id));
            self.sentences.fill(None);
        }
        let naming = self.sentences_naming(workspace, change);
        if let Some(article) = article.as_deref().and_then(ArticleText::article) {
            for &at in &naming {
                let range = article.sentences()[at].range.clone();
                dirty.extend(self.passages.overlapping(range).map(|(id, _)| id));
                self.sentences[at] = None;
            }
        }
        if !dirty.is_empty() {
            let slots = file.slots().iter().filter(|slot| dirty.contains(&slot.id));
            self.judge(workspace, &file, slots, &Shared::default());
        }
        if passages_changed || allowed_changed || !naming.is_empty() {
            self.judge_sentences(workspace, &file);
        }
        let looked_again = own || !dirty.is_empty() || !naming.is_empty();
        if looked_again {
            self.judge_allowing(workspace, &file);
        }
        let exposed = self.judge_exposures(workspace, &file, change.confidential);
        looked_again || exposed
    }

    /// The sentences in which an entity may be named, or nearly be named, of which something is
    /// told otherwise than before: their places in the article.
    fn sentences_naming(&self, workspace: &Workspace, change: &Change) -> Vec<usize> {
        let text = self.article.as_deref();
        let Some(article) = text.and_then(ArticleText::article) else {
            return Vec::new();
        };
        let shared = self.shared_names(workspace, change);
        let names = change.names.iter().chain(&shared);
        article.sentences_with(names.map(|name| name.as_str()))
    }

    /// The names of entities that this file may mean oftener or less often than before, so far as
    /// they are names of others, too.
    fn shared_names(&self, workspace: &Workspace, change: &Change) -> Vec<SmolStr> {
        let used = change.referred.iter();
        let used = used.filter(|_| change.file == Some(self.file));
        let mut shared = Vec::new();
        for name in used.chain(&change.declared) {
            for &file in workspace.index.declaring(name) {
                let file = workspace.file(file).into_iter();
                let declared = file.flat_map(|file| file.declared(name));
                let items = declared.filter_map(|declared| declared.item());
                let known = items.flat_map(Item::known_names);
                shared.extend(
                    known
                        .filter(|name| is_shared(workspace, name))
                        .map(SmolStr::from),
                );
            }
        }
        shared
    }

    /// The declarations of this file that read something which the change can have changed.
    fn dependants(
        &self,
        workspace: &Workspace,
        file: &File,
        change: &Change,
    ) -> FxHashSet<DeclarationId> {
        let mut dirty = FxHashSet::default();
        for name in &workspace.with_derived(&change.declared) {
            dirty.extend(file.referring(name));
            dirty.extend(file.declared(name).map(|declared| declared.id));
        }
        for name in &change.referred {
            dirty.extend(file.declared(name).map(|declared| declared.id));
        }
        for key in &change.entities {
            let same = workspace.index.entities(key).iter();
            dirty.extend(same.filter(|(id, _)| *id == self.file).map(|(_, id)| *id));
        }
        dirty.extend(self.pointing_at(change));
        if let Some(article) = file.first(Keyword::Article)
            && dirty.contains(&article.id)
        {
            dirty.extend(signed_claims(file));
        }
        dirty
    }

    /// The declarations whose findings show a place that is no longer there.
    fn pointing_at(&self, change: &Change) -> impl Iterator<Item = DeclarationId> {
        let is_gone = |place: Place| match place {
            Place::Declaration { file, id, .. } => {
                Some(file) == change.file && change.removed.contains(&id)
            }
            Place::Article { .. } => false,
        };
        let shows = move |finding: &Finding| finding.related.iter().any(|it| is_gone(it.place));
        self.findings
            .iter()
            .filter(move |(_, findings)| findings.iter().any(shows))
            .map(|(id, _)| *id)
    }

    /// Takes the claims that are gone out of the passages and puts the new ones in. Says whether
    /// any passage is another than before; who shares text with one is `dirty`.
    fn move_passages(
        &mut self,
        file: &File,
        change: &Change,
        dirty: &mut FxHashSet<DeclarationId>,
    ) -> bool {
        dirty.extend(&change.added);
        for id in &change.removed {
            self.findings.remove(id);
            self.allowances.forget(*id);
        }
        let text = self.article.clone();
        let Some(article) = text.as_deref().and_then(ArticleText::article) else {
            return false;
        };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut moved = false;
        for &id in &change.removed {
            moved |= self.passages.anchor(id).is_some();
            ranges.extend(self.passages.found(id));
            self.passages.remove(article, id);
            dirty.extend(self.tallies.touched_by(id));
            self.tallies.remove(id);
        }
        let added: FxHashSet<DeclarationId> = change.added.iter().copied().collect();
        for slot in file.slots().iter().filter(|slot| added.contains(&slot.id)) {
            let item = slot.segment.item.as_ref();
            if let Some(anchor) = item.and_then(|item| anchor_of(article, item)) {
                moved = true;
                self.passages.insert(article, slot.id, anchor);
                ranges.extend(self.passages.found(slot.id));
                self.tally(slot);
                dirty.extend(self.tallies.touched_by(slot.id));
            }
        }
        for range in ranges {
            dirty.extend(self.passages.overlapping(range).map(|(id, _)| id));
        }
        moved
    }

    /// Notes what the words of the claim's passage are.
    fn tally(&mut self, slot: &Slot) {
        let item = slot.segment.item.as_ref();
        if let (Some(text), Some(item)) = (self.article.as_deref(), item)
            && let Some(passage) = self.passages.found(slot.id)
        {
            self.tallies.insert(slot.id, text, item, passage);
        }
    }

    fn judge<'a>(
        &mut self,
        workspace: &Workspace,
        file: &File,
        slots: impl Iterator<Item = &'a Slot>,
        shared: &Shared,
    ) {
        let reading = Reading::default();
        for slot in slots {
            let resolved = workspace.resolutions(self.file, &slot.segment);
            let context = self.context(workspace, file, slot, &resolved, shared, &reading);
            let (findings, kept_back) = findings_of(&context, &self.rules);
            let kept = self.allowances.kept(&context, &kept_back);
            self.allowances.note(slot.id, kept);
            match findings.is_empty() {
                true => self.findings.remove(&slot.id),
                false => self.findings.insert(slot.id, findings.into()),
            };
        }
    }

    /// Asks what allows something beyond its own place whether that keeps anything back: only now
    /// is it known.
    fn judge_allowing(&mut self, workspace: &Workspace, file: &File) {
        let allows = |slot: &&Slot| {
            let item = slot.segment.item.as_ref();
            item.is_some_and(|item| !item.allows().is_empty())
        };
        let slot = |id| Some(file.get(id)?.1);
        let article = file.article().and_then(|(id, _)| slot(id)).filter(allows);
        let remarks = file.remarks().iter();
        let remarks = remarks.filter_map(|remark| slot(remark.id));
        self.allowances.sum_up(&self.passages);
        let allowing = remarks.chain(article);
        self.judge(workspace, file, allowing, &Shared::default());
    }

    /// Looks at the sentences that no claim touches, and that were not looked at before.
    fn judge_sentences(&mut self, workspace: &Workspace, file: &File) {
        let text = self.article.clone();
        let Some(article) = text.as_deref().and_then(ArticleText::article) else {
            return;
        };
        self.sentences.resize(article.sentences().len(), None);
        let mut names = None;
        for (at, sentence) in article.sentences().iter().enumerate() {
            if self.passages.touched().get(at) != Some(&0) || self.sentences[at].is_some() {
                continue;
            }
            let names = names.get_or_insert_with(|| workspace.known_names());
            let context = self.sentence_context(workspace, file, article, sentence, names);
            let (findings, kept_back) = sentence_findings_of(&context);
            self.sentences[at] = Some(findings.into());
            self.allowances.note_in_text(at, kept_back);
        }
    }

    /// Asks which confidential sources the article exposes; looks for them anew where
    /// `secrets_changed`. Says whether any finding is other than before.
    fn judge_exposures(
        &mut self,
        workspace: &Workspace,
        file: &File,
        secrets_changed: bool,
    ) -> bool {
        if secrets_changed {
            let article = self.article.as_deref().and_then(ArticleText::article);
            self.exposures.look(workspace, article);
        }
        self.exposures
            .judge(workspace, &self.settings, self.file, file)
    }

    /// What the rules see of one declaration.
    fn context<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        slot: &'a Slot,
        resolved: &'a [Resolution<'a>],
        shared: &'a Shared,
        reading: &'a Reading,
    ) -> Context<'a> {
        Context {
            workspace,
            settings: &self.settings,
            file_id: self.file,
            file,
            id: slot.id,
            segment: &slot.segment,
            resolved,
            article_text: self.article.as_deref(),
            passages: &self.passages,
            tallies: &self.tallies,
            chains: &shared.chains,
            twins: &shared.twins,
            encyclopedias: &shared.encyclopedias,
            reading,
            allowances: &self.allowances,
            wants_fixes: false,
            wants_names: true,
            signing: None,
            wants_choices: false,
        }
    }

    /// What the rules see of one sentence.
    fn sentence_context<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        article: &'a Article,
        sentence: &'a Sentence,
        names: &KnownNames,
    ) -> SentenceContext<'a> {
        let text = article.folded_text(sentence.range.clone());
        SentenceContext {
            workspace,
            settings: &self.settings,
            file_id: self.file,
            file,
            article,
            language: self.article.as_deref().map_or("en", |text| &text.language),
            sentence,
            names_somebody: !names.mentions(text).is_empty(),
            allowances: &self.allowances,
            wants_fixes: false,
        }
    }

    /// What was found in that declaration, with the ways to mend it.
    /// Who can sign claims is told how to sign this one.
    pub fn fixable(
        &self,
        workspace: &Workspace,
        file: &File,
        slot: &Slot,
        signing: Option<&Signing>,
    ) -> Vec<Finding> {
        let (shared, reading) = Default::default();
        let resolved = workspace.resolutions(self.file, &slot.segment);
        let context = Context {
            wants_fixes: true,
            wants_choices: true,
            signing,
            ..self.context(workspace, file, slot, &resolved, &shared, &reading)
        };
        let (findings, _) = findings_of(&context, &self.rules);
        findings
    }

    /// The same for whom nobody chooses: without what is only there to be chosen from.
    pub fn mendable(&self, workspace: &Workspace, file: &File, slot: &Slot) -> Vec<Finding> {
        let (shared, reading) = Default::default();
        let resolved = workspace.resolutions(self.file, &slot.segment);
        let context = Context {
            wants_fixes: true,
            ..self.context(workspace, file, slot, &resolved, &shared, &reading)
        };
        let (findings, _) = findings_of(&context, &self.rules);
        findings
    }

    /// What was found in all declarations, one after the other, with the ways to mend it; where
    /// `with_unsafe`, also with those that are not safe and cost time.
    pub fn all_fixable<'a>(
        &'a self,
        workspace: &'a Workspace,
        file: &'a File,
        with_unsafe: bool,
    ) -> impl Iterator<Item = Finding> + 'a {
        let (shared, reading) = <(Shared, Reading)>::default();
        let names = OnceCell::new();
        let mut budget = MOST_COMPARED;
        let found = |slot: &&Slot| !self.of_declaration(slot.id).is_empty();
        file.slots().iter().filter(found).flat_map(move |slot| {
            let known = self.of_declaration(slot.id);
            let unresolved = known
                .iter()
                .filter(|finding| finding.rule == &unresolved_reference::RULE);
            // To look for a name is never safe.
            let unresolved = unresolved.count();
            let cost = match unresolved {
                0 => 0,
                _ => unresolved * names.get_or_init(|| workspace.names().count()),
            };
            let wants_names = with_unsafe && cost <= budget;
            if wants_names {
                budget -= cost;
            }
            let resolved = workspace.resolutions(self.file, &slot.segment);
            let context = Context {
                wants_fixes: true,
                wants_names,
                ..self.context(workspace, file, slot, &resolved, &shared, &reading)
            };
            let (findings, _) = findings_of(&context, &self.rules);
            findings
        })
    }

    /// What is to be said of that sentence if no claim touches it, with the ways to mend it.
    pub fn fixable_in_sentence(
        &self,
        workspace: &Workspace,
        file: &File,
        article: &Article,
        sentence: &Sentence,
    ) -> Vec<Finding> {
        let names = workspace.known_names();
        let (findings, _) = sentence_findings_of(&SentenceContext {
            wants_fixes: true,
            ..self.sentence_context(workspace, file, article, sentence, names)
        });
        findings
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    pub fn article(&self) -> Option<&Arc<ArticleText>> {
        self.article.as_ref()
    }

    /// Which claims tell the same quantity.
    pub fn tallies(&self) -> &Tallies {
        &self.tallies
    }

    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// What was found in that declaration.
    pub fn of_declaration(&self, id: DeclarationId) -> &[Finding] {
        self.findings.get(&id).map_or(&[], |findings| findings)
    }

    /// What was found in the article itself, in its order.
    pub fn of_article(&self) -> impl Iterator<Item = &Finding> {
        let untouched = |at: usize| self.passages.touched().get(at) == Some(&0);
        self.sentences
            .iter()
            .enumerate()
            .filter(move |(at, _)| untouched(*at))
            .filter_map(|(_, findings)| findings.as_deref())
            .flatten()
            .chain(self.exposures.findings())
    }

    /// The places of the article, in its source, that tell who a confidential source is.
    pub fn exposed(&self) -> impl Iterator<Item = Span> {
        let places = self
            .exposures
            .findings()
            .iter()
            .map(|finding| finding.place);
        places.filter_map(|place| match place {
            Place::Article { span, .. } => Some(span),
            Place::Declaration { .. } => None,
        })
    }
}

/// The claims that somebody has signed: they are held against the article's byline.
fn signed_claims(file: &File) -> impl Iterator<Item = DeclarationId> {
    let is_signed = |item: &Item| {
        item.claim()
            .is_some_and(|claim| !claim.checked().is_empty())
    };
    let claims = file.items().filter(move |(_, _, item)| is_signed(item));
    claims.map(|(id, ..)| id)
}

/// Whether several entities are known by that name.
fn is_shared(workspace: &Workspace, name: &str) -> bool {
    let mentions = workspace.known_names().mentions(name);
    mentions.iter().any(|mention| mention.id != mentions[0].id)
}

/// The findings of all rules about one declaration, and the rules of which something was kept back.
fn findings_of(context: &Context, rules: &ActiveRules) -> (Vec<Finding>, Vec<&'static Rule>) {
    let mut findings = Vec::new();
    for active in rules.about(context.item()) {
        if let Check::Claim(check) | Check::Source(check) | Check::Declaration(check) =
            active.rule.check
        {
            active.judge(&mut findings, |report| check(context, report));
        }
    }
    let kept_back = keep_back_in_declaration(context, &mut findings);
    let allows = AllowContext {
        declaration: context,
        kept_back: &kept_back,
    };
    for active in &rules.allows {
        if let Check::Allow(check) = active.rule.check {
            active.judge(&mut findings, |report| check(&allows, report));
        }
    }
    veil(context, &mut findings);
    (findings, kept_back)
}

/// The findings of all rules about a sentence that no claim touches, and the rules of which
/// something was kept back.
fn sentence_findings_of(context: &SentenceContext) -> (Vec<Finding>, Vec<&'static Rule>) {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Sentence(check) = rule.check
            && let Some(active) = ActiveRule::of(rule, context.settings)
        {
            active.judge(&mut findings, |report| check(context, report));
        }
    }
    let kept_back = context.allowances.keep_back_in_text(&mut findings);
    (findings, kept_back)
}

/// The findings of all rules about a place that tells who a confidential source is.
pub fn exposure_findings_of(context: &ExposureContext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Exposure(check) = rule.check
            && let Some(active) = ActiveRule::of(rule, context.settings)
        {
            active.judge(&mut findings, |report| check(context, report));
        }
    }
    findings
}
