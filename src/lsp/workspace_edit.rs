//! Changes to several files in the protocol's form, as far as the client can take them.

use std::collections::HashMap;
use std::path::Path;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::client::ClientAbilities;
use super::ranges::Ranges;
use super::snapshot::Snapshot;
use crate::ide::edits::{Edits, Warning};

/// The edits of one file, each with its warning.
type FileChanges = Vec<(TextEdit, Option<Warning>)>;

/// The edits; `snapshot_of` a file is what its ranges refer to. None if one of them has no place: half a change must
/// not be made.
pub fn workspace_edit(
    client: &ClientAbilities,
    edits: &Edits,
    snapshot_of: impl Fn(&Path) -> Option<Snapshot>,
) -> Option<WorkspaceEdit> {
    let mut files = Vec::new();
    for (path, replacements) in edits.files() {
        let snapshot = snapshot_of(path)?;
        let mut ranges = Ranges::of(&snapshot);
        let mut changes = FileChanges::new();
        for (range, replacement) in replacements {
            let edit = TextEdit {
                range: ranges.range(path, range)?,
                new_text: replacement.text.clone(),
            };
            changes.push((edit, replacement.warning.clone()));
        }
        let open = snapshot.documents.get(path);
        let document = OptionalVersionedTextDocumentIdentifier {
            uri: snapshot.uri(path)?,
            version: open.map(|open| open.document.version),
        };
        files.push((document, changes));
    }
    Some(match client.document_changes {
        true => versioned(client, files),
        false => plain(files),
    })
}

fn plain(files: Vec<(OptionalVersionedTextDocumentIdentifier, FileChanges)>) -> WorkspaceEdit {
    let edits = |changes: FileChanges| changes.into_iter().map(|(edit, _)| edit).collect();
    let files = files.into_iter();
    let changes: HashMap<Uri, Vec<TextEdit>> = files
        .map(|(document, changes)| (document.uri, edits(changes)))
        .collect();
    WorkspaceEdit {
        changes: Some(changes),
        ..WorkspaceEdit::default()
    }
}

/// With the versions of open documents, so that no client applies it to a text that changed meanwhile.
fn versioned(
    client: &ClientAbilities,
    files: Vec<(OptionalVersionedTextDocumentIdentifier, FileChanges)>,
) -> WorkspaceEdit {
    let mut annotations = Annotations::default();
    let mut to_edit = |(text_edit, warning): (TextEdit, Option<Warning>)| match warning
        .filter(|_| client.shows_warnings())
    {
        Some(warning) => OneOf::Right(AnnotatedTextEdit {
            text_edit,
            annotation_id: annotations.id_of(warning),
        }),
        None => OneOf::Left(text_edit),
    };
    let files = files.into_iter();
    let changes = files.map(|(text_document, changes)| TextDocumentEdit {
        text_document,
        edits: changes.into_iter().map(&mut to_edit).collect(),
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes.collect())),
        change_annotations: annotations.done(),
        ..WorkspaceEdit::default()
    }
}

/// The warnings of an edit, each once.
#[derive(Default)]
struct Annotations(HashMap<Warning, String>);

impl Annotations {
    fn id_of(&mut self, warning: Warning) -> String {
        let next = self.0.len() + 1;
        let id = self.0.entry(warning);
        id.or_insert_with(|| format!("warning-{next}")).clone()
    }

    fn done(self) -> Option<HashMap<String, ChangeAnnotation>> {
        let annotation = |warning: Warning| ChangeAnnotation {
            label: warning.label,
            needs_confirmation: Some(true),
            description: Some(warning.description),
        };
        let all = self.0.into_iter();
        let all = all.map(|(warning, id)| (id, annotation(warning)));
        Some(all.collect()).filter(|all: &HashMap<_, _>| !all.is_empty())
    }
}
