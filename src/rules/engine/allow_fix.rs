//! The quick fix that suppresses a finding with `allow:`.

use crate::model::schema::{Shape, fields_of};
use crate::rules::draft_edits::{add_field, line_end_of};
use crate::rules::finding::{Applicability, Blank, Edit, Finding, Fix};
use crate::rules::rule::Group;
use crate::text::Span;
use crate::workspace::{DeclarationId, File, FileId, Place, Slot, Workspace};

/// A fix that suppresses a finding: an `allow` whose reason the writer fills in. `None` if the rule cannot be allowed,
/// or the finding is a syntax error, which nobody writes on purpose.
pub fn allow_fix(workspace: &Workspace, finding: &Finding) -> Option<Fix> {
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
    let edits = vec![edit];
    Some(Fix {
        title: format!("Allow `{name}` {place}…"),
        blank: Blank::in_edits(&edits, &format!("{name} \""), ""),
        edits,
        preferred: false,
        applicability: Applicability::Manual,
    })
}

/// Whether the declaration has a field `allow:`.
fn takes_allow(slot: &Slot) -> bool {
    let fields = slot.keyword.map_or(&[][..], fields_of);
    fields.iter().any(|field| field.shape == Shape::Allow)
}

/// The edit that adds a `# sayso: allow` line at the start of the file, after a byte order mark.
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
