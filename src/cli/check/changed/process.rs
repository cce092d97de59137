//! A program that is stopped after a time, and of which no more is read than a limit.

use std::io::{self, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The time after which a program is stopped. It may wait for a pipe, or count for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pause between two questions whether the program has ended.
const PAUSE: Duration = Duration::from_millis(1);

/// The maximum number of bytes of an error message.
const LONGEST_MESSAGE: u64 = 10_000;

/// A program that is running. Dropping it stops the program.
pub struct Process {
    child: Arc<Mutex<Child>>,
    was_stopped: Arc<AtomicBool>,
    _until_dropped: Sender<()>,
}

/// What a program has printed.
pub struct Printed {
    pub status: ExitStatus,
    pub out: Vec<u8>,
    /// The beginning of it.
    pub err: String,
}

/// Why there is no output.
pub enum Stopped {
    NotStarted(io::Error),
    /// It took too long.
    Late,
    /// It printed too much.
    Long,
}

impl Process {
    /// Starts the program, with a pipe for its output.
    pub fn start(command: &mut Command) -> io::Result<Process> {
        let child = command.stdout(Stdio::piped()).spawn()?;
        let child = Arc::new(Mutex::new(child));
        let was_stopped = Arc::new(AtomicBool::new(false));
        let (until_dropped, dropped) = mpsc::channel::<()>();
        let (late, stopped) = (child.clone(), was_stopped.clone());
        thread::spawn(move || {
            if dropped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                stopped.store(true, Ordering::Relaxed);
                let _ = locked(&late).kill();
            }
        });
        Ok(Process {
            child,
            was_stopped,
            _until_dropped: until_dropped,
        })
    }

    /// Calls `used` with the running program, for what is piped to and from it.
    pub fn with<T>(&self, used: impl FnOnce(&mut Child) -> T) -> T {
        used(&mut locked(&self.child))
    }

    pub fn output(&self) -> Option<BufReader<ChildStdout>> {
        self.with(|child| child.stdout.take()).map(BufReader::new)
    }

    pub fn was_stopped(&self) -> bool {
        self.was_stopped.load(Ordering::Relaxed)
    }

    /// Waits for the end of a program that prints nothing more.
    fn wait(&self) -> io::Result<ExitStatus> {
        let began = Instant::now();
        loop {
            // Not locked while it waits: the program may have to be stopped.
            if let Some(status) = self.with(Child::try_wait)? {
                return Ok(status);
            }
            if began.elapsed() > PATIENCE {
                self.with(Child::kill)?;
            }
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let mut child = locked(&self.child);
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Runs a program that prints at most `largest` bytes.
pub fn run(command: &mut Command, largest: usize) -> Result<Printed, Stopped> {
    let command = command.stdin(Stdio::null()).stderr(Stdio::piped());
    let process = Process::start(command).map_err(Stopped::NotStarted)?;
    let errors = process.with(|child| child.stderr.take());
    let errors = thread::spawn(move || {
        let mut beginning = Vec::new();
        if let Some(mut errors) = errors {
            let _ = errors
                .by_ref()
                .take(LONGEST_MESSAGE)
                .read_to_end(&mut beginning);
            // Otherwise it waits until somebody reads the rest.
            let _ = io::copy(&mut errors, &mut io::sink());
        }
        beginning
    });
    let mut out = Vec::new();
    if let Some(output) = process.output() {
        let read = output.take(largest as u64 + 1).read_to_end(&mut out);
        read.map_err(Stopped::NotStarted)?;
    }
    if out.len() > largest {
        return Err(Stopped::Long);
    }
    let status = process.wait().map_err(Stopped::NotStarted)?;
    if process.was_stopped() {
        return Err(Stopped::Late);
    }
    let err = errors.join().unwrap_or_default();
    Ok(Printed {
        status,
        out,
        err: String::from_utf8_lossy(&err).into_owned(),
    })
}

fn locked(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
