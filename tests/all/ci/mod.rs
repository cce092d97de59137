//! What CI servers read of this repository: held to their published schemas, and what shells run of
//! it is run. The servers themselves are not here.

mod steps;
mod github;
mod gitlab;
mod pre_commit;
mod docker;
mod version;

pub const ACTION: &str = include_str!("../../fixtures/schemas/github-action.json");
pub const WORKFLOW: &str = include_str!("../../fixtures/schemas/github-workflow.json");
pub const GITLAB: &str = include_str!("../../fixtures/schemas/gitlab-ci.json");
