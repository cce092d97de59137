//! Rules about sign-offs.

pub mod unchecked_claim;
pub mod broken_seal;
pub mod unsealed_sign_off;
pub mod self_checked;
