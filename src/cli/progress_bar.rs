//! Progress bars on standard error.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A progress bar, or a hidden one if nobody watches or the work is soon done.
pub fn progress_bar(what: &'static str, steps: usize) -> ProgressBar {
    const WORTH_SHOWING: usize = 200;
    if steps < WORTH_SHOWING || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar =
        ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} files") {
        bar.set_style(style);
    }
    bar.with_message(what)
}
