//! The function behind a rule.

use crate::rules::context::Context;
use crate::rules::context::allow::AllowContext;
use crate::rules::context::in_article::{ExposureContext, SentenceContext};
use crate::rules::report::Report;

/// What a rule calls for each of its [`Subject`](crate::rules::rule::Subject)s.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// For a claim, a source, or any declaration.
    Declaration(fn(&Context, &mut Report)),
    Sentence(fn(&SentenceContext, &mut Report)),
    Exposure(fn(&ExposureContext, &mut Report)),
    Allow(fn(&AllowContext, &mut Report)),
}
