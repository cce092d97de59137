//! A workspace in memory: files by path, and what is found in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayso::documents::{self, Checksum, Contained, Reader};
use sayso::rules::{Analysis, Finding, analyse};
use sayso::workspace::{ArticleProblem, CopyProblem, File, FileId, ReadCopy, Workspace, disk};

pub const ROOT: &str = "/w";

/// The texts of all files, Sayso and articles alike, by their path below [`ROOT`].
pub type Texts = BTreeMap<PathBuf, String>;

/// A workspace with the texts, with every article read.
pub fn workspace_of(texts: &Texts) -> Workspace {
    let mut workspace = Workspace::new([PathBuf::from(ROOT)]);
    for (path, text) in texts.iter().filter(|(path, _)| disk::is_sayso(path)) {
        workspace.insert(File::new(path, text));
    }
    let ids: Vec<FileId> = workspace.files().map(|(id, _)| id).collect();
    for id in ids {
        read_article(&mut workspace, id, texts);
    }
    workspace
}

pub fn read_article(workspace: &mut Workspace, id: FileId, texts: &Texts) {
    let read = |path: &Path| match texts.get(path) {
        Some(text) => Ok(text.as_str().into()),
        None => Err(ArticleProblem::Missing),
    };
    workspace.refresh_article(id, &read);
}

/// Reads the copies of sources that the files name.
pub fn read_copies(workspace: &mut Workspace, texts: &Texts) {
    let reader = Reader::new(Contained::in_program(env!("CARGO_BIN_EXE_sayso").into()));
    let ids: Vec<FileId> = workspace.files().map(|(id, _)| id).collect();
    let seen = ids.into_iter().flat_map(|id| workspace.copies_seen_by(id));
    for path in seen.collect::<Vec<_>>() {
        let read = texts.get(&*path).map(|text| {
            let bytes = text.as_bytes();
            let copy = documents::Copy { path: &path, bytes };
            let text = reader.read(&[copy]).remove(0);
            Arc::new(ReadCopy::new(path.clone(), Checksum::of(bytes), text))
        });
        let read = read.ok_or(CopyProblem::File(ArticleProblem::Missing));
        workspace.copies.put(path, read);
    }
}

pub fn analysis_of(workspace: &Workspace, id: FileId) -> Analysis {
    analyse(workspace, id, workspace.article(id).cloned())
}

/// All findings of a file, in its order and then in that of its article.
pub fn findings(workspace: &Workspace, analysis: &Analysis) -> Vec<Finding> {
    let file = workspace.file(analysis.file());
    let slots = file.iter().flat_map(|file| file.slots());
    slots
        .flat_map(|slot| analysis.of_declaration(slot.id))
        .chain(analysis.of_article())
        .cloned()
        .collect()
}
