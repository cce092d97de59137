//! Between the editor's pipes and the service: the order in which messages are handled.
//!
//! - One thread reads. It passes each message to the service in the order it arrives and polls its
//!   handler once before it reads the next one. So an edit is applied, and a request has taken its
//!   snapshot, before any later message is handled.
//! - A handler that is not done by then continues in the runtime. The reader does not wait for a handler
//!   (except for `initialize`, which must be done first), so a cancellation gets through.
//! - While much is unanswered, or the client does not read its answers, the reader waits: nothing that a client sends
//!   makes the server's memory grow without limit.
//! - A malformed message is answered with an error and skipped. If a handler panics, only its own
//!   request fails.

use std::any::Any;
use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::task::{Context, Poll, Waker};

use futures_util::{Sink, StreamExt};
use tokio::runtime::Runtime;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};

use super::frame::{Frame, FrameReader};
use super::in_flight::{InFlight, OpenRequest};
use super::lenient::Spellings;
use super::message::{IncomingMessage, read_message, refusal};
use super::newer;
use super::outbox::Outbox;
use super::prepared;

/// Serves until the client sends `exit` or its pipe closes. An exit after `shutdown` is a success.
pub fn serve<S: LanguageServer>(
    mut service: LspService<S>,
    socket: ClientSocket,
    input: impl BufRead,
    outbox: &Outbox,
    runtime: Runtime,
) -> ExitCode {
    let entered = runtime.enter();
    let (mut requests, mut responses) = socket.split();
    let to_client = outbox.clone();
    runtime.spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.send(&request);
        }
    });

    let mut frames = FrameReader::new(input);
    let in_flight = InFlight::default();
    let mut shut_down = false;
    while let Ok(Some(frame)) = frames.next_frame() {
        outbox.wait_for_room();
        in_flight.wait_for_room();
        let size = frame.size();
        match read(frame, &mut frames, outbox.spellings()) {
            Ok(IncomingMessage::Request(request)) => {
                let exits = request.method() == "exit";
                shut_down |= request.method() == "shutdown";
                let open = in_flight.open(size);
                handle(&mut service, request, open, outbox, &runtime);
                if exits {
                    break;
                }
            }
            // Sending fails only after `exit`.
            Ok(IncomingMessage::Response(response)) => {
                let _ = Pin::new(&mut responses).start_send(response);
            }
            Err(error) => outbox.send(&Response::from_error(Id::Null, error)),
        }
    }
    outbox.close();
    drop(entered);
    runtime.shutdown_background();
    if shut_down {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(
    frame: Frame,
    frames: &mut FrameReader<impl BufRead>,
    spellings: &Spellings,
) -> Result<IncomingMessage, Error> {
    match frame {
        Frame::Body(body) => read_message(&body, spellings).map_err(|error| {
            if !error.is_data() {
                frames.read_again(body);
            }
            refusal(&error)
        }),
        Frame::Malformed(reason) => {
            let mut error = Error::parse_error();
            error.message = format!("{}: {reason}", error.message).into();
            Err(error)
        }
    }
}

fn handle<S: LanguageServer>(
    service: &mut LspService<S>,
    request: Request,
    open: OpenRequest,
    outbox: &Outbox,
    runtime: &Runtime,
) {
    let comes_first = request.method() == "initialize";
    let id = request.id().cloned();
    let request = prepared::renamed(request);
    let mut handler = match catch_unwind(AssertUnwindSafe(|| service.call(request))) {
        Ok(future) => Handler { id, future },
        Err(panic) => return answer(outbox, after_panic(id, &*panic)),
    };
    match Pin::new(&mut handler).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) if comes_first => {
            answer(outbox, response.map(newer::with_capabilities));
        }
        Poll::Ready(response) => answer(outbox, response),
        Poll::Pending if comes_first => {
            let response = runtime.block_on(handler);
            answer(outbox, response.map(newer::with_capabilities));
        }
        Poll::Pending => {
            let outbox = outbox.clone();
            runtime.spawn(async move {
                answer(&outbox, handler.await);
                drop(open);
            });
        }
    }
}

fn answer(outbox: &Outbox, response: Option<Response>) {
    if let Some(response) = response {
        outbox.answer(&response);
    }
}

/// A call of the service. A panic becomes an error response.
struct Handler<F> {
    id: Option<Id>,
    future: F,
}

impl<F, E> Future for Handler<F>
where
    F: Future<Output = Result<Option<Response>, E>> + Unpin,
{
    type Output = Option<Response>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let poll = || Pin::new(&mut self.future).poll(context);
        match catch_unwind(AssertUnwindSafe(poll)) {
            Ok(poll) => poll.map(|done| done.ok().flatten().or_else(|| unknown(self.id.take()))),
            Err(panic) => Poll::Ready(after_panic(self.id.take(), &*panic)),
        }
    }
}

/// The service ignores unknown methods in `$/`, but every request must get a response.
fn unknown(id: Option<Id>) -> Option<Response> {
    id.map(|id| Response::from_error(id, Error::method_not_found()))
}

fn after_panic(id: Option<Id>, panic: &(dyn Any + Send)) -> Option<Response> {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or(panic.downcast_ref::<String>().map(String::as_str));
    let mut error = Error::internal_error();
    error.message = format!("{}: {}", error.message, text.unwrap_or("no reason given")).into();
    id.map(|id| Response::from_error(id, error))
}

#[cfg(test)]
mod tests;
