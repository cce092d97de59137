//! Writing drafts and other files: nobody's work is lost, whoever else writes at the same time.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const UNFORMATTED: &str = "claim one:   opinion \"One\"\n";
/// There is something to format, to fix and to sign.
const SEVERAL: &str = "
article \"A\"

text
  One. Two.

claim one: opinion \"One\"
claim two:   opinon \"Two\"
";
const FORMATTED: &str = "claim one: opinion \"One\"\n";

fn text(fixture: &Fixture, path: &str) -> String {
    fs::read_to_string(fixture.path(path)).expect("a file")
}

/// The temporary files in a folder.
fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").flatten();
    let names = names.map(|entry| entry.file_name().into_string().expect("UTF-8"));
    names.filter(|name| name.starts_with(".sayso-")).collect()
}

#[track_caller]
fn ends_well(process: Child) {
    let output = process.wait_with_output().expect("the binary ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
}

#[test]
fn sign_offs_at_the_same_time_are_all_written() {
    const CLAIMS: [&str; 5] = ["one", "two", "three", "four", "five"];
    let claims = CLAIMS.map(|name| format!("claim {name}: opinion \"{name}\"\n"));
    let article = format!("article \"A\"\n\ntext\n  {}.\n\n", CLAIMS.join(". "));
    for _ in 0..20 {
        let fixture = Fixture::new(&format!(
            "//- sayso.toml\n//- a.sayso\n{article}{}",
            claims.join("\n")
        ));
        let calls = CLAIMS.map(|name| {
            sayso(&format!("sign a.sayso#{name} --by Ann"))
                .within(&fixture)
                .starts()
        });
        calls.into_iter().for_each(ends_well);
        let signed = text(&fixture, "a.sayso");
        assert_eq!(signed.matches(" by \"Ann\" seal ").count(), 5, "{signed}");
        assert!(leftovers(fixture.root()).is_empty());
    }
}

#[test]
fn fixed_findings_are_all_removed_from_a_baseline() {
    for _ in 0..5 {
        let fixture = Fixture::new("//- sayso.toml\n");
        for name in ["a", "b", "c"] {
            fixture.write(&format!("{name}.sayso"), "claim: \"x\"\n");
        }
        sayso("check --baseline known --write-baseline")
            .within(&fixture)
            .exits(0);
        let calls = ["a", "b", "c"].map(|name| {
            let path = format!("{name}.sayso");
            fixture.write(&path, "claim: opinion \"x\"\n");
            let call = format!("check {path} --baseline known --write-baseline");
            sayso(&call).within(&fixture).starts()
        });
        calls.into_iter().for_each(ends_well);
        assert!(!text(&fixture, "known").contains("sayso"));
    }
}

/// How an editor saves.
#[derive(Clone, Copy, Debug)]
enum Editor {
    InPlace,
    ByRenaming,
}

impl Editor {
    fn save(self, fixture: &Fixture, text: &str) {
        match self {
            Editor::InPlace => fixture.write("a.sayso", text),
            Editor::ByRenaming => {
                fixture.write("a.sayso~", text);
                fs::rename(fixture.path("a.sayso~"), fixture.path("a.sayso")).expect("a rename");
            }
        }
    }
}

#[test]
fn what_an_editor_saves_meanwhile_stays() {
    for call in [
        "fmt a.sayso",
        "check a.sayso --fix --no-cache",
        "sign a.sayso#one --by Ann",
    ] {
        for round in 0..30 {
            let editor = [Editor::InPlace, Editor::ByRenaming][round % 2];
            let fixture = Fixture::new("//- sayso.toml\n");
            let draft = |save| format!("# save {save}.\n{SEVERAL}");
            editor.save(&fixture, &draft(0));
            let process = sayso(call).within(&fixture).starts();
            let saves = 1 + round % 3;
            for save in 1..=saves {
                sleep(Duration::from_millis((round as u64 * 7) % 31));
                editor.save(&fixture, &draft(save));
            }
            // It may say that the draft kept changing.
            process.wait_with_output().expect("the binary ends");
            let saved = text(&fixture, "a.sayso");
            let last = format!("# save {saves}.\n");
            assert!(saved.starts_with(&last), "{call}, {editor:?}: {saved}");
        }
    }
}

#[test]
fn a_killed_process_leaves_the_old_text_or_the_new_one() {
    let fixture = Fixture::new("//- sayso.toml\n");
    let old = UNFORMATTED.repeat(2_000);
    let new = FORMATTED.repeat(2_000);
    let mut seen = [0; 2];
    for round in 0..40 {
        fixture.write("a.sayso", &old);
        let mut process = sayso("fmt a.sayso").within(&fixture).starts();
        sleep(Duration::from_millis(round * 3));
        let _ = process.kill();
        process.wait().expect("it ends");
        let found = text(&fixture, "a.sayso");
        assert!(found == old || found == new, "{} bytes", found.len());
        seen[usize::from(found == new)] += 1;
    }
    assert!(seen[0] > 0, "{seen:?}");
    fixture.write(".sayso-notes", "of somebody");
    fixture.write(".sayso-notes.part", "of somebody");
    fixture.write(".sayso-00000000-00000000-0123456789abcdef.tmp", "saved");
    fixture.write(".sayso-0123456789abcdef.part", "of a killed process");
    sayso("fmt").within(&fixture).exits(0);
    assert_eq!(text(&fixture, "a.sayso"), new);
    let mut left = leftovers(fixture.root());
    left.sort();
    assert_eq!(
        left,
        [
            ".sayso-00000000-00000000-0123456789abcdef.tmp",
            ".sayso-notes",
            ".sayso-notes.part"
        ]
    );
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    for (before, after) in [
        ("\u{feff}claim:   \"a\"\r\n", "\u{feff}claim: \"a\"\r\n"),
        ("claim:   \"a\"", "claim: \"a\"\n"),
    ] {
        let fixture = Fixture::new("//- sayso.toml\n");
        fixture.write("a.sayso", before);
        sayso("fmt a.sayso").within(&fixture).exits(0);
        assert_eq!(text(&fixture, "a.sayso"), after);
    }
    let before = format!("\u{feff}{SEVERAL}").replace('\n', "\r\n");
    let before = before.trim_end();
    for call in ["check --fix", "sign a.sayso#one --by Ann"] {
        let fixture = Fixture::new("//- sayso.toml\n");
        fixture.write("a.sayso", before);
        sayso(call).within(&fixture).exits(0);
        let after = text(&fixture, "a.sayso");
        let lines = before.matches("\r\n").count() + after.matches(" seal ").count();
        assert_eq!(after.matches("\r\n").count(), lines, "{after:?}");
        assert_eq!(after.matches('\n').count(), lines, "{after:?}");
        assert!(after.starts_with("\u{feff}\r\narticle") && after.ends_with("\"Two\""));
        assert_ne!(after, before);
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(fixture: &Fixture, path: &str) -> u32 {
        let metadata = fs::metadata(fixture.path(path)).expect("a file");
        metadata.permissions().mode() & 0o7777
    }

    fn set_mode(fixture: &Fixture, path: &str, mode: u32) {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(fixture.path(path), mode).expect("permissions");
    }

    #[test]
    fn permissions_stay() {
        for wanted in [0o600, 0o640, 0o664, 0o755] {
            let fixture = Fixture::new(&format!("//- sayso.toml\n//- a.sayso\n{UNFORMATTED}"));
            set_mode(&fixture, "a.sayso", wanted);
            sayso("fmt").within(&fixture).exits(0);
            assert_eq!(text(&fixture, "a.sayso"), FORMATTED);
            assert_eq!(mode(&fixture, "a.sayso"), wanted);
        }
    }

    #[test]
    fn a_read_only_draft_stays() {
        let fixture = Fixture::new(&format!("//- sayso.toml\n//- a.sayso\n{UNFORMATTED}"));
        set_mode(&fixture, "a.sayso", 0o444);
        let output = sayso("fmt a.sayso").within(&fixture).exits(2);
        expect!["error: cannot write /w/a.sayso: it is read-only\n"]
            .assert_eq(&output.error_in(&fixture));
        assert_eq!(text(&fixture, "a.sayso"), UNFORMATTED);
    }

    #[test]
    fn all_names_of_a_draft_stay_one_file() {
        let fixture = Fixture::new(&format!("//- sayso.toml\n//- a.sayso\n{UNFORMATTED}"));
        fs::hard_link(fixture.path("a.sayso"), fixture.path("b.txt")).expect("a link");
        symlink("a.sayso", fixture.path("c.sayso")).expect("a link");
        sayso("fmt a.sayso c.sayso").within(&fixture).exits(0);
        assert_eq!(text(&fixture, "b.txt"), FORMATTED);
        assert_eq!(
            fs::metadata(fixture.path("a.sayso")).unwrap().ino(),
            fs::metadata(fixture.path("b.txt")).unwrap().ino()
        );
        assert!(fixture.path("c.sayso").is_symlink());
        assert!(leftovers(fixture.root()).is_empty());
    }

    #[test]
    fn no_link_leads_a_writer_out_of_the_workspace() {
        for call in [
            "check --format json --output-file reports/new",
            "check --baseline reports/known --write-baseline",
            "man --out reports",
            "man --out reports/deeper/still",
            "init reports",
            "init --ci github",
        ] {
            let outside = Fixture::new("//- kept\n");
            let fixture = Fixture::new("//- sayso.toml\n//- a.sayso\nclaim: opinion \"One\"\n");
            fixture.git("init --quiet");
            for name in ["reports", ".github"] {
                symlink(outside.root(), fixture.path(name)).expect("a link");
            }
            let output = sayso(call).within(&fixture).exits(2);
            assert!(
                output.err.contains("leads out of the workspace"),
                "{}",
                output.err
            );
            let entries = fs::read_dir(outside.root()).unwrap();
            assert_eq!(entries.count(), 1, "{call}");
        }
    }

    #[test]
    fn a_baseline_behind_a_link_in_the_workspace_stays_behind_it() {
        let fixture = Fixture::new("//- sayso.toml\n//- a.sayso\nclaim: \"One\"\n");
        let call = "check --baseline shared --write-baseline";
        sayso(call).within(&fixture).exits(0);
        symlink("shared", fixture.path("known")).expect("a link");
        fixture.write("a.sayso", "claim: opinion \"One\"\n");
        let call = "check --baseline known --write-baseline";
        sayso(call).within(&fixture).exits(0);
        assert!(fixture.path("known").is_symlink());
        assert!(text(&fixture, "shared").contains("\"findings\": []"));
    }

    /// Runs a script in the folder of the fixture in which `$SAYSO` is the binary.
    fn shell(fixture: &Fixture, script: &str) -> (Option<i32>, String) {
        let output = std::process::Command::new("sh")
            .args(["-c", script])
            .current_dir(fixture.root())
            .env("SAYSO", env!("CARGO_BIN_EXE_sayso"))
            .env("SAYSO_CACHE_DIR", fixture.root().with_extension("cache"))
            .output()
            .expect("a shell");
        let _ = fs::remove_dir_all(fixture.root().with_extension("cache"));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told)
    }

    #[test]
    fn without_room_for_the_new_text_the_old_one_stays() {
        let old = UNFORMATTED.repeat(2_000);
        let fixture = Fixture::new("//- sayso.toml\n");
        fixture.write("a.sayso", &old);
        fixture.write("b.sayso", &old);
        fs::hard_link(fixture.path("b.sayso"), fixture.path("c")).expect("a link");
        let (code, told) = shell(&fixture, "ulimit -f 8; \"$SAYSO\" fmt");
        assert_eq!(code, Some(2), "{told}");
        assert_eq!(told.matches("ulimit -f").count(), 2, "{told}");
        assert_eq!(text(&fixture, "a.sayso"), old);
        assert_eq!(text(&fixture, "b.sayso"), old);
        assert!(leftovers(fixture.root()).is_empty());
    }

    /// A cache that cannot be stored is not an error.
    #[test]
    fn without_room_for_the_cache_the_check_goes_on() {
        let fixture = Fixture::new("//- sayso.toml\n");
        fixture.write("a.sayso", "claim: \"x\"\n".repeat(200));
        let (code, told) = shell(&fixture, "ulimit -f 1; \"$SAYSO\" check > /dev/null");
        assert_eq!(code, Some(0), "{told}");
    }

    const COMMANDS: [&str; 11] = [
        "check",
        "check --fix",
        "check nothing",
        "check --baseline gone",
        "fmt",
        "sign one --by Ann",
        "sign two --by Ann",
        "status",
        "explain no-such-rule",
        "init",
        "no-such-command",
    ];

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_standard_error_changes_nothing() {
        for command in COMMANDS {
            let run = |redirection: &str| {
                let fixture = Fixture::new(&format!("//- sayso.toml\n//- a.sayso\n{SEVERAL}"));
                let (code, told) = shell(&fixture, &format!("\"$SAYSO\" {command} {redirection}"));
                assert!(!told.contains("panicked"), "{command}: {told}");
                (code, text(&fixture, "a.sayso"))
            };
            let usual = run("");
            for redirection in ["2> /dev/full", "2>&-", "2>&- >&-", "<&- 2>&-"] {
                assert_eq!(run(redirection), usual, "{command} {redirection}");
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_standard_output_is_an_error() {
        let printing = COMMANDS.iter().filter(|it| !it.starts_with("sign two"));
        for command in printing.chain(&["--help", "--version", "check --help"]) {
            let fixture = Fixture::new(&format!("//- sayso.toml\n//- a.sayso\n{SEVERAL}"));
            let (code, told) = shell(&fixture, &format!("\"$SAYSO\" {command} > /dev/full"));
            assert_eq!(code, Some(2), "{command}: {told}");
            assert!(told.contains("error: "), "{command}: {told}");
        }
        let fixture = Fixture::new("");
        let (code, told) = shell(
            &fixture,
            "echo 'claim: opinion \"x\"' | \"$SAYSO\" fmt - > /dev/full",
        );
        assert_eq!(code, Some(2), "{told}");
        for command in ["lsp", "check --watch"] {
            let fixture = Fixture::new("//- sayso.toml\n");
            let script = format!("\"$SAYSO\" {command} < /dev/null > /dev/full 2>&1 | cat");
            let script = format!("timeout 20 sh -c '{script}'");
            let (code, told) = shell(&fixture, &script);
            assert!(code != Some(101) && !told.contains("panicked"), "{told}");
        }
    }

    /// A pipe that nobody reads is no reason to wait for ever, and one that somebody reads is written to.
    #[test]
    fn a_report_is_written_to_a_pipe() {
        let fixture = Fixture::new("//- sayso.toml\n//- a.sayso\nclaim: opinion \"One\"\n");
        let script = "mkfifo pipe; cat pipe > report & \
            \"$SAYSO\" check --format json --output-file pipe; wait; \
            \"$SAYSO\" check --format json --output-file /dev/stdout | cat > both; test -s report";
        let (code, told) = shell(&fixture, script);
        assert_eq!(code, Some(0), "{told}");
        assert!(text(&fixture, "both").contains("\"findings\""));
    }
}
