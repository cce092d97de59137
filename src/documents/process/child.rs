//! The process that works: reads a task and a file, answers, and goes on until there are no more.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use super::frames::{read_part, write_part};
use super::limits::{limit_processor_time, limit_this_process};
use super::{MAX_ANSWER, MAX_BYTES};
use crate::documents::Unreadable;

/// Does all the work that comes through standard input. `work` gets the name of a task and the bytes of a file.
pub fn serve(work: impl Fn(&str, &[u8]) -> Result<Vec<u8>, Unreadable>) -> io::Result<()> {
    limit_this_process()?;
    // What a file makes a reader say would be the words of the file.
    set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    for files in 1.. {
        limit_processor_time(files)?;
        let Some(task) = read_part(&mut input, MAX_BYTES)? else {
            return Ok(());
        };
        let Some(bytes) = read_part(&mut input, MAX_BYTES)? else {
            return Ok(());
        };
        let task = String::from_utf8_lossy(&task);
        let done = catch_unwind(AssertUnwindSafe(|| work(&task, &bytes)));
        let done = done.unwrap_or(Err(Unreadable::Damaged));
        let is_too_large = |answer: &Vec<u8>| answer.len() as u64 > MAX_ANSWER / 2;
        let done = match done {
            Ok(answer) if is_too_large(&answer) => Err(Unreadable::TooLarge),
            done => done,
        };
        let answer = postcard::to_stdvec(&done).map_err(io::Error::other)?;
        write_part(&mut output, &answer)?;
        output.flush()?;
    }
    Ok(())
}
