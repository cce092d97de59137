//! Hidden files, such as those in `.git`, are never read, and links lead nowhere else.

use super::sayso;
use crate::fixture::Fixture;

/// What nobody may see.
const SECRET: &str = "s3cr3t";

/// A repository whose settings contain a password, with a draft in it.
fn repository(draft: &str) -> Fixture {
    let fixture = Fixture::new("//- sayso.toml\n//- sub/a.md\nIt is so.\n");
    fixture.write(
        ".git/config",
        format!("[remote \"origin\"]\n\turl = https://deploy:{SECRET}@example.org/x.git\n"),
    );
    fixture.write("draft.sayso", draft);
    fixture
}

/// What all commands that read articles print.
fn printed(fixture: &Fixture) -> String {
    let commands = [
        "check --no-cache",
        "check --no-cache --format json",
        "check --diff",
        "status",
        "status --format json",
        "sign draft.sayso --all --by A",
    ];
    let printed = commands.map(|command| sayso(command).within(fixture).says());
    printed.concat()
}

#[test]
fn an_article_is_never_a_hidden_file() {
    for path in [
        ".git/config",
        "./.git/config",
        "sub/../.git/config",
        "sub/.././.git//config",
        ".GIT/config",
        "git~1/config",
        ".git\\\\config",
        "sub\\\\..\\\\.git\\\\config",
    ] {
        let draft = format!("article \"A\"\n  text: \"{path}\"\n\nclaim: opinion \"It is so\"\n");
        let fixture = repository(&draft);
        let printed = printed(&fixture);
        assert!(
            printed.contains("is hidden, and hidden files are never read"),
            "{path}: {printed}"
        );
        assert!(!printed.contains(SECRET), "{path}: {printed}");
    }
    // No hidden file, and none that exists.
    let fixture = repository("article \"A\"\n  text: \"%2egit/config\"\n");
    assert!(!printed(&fixture).contains(SECRET));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_hidden_file_is_not_followed() {
    use std::os::unix::fs::symlink;
    let draft = "article \"A\"\n  text: \"sub/link.md\"\n\nclaim: opinion \"It is so\"\n";
    let fixture = repository(draft);
    symlink("../.git/config", fixture.path("sub/link.md")).unwrap();
    symlink(".git", fixture.path("git")).unwrap();
    symlink(".git/config", fixture.path("b.sayso")).unwrap();
    let through_file = printed(&fixture);
    assert!(through_file.contains("is hidden"), "{through_file}");
    fixture.write("draft.sayso", draft.replace("sub/link.md", "git/config"));
    let through_folder = printed(&fixture);
    assert!(through_folder.contains("is hidden"), "{through_folder}");
    let mut all = through_file + &through_folder;
    for command in ["check", "status", "fmt --diff", "sign --all --by A"] {
        for path in ["b.sayso", "git"] {
            let call = sayso(command).and(path);
            all += &call.within(&fixture).says();
        }
    }
    assert!(!all.contains(SECRET), "{all}");
}

#[test]
fn registries_are_never_hidden() {
    let fixture = repository("claim: opinion \"It is so\"\n");
    fixture.write(
        "sayso.toml",
        "registries = [\"**\", \".git\", \".git/*.sayso\"]\n",
    );
    fixture.write(".git/a.sayso", format!("claim: \"{SECRET}\"\n"));
    fixture.write("sub/.hidden/a.sayso", format!("claim: \"{SECRET}\"\n"));
    let output = sayso("check").within(&fixture).exits(0).out;
    assert!(output.ends_with("nothing found in 1 file\n"), "{output}");
}

#[cfg(unix)]
#[test]
fn no_command_follows_links_out_of_the_workspace() {
    use std::os::unix::fs::symlink;
    let draft = format!("claim c: \"{SECRET}\"\n");
    for has_own_settings in [false, true] {
        let outside = Fixture::new("");
        outside.write("x.sayso", &draft);
        if has_own_settings {
            outside.write("sayso.toml", "");
        }
        let fixture = repository("claim: opinion \"It is so\"\n");
        symlink(outside.path("x.sayso"), fixture.path("link.sayso")).unwrap();
        symlink(outside.root(), fixture.path("folder")).unwrap();
        for path in ["link.sayso", "folder/x.sayso", "folder", "sub/../folder"] {
            for command in ["check", "status", "fmt --diff"] {
                let call = sayso(command).and(path).within(&fixture).exits(2);
                let why = "is a link that leads out of the workspace: name the file or folder";
                assert!(call.err.contains(why), "{command} {path}: {}", call.err);
                assert_eq!(call.out, "");
            }
        }
        for claim in ["link.sayso#c", "folder/x.sayso#c", "folder/x.sayso:1"] {
            let call = sayso(&format!("sign {claim} --by X")).within(&fixture);
            let call = call.exits(2);
            assert!(!call.err.contains(SECRET), "{}", call.err);
        }
        let read = std::fs::read_to_string(outside.path("x.sayso")).unwrap();
        assert_eq!(read, draft);
        // The folder of a draft from standard input counts as well.
        let call = sayso("check - --stdin-path folder/y.sayso").within(&fixture);
        call.reading("article \"A\"\n  text: \"x.sayso\"\n")
            .exits(2);
    }
}
