//! The cache changes only the time of the next check.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use expect_test::expect;

use super::{formats, sayso};
use crate::fixture::Fixture;

/// Findings in drafts and articles, about other files, about a confidential source that an article names, and two
/// identical ones.
const DRAFTS: &str = r#"
//- sayso.toml
exclude = ["old"]
//- names.sayso
entity ines-varga: person "Ines Varga"
entity the-mayor: person "Ines Varga"
source clerk: interview "Talk with a Clerk of Elmstead"
  confidential: yes
  contact: "0123"
//- desk/bridge.sayso
article "Bridge closed"
  text: "bridge.md"

claim: quote "“It is … unsafe 🌉”, the mayor of Ødegård said"
  source: @notice, @clerk
  about: @ines-varga
//- desk/bridge.md
“It is utterly unsafe 🌉”, the mayor of Ødegård said. Nobody else spoke. A clerk of Elmstead did.
//- desk/other.sayso
claim: "The same"
claim: "The same"
//- desk/lost.sayso
article "Lost"
  text: "lost.md"
//- old/old.sayso
source notice: press-release "Notice"
"#;

/// The drafts, including one that is not text.
fn drafts() -> Fixture {
    let fixture = Fixture::new(DRAFTS);
    fixture.write("broken.sayso", b"claim: \"\xe9\"\n");
    fixture
}

fn cache_files(cache: &Fixture) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache.root()).unwrap().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// A check with the cache has the same findings as one without it.
#[track_caller]
fn check(fixture: &Fixture, cache: &Fixture, arguments: &str) {
    for format in ["human", "json"] {
        let call = format!("check {arguments} --format {format}");
        let call = |more: &str| sayso(&format!("{call} {more}")).within(fixture);
        let expected = call("--no-cache").exits(1).out;
        let output = call("").keeping(cache).exits(1).out;
        assert_eq!(output, expected, "{arguments} {format}");
    }
}

#[test]
fn the_output_is_the_same_with_and_without() {
    let fixture = drafts();
    let cache = Fixture::new("");
    for arguments in [".", "desk", "names.sayso", "old desk/bridge.sayso", "."] {
        check(&fixture, &cache, arguments);
    }
    for format in formats() {
        let call = format!("check --format {format}");
        let without = sayso(&format!("{call} --no-cache")).within(&fixture);
        let first = sayso(&call).within(&fixture).keeping(&Fixture::new(""));
        let second = sayso(&call).within(&fixture).keeping(&cache);
        let expected = without.exits(1).out;
        assert_eq!(first.exits(1).out, expected, "{format}");
        assert_eq!(second.exits(1).out, expected, "{format}");
    }
}

#[test]
fn every_change_is_noticed() {
    let fixture = drafts();
    let cache = Fixture::new("");
    check(&fixture, &cache, ".");
    let text = fixture.text("desk/bridge.md").to_owned();
    fixture.write("desk/bridge.md", text.replace("unsafe", "insafe"));
    check(&fixture, &cache, ".");
    fixture.write("desk/lost.md", "It is here.\n");
    check(&fixture, &cache, "desk");
    let text = fixture.text("names.sayso").to_owned();
    fixture.write("names.sayso", text.replace("the-mayor", "mayor"));
    check(&fixture, &cache, ".");
    fixture.write("names.sayso", "# Moved\n".to_owned() + &text);
    check(&fixture, &cache, ".");
    fixture.write("names.sayso", text.replace("ines-varga", "varga"));
    check(&fixture, &cache, "desk/bridge.sayso");
    fs::remove_file(fixture.path("names.sayso")).unwrap();
    check(&fixture, &cache, ".");
    fixture.write("sayso.toml", "");
    check(&fixture, &cache, ".");
    fixture.write(".gitignore", "other.sayso\n");
    check(&fixture, &cache, ".");
    fixture.write("sayso.toml", "rules.uncovered-sentence = \"error\"\n");
    check(&fixture, &cache, ".");
}

/// Does what a program does that unpacks an archive.
#[test]
fn a_change_with_the_same_length_and_time_is_noticed() {
    let fixture = Fixture::new("claim ab: \"It holds\"\n");
    let cache = Fixture::new("");
    let path = fixture.path("draft.sayso");
    let then = fs::metadata(&path).unwrap().modified().unwrap();
    let call = || {
        sayso("check --format concise")
            .within(&fixture)
            .keeping(&cache)
    };
    assert!(call().exits(0).out.contains("`ab`"));
    fixture.write("draft.sayso", "claim xy: \"It holds\"\n");
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(then).unwrap();
    assert!(call().exits(0).out.contains("`xy`"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_elsewhere_is_noticed() {
    use std::os::unix::fs::symlink;
    let outside = Fixture::new("//- a.md\nIt holds.\n");
    let draft =
        "//- sayso.toml\n//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n//- b.md\nIt holds.\n";
    let fixture = Fixture::new(draft);
    let cache = Fixture::new("");
    let call = || {
        sayso("check --format concise")
            .within(&fixture)
            .keeping(&cache)
    };
    symlink(fixture.path("b.md"), fixture.path("a.md")).unwrap();
    assert!(call().exits(0).out.contains("uncovered-sentence"));
    fs::remove_file(fixture.path("a.md")).unwrap();
    symlink(outside.path("a.md"), fixture.path("a.md")).unwrap();
    assert!(call().exits(1).out.contains("outside the workspace"));
}

#[test]
fn a_damaged_cache_is_written_again() {
    let fixture = drafts();
    let cache = Fixture::new("");
    check(&fixture, &cache, ".");
    let files = cache_files(&cache);
    let [file] = &files[..] else {
        panic!("{files:?}")
    };
    let whole = fs::read(file).unwrap();
    let foreign = b"something else".to_vec();
    let cut = whole[..whole.len() / 2].to_vec();
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for broken in [foreign, cut, flipped, Vec::new()] {
        fs::write(file, &broken).unwrap();
        check(&fixture, &cache, ".");
        assert_eq!(cache_files(&cache), files);
        assert!(fs::read(file).unwrap().len() >= whole.len());
    }
    fs::remove_file(file).unwrap();
    fs::create_dir(file).unwrap();
    check(&fixture, &cache, ".");
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_cache_is_not_followed() {
    let fixture = drafts();
    let cache = Fixture::new("");
    check(&fixture, &cache, ".");
    let file = cache_files(&cache).remove(0);
    let target = fixture.path("kept");
    fs::rename(&file, &target).unwrap();
    let before = fs::read(&target).unwrap();
    std::os::unix::fs::symlink(&target, &file).unwrap();
    fixture.write("desk/other.sayso", "claim: \"Another\"\n");
    check(&fixture, &cache, ".");
    assert_eq!(fs::read(&target).unwrap(), before);
    assert!(!file.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn no_text_is_stored() {
    let fixture = drafts();
    let cache = Fixture::new("");
    check(&fixture, &cache, ".");
    let cached = fs::read(&cache_files(&cache)[0]).unwrap();
    let cached = String::from_utf8_lossy(&cached);
    assert!(cached.contains("missing-speaker"));
    for words in ["Clerk", "clerk of", "0123", "utterly", "unsafe", "The same"] {
        assert!(!cached.contains(words), "{words}");
    }
}

#[test]
fn concurrent_writers_do_not_interfere() {
    let fixture = drafts();
    let cache = Fixture::new("");
    let expected = sayso("check --no-cache").within(&fixture).exits(1).out;
    for _ in 0..4 {
        let calls: Vec<_> = (0..6)
            .map(|_| sayso("check").within(&fixture).keeping(&cache).starts())
            .collect();
        for call in calls {
            let output = call.wait_with_output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
        }
        // A later check cannot use their cache and writes it again.
        fixture.write("sayso.toml", "exclude = [\"old\"]\n# again\n");
    }
    assert_eq!(cache_files(&cache).len(), 1);
}

#[test]
fn a_killed_check_leaves_no_partial_cache() {
    let fixture = drafts();
    let expected = sayso("check --no-cache").within(&fixture).exits(1).out;
    let cache = Fixture::new("");
    for round in 0..20u32 {
        let call = sayso("check").within(&fixture).keeping(&cache);
        let mut killed = call.starts();
        // Somewhere between its start and its end.
        for _ in 0..round * 20 {
            std::thread::yield_now();
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        assert_eq!(call.exits(1).out, expected);
        cache_files(&cache)
            .iter()
            .for_each(|file| fs::remove_file(file).unwrap());
    }
}

#[test]
fn a_repository_cannot_contain_a_cache() {
    let fixture = Fixture::new(
        "//- .git/HEAD\n//- desk/sayso.toml\n//- desk/a.sayso\nclaim: opinion \"a\"\n",
    );
    sayso("check --cache-dir ../kept")
        .within_folder(&fixture, "desk")
        .exits(2)
        .complains(expect![[r#"
            error: the cache folder ../kept is inside the repository that is checked, where a change to the drafts could also change their cached findings: name a folder outside, or check with `--no-cache`
        "#]]);
    #[cfg(unix)]
    {
        let elsewhere = Fixture::new("");
        let link = elsewhere.path("link");
        std::os::unix::fs::symlink(fixture.path("desk"), &link).unwrap();
        let call = sayso("check").within_folder(&fixture, "desk");
        call.with("SAYSO_CACHE_DIR", link.join("kept")).exits(2);
    }
    assert!(!fixture.path("kept").exists());
    sayso("check --cache-dir ../kept --no-cache")
        .within_folder(&fixture, "desk")
        .exits(0);
}

/// If the whole home folder is in Git, the user's caches are in the workspace.
#[test]
fn nothing_is_stored_in_the_workspace_by_default() {
    let fixture = Fixture::new("//- .git/HEAD\n//- a.sayso\nclaim: opinion \"a\"\n");
    let home = |call: super::call::Call, home: &Path| {
        let call = call.without("SAYSO_CACHE_DIR").without("XDG_CACHE_HOME");
        call.with("HOME", home).with("LOCALAPPDATA", home)
    };
    home(sayso("check").within(&fixture), fixture.root()).exits(0);
    assert_eq!(fs::read_dir(fixture.root()).unwrap().count(), 2);
    let elsewhere = Fixture::new("");
    home(sayso("check").within(&fixture), elsewhere.root()).exits(0);
    assert_eq!(fs::read_dir(elsewhere.root()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_created_is_reported() {
    let fixture = Fixture::new("claim: opinion \"a\"\n");
    let elsewhere = Fixture::new("//- file\n");
    let call = sayso("check").within(&fixture);
    let output = call
        .with("SAYSO_CACHE_DIR", elsewhere.path("file/kept"))
        .exits(2);
    assert!(
        output.err.contains("cannot create the cache folder"),
        "{}",
        output.err
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new("claim: opinion \"a\"\n");
    let cache = Fixture::new("");
    let folder = cache.path("deep/kept");
    let call = sayso("check").within(&fixture);
    call.with("SAYSO_CACHE_DIR", folder.clone()).exits(0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
    assert_eq!(mode(&folder), 0);
    let file = fs::read_dir(&folder).unwrap().flatten().next().unwrap();
    assert_eq!(mode(&file.path()), 0);
}

#[test]
fn recently_used_caches_stay_longest() {
    let fixture = Fixture::new("claim: opinion \"a\"\n");
    let cache = Fixture::new("");
    let call = || sayso("check").within(&fixture).keeping(&cache);
    call().exits(0);
    let file = cache_files(&cache).remove(0);
    let opened = fs::File::options().append(true).open(&file).unwrap();
    opened.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    call().exits(0);
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    assert!(modified > SystemTime::UNIX_EPOCH);
}
