//! The subcommands and their options.

use std::path::PathBuf;

use clap::builder::{Styles, styling::AnsiColor};
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

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
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts: claims without a source, quotations that the article no longer holds, and more
    Check(CheckArguments),
    /// Bring drafts into one style: their white space, and nothing else
    Fmt(FmtArguments),
    /// Sign claims off: write who has checked them, when, and the seal of what was checked
    Sign(SignArguments),
    /// Show how far drafts have come: what is sourced, covered and signed, and what is still to do
    Status(StatusArguments),
    /// Explain a rule: what it finds, why it matters, what to write instead
    Explain(ExplainArguments),
    /// Begin: a `sayso.toml`, a first draft, a place in CI
    Init(InitArguments),
    /// Serve an editor over standard input and output
    Lsp(LspArguments),
    /// Print what a shell needs to complete commands, options and rules
    Completions(CompletionsArguments),
    /// Print the manual page, or write all of them
    Man(ManArguments),
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("mending").args(["fix", "diff"]).multiple(true)))]
#[command(after_help = "\
Examples:
  sayso check                        the drafts below this folder
  sayso check desk/ story.sayso      a folder and a file
  sayso check --fail-on warning      stricter, for CI
  sayso check --fix                  mends what has one obvious way
  sayso check --baseline known.json --write-baseline
                                     from now on, only what is new fails
  sayso check --changed-since origin/main
                                     what a branch has touched, and what depends on it
  sayso check --watch                again and again, while you write
  sayso check - --stdin-path a.sayso < a.sayso

The exit code is 0 when nothing stands in the way, 1 when something was found that is as bad as
--fail-on says, and 2 when the check could not run.")]
pub struct CheckArguments {
    /// Folders and Sayso files to check; `-` reads a draft from standard input
    ///
    /// Names are looked up in the whole workspace: the folder above with a `sayso.toml` or else a
    /// `.git`; without either, the folder that is named or that the file stands in.
    #[arg(value_name = "PATHS", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// The mildest severity that makes the check fail
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub fail_on: FailOn,

    /// Mend what has one obvious way, in the drafts themselves; then show what is left
    ///
    /// Nothing that was claimed changes, and nothing is taken out that stands nowhere else.
    #[arg(long)]
    pub fix: bool,

    /// With `--fix` or `--diff`: mend what is likely meant too, and should be looked at afterwards
    #[arg(long = "unsafe", requires = "mending")]
    pub with_unsafe: bool,

    /// Show what `--fix` would write, and write nothing; the exit code is 1 if there is anything
    #[arg(long)]
    pub diff: bool,

    /// Write the output in `--format` to a file, and show it for people here
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output_file: Option<PathBuf>,

    /// Say nothing of the findings that stand in this file: only what is new fails
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,

    /// Write the baseline: all findings where there is none yet, else take out what was mended
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,

    /// Look only at drafts that a change since this commit has touched, or that depend on one
    ///
    /// A draft is touched when it or its article is other than where the history of the commit parts from what
    /// is checked out, committed or not. It depends on what is declared under the names that it uses.
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,

    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline"])]
    pub watch: bool,

    /// The path that a draft from standard input has
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub stdin_path: Option<PathBuf>,

    /// Look at everything anew, and keep nothing for the next check
    #[arg(long)]
    pub no_cache: bool,

    /// Where checks keep what they found, outside of the repository; usually in your own caches
    #[arg(
        long,
        value_name = "FOLDER",
        value_hint = ValueHint::DirPath,
        env = "SAYSO_CACHE_DIR",
        hide_env_values = true
    )]
    pub cache_dir: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines that each finding is about
    Human,
    /// A line for each finding: `path:line:column: severity[rule] message`
    Concise,
    /// One JSON object, for programs
    Json,
    /// A JSON object a line for each finding
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub shows at the changed lines
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// JUnit XML, for CI servers
    Junit,
    /// The diagnostic format of reviewdog
    Rdjson,
}

impl Format {
    /// Whether it shows words of the texts, or counts in them.
    pub fn shows_texts(self) -> bool {
        matches!(self, Format::Human | Format::Rdjson)
    }

    /// Whether it tells how a finding is mended.
    pub fn tells_fixes(self) -> bool {
        matches!(self, Format::Sarif | Format::Rdjson)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    /// Do not fail, whatever is found
    Never,
}

impl FailOn {
    /// Whether a finding of that severity makes the check fail.
    pub fn covers(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Information => severity >= Severity::Information,
            FailOn::Hint => true,
            FailOn::Never => false,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso fmt                    the drafts below this folder
  sayso fmt --check desk/      for CI: says which are not in style
  sayso fmt - < draft.sayso    prints what the draft would be

The exit code is 0 when all is well, 1 when --check or --diff found a draft that is not in style,
and 2 when a draft could not be read or written. A declaration in which something cannot be read
stays as it is; `sayso check` says what it is.")]
pub struct FmtArguments {
    /// Folders and Sayso files to format; `-` reads a draft from standard input and prints it
    #[arg(value_name = "PATHS", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Write nothing; list the drafts that are not in style
    #[arg(long)]
    pub check: bool,

    /// Write nothing; show what would be written
    #[arg(long)]
    pub diff: bool,

    /// The path that a draft from standard input has
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub stdin_path: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso sign five-freed --by \"M. Ortega\"               the claim of that name, below this folder
  sayso sign story.sayso#five-freed --by @m-ortega      by somebody whom the newsroom has declared
  sayso sign story.sayso:31 --by \"M. Ortega\"           the claim on that line
  sayso sign story.sayso --all --by \"M. Ortega\"        every claim that has no whole seal of theirs

Sign what you have checked: the seal breaks when the passage, the attribution or the evidence
changes. Your own earlier sign-off is replaced, those of others stay. Either all claims are signed
or none is: one with an error, such as words that are not in the article, has to be mended first.

The exit code is 0 when the claims are signed, 1 when one of them cannot be, and 2 when a claim was
not found, or a draft could not be read or written.")]
pub struct SignArguments {
    /// Claims: `name`, `draft.sayso#name` or `draft.sayso:LINE`; with `--all`, drafts
    #[arg(value_name = "CLAIM", required = true)]
    pub claims: Vec<String>,

    /// Who has checked them: a name, or `@name` for an entity
    #[arg(long, value_name = "NAME")]
    pub by: String,

    /// The day on which they were checked; today, unless it is given
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Sign all claims of the drafts that are named, but for those that the signer's whole seal is on
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso status                    the drafts below this folder
  sayso status story.sayso        one draft
  sayso status --format json      for programs

The exit code is 0, whatever is left to do, and 2 when a draft could not be read. `sayso check` says
whether something is wrong.")]
pub struct StatusArguments {
    /// Folders and Sayso files to look at
    #[arg(value_name = "PATHS", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// How it is shown
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
    /// The rule's name; without one, all rules are listed
    pub rule: Option<String>,

    /// Explain all rules, one after the other
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,

    /// How rules are shown
    #[arg(long, value_enum, default_value_t = ExplainFormat::Human)]
    pub format: ExplainFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// As text
    Human,
    /// A JSON object for a rule, a list of them for all
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso init                      in this folder
  sayso init desk --ci github     in the folder desk; GitHub checks it from now on

What is there already stays as it is. Where there are no drafts yet, one is written to begin with.")]
pub struct InitArguments {
    /// The folder of the drafts; it is created where there is none
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,

    /// Also write the file that makes this service check the drafts; may be given several times
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
pub struct LspArguments {
    /// Talk over standard input and output; nothing else is spoken, so it may be left out
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
  sayso man | man -l -                         reads the page
  sayso man --out ~/.local/share/man/man1      then `man sayso` and `man sayso-check` find theirs")]
pub struct ManArguments {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
}
