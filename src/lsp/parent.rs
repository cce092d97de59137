//! The end of the editor: the server must not stay behind when it has crashed.

use std::thread;

use waitpid_any::WaitHandle;

/// The exit code if the editor ends without a word, as if its pipe were closed.
const GONE: i32 = 1;

/// Ends this process when the one with that number ends. Without effect if there is no such process: the editor may be
/// outside of the container in which the server runs. The end of the standard input tells then.
pub fn end_with(process: u32) {
    let Some(Ok(mut parent)) = i32::try_from(process).ok().map(WaitHandle::open) else {
        return;
    };
    let wait = move || {
        if parent.wait().is_ok() {
            std::process::exit(GONE);
        }
    };
    // Without a thread, the end of the standard input has to do.
    let _ = thread::Builder::new().name("parent".into()).spawn(wait);
}
