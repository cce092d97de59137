//! `sayso.toml`: the settings of a workspace, read and checked against its schema.
//!
//! A broken `sayso.toml` stops `sayso check` with exit code 2, because nobody can tell what the desk
//! wanted. The language server continues with the last valid configuration.

mod file;
mod root;
mod schema;
mod problem;

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use file::ConfigurationFile;
pub use problem::{BrokenConfiguration, ConfigurationProblem};
pub use root::{GOVERNING, governed_by, root_above, root_of_file};
pub use schema::schema;

use crate::text::Digest;
use crate::workspace::paths::{self, Barred};
use crate::workspace::{ArticleProblem, Configuration, disk};

pub const FILE_NAME: &str = "sayso.toml";

/// The maximum size of a `sayso.toml` in bytes.
const MAX_BYTES: usize = 100_000;

const NO_CONFIGURATION: &str = "is not a configuration: it must be a file of at most 100 KB";

/// The nearest folder with a `sayso.toml`: `folder` itself or one above it.
pub fn folder_above(folder: &Path) -> Option<PathBuf> {
    let mut above = folder.ancestors();
    above
        .find(|above| above.join(FILE_NAME).symlink_metadata().is_ok())
        .map(Path::to_owned)
}

/// The environment variable with the folder for evidence of this machine.
const EVIDENCE: &str = "SAYSO_EVIDENCE";

/// The configuration in the `sayso.toml` of `root`, or the default one if there is no such file.
///
/// The file may not be a link that leads out of `root`: in CI, it comes from strangers. So only the environment can name
/// a folder for evidence outside.
pub fn read(root: &Path) -> Result<Arc<Configuration>, BrokenConfiguration> {
    let mut configuration = read_file(root)?;
    if let Some(folder) = env::var_os(EVIDENCE).filter(|folder| !folder.is_empty()) {
        let folder = PathBuf::from(folder);
        if !folder.is_absolute() {
            let message = format!("{EVIDENCE} must be an absolute path, such as /srv/evidence");
            return Err(BrokenConfiguration::whole(&root.join(FILE_NAME), message));
        }
        configuration.evidence = Some(paths::normalized(&folder).unwrap_or(folder));
    }
    Ok(Arc::new(configuration))
}

fn read_file(root: &Path) -> Result<Configuration, BrokenConfiguration> {
    let path = root.join(FILE_NAME);
    let usual = || Configuration {
        folder: root.to_owned(),
        ..Configuration::default()
    };
    let broken = |problem: &str| {
        let message = format!("{FILE_NAME} {problem}");
        Err(BrokenConfiguration::whole(&path, message))
    };
    if path.symlink_metadata().is_err() {
        return Ok(usual());
    }
    match paths::barred(root, &path) {
        Ok(None) => {}
        Ok(Some(Barred::Hidden)) => {
            return broken("is a link to a hidden file: replace it with the file itself");
        }
        Ok(Some(Barred::Outside)) | Err(_) => {
            return broken(
                "is a link that leads out of the workspace: replace it with the file itself",
            );
        }
    }
    if !path.is_file() {
        return broken(NO_CONFIGURATION);
    }
    match disk::read_up_to(MAX_BYTES, &path) {
        Ok(text) => parse(&path, &text),
        // It was deleted just now.
        Err(ArticleProblem::Missing) => Ok(usual()),
        Err(ArticleProblem::TooMuch(_)) => broken(NO_CONFIGURATION),
        Err(problem) => broken(&problem.to_string()),
    }
}

/// The configuration in `text`, the text of the file at `path`.
pub fn parse(path: &Path, text: &str) -> Result<Configuration, BrokenConfiguration> {
    let problems = schema::problems_in(text);
    if !problems.is_empty() {
        return Err(BrokenConfiguration::new(path, text, problems));
    }
    let folder = path.parent().unwrap_or(path);
    let read: Result<ConfigurationFile, toml::de::Error> = toml::from_str(text);
    read.map_err(|error| {
        BrokenConfiguration::new(path, text, vec![ConfigurationProblem::of(&error)])
    })?
    .into_configuration(folder)
    .map(|configuration| Configuration {
        digest: Some(Digest::of(text)),
        ..configuration
    })
    .map_err(|problem| {
        BrokenConfiguration::new(
            path,
            text,
            vec![ConfigurationProblem::at(0..0, problem.to_string())],
        )
    })
}

#[cfg(test)]
mod tests;
