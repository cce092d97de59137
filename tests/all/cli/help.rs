//! `--help` lists every option. A new option changes these texts.

use expect_test::{Expect, expect};

use super::sayso;

/// `COLUMNS` is the width of a terminal.
#[track_caller]
fn check(arguments: &str, expect: Expect) {
    let printed = sayso(arguments).with("COLUMNS", "100").exits(0).out;
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    expect.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn of_all() {
    check(
        "--help",
        expect![[r#"
            On whose say-so? A checker and language server for annotated drafts of news articles.

            Usage: sayso [OPTIONS] <COMMAND>

            Commands:
              check        Check drafts for claims without a source, quotations that are not in the article, and
                           more
              new          Write a draft for an article, with a claim for each sentence, or add what its draft
                           lacks
              fmt          Format the white space of drafts
              hash         Write the checksums of the newsroom's copies of sources into the drafts
              sign         Sign off claims: record who checked them and when, with a seal of what was checked
              status       Show the progress of drafts: what is sourced, covered and signed, and what is left to
                           do
              explain      Explain a rule: what it finds, why it matters, what to write instead; or a field, a
                           kind or a value
              init         Set up a folder: write a `sayso.toml`, a first draft and files for CI
              import       Make a draft of a Word document or a spreadsheet, with its comments as claims,
                           sources and notes
              export       Write a draft for Word, spreadsheets and other programs: only what may leave the
                           newsroom
              sync         Take over what reviewers wrote into an exported Word document: replies as notes,
                           never as signatures
              lsp          Run the language server for an editor, over standard input and output
              completions  Print a shell script that completes commands, options and rules
              man          Print the manual page, or write the pages of all commands
              help         Print this message or the help of the given subcommand(s)

            Options:
                  --color <WHEN>  When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
                                  [default: auto]
              -h, --help          Print help
              -V, --version       Print version
        "#]],
    );
}

#[test]
fn of_check() {
    check(
        "check --help",
        expect![[r#"
            Check drafts for claims without a source, quotations that are not in the article, and more

            Usage: sayso check [OPTIONS] [PATHS]...

            Arguments:
              [PATHS]...
                      Folders and Sayso files to check, or articles, whose drafts are checked; `-` reads a draft
                      from standard input

                      Names are resolved in the whole workspace: the nearest folder above with a `sayso.toml`,
                      otherwise with a `.git`, otherwise the folder that is named or that contains the file.

                      [default: .]

            Options:
                  --format <FORMAT>
                      The output format

                      Possible values:
                      - human:   Each finding with the lines that it is about
                      - concise: One line for each finding: `path:line:column: severity[rule] message`
                      - json:    One JSON object, for programs
                      - jsonl:   One JSON object per line for each finding
                      - sarif:   SARIF 2.1.0, for code scanning
                      - github:  Workflow commands, which GitHub shows next to the changed lines
                      - gitlab:  A code quality report for GitLab
                      - junit:   JUnit XML, for CI servers
                      - rdjson:  The diagnostic format of reviewdog

                      [default: human]

                  --fail-on <SEVERITY>
                      The lowest severity that makes the check fail

                      Possible values:
                      - error
                      - warning
                      - information
                      - hint
                      - never:       Never fail because of findings

                      [default: error]

                  --select <RULES>
                      Report, fix and fail on these rules only: rules, groups or `all`, separated by commas

                      Syntax errors and the exposure of a confidential source are always reported. A rule that
                      is off in `sayso.toml` stays off.

                  --ignore <RULES>
                      Leave these rules out: rules or groups, separated by commas

                      If `--select` names the same rule, the more exact of the two decides.

                  --min-severity <SEVERITY>
                      Report only findings of this severity or a higher one

                      [default: hint]
                      [possible values: error, warning, information, hint]

              -q, --quiet
                      Print the findings and nothing else: no closing lines

                  --statistics
                      Print how often each rule found something, instead of the findings

                  --fix
                      Apply all safe fixes to the drafts, then show the findings that are left

                      Safe fixes never change what is claimed, and never remove text that is not also written
                      elsewhere.

                  --unsafe
                      With `--fix` or `--diff`: also apply likely fixes, which you should review afterwards

                  --diff
                      Show what `--fix` would change without writing it; the exit code is 1 if it would change
                      anything

                  --all
                      Print all findings, however many there are, instead of the 1,000 most severe ones

                      Reports for programs and files contain all of them without it.

                  --color <WHEN>
                      When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set

                      [default: auto]

                  --output-file <FILE>
                      Write the output in `--format` to a file, and print the findings for people

                  --baseline <FILE>
                      Leave out the findings in this file, so that only new ones fail

                  --color <WHEN>
                      When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set

                      [default: auto]

                  --write-baseline
                      Write the baseline: if the file does not exist, with all findings, otherwise without the
                      fixed ones

                  --changed-since <REV>
                      Check only drafts that changed since this commit, or that depend on a change

                      A draft counts as changed if it or its article differs from the merge base of REV and
                      HEAD, committed or not. It depends on the declarations of the names that it uses.

                  --watch
                      Check again whenever a file changes, until Ctrl-C

                  --stdin-path <PATH>
                      The path of the draft from standard input

                  --no-cache
                      Check everything again, and store nothing for the next check

                  --cache-dir <FOLDER>
                      The folder for cached results, outside of the repository; by default in your user cache
                      folder

                      [env: SAYSO_CACHE_DIR]

              -h, --help
                      Print help (see a summary with '-h')

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
            1 if there are, and 2 if the check could not run.
        "#]],
    );
}

#[test]
fn of_fmt() {
    check(
        "fmt --help",
        expect![[r#"
            Format the white space of drafts

            Usage: sayso fmt [OPTIONS] [PATHS]...

            Arguments:
              [PATHS]...  Folders and Sayso files to format; `-` reads a draft from standard input and prints it
                          [default: .]

            Options:
                  --check              List the drafts that are not formatted, without writing them
                  --diff               Show what would change, without writing it
                  --stdin-path <PATH>  The path of the draft from standard input
              -q, --quiet              Do not print the number of formatted drafts
                  --color <WHEN>       When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is
                                       set [default: auto]
              -h, --help               Print help

            Examples:
              sayso fmt                    all drafts in this folder
              sayso fmt --check desk/      for CI: list the drafts that are not formatted
              sayso fmt - < draft.sayso    print the formatted draft

            The exit code is 0 on success, 1 if --check or --diff found a draft that is not formatted, and
            2 if a draft could not be read or written. A declaration with a syntax error is not changed;
            `sayso check` reports the error.
        "#]],
    );
}

#[test]
fn of_explain() {
    check(
        "explain --help",
        expect![[r#"
            Explain a rule: what it finds, why it matters, what to write instead; or a field, a kind or a value

            Usage: sayso explain [OPTIONS] [RULE]

            Arguments:
              [RULE]
                      The name of a rule, or a word of the language such as `reply`; without one, list all rules

            Options:
                  --all
                      Explain all rules, one after the other

                  --format <FORMAT>
                      The output format

                      Possible values:
                      - human: As text
                      - json:  A JSON object for one rule, an array for all

                      [default: human]

                  --color <WHEN>
                      When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set

                      [default: auto]

              -h, --help
                      Print help (see a summary with '-h')
        "#]],
    );
}

#[test]
fn of_lsp() {
    check(
        "lsp --help",
        expect![[r#"
            Run the language server for an editor, over standard input and output

            Usage: sayso lsp [OPTIONS]

            Options:
                  --stdio         Use standard input and output: the default, for editors that pass this option
                  --color <WHEN>  When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
                                  [default: auto]
              -h, --help          Print help
        "#]],
    );
}

#[test]
fn of_init() {
    check(
        "init --help",
        expect![[r#"
            Set up a folder: write a `sayso.toml`, a first draft and files for CI

            Usage: sayso init [OPTIONS] [FOLDER]

            Arguments:
              [FOLDER]
                      The folder of the drafts; it is created if it does not exist

                      [default: .]

            Options:
                  --ci <SERVICE>
                      Also write the file for a CI service; can be repeated

                      Possible values:
                      - github:     `.github/workflows/sayso.yml`
                      - gitlab:     `.gitlab-ci.yml`
                      - pre-commit: `.pre-commit-config.yaml`

                  --color <WHEN>
                      When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set

                      [default: auto]

              -h, --help
                      Print help (see a summary with '-h')

            Examples:
              sayso init                      in this folder
              sayso init desk --ci github     in the folder desk, with a GitHub workflow

            Existing files are not changed. If there are no drafts yet, each article in the folder gets one, as
            with `sayso new`; without articles, a first draft and its article are written.
        "#]],
    );
}

#[test]
fn of_completions() {
    check(
        "completions --help",
        expect![[r#"
            Print a shell script that completes commands, options and rules

            Usage: sayso completions [OPTIONS] <SHELL>

            Arguments:
              <SHELL>  [possible values: bash, elvish, fish, powershell, zsh]

            Options:
                  --color <WHEN>  When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
                                  [default: auto]
              -h, --help          Print help

            Examples:
              sayso completions bash > ~/.local/share/bash-completion/completions/sayso
              sayso completions zsh > ~/.zfunc/_sayso      a folder of your $fpath
              sayso completions fish > ~/.config/fish/completions/sayso.fish
        "#]],
    );
}

#[test]
fn of_man() {
    check(
        "man --help",
        expect![[r#"
            Print the manual page, or write the pages of all commands

            Usage: sayso man [OPTIONS]

            Options:
                  --out <FOLDER>  Write the pages of all commands into this folder
                  --color <WHEN>  When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
                                  [default: auto]
              -h, --help          Print help

            Examples:
              sayso man | man -l -                         read the page
              sayso man --out ~/.local/share/man/man1      then use `man sayso` and `man sayso-check`
        "#]],
    );
}

#[test]
fn the_version() {
    let version = format!("sayso {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(sayso("--version").exits(0).out, version);
}

#[test]
fn of_sign() {
    check(
        "sign --help",
        expect![[r#"
            Sign off claims: record who checked them and when, with a seal of what was checked

            Usage: sayso sign [OPTIONS] --by <NAME> <CLAIM>...

            Arguments:
              <CLAIM>...  Claims: `name`, `draft.sayso#name` or `draft.sayso:LINE`; with `--all`, drafts

            Options:
                  --by <NAME>     Who checked them: a name, or `@name` for an entity
                  --date <DATE>   The date on which they were checked [default: today]
                  --all           Sign all claims of the named drafts, except those with an unbroken seal of the
                                  signer
              -q, --quiet         Do not print the signed claims
                  --color <WHEN>  When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set
                                  [default: auto]
              -h, --help          Print help

            Examples:
              sayso sign five-freed --by "M. Ortega"               the claim of this name in this folder
              sayso sign story.sayso#five-freed --by @m-ortega      by a declared entity
              sayso sign story.sayso:31 --by "M. Ortega"           the claim on this line
              sayso sign story.sayso --all --by "M. Ortega"        all claims in the draft

            Sign only what you have checked: the seal breaks if the passage, the attribution or the evidence
            changes. Your own earlier sign-off is replaced, those of others stay. Either all claims are signed
            or none: fix errors first, such as words that are not in the article.

            The exit code is 0 if the claims were signed, 1 if one of them cannot be signed, and 2 if a claim
            was not found or a draft could not be read or written.
        "#]],
    );
}

#[test]
fn of_status() {
    check(
        "status --help",
        expect![[r#"
            Show the progress of drafts: what is sourced, covered and signed, and what is left to do

            Usage: sayso status [OPTIONS] [PATHS]...

            Arguments:
              [PATHS]...
                      Folders and Sayso files to show, or articles, whose drafts are shown

                      [default: .]

            Options:
                  --format <FORMAT>
                      The output format

                      Possible values:
                      - human: For people
                      - json:  One JSON object, for programs

                      [default: human]

                  --color <WHEN>
                      When to use colours: `auto` uses them on a terminal, unless `NO_COLOR` is set

                      [default: auto]

              -h, --help
                      Print help (see a summary with '-h')

            Examples:
              sayso status                    all drafts in this folder
              sayso status story.sayso        one draft
              sayso status --format json      for programs

            The exit code is 0 even if work is left to do, and 2 if a draft could not be read. To find mistakes,
            use `sayso check`.
        "#]],
    );
}
