//! The subcommands and their options.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::styling::AnsiColor;
use clap::builder::{PossibleValue, PossibleValuesParser, Styles, TypedValueParser};
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::check::fail_on::FailOn;
use super::check::formats::{DEFAULT, FORMATS, OutputFormat, format_named};
use super::check::rule_selector::{RuleSelector, severity_parser};
use crate::interchange::{
    EXPORT_FORMATS, ExportFormat, IMPORT_FORMATS, ImportFormat, export_format,
};
use crate::rules::Severity;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// On whose say-so? Checks the annotated drafts of news articles.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, about, styles = STYLES, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,

    /// When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = ColourChoice::Auto,
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: ColourChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    Auto,
    Always,
    Never,
}

impl ColourChoice {
    /// Applies it to everything that is printed from now on.
    pub fn apply(self) {
        let choice = match self {
            ColourChoice::Auto => ColorChoice::Auto,
            ColourChoice::Always => ColorChoice::Always,
            ColourChoice::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts for claims without a source, quotations that are not in the article, and more
    Check(CheckArguments),
    /// Write a draft for an article, with a claim for each sentence, or add what its draft lacks
    New(NewArguments),
    /// Format the white space of drafts
    Fmt(FmtArguments),
    /// Write the checksums of the newsroom's copies of sources into the drafts
    Hash(HashArguments),
    /// Sign off claims: record who checked them and when, with a seal of what was checked
    Sign(SignArguments),
    /// Show the progress of drafts: what is sourced, covered and signed, and what is left to do
    Status(StatusArguments),
    /// Explain a rule: what it finds, why it matters, what to write instead; or a field, a kind or a value
    Explain(ExplainArguments),
    /// Set up a folder: write a `sayso.toml`, a first draft and files for CI
    Init(InitArguments),
    /// Make a draft of a Word document or a spreadsheet, with its comments as claims, sources and notes
    Import(ImportArguments),
    /// Write a draft for Word, spreadsheets and other programs: only what may leave the newsroom
    Export(ExportArguments),
    /// Take over what reviewers wrote into an exported Word document: replies as notes, never as signatures
    Sync(SyncArguments),
    /// Run the language server for an editor, over standard input and output
    Lsp(LspArguments),
    /// Read documents for another process of Sayso, which starts this one
    #[command(name = crate::documents::process::SUBCOMMAND, hide = true)]
    ReadDocument,
    /// Print a shell script that completes commands, options and rules
    Completions(CompletionsArguments),
    /// Print the manual page, or write the pages of all commands
    Man(ManArguments),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("fixes").args(["fix", "diff"]).multiple(true)))]
#[command(after_help = "\
Examples:
  sayso check                        all drafts in this folder
  sayso check desk/ story.sayso      a folder and a file
  sayso check --fail-on warning      stricter, for CI
  sayso check --select sourcing      only the rules about sources; `sayso explain` lists all rules
  sayso check --statistics           how often each rule finds something
  sayso check --fix                  apply all safe fixes
  sayso check --baseline known.json --write-baseline
                                     from now on, only new findings fail
  sayso check --changed-since origin/main
                                     what a branch changed, and what depends on it
  sayso check --watch                check again whenever you save
  sayso check - --stdin-path a.sayso < a.sayso

The exit code is 0 if there are no findings of the severity that --fail-on sets or a higher one,
1 if there are, and 2 if the check could not run.")]
pub struct CheckArguments {
    /// Folders and Sayso files to check, or articles, whose drafts are checked; `-` reads a draft from
    /// standard input
    ///
    /// Names are resolved in the whole workspace: the nearest folder above with a `sayso.toml`, otherwise with
    /// a `.git`, otherwise the folder that is named or that contains the file.
    #[arg(value_name = "PATHS", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// The output format
    #[arg(long, value_parser = format_parser(), default_value = DEFAULT.name)]
    pub format: &'static OutputFormat,

    /// The lowest severity that makes the check fail
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub fail_on: FailOn,

    /// Report, fix and fail on these rules only: rules, groups or `all`, separated by commas
    ///
    /// Syntax errors and the exposure of a confidential source are always reported. A rule that is off in
    /// `sayso.toml` stays off.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<RuleSelector>,

    /// Leave these rules out: rules or groups, separated by commas
    ///
    /// If `--select` names the same rule, the more exact of the two decides.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<RuleSelector>,

    /// Report only findings of this severity or a higher one
    #[arg(long, value_parser = severity_parser(), default_value = "hint", value_name = "SEVERITY")]
    pub min_severity: Severity,

    /// Print the findings and nothing else: no closing lines
    #[arg(long, short)]
    pub quiet: bool,

    /// Print how often each rule found something, instead of the findings
    #[arg(long)]
    pub statistics: bool,

    /// Apply all safe fixes to the drafts, then show the findings that are left
    ///
    /// Safe fixes never change what is claimed, and never remove text that is not also written elsewhere.
    #[arg(long)]
    pub fix: bool,

    /// With `--fix` or `--diff`: also apply likely fixes, which you should review afterwards
    #[arg(long = "unsafe", requires = "fixes")]
    pub with_unsafe: bool,

    /// Show what `--fix` would change without writing it; the exit code is 1 if it would change anything
    #[arg(long)]
    pub diff: bool,

    /// Print all findings, however many there are, instead of the 1,000 most severe ones
    ///
    /// Reports for programs and files contain all of them without it.
    #[arg(long)]
    pub all: bool,

    /// Write the output in `--format` to a file, and print the findings for people
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output_file: Option<PathBuf>,

    /// Leave out the findings in this file, so that only new ones fail
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,

    /// Write the baseline: if the file does not exist, with all findings, otherwise without the fixed ones
    #[arg(long, requires = "baseline", conflicts_with_all = ["select", "ignore", "min_severity"])]
    pub write_baseline: bool,

    /// Check only drafts that changed since this commit, or that depend on a change
    ///
    /// A draft counts as changed if it or its article differs from the merge base of REV and HEAD, committed or
    /// not. It depends on the declarations of the names that it uses.
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,

    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline"])]
    pub watch: bool,

    /// The path of the draft from standard input
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub stdin_path: Option<PathBuf>,

    /// Check everything again, and store nothing for the next check
    #[arg(long)]
    pub no_cache: bool,

    /// The folder for cached results, outside of the repository; by default in your user cache folder
    #[arg(
        long,
        value_name = "FOLDER",
        value_hint = ValueHint::DirPath,
        env = "SAYSO_CACHE_DIR",
        hide_env_values = true
    )]
    pub cache_dir: Option<PathBuf>,
}

/// The values of `--format`, with their descriptions.
fn format_parser() -> impl TypedValueParser<Value = &'static OutputFormat> {
    let values = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(values).try_map(|name| format_named(&name).ok_or("unknown format"))
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso fmt                    all drafts in this folder
  sayso fmt --check desk/      for CI: list the drafts that are not formatted
  sayso fmt - < draft.sayso    print the formatted draft

The exit code is 0 on success, 1 if --check or --diff found a draft that is not formatted, and
2 if a draft could not be read or written. A declaration with a syntax error is not changed;
`sayso check` reports the error.")]
pub struct FmtArguments {
    /// Folders and Sayso files to format; `-` reads a draft from standard input and prints it
    #[arg(value_name = "PATHS", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// List the drafts that are not formatted, without writing them
    #[arg(long)]
    pub check: bool,

    /// Show what would change, without writing it
    #[arg(long)]
    pub diff: bool,

    /// The path of the draft from standard input
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub stdin_path: Option<PathBuf>,

    /// Do not print the number of formatted drafts
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso hash                   all copies that the drafts in this folder name
  sayso hash story.sayso       those of one draft
  sayso hash --changed         also replace checksums that differ, once you know why

A copy is what `file:` in a source names. The exit code is 0 if every copy has its checksum, 1 if a
copy is missing or differs from its checksum, and 2 if a draft could not be read or written.")]
pub struct HashArguments {
    /// Folders and Sayso files
    #[arg(value_name = "PATHS", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Replace checksums that are not those of the copies
    #[arg(long)]
    pub changed: bool,

    /// Do not print the number of written checksums
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso sign five-freed --by \"M. Ortega\"               the claim of this name in this folder
  sayso sign story.sayso#five-freed --by @m-ortega      by a declared entity
  sayso sign story.sayso:31 --by \"M. Ortega\"           the claim on this line
  sayso sign story.sayso --all --by \"M. Ortega\"        all claims in the draft

Sign only what you have checked: the seal breaks if the passage, the attribution or the evidence
changes. Your own earlier sign-off is replaced, those of others stay. Either all claims are signed
or none: fix errors first, such as words that are not in the article.

The exit code is 0 if the claims were signed, 1 if one of them cannot be signed, and 2 if a claim
was not found or a draft could not be read or written.")]
pub struct SignArguments {
    /// Claims: `name`, `draft.sayso#name` or `draft.sayso:LINE`; with `--all`, drafts
    #[arg(value_name = "CLAIM", required = true)]
    pub claims: Vec<String>,

    /// Who checked them: a name, or `@name` for an entity
    #[arg(long, value_name = "NAME")]
    pub by: String,

    /// The date on which they were checked [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Sign all claims of the named drafts, except those with an unbroken seal of the signer
    #[arg(long)]
    pub all: bool,

    /// Do not print the signed claims
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso status                    all drafts in this folder
  sayso status story.sayso        one draft
  sayso status --format json      for programs

The exit code is 0 even if work is left to do, and 2 if a draft could not be read. To find mistakes,
use `sayso check`.")]
pub struct StatusArguments {
    /// Folders and Sayso files to show, or articles, whose drafts are shown
    #[arg(value_name = "PATHS", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// The output format
    #[arg(long, value_enum, default_value_t = StatusFormat::Human)]
    pub format: StatusFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Human,
    /// One JSON object, for programs
    Json,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The name of a rule, or a word of the language such as `reply`; without one, list all rules
    pub rule: Option<String>,

    /// Explain all rules, one after the other
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,

    /// The output format
    #[arg(long, value_enum, default_value_t = ExplainFormat::Human)]
    pub format: ExplainFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// As text
    Human,
    /// A JSON object for one rule, an array for all
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso new story.md              write story.sayso, or add what it lacks
  sayso new stories/*.md          a draft for each article
  sayso new story.md --print      show the draft instead of writing it

What was guessed ends in `# guessed`: look at it, and remove the mark. Sources come from the links,
footnotes and citations of the article; nothing is made up. Claims and fields that are in a draft
are never changed.")]
pub struct NewArguments {
    /// Articles in Markdown or plain text, or their drafts
    #[arg(value_name = "ARTICLES", required = true, value_hint = ValueHint::FilePath)]
    pub articles: Vec<PathBuf>,

    /// Print the drafts, and write nothing
    #[arg(long)]
    pub print: bool,

    /// Do not print what was written
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso init                      in this folder
  sayso init desk --ci github     in the folder desk, with a GitHub workflow

Existing files are not changed. If there are no drafts yet, each article in the folder gets one, as
with `sayso new`; without articles, a first draft and its article are written.")]
pub struct InitArguments {
    /// The folder of the drafts; it is created if it does not exist
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,

    /// Also write the file for a CI service; can be repeated
    #[arg(long, value_enum, value_name = "SERVICE")]
    pub ci: Vec<Ci>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// `.github/workflows/sayso.yml`
    Github,
    /// `.gitlab-ci.yml`
    Gitlab,
    /// `.pre-commit-config.yaml`
    PreCommit,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso import story.docx                        the article as story.md, and its comments as story.sayso
  sayso import claims.xlsx --into story.sayso    rows become claims and sources of a draft
  sayso import claims.csv --article story.md     a new draft for an article that exists

Of a Word document, comments with their replies, footnotes, endnotes and links become claims with sources and
notes; tracked changes are accepted. Existing articles and drafts are never replaced. With --into, new claims and
sources are added, those that are known are completed, and nothing is removed. Nothing is signed.

Names for the columns of your spreadsheets: see [import.columns] in docs/configuration.md.")]
pub struct ImportArguments {
    /// The file to import
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,

    /// Add what the file contains to this draft or registry
    #[arg(long, value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub into: Option<PathBuf>,

    /// The article of the new draft, if the file contains none
    #[arg(long, value_name = "ARTICLE", value_hint = ValueHint::FilePath, conflicts_with = "into")]
    pub article: Option<PathBuf>,

    /// The format, if the extension of the file does not say it
    #[arg(long, value_parser = import_format_parser())]
    pub from: Option<&'static ImportFormat>,

    /// Do not print what was imported
    #[arg(long, short)]
    pub quiet: bool,
}

/// The values of `--from`, with their descriptions.
fn import_format_parser() -> impl TypedValueParser<Value = &'static ImportFormat> {
    let values = IMPORT_FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(values)
        .try_map(|name| ImportFormat::named(&name).ok_or("unknown format"))
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso export --to docx story.sayso             for reviewers who use Word: story.docx
  sayso export --to csv story.sayso --output -   print it

Of a confidential source, only `described-as:` leaves. Nothing is written if the article names somebody who
was promised confidentiality. Existing files are never replaced.")]
pub struct ExportArguments {
    /// The format
    #[arg(long, value_parser = export_format_parser(), value_name = "FORMAT")]
    pub to: &'static ExportFormat,

    /// The draft, or its article; by default the only draft in this folder
    #[arg(value_name = "DRAFT", default_value = ".", value_hint = ValueHint::FilePath)]
    pub draft: PathBuf,

    /// The file to write; `-` prints it [default: a file beside the draft, with its name]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,

    /// Do not print what was written
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso sync story.docx                         the draft that the document was exported from
  sayso sync story-reviewed.docx story.sayso    this draft

Replies become notes with their author and date. A comment that is marked as resolved becomes a comment in the
draft, which suggests to sign the claim: run `sayso sign` yourself. Run this as often as you like: nothing is
added twice.")]
pub struct SyncArguments {
    /// The reviewed document
    #[arg(value_name = "REVIEWED", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,

    /// The draft that was exported; by default the one that the document names
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub draft: Option<PathBuf>,

    /// Do not print what was taken over
    #[arg(long, short)]
    pub quiet: bool,
}

/// The values of `--to`, with their descriptions.
fn export_format_parser() -> impl TypedValueParser<Value = &'static ExportFormat> {
    let values = EXPORT_FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.description));
    PossibleValuesParser::new(values).try_map(|name| export_format(&name).ok_or("unknown format"))
}

#[derive(Debug, Args)]
pub struct LspArguments {
    /// Use standard input and output: the default, for editors that pass this option
    #[arg(long)]
    pub stdio: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso
  sayso completions zsh > ~/.zfunc/_sayso      a folder of your $fpath
  sayso completions fish > ~/.config/fish/completions/sayso.fish")]
pub struct CompletionsArguments {
    pub shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso man | man -l -                         read the page
  sayso man --out ~/.local/share/man/man1      then use `man sayso` and `man sayso-check`")]
pub struct ManArguments {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}
