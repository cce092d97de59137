//! Runs the release binary and measures its time and its peak memory.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub struct Run {
    /// `None` if it was killed because it took too long.
    pub status: Option<ExitStatus>,
    pub time: Duration,
    /// The processor time of all its threads, in hundredths of a second: other programs affect it less.
    #[allow(dead_code, reason = "not every benchmark uses it")]
    pub processor: u64,
    /// The peak memory in kilobytes, as Linux counts it.
    pub peak: u64,
    /// The number of bytes that it printed.
    #[allow(dead_code, reason = "not every benchmark uses it")]
    pub printed: u64,
}

#[allow(dead_code, reason = "not every benchmark uses it")]
/// Runs `sayso` in that folder and kills it after `patience`.
pub fn run(folder: &Path, arguments: &[&str], patience: Duration) -> Run {
    let start = Instant::now();
    let mut process = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = process.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        let mut printed = 0;
        while let Ok(length @ 1..) = output.read(&mut buffer) {
            printed += length as u64;
        }
        printed
    });
    let (mut peak, mut processor) = (0, 0);
    let status = loop {
        peak = peak.max(peak_memory(&process));
        processor = processor.max(processor_time(&process));
        if let Some(status) = process.try_wait().unwrap() {
            break Some(status);
        }
        if start.elapsed() > patience {
            process.kill().unwrap();
            process.wait().unwrap();
            break None;
        }
        thread::sleep(Duration::from_micros(500));
    };
    let time = start.elapsed();
    let printed = reader.join().unwrap();
    Run {
        status,
        time,
        processor,
        peak,
        printed,
    }
}

/// The processor time that a running process has used so far, in Linux's ticks.
fn processor_time(process: &Child) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.id())).unwrap_or_default();
    // The fields after the name, which may contain anything.
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    fields
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum()
}

/// The peak memory of a running process so far, in kilobytes.
pub fn peak_memory(process: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let digits = line.and_then(|line| line.split_whitespace().next());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
