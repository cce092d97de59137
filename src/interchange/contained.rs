//! Files of others are read in a process of their own, with limits of time and memory: see [`crate::documents`].

use anyhow::{Context, Result, anyhow};

use super::formats::{ImportFormat, Options};
use super::model::Incoming;
use crate::documents::Unreadable;
use crate::documents::process::{Contained, Task};

const TASK: &str = "import ";

/// What the file contains.
pub fn read_contained(format: &ImportFormat, bytes: &[u8], options: &Options) -> Result<Incoming> {
    let options = serde_json::to_string(options)?;
    let name = format!("{TASK}{} {options}", format.name);
    let contained = Contained::in_this_program().context("this program cannot be started again")?;
    let mut answers = contained.run(&[Task { name: &name, bytes }]);
    let answer = answers.pop().unwrap_or(Err(Unreadable::CannotStart));
    let answer = answer.map_err(|why| anyhow!("{}", why.reason()))?;
    let read: Result<Incoming, String> = postcard::from_bytes(&answer)?;
    read.map_err(|why| anyhow!(why))
}

/// Does the work in that process; `None` if the task is another one.
pub fn perform(task: &str, bytes: &[u8]) -> Option<Result<Vec<u8>, Unreadable>> {
    let (format, options) = task.strip_prefix(TASK)?.split_once(' ')?;
    let format = ImportFormat::named(format)?;
    let options = serde_json::from_str(options).ok()?;
    let read = format
        .read(bytes, &options)
        .map_err(|why| format!("{why:#}"));
    Some(postcard::to_stdvec(&read).map_err(|_| Unreadable::TooLarge))
}
