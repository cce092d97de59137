//! The function that checks for a rule.

use crate::rules::context::Context;
use crate::rules::context::allow::AllowContext;
use crate::rules::context::in_article::{ExposureContext, SentenceContext, TextContext};
use crate::rules::report::Report;

/// The function that is called for each of a rule's [`Subject`](crate::rules::rule::Subject)s.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Checks a claim, a source, or any declaration.
    Declaration(fn(&Context, &mut Report)),
    Text(fn(&TextContext, &mut Report)),
    Sentence(fn(&SentenceContext, &mut Report)),
    Exposure(fn(&ExposureContext, &mut Report)),
    Allow(fn(&AllowContext, &mut Report)),
    /// None: no draft has to be read for it.
    ArticleFile,
}
