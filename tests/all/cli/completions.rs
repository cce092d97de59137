//! `sayso completions`: the installed shells complete with its output.

use std::path::Path;
use std::process::Command;

use clap::ValueEnum;
use clap_complete::Shell;
use expect_test::expect;
use sayso::rules::RULES;

use super::sayso;
use crate::fixture::Fixture;

#[test]
fn every_shell_completes_every_command() {
    for shell in Shell::value_variants() {
        let script = sayso(&format!("completions {shell}")).exits(0).out;
        for word in ["check", "fmt", "explain", "lsp", "fail-on"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn no_other_shell() {
    sayso("completions tcsh").exits(2).complains(expect![[r#"
        error: invalid value 'tcsh' for '<SHELL>'
          [possible values: bash, elvish, fish, powershell, zsh]

          tip: a similar value exists: 'zsh'

        For more information, try '--help'.
    "#]]);
}

/// Completes as the Tab key does: the function is called with the words and the last of them.
#[test]
fn bash_completes() {
    let complete = r#"
        . ./sayso.bash
        words_for() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
            _sayso sayso "${@: -1}" "${@: -2:1}"
            echo "${COMPREPLY[@]}"
        }
        words_for sayso exp
        words_for sayso check --fa
        words_for sayso check --format rd
        words_for sayso completions z
        words_for sayso explain ""
    "#;
    let script = [("sayso.bash", "bash")];
    let Some(output) = run("bash", &["--norc", "-c", complete], &script) else {
        return;
    };
    let (words, rules) = output.trim_end().rsplit_once('\n').expect("lines");
    expect![[r#"
        export explain
        --fail-on
        rdjson
        zsh"#]]
    .assert_eq(words);
    for rule in RULES {
        assert!(rules.contains(rule.name), "{rules}");
    }
}

#[test]
fn fish_completes() {
    let complete = "
        source sayso.fish
        complete -C 'sayso exp'
        complete -C 'sayso check --fa'
        complete -C 'sayso check --format rd'
    ";
    let Some(output) = run("fish", &["-N", "-c", complete], &[("sayso.fish", "fish")]) else {
        return;
    };
    expect![[r#"
        explain	Explain a rule: what it finds, why it matters, what to write instead; or a field, a kind or a value
        export	Write a draft for Word, spreadsheets and other programs: only what may leave the newsroom
        --fail-on	The lowest severity that makes the check fail
        rdjson	The diagnostic format of reviewdog
    "#]]
    .assert_eq(&output);
}

/// A shell within a shell, which receives key presses as at a terminal.
#[test]
fn zsh_completes() {
    let keys = r#"
        zmodload zsh/zpty
        zpty inner env TERM=dumb zsh -f -i
        zpty -w inner 'PROMPT=; fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; print READ""Y'
        zpty -r -m inner seen '*READY*'
        zpty -w -n inner $'sayso explain syn\t'
        zpty -r -m inner seen '*syntax-error*'
        print -r -- "$seen"
        zpty -w -n inner $'\C-usayso check --fa\t'
        zpty -r -m inner seen '*--fail-on*'
        print -r -- "$seen"
        zpty -d inner
    "#;
    let Some(output) = run("zsh", &["-f", "-c", keys], &[("_sayso", "zsh")]) else {
        return;
    };
    for completed in ["sayso explain syntax-error", "sayso check --fail-on"] {
        assert!(output.contains(completed), "{output}");
    }
}

/// The output of the shell in a folder with the scripts. None if the shell is not installed.
fn run(shell: &str, arguments: &[&str], scripts: &[(&str, &str)]) -> Option<String> {
    let fixture = Fixture::new("");
    for (name, shell) in scripts {
        let script = sayso(&format!("completions {shell}")).exits(0).out;
        fixture.write(name, script);
    }
    if Command::new(shell).arg("--version").output().is_err() {
        println!("skipped: there is no {shell} here");
        return None;
    }
    let folder = Path::new(env!("CARGO_BIN_EXE_sayso")).parent()?;
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("timeout")
        .args(["60", shell])
        .args(arguments)
        .current_dir(fixture.root())
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("HOME", fixture.root())
        .output()
        .expect("a shell");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{shell}: {complaint}");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}
