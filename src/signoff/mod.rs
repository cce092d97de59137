//! Sign-offs: what somebody who checks a claim vouches for, the seal of it, and whether that is still
//! what they checked. `docs/sign-offs.md` tells it byte by byte; seals stand in files, so none of it
//! may ever come out otherwise.

mod seal;
mod checked;
mod standing;
mod who;
mod signer;

#[cfg(test)]
mod properties;

pub use checked::Checked;
pub use seal::{Changed, Seal};
pub use signer::{Signer, Signing, today};
pub use standing::{Standing, checked_of};
pub use who::Who;
