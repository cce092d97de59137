//! Maps the bytes of a folded text to the bytes of its source.
//!
//! Folding leaves most of a text unchanged, so the map consists of runs: an unchanged run of any length
//! costs as much as one replaced character.

use std::ops::Range;

#[derive(Debug, Default)]
pub struct OffsetMap {
    runs: Vec<OffsetRun>,
}

/// Ends where the next run starts.
#[derive(Debug)]
struct OffsetRun {
    folded: u32,
    source: u32,
    source_end: u32,
    /// Whether each byte maps to one byte; otherwise the run maps as a whole.
    verbatim: bool,
}

impl OffsetMap {
    /// Maps `length` bytes of folded text at `folded` to the same number of bytes at `source`.
    pub fn push_verbatim(&mut self, folded: usize, source: usize, length: usize) {
        let (source, source_end) = (source as u32, (source + length) as u32);
        match self.runs.last_mut() {
            Some(last) if last.verbatim && last.source_end == source => {
                last.source_end = source_end;
            }
            _ => self.runs.push(OffsetRun {
                folded: folded as u32,
                source,
                source_end,
                verbatim: true,
            }),
        }
    }

    /// Maps the folded text at `folded` as a whole to the bytes of `source`.
    pub fn push_replaced(&mut self, folded: usize, source: Range<usize>) {
        self.runs.push(OffsetRun {
            folded: folded as u32,
            source: source.start as u32,
            source_end: source.end as u32,
            verbatim: false,
        });
    }

    /// Removes everything from the folded offset `folded` on.
    pub fn truncate(&mut self, folded: usize) {
        while self
            .runs
            .last()
            .is_some_and(|run| run.folded as usize >= folded)
        {
            self.runs.pop();
        }
        if let Some(run) = self.runs.last_mut().filter(|run| run.verbatim) {
            run.source_end = run
                .source_end
                .min(run.source + (folded as u32 - run.folded));
        }
    }

    /// The start in the source of the character at `folded`.
    pub fn source_start(&self, folded: usize) -> usize {
        let Some(run) = self.run_at(folded) else {
            return 0;
        };
        match run.verbatim {
            true => run.source as usize + (folded - run.folded as usize),
            false => run.source as usize,
        }
    }

    /// The end in the source of the character before `folded`.
    pub fn source_end(&self, folded: usize) -> usize {
        let Some(before) = folded.checked_sub(1) else {
            return self.source_start(0);
        };
        let Some(run) = self.run_at(before) else {
            return 0;
        };
        match run.verbatim {
            true => run.source as usize + (folded - run.folded as usize),
            false => run.source_end as usize,
        }
    }

    /// The first folded offset whose source ends after `source`; `None` past the end.
    pub fn folded_at(&self, source: usize) -> Option<usize> {
        let next = self
            .runs
            .partition_point(|run| run.source_end as usize <= source);
        let run = self.runs.get(next)?;
        let inside = source.saturating_sub(run.source as usize);
        Some(run.folded as usize + if run.verbatim { inside } else { 0 })
    }

    fn run_at(&self, folded: usize) -> Option<&OffsetRun> {
        let next = self
            .runs
            .partition_point(|run| run.folded as usize <= folded);
        self.runs.get(next.checked_sub(1)?)
    }
}
