//! What a rule about `allow` sees: one segment that allows something.

use crate::model::{Allow, Item};
use crate::rules::context::Context;
use crate::rules::rule::Rule;

/// One segment that allows something, after all other rules have checked it.
#[derive(Clone, Copy)]
pub struct AllowContext<'a> {
    pub declaration: &'a Context<'a>,
    /// All rules.
    pub rules: &'static [&'static Rule],
    /// The rules whose findings were suppressed in this segment.
    pub suppressed: &'a [&'static str],
}

impl<'a> AllowContext<'a> {
    pub fn allows(&self) -> &'a [Allow] {
        allows_of(self.declaration)
    }

    pub fn rule_named(&self, name: &str) -> Option<&'static Rule> {
        self.rules.iter().copied().find(|rule| rule.name == name)
    }

    /// Whether an `allow` here suppresses any finding of the rule: in this segment, and also elsewhere if the segment
    /// is a comment for the whole file or the `article` declaration.
    pub fn suppresses(&self, rule: &Rule) -> bool {
        let context = self.declaration;
        let is_comment = context.item().is_none();
        let is_article = context.item().is_some_and(|item| item.article().is_some());
        let allowances = context.allowances;
        self.suppressed.contains(&rule.name)
            || is_comment && allowances.suppressed_in_file(rule.name)
            || (is_comment || is_article) && allowances.suppressed_in_sentences(rule.name)
    }

    /// Whether the rules could read everything that they check here. If not, a finding may be missing only because of
    /// a mistake elsewhere.
    pub fn is_clear(&self) -> bool {
        let context = self.declaration;
        let item = context.item();
        let needs_text = item.is_none_or(|item| item.article().is_some());
        let has_text = context.file.is_registry() || context.article().is_some();
        let is_comment = item.is_none();
        let all_clear = !is_comment || context.allowances.are_clear();
        is_clear(context) && all_clear && (has_text || !needs_text)
    }
}

/// What this segment allows: the `allow:` fields of a declaration, or the `# sayso: allow` lines of a comment.
pub fn allows_of<'a>(context: &Context<'a>) -> &'a [Allow] {
    match context.item() {
        Some(item) => item.allows(),
        None => {
            let own = context.file.remark(context.id);
            own.map_or(&[], |remark| &remark.allows)
        }
    }
}

/// Whether the rules could check this segment completely. A mistake in it may hide findings.
pub fn is_clear(context: &Context) -> bool {
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
    let is_found = item.claim().is_none() || context.passage().is_some();
    item.problems().is_empty() && is_found && (0..item.references.len()).all(resolves)
}
