//! Every integration test, as one binary.

#[allow(dead_code, reason = "offers what any test may want")]
mod fixture;
mod schema;
mod layering;
mod circles;
mod docs;
mod dependencies;
mod world;
mod rules;
mod properties;
mod segments;
mod formatting;
mod fixes;
mod examples;
mod cli;
mod ci;
mod lsp;
mod documents;
mod agreement;
mod vscode;
mod protection;
mod wikinews;
mod fuzz;
