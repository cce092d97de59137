//! A fuzzer: random inputs, and what must hold for every one of them.
//!
//! Inputs are the drafts, articles and settings of the examples and the documentation, mutated. `cargo test` spends a
//! few seconds on it. To fuzz for longer, or to run one case again:
//!
//! ```console
//! $ SAYSO_FUZZ_SECONDS=3600 cargo test --release --test all fuzz -- --nocapture
//! $ SAYSO_FUZZ_SEED=1234 cargo test --test all fuzz::workspaces
//! ```
//!
//! A case that fails is reduced to a small input, which the failure shows together with its seed. Make a test of it
//! next to the code that was wrong.

mod corpus;
mod mutator;
mod reduction;
mod workspaces;
mod settings;
mod commands;
mod secrets;
mod wire;

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::time::{Duration, Instant};

use mutator::Mutator;

/// The texts of one case, by path. Steps of a case, such as messages, are texts as well.
pub type Input = BTreeMap<String, String>;

/// The time for each target, unless `SAYSO_FUZZ_SECONDS` sets another one.
const SECONDS: f64 = 2.5;
/// No input takes longer than this: the process ends, because a hanging case cannot be stopped otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

thread_local! {
    /// Whether this thread expects panics, which are then reported later, with their input.
    static IS_FUZZING: Cell<bool> = const { Cell::new(false) };
}

/// Checks random inputs until the time is over. Fails with the smallest input found on which `check` panics.
#[track_caller]
pub fn fuzz(target: &str, input: impl Fn(&mut Mutator) -> Input, check: impl Fn(&Input)) {
    keep_quiet_while_fuzzing();
    let only = variable("SAYSO_FUZZ_SEED").map(|seed| seed as u64);
    let time = Duration::from_secs_f64(variable("SAYSO_FUZZ_SECONDS").unwrap_or(SECONDS));
    let first = only.unwrap_or_else(|| fastrand::u64(..1 << 48));
    let started = Instant::now();
    let mut count = 0;
    while count == 0 || only.is_none() && started.elapsed() < time {
        let seed = first + count;
        let input = input(&mut Mutator::new(seed));
        if let Err(panic) = run(target, seed, &check, &input) {
            // A smaller input that fails in another way may hide this one.
            let kind = kind_of(&*panic);
            let fails = |input: &Input| {
                let result = run(target, seed, &check, input);
                result.is_err_and(|panic| kind_of(&*panic) == kind)
            };
            let small = reduction::reduced(&input, fails);
            panic!(
                "{target} fails with SAYSO_FUZZ_SEED={seed}: {}\nreduced input: {small:#?}",
                message_of(&*panic)
            );
        }
        count += 1;
    }
    println!(
        "{target}: {count} cases in {:.0} s",
        started.elapsed().as_secs_f64()
    );
}

/// Runs one case. Ends the process if that takes too long.
fn run(
    target: &str,
    seed: u64,
    check: &impl Fn(&Input),
    input: &Input,
) -> Result<(), Box<dyn Any + Send>> {
    let (done, waits) = std::sync::mpsc::channel::<()>();
    let named = format!("{target} hangs with SAYSO_FUZZ_SEED={seed}");
    std::thread::spawn(move || {
        if waits.recv_timeout(PATIENCE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            eprintln!("{named}");
            std::process::exit(101);
        }
    });
    IS_FUZZING.set(true);
    let result = catch_unwind(AssertUnwindSafe(|| check(input)));
    IS_FUZZING.set(false);
    drop(done);
    result
}

/// A failing case panics many times while it is reduced. Only the last message matters.
fn keep_quiet_while_fuzzing() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_FUZZING.get() {
                usual(panic);
            }
        }));
    });
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    let borrowed = panic.downcast_ref::<&str>().copied();
    owned.or(borrowed).unwrap_or("a panic without a message")
}

/// What the message says before it quotes the input.
fn kind_of(panic: &(dyn Any + Send)) -> String {
    message_of(panic).chars().take(12).collect()
}

fn variable(name: &str) -> Option<f64> {
    let value = std::env::var(name).ok()?;
    Some(
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name} must be a number, not `{value}`")),
    )
}

/// The fuzzer itself: it finds a mistake, and reduces its input.
#[test]
fn finds_and_reduces_a_mistake() {
    let input = |mutator: &mut Mutator| Input::from([("a.sayso".to_owned(), mutator.draft())]);
    let check = |input: &Input| {
        let claims = input
            .get("a.sayso")
            .is_some_and(|text| text.contains("claim"));
        assert!(!claims, "it claims");
    };
    let found = catch_unwind(|| fuzz("a mistake", input, check));
    let panic = found.expect_err("a draft with a claim");
    let message = message_of(&*panic);
    assert!(message.contains("it claims"), "{message}");
    assert!(message.contains("\"a.sayso\": \"claim\""), "{message}");
}
