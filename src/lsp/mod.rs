//! The language server: transport, dispatch, to and from protocol types.

pub mod frame;
pub mod message;
pub mod outbox;
pub mod transport;
pub mod position;
