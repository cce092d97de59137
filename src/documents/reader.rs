//! Reads copies: each in a process of its own.

use std::path::Path;

use super::document_text::DocumentText;
use super::format::{DocumentFormat, FIRST_BYTES};
use super::formats::read_here;
use super::process::{Contained, Task};
use super::unreadable::Unreadable;

/// What is known of a document that somebody tried to read.
pub type Reading = Result<DocumentText, Unreadable>;

/// A file that is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'a> {
    /// Only its extension matters.
    pub path: &'a Path,
    pub bytes: &'a [u8],
}

impl Copy<'_> {
    pub fn format(&self) -> DocumentFormat {
        DocumentFormat::of(self.path, &self.bytes[..self.bytes.len().min(FIRST_BYTES)])
    }
}

/// Reads copies.
#[derive(Clone, Debug)]
pub struct Reader {
    place: Workplace,
}

#[derive(Clone, Debug)]
enum Workplace {
    Contained(Contained),
    #[cfg(test)]
    Here,
}

impl Reader {
    pub fn new(contained: Contained) -> Reader {
        Reader {
            place: Workplace::Contained(contained),
        }
    }

    /// Reads in this process, for tests that have no program to start.
    #[cfg(test)]
    pub fn in_this_process() -> Reader {
        Reader {
            place: Workplace::Here,
        }
    }

    /// The text of each copy, in the order of the copies.
    pub fn read(&self, copies: &[Copy]) -> Vec<Reading> {
        let mut readings: Vec<Option<Reading>> = copies
            .iter()
            .map(|copy| copy.format().refusal().map(Err))
            .collect();
        let is_missing = |at: &usize| readings[*at].is_none();
        let missing: Vec<usize> = (0..copies.len()).filter(is_missing).collect();
        let new = self.read_new(missing.iter().map(|&at| copies[at]));
        for (at, reading) in missing.into_iter().zip(new) {
            readings[at] = Some(reading);
        }
        let unread = || Err(Unreadable::CannotStart);
        readings
            .into_iter()
            .map(|reading| reading.unwrap_or_else(unread))
            .collect()
    }

    fn read_new<'a>(&self, copies: impl Iterator<Item = Copy<'a>>) -> Vec<Reading> {
        let copies: Vec<_> = copies
            .map(|copy| (task_of(copy.format()), copy.bytes))
            .collect();
        let tasks = copies.iter().map(|(name, bytes)| Task { name, bytes });
        let tasks: Vec<Task> = tasks.collect();
        let answers = match &self.place {
            Workplace::Contained(contained) => contained.run(&tasks),
            #[cfg(test)]
            Workplace::Here => tasks
                .iter()
                .map(|task| perform(task.name, task.bytes).unwrap())
                .collect(),
        };
        let reading = |answer: Result<Vec<u8>, Unreadable>| {
            postcard::from_bytes(&answer?).map_err(|_| Unreadable::Damaged)
        };
        answers.into_iter().map(reading).collect()
    }
}

const TASK: &str = "read ";

/// The name of the task to read a document of that format.
fn task_of(format: DocumentFormat) -> String {
    format!("{TASK}{format:?}")
}

/// Does the work that [`Reader`] hands to the process; None if the task is another one.
pub fn perform(task: &str, bytes: &[u8]) -> Option<Result<Vec<u8>, Unreadable>> {
    let format = task.strip_prefix(TASK)?;
    let format = DocumentFormat::ALL
        .into_iter()
        .find(|it| format!("{it:?}") == format)?;
    let text = read_here(format, bytes);
    Some(text.and_then(|text| postcard::to_stdvec(&text).map_err(|_| Unreadable::TooLarge)))
}
