//! Reduces an input that fails, as long as it still fails.

use super::Input;

/// Reductions end after this number of tries: a small input is a convenience.
const MAX_TRIES: usize = 2_000;

/// The input without what is not needed to fail.
pub fn reduced(input: &Input, fails: impl Fn(&Input) -> bool) -> Input {
    let mut reduction = Reduction {
        input: input.clone(),
        fails,
        tries: 0,
    };
    loop {
        let before = reduction.input.clone();
        for path in before.keys() {
            reduction.drop_text(path);
            reduction.shorten(path, |text| text.split_inclusive('\n').collect());
            reduction.shorten(path, |text| text.split_inclusive(' ').collect());
            reduction.shorten(path, |text| text.split_inclusive(|_| true).collect());
        }
        if reduction.input == before || reduction.tries >= MAX_TRIES {
            return reduction.input;
        }
    }
}

struct Reduction<F> {
    input: Input,
    fails: F,
    tries: usize,
}

impl<F: Fn(&Input) -> bool> Reduction<F> {
    /// Takes the smaller input if it fails too. Returns whether it does.
    fn attempt(&mut self, smaller: Input) -> bool {
        self.tries += 1;
        let is_smaller = self.tries < MAX_TRIES && (self.fails)(&smaller);
        if is_smaller {
            self.input = smaller;
        }
        is_smaller
    }

    fn drop_text(&mut self, path: &str) {
        let mut smaller = self.input.clone();
        smaller.remove(path);
        self.attempt(smaller);
    }

    /// Removes parts of a text: half of them, then a quarter, and so on.
    fn shorten(&mut self, path: &str, cut: impl Fn(&str) -> Vec<&str>) {
        let Some(text) = self.input.get(path) else {
            return;
        };
        let mut parts: Vec<String> = cut(text).into_iter().map(str::to_owned).collect();
        let mut size = parts.len();
        while size > 0 {
            let mut at = 0;
            while at < parts.len() {
                let end = (at + size).min(parts.len());
                let rest = [&parts[..at], &parts[end..]].concat();
                let mut smaller = self.input.clone();
                smaller.insert(path.to_owned(), rest.concat());
                match self.attempt(smaller) {
                    true => parts = rest,
                    false => at = end,
                }
            }
            size /= 2;
        }
    }
}
