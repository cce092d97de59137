//! `sayso.toml`: what a desk decides for its workspace, read and held against its schema.

mod file;
mod schema;
mod problem;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use file::ConfigurationFile;
pub use problem::{Broken, Problem};
pub use schema::schema;

use crate::text::Digest;
use crate::workspace::{ArticleProblem, Configuration, disk, paths};

pub const FILE_NAME: &str = "sayso.toml";

/// Larger files are no configuration.
const LARGEST: u64 = 100_000;

/// The nearest folder above `folder`, or itself, that holds a `sayso.toml`.
pub fn folder_above(folder: &Path) -> Option<PathBuf> {
    let mut above = folder.ancestors();
    above
        .find(|above| above.join(FILE_NAME).symlink_metadata().is_ok())
        .map(Path::to_owned)
}

/// The configuration of the workspace in `root`: of the `sayso.toml` there, if there is one.
pub fn read(root: &Path) -> Result<Arc<Configuration>, Broken> {
    let path = root.join(FILE_NAME);
    let usual = || Configuration {
        folder: root.to_owned(),
        ..Configuration::default()
    };
    let broken = |why: &str| Err(Broken::whole(&path, format!("{FILE_NAME} {why}")));
    let Ok(metadata) = path.symlink_metadata() else {
        return Ok(Arc::new(usual()));
    };
    if !paths::stays_inside(root, &path).unwrap_or(false) {
        return broken("is a link that leads out of the workspace: put the file itself here");
    }
    let metadata = path.metadata().unwrap_or(metadata);
    if !metadata.is_file() || metadata.len() > LARGEST {
        return broken("is no configuration: it must be a file of at most 100 KB");
    }
    match disk::read(&path) {
        Ok(text) => parse(&path, &text).map(Arc::new),
        // It was taken away just now.
        Err(ArticleProblem::Missing) => Ok(Arc::new(usual())),
        Err(problem) => broken(&problem.to_string()),
    }
}

/// The configuration that the text of the file at `path` says.
pub fn parse(path: &Path, text: &str) -> Result<Configuration, Broken> {
    let problems = schema::problems_in(text);
    if !problems.is_empty() {
        return Err(Broken::new(path, text, problems));
    }
    let folder = path.parent().unwrap_or(path);
    let read: Result<ConfigurationFile, toml::de::Error> = toml::from_str(text);
    read.map_err(|error| Broken::new(path, text, vec![Problem::of(&error)]))?
        .into_configuration(folder)
        .map(|configuration| Configuration {
            digest: Some(Digest::of(text)),
            ..configuration
        })
        .map_err(|problem| Broken::new(path, text, vec![Problem::at(0..0, problem.to_string())]))
}

#[cfg(test)]
mod tests;
