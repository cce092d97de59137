//! The files of this repository that CI servers read, checked against their published schemas. Their scripts are
//! run, but without a CI server.

mod steps;
mod github;
mod gitlab;
mod pre_commit;
mod docker;
mod version;

pub const ACTION: &str = include_str!("../../fixtures/schemas/github-action.json");
pub const WORKFLOW: &str = include_str!("../../fixtures/schemas/github-workflow.json");
pub const GITLAB: &str = include_str!("../../fixtures/schemas/gitlab-ci.json");
