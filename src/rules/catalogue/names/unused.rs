//! The check that `unused-entity` and `unused-source` share.

use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::syntax::Keyword;
use crate::text::message::{message, public};

/// Reports the declaration if it is a `keyword` in a draft and nothing refers to its name.
pub fn report_unused(context: &Context, keyword: Keyword, report: &mut Report) {
    let Some(item) = context.item().filter(|item| item.keyword() == keyword) else {
        return;
    };
    let Some(name) = &item.name else { return };
    let is_used = !context.workspace.index.referring(&name.text).is_empty();
    let is_registry = context.file.is_registry() || context.settings.is_registry;
    if is_used || is_registry {
        return;
    }
    let word = keyword.word();
    let span = item
        .title
        .as_ref()
        .map_or(name.span, |title| name.span.to(title.span));
    let finding = report.add(
        context.here(span),
        message!(
            "nothing refers to {} `{}`: use it with `@{}`, or remove it",
            word,
            public(&name.text),
            public(&name.text)
        ),
    );
    finding.unnecessary = true;
    if !context.wants_fixes {
        return;
    }
    if let Some(syntax) = &context.segment.syntax().declaration {
        let edit = context.remove_lines(syntax.span);
        finding.manual_fix(format!("Remove {word} `{}`", name.text), vec![edit]);
    }
}
