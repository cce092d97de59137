//! What a draft allows, and which findings that keeps back.

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::{Context, add_field, line_end_of};
use super::finding::{Applicability, Edit, Finding, Fix, Place};
use super::passages::Passages;
use super::rule::{Group, Rule};
use super::rule_named;
use crate::model::schema::{Shape, fields_of};
use crate::model::{Allow, Item};
use crate::text::Span;
use crate::workspace::{DeclarationId, File, FileId, Slot, Workspace};

/// What one file allows beyond a declaration: its comments in all of it, its `article` in the text.
/// Remembers what the file's comments and the article kept back, so that each can be asked whether
/// it is of any use.
#[derive(Clone, Debug, Default)]
pub struct Allowances {
    in_file: Vec<&'static Rule>,
    in_text: Vec<&'static Rule>,
    /// What comments kept back, by the declaration that it was about.
    kept: FxHashMap<DeclarationId, Vec<&'static Rule>>,
    /// The same, and what the `article` kept back, by the place of the sentence.
    kept_in_text: FxHashMap<usize, Vec<&'static Rule>>,
    /// All that was kept back by comments in declarations, and all in the text: see
    /// [`Allowances::sum_up`].
    sums: [Vec<&'static Rule>; 2],
    /// The declarations that cannot be judged: what they hold back now may be found later.
    unclear: FxHashSet<DeclarationId>,
}

/// What a file's comments kept back of one declaration.
pub struct Kept {
    rules: Vec<&'static Rule>,
    is_unclear: bool,
}

impl Allowances {
    /// What the file allows, before anything was kept back.
    pub fn of(file: &File) -> Allowances {
        let remarks = file.remarks().iter().flat_map(|remark| &remark.allows);
        let article = file.article().and_then(|(id, _)| file.get(id));
        let article = article.and_then(|(_, slot)| slot.segment.item.as_ref());
        let in_article = article.into_iter().flat_map(Item::allows);
        let in_file = allowable(remarks);
        let about_text = allowable(in_article).into_iter();
        let about_text = about_text.filter(|rule| rule.is_about_text());
        Allowances {
            in_text: about_text.chain(in_file.iter().copied()).collect(),
            in_file,
            ..Allowances::default()
        }
    }

    /// Whether what the file allows is other than it was.
    pub fn are_other_in(&self, file: &File) -> bool {
        let nothing = self.in_text.is_empty() && file.remarks().is_empty();
        !nothing && {
            let now = Allowances::of(file);
            now.in_file != self.in_file || now.in_text != self.in_text
        }
    }

    /// Takes out of the findings of a sentence what the file allows.
    pub fn keep_back_in_text(&self, findings: &mut Vec<Finding>) -> Vec<&'static Rule> {
        keep_back(findings, |rule| self.in_text.contains(&rule))
    }

    /// What is to be remembered of a declaration, of which this was kept back.
    pub fn kept(&self, context: &Context, kept_back: &[&'static Rule]) -> Kept {
        let kept_back = kept_back.iter().copied();
        Kept {
            rules: kept_back
                .filter(|rule| self.in_file.contains(rule))
                .collect(),
            is_unclear: !self.in_file.is_empty() && !is_clear(context),
        }
    }

    pub fn note(&mut self, id: DeclarationId, kept: Kept) {
        self.forget(id);
        if !kept.rules.is_empty() {
            self.kept.insert(id, kept.rules);
        }
        if kept.is_unclear {
            self.unclear.insert(id);
        }
    }

    /// Remembers what was kept back of the sentence at that place.
    pub fn note_in_text(&mut self, at: usize, kept: Vec<&'static Rule>) {
        match kept.is_empty() {
            true => self.kept_in_text.remove(&at),
            false => self.kept_in_text.insert(at, kept),
        };
    }

    /// The declaration is gone.
    pub fn forget(&mut self, id: DeclarationId) {
        self.kept.remove(&id);
        self.unclear.remove(&id);
    }

    /// Sums up what was kept back, so that however many an `allow` may be asked for it.
    pub fn sum_up(&mut self, passages: &Passages) {
        let untouched = |at: &usize| passages.touched().get(*at) == Some(&0);
        let in_text = self.kept_in_text.iter();
        let in_text = in_text.filter(|(at, _)| untouched(at));
        self.sums = [
            once_each(self.kept.values().flatten().copied()),
            once_each(in_text.flat_map(|(_, kept)| kept).copied()),
        ];
    }

    /// Whether an `allow` in this segment keeps back what the rule finds elsewhere: a comment in the
    /// whole file, the `article` in the text.
    fn reaches(&self, context: &Context, rule: &'static Rule) -> bool {
        let is_comment = context.item().is_none();
        let is_article = context.item().is_some_and(|item| item.article().is_some());
        let [in_file, in_text] = &self.sums;
        is_comment && in_file.contains(&rule)
            || (is_comment || is_article) && in_text.contains(&rule)
    }
}

/// Each of the rules once, in the order in which they come.
fn once_each(rules: impl Iterator<Item = &'static Rule>) -> Vec<&'static Rule> {
    let mut known = FxHashSet::default();
    rules.filter(|rule| known.insert(rule.name)).collect()
}

/// What an `allow` names, as far as it can be allowed.
fn allowable<'a>(allows: impl Iterator<Item = &'a Allow>) -> Vec<&'static Rule> {
    let rules = allows.filter_map(|allow| rule_named(&allow.rule.text));
    once_each(rules.filter(|rule| rule.can_be_allowed()))
}

/// Takes out of the findings about a declaration what itself or its file allows.
pub fn keep_back_in_declaration(
    context: &Context,
    findings: &mut Vec<Finding>,
) -> Vec<&'static Rule> {
    let own = allowable(allows_of(context).iter());
    let in_file = &context.allowances.in_file;
    if findings.is_empty() || own.is_empty() && in_file.is_empty() {
        return Vec::new();
    }
    keep_back(findings, |rule| {
        own.contains(&rule) || in_file.contains(&rule)
    })
}

fn keep_back(
    findings: &mut Vec<Finding>,
    is_allowed: impl Fn(&'static Rule) -> bool,
) -> Vec<&'static Rule> {
    let mut kept = Vec::new();
    findings.retain(|finding| {
        let rule = finding.rule;
        let is_kept = rule.can_be_allowed() && is_allowed(rule);
        if is_kept && !kept.contains(&rule) {
            kept.push(rule);
        }
        !is_kept
    });
    kept
}

/// What this segment allows: a declaration in its fields, a comment in column 0 in the whole file.
fn allows_of<'a>(context: &Context<'a>) -> &'a [Allow] {
    match context.item() {
        Some(item) => item.allows(),
        None => {
            let own = context.file.remark(context.id);
            own.map_or(&[], |remark| &remark.allows)
        }
    }
}

/// Whether the rules could judge this segment. What is wrong with it may keep them silent.
fn is_clear(context: &Context) -> bool {
    let is_read = context.segment.errors.is_empty();
    is_read
        && context
            .item()
            .is_none_or(|item| is_clear_item(context, item))
}

fn is_clear_item(context: &Context, item: &Item) -> bool {
    let resolves = |at: usize| {
        let target = context.target(at);
        let keyword = target.and_then(|target| Some(target.item()?.keyword()));
        let expected = item.references[at].role.expects();
        keyword.is_some() && (expected.is_none() || expected == keyword)
    };
    let stands = item.claim().is_none() || context.passage().is_some();
    item.problems().is_empty() && stands && (0..item.references.len()).all(resolves)
}

/// One segment that allows something, after all other rules have judged it.
#[derive(Clone, Copy)]
pub struct AllowContext<'a> {
    pub declaration: &'a Context<'a>,
    /// What was found in it and kept back.
    pub(super) kept_back: &'a [&'static Rule],
}

impl<'a> AllowContext<'a> {
    pub fn allows(&self) -> &'a [Allow] {
        allows_of(self.declaration)
    }

    /// Whether anything that the rule finds is kept back by an `allow` here.
    pub fn keeps_back(&self, rule: &'static Rule) -> bool {
        let context = self.declaration;
        self.kept_back.contains(&rule) || context.allowances.reaches(context, rule)
    }

    /// Whether what is not found now is not there: everything that the rules look at could be read.
    pub fn is_clear(&self) -> bool {
        let context = self.declaration;
        let item = context.item();
        let needs_text = item.is_none_or(|item| item.article().is_some());
        let has_text = context.file.is_registry() || context.article().is_some();
        let is_comment = item.is_none();
        let all_clear = !is_comment || context.allowances.unclear.is_empty();
        is_clear(context) && all_clear && (has_text || !needs_text)
    }
}

/// The way to keep a finding: an `allow` whose reason is left to the writer. None where it cannot be
/// kept, and for what could not be read, which nobody means.
pub fn keeping(workspace: &Workspace, finding: &Finding) -> Option<Fix> {
    let rule = finding.rule;
    if !rule.can_be_allowed() || rule.group == Group::Syntax {
        return None;
    }
    let (file_id, id) = match finding.place {
        Place::Declaration { file, id, .. } => (file, Some(id)),
        Place::Article { file, .. } => (file, None),
    };
    let file = workspace.file(file_id)?;
    let of_article = || file.article().map(|(id, _)| id);
    let declaration = id.or_else(of_article).and_then(|id| file.get(id));
    let declaration = declaration
        .map(|(_, slot)| slot)
        .filter(|slot| takes_allow(slot));
    let name = rule.name;
    let (edit, place) = match (declaration, id) {
        (Some(slot), id) => {
            let line = format!("allow: {name} \"\"");
            let place = id.map_or("in the whole article", |_| "here");
            (add_field(file_id, slot.id, &slot.segment, &line), place)
        }
        (None, _) => (remark_at_top(file_id, file, name), "in the whole file"),
    };
    Some(Fix {
        title: format!("Keep this: allow `{name}` {place}…"),
        edits: vec![edit],
        preferred: false,
        applicability: Applicability::ByHand,
    })
}

fn takes_allow(slot: &Slot) -> bool {
    let fields = slot.keyword.map_or(&[][..], fields_of);
    fields.iter().any(|field| field.shape == Shape::Allow)
}

fn remark_at_top(file_id: FileId, file: &File, rule: &str) -> Edit {
    let first = file.slots().first();
    let text = first.map_or("", |slot| &slot.segment.text);
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    Edit {
        place: Place::Declaration {
            file: file_id,
            id: first.map_or(DeclarationId(0), |slot| slot.id),
            span: Span::at(mark),
        },
        text: format!("# sayso: allow {rule} \"\"{}", line_end_of(text)),
    }
}
