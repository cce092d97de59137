//! `--help` lists every option. A new one changes this page.

use expect_test::{Expect, expect};

use super::sayso;

/// `COLUMNS` is the width of a terminal, where there is one.
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

            Usage: sayso <COMMAND>

            Commands:
              check        Check drafts: claims without a source, quotations that the article no longer holds,
                           and more
              fmt          Bring drafts into one style: their white space, and nothing else
              sign         Sign claims off: write who has checked them, when, and the seal of what was checked
              status       Show how far drafts have come: what is sourced, covered and signed, and what is still
                           to do
              explain      Explain a rule: what it finds, why it matters, what to write instead
              init         Begin: a `sayso.toml`, a first draft, a place in CI
              lsp          Serve an editor over standard input and output
              completions  Print what a shell needs to complete commands, options and rules
              man          Print the manual page, or write all of them
              help         Print this message or the help of the given subcommand(s)

            Options:
              -h, --help     Print help
              -V, --version  Print version
        "#]],
    );
}

#[test]
fn of_check() {
    check(
        "check --help",
        expect![[r#"
            Check drafts: claims without a source, quotations that the article no longer holds, and more

            Usage: sayso check [OPTIONS] [PATHS]...

            Arguments:
              [PATHS]...
                      Folders and Sayso files to check; `-` reads a draft from standard input

                      Names are looked up in the whole workspace: the folder above with a `sayso.toml` or else a
                      `.git`; without either, the folder that is named or that the file stands in.

                      [default: .]

            Options:
                  --format <FORMAT>
                      How findings are shown

                      Possible values:
                      - human:   With the lines that each finding is about
                      - concise: A line for each finding: `path:line:column: severity[rule] message`
                      - json:    One JSON object, for programs
                      - jsonl:   A JSON object a line for each finding
                      - sarif:   SARIF 2.1.0, for code scanning
                      - github:  Workflow commands, which GitHub shows at the changed lines
                      - gitlab:  A code quality report for GitLab
                      - junit:   JUnit XML, for CI servers
                      - rdjson:  The diagnostic format of reviewdog

                      [default: human]

                  --fail-on <SEVERITY>
                      The mildest severity that makes the check fail

                      Possible values:
                      - error
                      - warning
                      - information
                      - hint
                      - never:       Do not fail, whatever is found

                      [default: error]

                  --fix
                      Mend what has one obvious way, in the drafts themselves; then show what is left

                      Nothing that was claimed changes, and nothing is taken out that stands nowhere else.

                  --unsafe
                      With `--fix` or `--diff`: mend what is likely meant too, and should be looked at
                      afterwards

                  --diff
                      Show what `--fix` would write, and write nothing; the exit code is 1 if there is anything

                  --output-file <FILE>
                      Write the output in `--format` to a file, and show it for people here

                  --baseline <FILE>
                      Say nothing of the findings that stand in this file: only what is new fails

                  --write-baseline
                      Write the baseline: all findings where there is none yet, else take out what was mended

                  --changed-since <REV>
                      Look only at drafts that a change since this commit has touched, or that depend on one

                      A draft is touched when it or its article is other than where the history of the commit
                      parts from what is checked out, committed or not. It depends on what is declared under the
                      names that it uses.

                  --watch
                      Check again whenever a file changes, until Ctrl-C

                  --stdin-path <PATH>
                      The path that a draft from standard input has

                  --no-cache
                      Look at everything anew, and keep nothing for the next check

                  --cache-dir <FOLDER>
                      Where checks keep what they found, outside of the repository; usually in your own caches

                      [env: SAYSO_CACHE_DIR]

              -h, --help
                      Print help (see a summary with '-h')

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
            --fail-on says, and 2 when the check could not run.
        "#]],
    );
}

#[test]
fn of_fmt() {
    check(
        "fmt --help",
        expect![[r#"
        Bring drafts into one style: their white space, and nothing else

        Usage: sayso fmt [OPTIONS] [PATHS]...

        Arguments:
          [PATHS]...  Folders and Sayso files to format; `-` reads a draft from standard input and prints it
                      [default: .]

        Options:
              --check              Write nothing; list the drafts that are not in style
              --diff               Write nothing; show what would be written
              --stdin-path <PATH>  The path that a draft from standard input has
          -h, --help               Print help

        Examples:
          sayso fmt                    the drafts below this folder
          sayso fmt --check desk/      for CI: says which are not in style
          sayso fmt - < draft.sayso    prints what the draft would be

        The exit code is 0 when all is well, 1 when --check or --diff found a draft that is not in style,
        and 2 when a draft could not be read or written. A declaration in which something cannot be read
        stays as it is; `sayso check` says what it is.
    "#]],
    );
}

#[test]
fn of_explain() {
    check(
        "explain --help",
        expect![[r#"
            Explain a rule: what it finds, why it matters, what to write instead

            Usage: sayso explain [OPTIONS] [RULE]

            Arguments:
              [RULE]
                      The rule's name; without one, all rules are listed

            Options:
                  --all
                      Explain all rules, one after the other

                  --format <FORMAT>
                      How rules are shown

                      Possible values:
                      - human: As text
                      - json:  A JSON object for a rule, a list of them for all

                      [default: human]

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
        Serve an editor over standard input and output

        Usage: sayso lsp [OPTIONS]

        Options:
              --stdio  Talk over standard input and output; nothing else is spoken, so it may be left out
          -h, --help   Print help
    "#]],
    );
}

#[test]
fn of_init() {
    check(
        "init --help",
        expect![[r#"
        Begin: a `sayso.toml`, a first draft, a place in CI

        Usage: sayso init [OPTIONS] [FOLDER]

        Arguments:
          [FOLDER]
                  The folder of the drafts; it is created where there is none

                  [default: .]

        Options:
              --ci <SERVICE>
                  Also write the file that makes this service check the drafts; may be given several times

                  Possible values:
                  - github:     `.github/workflows/sayso.yml`
                  - gitlab:     `.gitlab-ci.yml`
                  - pre-commit: `.pre-commit-config.yaml`

          -h, --help
                  Print help (see a summary with '-h')

        Examples:
          sayso init                      in this folder
          sayso init desk --ci github     in the folder desk; GitHub checks it from now on

        What is there already stays as it is. Where there are no drafts yet, one is written to begin with.
    "#]],
    );
}

#[test]
fn of_completions() {
    check(
        "completions --help",
        expect![[r#"
        Print what a shell needs to complete commands, options and rules

        Usage: sayso completions <SHELL>

        Arguments:
          <SHELL>  [possible values: bash, elvish, fish, powershell, zsh]

        Options:
          -h, --help  Print help

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
        Print the manual page, or write all of them

        Usage: sayso man [OPTIONS]

        Options:
              --out <FOLDER>  Write the pages of all commands into this folder
          -h, --help          Print help

        Examples:
          sayso man | man -l -                         reads the page
          sayso man --out ~/.local/share/man/man1      then `man sayso` and `man sayso-check` find theirs
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
        Sign claims off: write who has checked them, when, and the seal of what was checked

        Usage: sayso sign [OPTIONS] --by <NAME> <CLAIM>...

        Arguments:
          <CLAIM>...  Claims: `name`, `draft.sayso#name` or `draft.sayso:LINE`; with `--all`, drafts

        Options:
              --by <NAME>    Who has checked them: a name, or `@name` for an entity
              --date <DATE>  The day on which they were checked; today, unless it is given
              --all          Sign all claims of the drafts that are named, but for those that the signer's
                             whole seal is on
          -h, --help         Print help

        Examples:
          sayso sign five-freed --by "M. Ortega"               the claim of that name, below this folder
          sayso sign story.sayso#five-freed --by @m-ortega      by somebody whom the newsroom has declared
          sayso sign story.sayso:31 --by "M. Ortega"           the claim on that line
          sayso sign story.sayso --all --by "M. Ortega"        every claim that has no whole seal of theirs

        Sign what you have checked: the seal breaks when the passage, the attribution or the evidence
        changes. Your own earlier sign-off is replaced, those of others stay. Either all claims are signed
        or none is: one with an error, such as words that are not in the article, has to be mended first.

        The exit code is 0 when the claims are signed, 1 when one of them cannot be, and 2 when a claim was
        not found, or a draft could not be read or written.
    "#]],
    );
}

#[test]
fn of_status() {
    check(
        "status --help",
        expect![[r#"
        Show how far drafts have come: what is sourced, covered and signed, and what is still to do

        Usage: sayso status [OPTIONS] [PATHS]...

        Arguments:
          [PATHS]...
                  Folders and Sayso files to look at

                  [default: .]

        Options:
              --format <FORMAT>
                  How it is shown

                  Possible values:
                  - human: For people
                  - json:  One JSON object, for programs

                  [default: human]

          -h, --help
                  Print help (see a summary with '-h')

        Examples:
          sayso status                    the drafts below this folder
          sayso status story.sayso        one draft
          sayso status --format json      for programs

        The exit code is 0, whatever is left to do, and 2 when a draft could not be read. `sayso check` says
        whether something is wrong.
    "#]],
    );
}
