//! The work for requests, off the reader's thread: how much of it at once, and what waits.
//!
//! A request sees the state in which it arrived. States share what is equal, but after an edit of a large declaration
//! that is not much, so only a few may be kept for requests that wait. The oldest are answered with an error that
//! editors take as "ask again".

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::outbox::Outbox;
use super::workspaces::Workspaces;

/// The maximum number of states that are kept for waiting requests.
const MOST_STATES: usize = 8;

/// How long requests take.
#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// Milliseconds: what an editor asks at every key.
    Quick,
    /// Perhaps a second, for a large file.
    Slow,
    /// As long as the publisher takes.
    Publisher,
}

pub struct Jobs {
    quick: Arc<Semaphore>,
    slow: Arc<Semaphore>,
    publisher: Arc<Semaphore>,
    waiting: Mutex<VecDeque<Weak<Held>>>,
    outbox: Outbox,
}

/// The state that a waiting request was asked about, unless it had to be given up.
type Held = Mutex<Option<Arc<Workspaces>>>;

impl Jobs {
    pub fn new(outbox: Outbox) -> Jobs {
        let [quick, slow, publisher] = [4, 2, 4].map(|most| Arc::new(Semaphore::new(most)));
        Jobs {
            quick,
            slow,
            publisher,
            waiting: Mutex::default(),
            outbox,
        }
    }

    /// Works on `workspaces` when it is the request's turn. The request can be cancelled.
    pub async fn run<T: Send + 'static>(
        &self,
        pace: Pace,
        workspaces: Arc<Workspaces>,
        work: impl FnOnce(&Workspaces) -> T + Send + 'static,
    ) -> Result<T> {
        let held = self.hold(workspaces);
        let turn = self.turn(pace).await;
        let workspaces = locked(&held).take();
        let workspaces = workspaces.ok_or(Error::new(ErrorCode::ContentModified))?;
        on_pool(turn, move || work(&workspaces)).await
    }

    /// Waits until work of that pace may begin: others are done, and the client has read enough of the answers.
    pub async fn turn(&self, pace: Pace) -> OwnedSemaphorePermit {
        let semaphore = match pace {
            Pace::Quick => &self.quick,
            Pace::Slow => &self.slow,
            Pace::Publisher => &self.publisher,
        };
        let permit = semaphore.clone().acquire_owned().await;
        match pace {
            Pace::Slow => self.outbox.room_for_large().await,
            Pace::Quick | Pace::Publisher => self.outbox.room().await,
        }
        permit.expect("it is never closed")
    }

    fn hold(&self, workspaces: Arc<Workspaces>) -> Arc<Held> {
        let held = Arc::new(Mutex::new(Some(workspaces)));
        let mut waiting = locked(&self.waiting);
        waiting.push_back(Arc::downgrade(&held));
        give_up_oldest(&mut waiting);
        held
    }
}

/// Forgets requests that do not wait any more, and takes their states from the oldest if there are too many states.
fn give_up_oldest(waiting: &mut VecDeque<Weak<Held>>) {
    let state_of = |held: &Weak<Held>| locked(&*held.upgrade()?).clone();
    waiting.retain(|held| state_of(held).is_some());
    let mut states = 0;
    let mut last: Option<Arc<Workspaces>> = None;
    for held in waiting.iter().rev() {
        let Some(held) = held.upgrade() else { continue };
        let mut state = locked(&held);
        let is_new = match (&last, &*state) {
            (Some(last), Some(state)) => !Arc::ptr_eq(last, state),
            _ => true,
        };
        states += usize::from(is_new);
        if states > MOST_STATES {
            *state = None;
        }
        last = state.clone();
    }
}

/// Runs slow work on the thread pool, where it does not block the reader. The turn ends with the work, also if the
/// request is cancelled before.
pub async fn on_pool<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let work = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::internal_error())
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_states_are_kept_for_waiting_requests() {
        let jobs = Jobs::new(Outbox::default());
        let states: Vec<Arc<Workspaces>> = (0..20).map(|_| Arc::default()).collect();
        let held: Vec<Arc<Held>> = states
            .iter()
            .flat_map(|state| [state, state])
            .map(|state| jobs.hold(state.clone()))
            .collect();
        let has_state = |held: &Arc<Held>| locked(held).is_some();
        let kept: Vec<bool> = held.iter().map(has_state).collect();
        let expected: Vec<bool> = (0..40).map(|at| at >= 2 * (20 - MOST_STATES)).collect();
        assert_eq!(kept, expected);
        let users = |state: &Arc<Workspaces>| Arc::strong_count(state) - 1;
        assert_eq!(states.iter().map(users).sum::<usize>(), 2 * MOST_STATES);
        drop(held);
        jobs.hold(states[0].clone());
        assert_eq!(locked(&jobs.waiting).len(), 1);
    }
}
