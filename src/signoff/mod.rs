//! Sign-offs: what somebody who checks a claim vouches for, the seal of it, and whether that is still
//! what they checked. `docs/sign-offs.md` tells it byte by byte; seals stand in files, so none of it
//! may ever come out otherwise.

mod seal;
mod checked;
mod sign_off_state;
mod signer_identity;
mod signer;

#[cfg(test)]
mod properties;

pub use checked::Checked;
pub use seal::{Changed, Seal};
pub use sign_off_state::{SignOffState, checked_of};
pub use signer::{Signer, Signing, today};
pub use signer_identity::SignerIdentity;
