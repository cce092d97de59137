//! `sayso check --changed-since` on repositories of strangers: nothing in them is run, and what is read of them has
//! limits.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::changed_since::{commit, repository};
use super::sayso;

/// In CI the drafts come from strangers, who may send anything that Git accepts in a repository.
#[cfg(unix)]
#[test]
fn nothing_in_a_repository_is_run_or_written() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = repository();
    let ran = fixture.path("ran");
    let trap = fixture.path("trap");
    let script = format!("#!/bin/sh\necho \"$0\" >> '{}'\n", ran.display());
    fixture.write("trap", script);
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.display();
    for setting in [
        "core.fsmonitor",
        "core.hooksPath",
        "core.sshCommand",
        "core.pager",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "interactive.diffFilter",
        "core.alternateRefsCommand",
    ] {
        fixture.git(&format!("config {setting} {trap}"));
    }
    fixture.write(".gitattributes", "* diff=x filter=x\n");
    for hook in [
        "post-index-change",
        "post-checkout",
        "reference-transaction",
    ] {
        let path = format!(".git/hooks/{hook}");
        fixture.write(&path, format!("#!/bin/sh\nexec {trap}\n"));
        fs::set_permissions(fixture.path(&path), fs::Permissions::from_mode(0o755)).unwrap();
    }
    fixture.write("desk/alone.sayso", "claim alone: \"It holds\"\n");
    let index = fs::read(fixture.path(".git/index")).unwrap();
    let output = sayso("check --format concise --changed-since main")
        .within(&fixture)
        .with("GIT_EXTERNAL_DIFF", trap.to_string())
        .exits(0);
    assert!(output.out.contains("`alone`"), "{}", output.out);
    assert!(!ran.exists(), "{}", fs::read_to_string(ran).unwrap());
    assert_eq!(fs::read(fixture.path(".git/index")).unwrap(), index);
}

/// A program that notes that it was run, in the file `ran`.
#[cfg(unix)]
fn write_program(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A clone with a filter fetches contents when they are needed, and a repository may say from where.
#[cfg(unix)]
#[test]
fn contents_that_are_missing_are_not_fetched() {
    let fixture = repository();
    let (ran, trap) = (fixture.path("ran"), fixture.path("trap"));
    write_program(&trap, &format!("#!/bin/sh\ntouch '{}'\n", ran.display()));
    let object = Command::new("git")
        .args(["rev-parse", "HEAD:desk/alone.sayso"])
        .current_dir(fixture.root())
        .output();
    let object = String::from_utf8(object.unwrap().stdout).unwrap();
    let (folder, rest) = object.trim().split_at(2);
    fs::remove_file(fixture.path(&format!(".git/objects/{folder}/{rest}"))).unwrap();
    for setting in [
        "core.repositoryFormatVersion 1".to_owned(),
        "extensions.partialClone origin".to_owned(),
        "remote.origin.promisor true".to_owned(),
        format!("remote.origin.url ext::{}", trap.display()),
        "protocol.ext.allow always".to_owned(),
        "protocol.allow always".to_owned(),
    ] {
        fixture.git(&format!("config {setting}"));
    }
    // Stands for a version of Git that does not know the variable.
    let found = Command::new("sh").args(["-c", "command -v git"]).output();
    let git = String::from_utf8(found.unwrap().stdout).unwrap();
    let script = format!(
        "#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {} \"$@\"\n",
        git.trim()
    );
    write_program(&fixture.path("old/git"), &script);
    let paths = format!(
        "{}:{}",
        fixture.path("old").display(),
        std::env::var("PATH").unwrap()
    );
    let call = sayso("check --changed-since main").with("PATH", paths);
    let error = call.within(&fixture).exits(2).err;
    assert!(
        error.contains("does not have the earlier content"),
        "{error}"
    );
    assert!(!ran.exists(), "the trap was run");
    // The trap works.
    let fetching = Command::new(fixture.path("old/git"))
        .args(["cat-file", "-p", object.trim()])
        .current_dir(fixture.root())
        .output();
    drop(fetching);
    assert!(ran.exists());
}

#[test]
fn a_large_file_in_the_history_is_not_read() {
    let fixture = repository();
    fixture.write("big.sayso", "\n".repeat(5_000_001));
    commit(&fixture);
    let call = || sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call().exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
    // It can be read now.
    fixture.write("big.sayso", "claim big: \"It is so\"\n");
    let output = call().exits(0).out;
    assert!(output.contains("`big`"), "{output}");
    fs::remove_file(fixture.path("big.sayso")).unwrap();
    let output = call().exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
    commit(&fixture);
    // It cannot be read any more.
    fixture.write("big.sayso", "\n".repeat(5_000_001));
    let output = call().exits(1).out;
    assert!(
        output.contains("big.sayso:1:1: error[syntax-error] this file is larger"),
        "{output}"
    );
}

#[test]
fn large_drafts_that_all_changed_are_checked_without_their_earlier_texts() {
    let fixture = repository();
    let text = "#\n".repeat(2_400_000);
    for number in 0..11 {
        fixture.write(&format!("{number}.sayso"), &text);
    }
    commit(&fixture);
    for number in 0..11 {
        fs::remove_file(fixture.path(&format!("{number}.sayso"))).unwrap();
    }
    let call = sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call.exits(0).out;
    assert!(output.contains("; 4 warnings"), "{output}");
}

/// Folders that each contain the next one ten times: a billion files in a few hundred bytes.
#[test]
fn a_tree_without_end() {
    let fixture = repository();
    let git = |input: &str, arguments: &[&str]| {
        use std::io::Write;
        let mut git = Command::new("git")
            .args(arguments)
            .current_dir(fixture.root())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        git.stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let output = git.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let mut entry = format!(
        "100644 blob {}",
        git("a", &["hash-object", "-w", "--stdin"])
    );
    for _ in 0..9 {
        let entries: String = (0..10).map(|name| format!("{entry}\t{name}\n")).collect();
        entry = format!("040000 tree {}", git(&entries, &["mktree"]));
    }
    let tree = entry.rsplit(' ').next().unwrap();
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    let arguments = [&identity[..], &["commit-tree", tree, "-m", "x"]].concat();
    let bomb = git("", &arguments);
    fixture.git(&format!("update-ref refs/heads/bomb {bomb}"));
    fixture.git("symbolic-ref HEAD refs/heads/bomb");
    let error = sayso("check --changed-since bomb")
        .within(&fixture)
        .exits(2)
        .err;
    assert!(
        error.contains("too many files for `--changed-since`"),
        "{error}"
    );
}

/// Git would wait for the pipe.
#[cfg(unix)]
#[test]
fn ignore_files_that_are_pipes_are_not_opened() {
    for path in [".git/info/exclude", ".github/.gitignore"] {
        let fixture = repository();
        let path = fixture.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        drop(fs::remove_file(&path));
        assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
        let output = sayso("check --changed-since main").within(&fixture).says();
        let is_refused = output.contains("it is not a regular file");
        assert!(
            is_refused || output.contains("nothing found in 0 files"),
            "{output}"
        );
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_in_the_folder_of_git_are_not_opened() {
    for (path, is_pipe) in [
        (".git/config", true),
        (".git/index", false),
        (".git/refs/heads/other", true),
        (".git/packed-refs", true),
        (".git/objects/info/alternates", false),
    ] {
        let fixture = repository();
        let file = fixture.path(path);
        drop(fs::remove_file(&file));
        match is_pipe {
            true => drop(Command::new("mkfifo").arg(&file).status().unwrap()),
            false => std::os::unix::fs::symlink("/dev/zero", &file).unwrap(),
        }
        let call = sayso("check --changed-since main")
            .within(&fixture)
            .exits(2);
        let error =
            format!("error: /w/{path} is not a regular file, and git would read it: delete it\n");
        assert_eq!(call.error_in(&fixture), error);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = repository();
    let path = fixture
        .root()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9.sayso"));
    fs::write(&path, "claim odd: \"It is so\"\n").unwrap();
    commit(&fixture);
    fs::write(&path, "claim odder: \"It is so\"\n").unwrap();
    let call = sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call.exits(0).out;
    assert!(output.contains("`odder`"), "{output}");
}
