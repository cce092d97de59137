//! Sign-offs: what a checker of a claim vouches for, its seal, and whether the claim is still what they
//! checked. `docs/sign-offs.md` specifies it byte by byte. Seals are stored in drafts, so none of this
//! may ever give another result.

mod first_folding;
mod sealed_text;
mod seal;
mod checked;
mod sign_off_state;
mod claim_state;
mod signer_identity;
mod signer;

#[cfg(test)]
mod properties;

pub use checked::Checked;
pub use claim_state::ClaimState;
pub use seal::{Changed, Seal};
pub use sign_off_state::{SignOffState, checked_of};
pub use signer::{Signer, Signing, today};
pub use signer_identity::SignerIdentity;
