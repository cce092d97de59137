//! `textDocument/codeLens`, and its resolving, which counts.
//!
//! The commands are the server's own, so that they work in any editor. A client that can list places itself names its
//! command in the initialization options: `{"commands": {"showReferences": "…"}}`. It gets the same arguments as the
//! server's: the document, a position in it, and the places.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Uri};

use super::super::client::ClientAbilities;
use super::super::commands::{SHOW_REFERENCES, SIGN};
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::code_lenses::{
    ArticleSentences, Lens, LensChoice, LensKind, claims_resting_on, code_lenses,
};
use crate::syntax::Keyword;
use crate::workspace::{DeclarationId, FileId, Location};

/// What a lens needs when it is resolved.
#[derive(Debug, Serialize, Deserialize)]
struct LensData {
    uri: Uri,
    declaration: u32,
}

pub fn find(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    choice: LensChoice,
    params: &CodeLensParams,
) -> Option<Vec<CodeLens>> {
    let choice = LensChoice {
        sign: choice.sign && client.applies_edits,
        ..choice
    };
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let file = snapshot.workspace.id_of(&path)?;
    let found = code_lenses(&snapshot.workspace, file, choice).into_iter();
    let mut ranges = Ranges::of(snapshot);
    let mut converted = |lens: Lens| {
        let range = ranges.range(&path, lens.range)?;
        let data = LensData {
            uri: uri.clone(),
            declaration: lens.declaration.0,
        };
        // There is nothing to count: it need not be resolved.
        let command = (lens.kind == LensKind::Sign).then(|| Command {
            title: "Sign".to_owned(),
            command: SIGN.to_owned(),
            arguments: Some(vec![json!(uri), json!(range.start)]),
        });
        let data = command.is_none().then(|| serde_json::to_value(data).ok());
        Some(CodeLens {
            range,
            command,
            data: data.flatten(),
        })
    };
    Some(found.filter_map(&mut converted).collect())
}

/// The lens with its command. A lens whose declaration has changed since says nothing: the client asks for lenses again.
pub fn resolve(workspaces: &Workspaces, client: &ClientAbilities, mut lens: CodeLens) -> CodeLens {
    let command = || {
        let data: LensData = serde_json::from_value(lens.data.clone()?).ok()?;
        let snapshot = workspaces.around(&data.uri);
        let file = snapshot.workspace.id_of(&snapshot.file_of(&data.uri))?;
        let (title, places) = counted(&snapshot, file, &data)?;
        let mut ranges = Ranges::of(&snapshot);
        let places = places.iter().filter_map(|place| ranges.location(place));
        let places: Vec<Value> = places.map(|place| json!(place)).collect();
        let own = || SHOW_REFERENCES.to_owned();
        Some(Command {
            title,
            command: client.show_references.clone().unwrap_or_else(own),
            arguments: Some(vec![
                json!(data.uri),
                json!(lens.range.start),
                Value::Array(places),
            ]),
        })
    };
    lens.command = lens.command.take().or_else(command);
    lens
}

/// What the lens says, and the places that it leads to.
fn counted(snapshot: &Snapshot, file: FileId, data: &LensData) -> Option<(String, Vec<Location>)> {
    let workspace = &snapshot.workspace;
    let id = DeclarationId(data.declaration);
    let slot = workspace.file(file)?.slot(id)?;
    match slot.keyword? {
        Keyword::Source => {
            let claims = claims_resting_on(workspace, file, id);
            let title = match claims.len() {
                0 => "No claim rests on this".to_owned(),
                1 => "1 claim rests on this".to_owned(),
                many => format!("{many} claims rest on this"),
            };
            Some((title, claims))
        }
        Keyword::Article => {
            let sentences = ArticleSentences::of(workspace, &snapshot.passages, file)?;
            let (covered, all) = (sentences.covered, sentences.all);
            let title = match covered {
                1 => format!("1 of {all} sentences has a claim"),
                _ => format!("{covered} of {all} sentences have a claim"),
            };
            Some((title, sentences.uncovered))
        }
        _ => None,
    }
}
