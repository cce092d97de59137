//! `workspace/willRenameFiles`, and what `workspace/didCreateFiles` leads to.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{
    FileCreate, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationPatternOptions, FileOperationRegistrationOptions, FileRename, Uri, WorkspaceEdit,
    WorkspaceFileOperationsServerCapabilities,
};

use super::super::client::ClientAbilities;
use super::super::snapshot::Snapshot;
use super::super::uri::{path_of, real};
use super::super::workspace_edit::workspace_edit;
use super::super::workspaces::Workspaces;
use crate::drafting::{EXTENSIONS, new_draft};
use crate::ide::edits::Edits;
use crate::ide::moved_files::{Move, edits_for};
use crate::text::byte_order_mark::without_mark;
use crate::workspace::{Location, disk};

/// The files that the server wants to know about: drafts, and what can be an article.
const FILES: [&str; 2] = ["**/*.sayso", "**/*.{md,markdown,txt,html,htm}"];

pub fn capabilities() -> WorkspaceFileOperationsServerCapabilities {
    let all = || {
        let files = FILES.map(|glob| filter(glob, FileOperationPatternKind::File));
        let folders = filter("**", FileOperationPatternKind::Folder);
        FileOperationRegistrationOptions {
            filters: files.into_iter().chain([folders]).collect(),
        }
    };
    WorkspaceFileOperationsServerCapabilities {
        did_create: Some(FileOperationRegistrationOptions {
            filters: vec![filter(FILES[0], FileOperationPatternKind::File)],
        }),
        will_rename: Some(all()),
        did_rename: Some(all()),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

fn filter(glob: &str, matches: FileOperationPatternKind) -> FileOperationFilter {
    FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: glob.to_owned(),
            matches: Some(matches),
            options: Some(FileOperationPatternOptions {
                ignore_case: Some(true),
            }),
        },
    }
}

/// What to change in drafts before the files are renamed.
pub fn before_renaming(
    workspaces: &Workspaces,
    client: &ClientAbilities,
    files: &[FileRename],
) -> Option<WorkspaceEdit> {
    let moves: Vec<Move> = files
        .iter()
        .filter_map(|file| {
            Some(Move {
                from: placed(&file.old_uri)?,
                to: placed(&file.new_uri)?,
            })
        })
        .collect();
    let mut edits = Edits::default();
    for root in workspaces.roots() {
        if let Some(state) = workspaces.get(&root) {
            edits.merge(edits_for(&state.workspace, &moves));
        }
    }
    if edits.is_empty() {
        return None;
    }
    workspace_edit(client, &edits, |path| workspaces.holding(path))
}

/// The path of a file or folder, with links on the way to it followed, but not itself if it is one.
fn placed(uri: &str) -> Option<PathBuf> {
    let path = path_of(&uri.parse::<Uri>().ok()?);
    let (folder, name) = (path.parent()?, path.file_name()?);
    Some(real(folder).join(name))
}

/// The beginnings of the drafts that were created empty beside their articles.
pub fn beginnings(
    workspaces: &Workspaces,
    client: &ClientAbilities,
    files: &[FileCreate],
) -> Option<WorkspaceEdit> {
    let mut edits = Edits::default();
    for path in files.iter().filter_map(|file| placed(&file.uri)) {
        if let Some(snapshot) = workspaces.holding(&path)
            && is_empty(&snapshot, &path)
            && let Some(beginning) = beginning(&snapshot, &path)
        {
            let path = path.into();
            edits.replace(Location { path, range: 0..0 }, beginning);
        }
    }
    if edits.is_empty() {
        return None;
    }
    workspace_edit(client, &edits, |path| workspaces.holding(path))
}

fn is_empty(snapshot: &Snapshot, draft: &Path) -> bool {
    let text = match snapshot.documents.get(draft) {
        Some(open) => open.document.rope.to_string().into(),
        None => snapshot.text(draft).unwrap_or_default(),
    };
    disk::is_sayso(draft) && without_mark(&text).is_empty()
}

/// The beginning of the draft, if there is an article of the same name.
fn beginning(snapshot: &Snapshot, draft: &Path) -> Option<String> {
    let articles = EXTENSIONS.map(|extension| draft.with_extension(extension));
    articles.iter().find_map(|article| {
        let text = match snapshot.documents.get(article) {
            Some(open) => open.document.rope.to_string().into(),
            None => snapshot.text(article)?,
        };
        Some(new_draft(&snapshot.workspace, article, &text)?.text)
    })
}
