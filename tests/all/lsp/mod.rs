//! The server as an editor sees it: the real binary over its pipes.

#[allow(dead_code, reason = "offers what any test may need")]
mod client;
mod article;
mod capabilities;
mod coverage;
mod configuration;
mod formats;
mod live;
mod roots;
mod spellings;
mod sign_off;
mod passages;
mod files;
mod strain;
mod survival;

pub use client::Client;
