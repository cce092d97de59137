//! Starts processes that work, hands them tasks, and ends those that take too long.

use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};

use super::frames::{read_part, write_part};
use super::{MAX_ANSWER, MAX_BYTES, MAX_TIME, SUBCOMMAND};
use crate::documents::Unreadable;

/// Work on a file, for the process that [`super::serve`] runs in.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

type Answer = Result<Vec<u8>, Unreadable>;

/// Does work in processes of their own.
#[derive(Clone, Debug)]
pub struct Contained {
    program: PathBuf,
}

impl Contained {
    /// `program` is this program: one that calls [`super::serve`] when it is started with [`SUBCOMMAND`].
    pub fn in_program(program: PathBuf) -> Contained {
        Contained { program }
    }

    /// The program that runs now, even if a newer one has been installed in its place since it started.
    pub fn in_this_program() -> io::Result<Contained> {
        let running = PathBuf::from("/proc/self/exe");
        let program = match cfg!(target_os = "linux") && running.exists() {
            true => running,
            false => std::env::current_exe()?,
        };
        Ok(Contained { program })
    }

    /// Does the tasks on all cores; the answers have the order of the tasks.
    pub fn run(&self, tasks: &[Task]) -> Vec<Answer> {
        let next = AtomicUsize::new(0);
        let (sender, done) = channel();
        let work = || {
            let mut worker = None;
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(task) = tasks.get(at) else { break };
                drop(sender.send((at, self.answer(*task, &mut worker))));
            }
        };
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
        thread::scope(|scope| {
            for _ in 1..cores.min(tasks.len()) {
                scope.spawn(work);
            }
            work();
        });
        drop(sender);
        let mut answers = vec![Err(Unreadable::CannotStart); tasks.len()];
        for (at, answer) in done {
            answers[at] = answer;
        }
        answers
    }

    /// Hands the task to the worker, which is started when there is none, and ended when it is of no more use.
    fn answer(&self, task: Task, worker: &mut Option<Worker>) -> Answer {
        if task.bytes.len() as u64 > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let is_used = worker.is_some();
        match self.try_answer(task, worker) {
            // What earlier files have left behind may have taken the memory.
            Err(Unreadable::TooMuchMemory) if is_used => self.try_answer(task, worker),
            answer => answer,
        }
    }

    fn try_answer(&self, task: Task, worker: &mut Option<Worker>) -> Answer {
        let mut started = match worker.take() {
            Some(worker) => worker,
            None => Worker::start(self).map_err(|_| Unreadable::CannotStart)?,
        };
        match started.ask(task) {
            Ok(answer) => {
                *worker = Some(started);
                answer
            }
            Err(why) => Err(started.end(why)),
        }
    }
}

/// A process, and the threads that read what it prints.
struct Worker {
    process: Child,
    input: Option<ChildStdin>,
    answers: Receiver<io::Result<Vec<u8>>>,
    last_words: Option<JoinHandle<Vec<u8>>>,
}

impl Worker {
    fn start(contained: &Contained) -> io::Result<Worker> {
        let mut process = Command::new(&contained.program)
            .arg(SUBCOMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::from(io::ErrorKind::BrokenPipe);
        let mut output = BufReader::new(process.stdout.take().ok_or_else(missing)?);
        let errors = process.stderr.take().ok_or_else(missing)?;
        let (sender, answers) = channel();
        thread::spawn(move || {
            while let Some(answer) = read_part(&mut output, MAX_ANSWER).transpose() {
                let is_last = answer.is_err();
                if sender.send(answer).is_err() || is_last {
                    return;
                }
            }
        });
        Ok(Worker {
            input: process.stdin.take(),
            process,
            answers,
            last_words: Some(thread::spawn(move || last_words(errors))),
        })
    }

    /// The answer of the process. An error if the process cannot go on.
    fn ask(&mut self, task: Task) -> Result<Answer, Option<Unreadable>> {
        let input = self.input.as_mut().ok_or(None)?;
        let parts = [task.name.as_bytes(), task.bytes];
        let sent = parts
            .iter()
            .try_for_each(|part| write_part(&mut *input, part));
        sent.and_then(|()| input.flush()).map_err(|_| None)?;
        match self.answers.recv_timeout(MAX_TIME) {
            Ok(Ok(answer)) => postcard::from_bytes(&answer).map_err(|_| Some(Unreadable::Damaged)),
            Ok(Err(why)) if why.kind() == io::ErrorKind::FileTooLarge => {
                Err(Some(Unreadable::TooLarge))
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(None),
            Err(RecvTimeoutError::Timeout) => Err(Some(Unreadable::TooSlow)),
        }
    }

    /// Ends the process; says why there was no answer, if that is not known yet.
    fn end(mut self, why: Option<Unreadable>) -> Unreadable {
        self.stop();
        why.unwrap_or_else(|| {
            let last_words = self.last_words.take().and_then(|thread| thread.join().ok());
            let last_words = last_words.unwrap_or_default();
            match memchr::memmem::find(&last_words, b"memory allocation of") {
                Some(_) => Unreadable::TooMuchMemory,
                None => Unreadable::Damaged,
            }
        })
    }

    fn stop(&mut self) {
        self.input = None;
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The last few lines that the process printed.
fn last_words(mut errors: impl Read) -> Vec<u8> {
    const KEPT: usize = 4096;
    let mut words = Vec::new();
    let mut buffer = [0; KEPT];
    while let Ok(length @ 1..) = errors.read(&mut buffer) {
        words.extend_from_slice(&buffer[..length]);
        words.drain(..words.len().saturating_sub(KEPT));
    }
    words
}
