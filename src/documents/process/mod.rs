//! A process that reads what strangers wrote, so that a file which crashes its reader, or never lets it end, takes
//! nothing else down.
//!
//! The process is this program itself, started with [`SUBCOMMAND`]. It limits itself before it reads anything, gets
//! each file through its standard input, and answers through its standard output. It cannot open files or start other
//! processes. On systems other than Unix, only the time is limited.

mod frames;
mod limits;
mod child;
mod parent;

use std::time::Duration;

pub use child::serve;
pub use parent::{Contained, Task};

/// The hidden subcommand that starts the process.
pub const SUBCOMMAND: &str = "read-document";

/// How long the work on one file may take.
pub const MAX_TIME: Duration = Duration::from_secs(10);

/// How much memory the process may use, in bytes.
pub const MAX_MEMORY: u64 = 500_000_000;

/// How large a file may be, in bytes.
pub const MAX_BYTES: u64 = 100 << 20;

/// How large an answer may be, in bytes.
const MAX_ANSWER: u64 = 256 << 20;
