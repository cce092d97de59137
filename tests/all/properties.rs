//! A workspace after any changes equals a new workspace with the same files: its index, and the findings
//! in every file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use sayso::rules::Analysis;
use sayso::text::Digest;
use sayso::workspace::{Change, EntityKey, File, FileId, Place, Views, Workspace, entity_keys};

use crate::world::{ROOT, Texts, analysis_of, findings, read_article, workspace_of};

const PATHS: [&str; 5] = [
    "a.sayso",
    "b.sayso",
    "c.sayso",
    "desk/a.sayso",
    "article.md",
];
const NAMES: [&str; 4] = ["ana", "bea", "a", "b"];

/// Its seals are unbroken if `@a` is the wire story "Ana" and `@ana` the person.
const SIGNED: &str = "claim: \"Nobody spoke.\"\n  said-by: @ana\n  source: @a\n  checked: 2026-01-08 by @ana seal 551e-1021-9401-4a75, 2026-01-08 by \"Bea\" seal 551e-1021-9401\n";

fn declaration() -> impl Strategy<Value = String> {
    let name = || select(&NAMES[..]);
    let title = select(
        &[
            "Ana",
            "Bea",
            "One was freed",
            "Nobody spoke.",
            "freed",
            "The 2 of them",
            "the 2 of them left last month",
            "Ana Beaton",
            "Mayor Ána and Ana Beaten",
            "Officials called it “a great big mess”",
        ][..],
    );
    let reference = prop_oneof![
        4 => name().prop_map(|name| format!("@{name}")),
        1 => (select(&["a", "b", "c"][..]), name()).prop_map(|(file, name)| format!("@{file}/{name}")),
        1 => Just("@".to_owned()),
    ];
    let field = prop_oneof![
        3 => (select(&["source", "about", "said-by", "by", "derived-from", "context"][..]), reference.clone())
            .prop_map(|(field, to)| format!("  {field}: {to}\n")),
        2 => (select(&["source", "derived-from", "contradicted-by", "publisher"][..]), reference.clone(),
            select(&["", " primary", " secondary", ", @bea", ", @a"][..]))
            .prop_map(|(field, to, rest)| format!("  {field}: {to}{rest}\n")),
        1 => reference.prop_map(|to| format!("  note: \"see {to}\"\n")),
        1 => allowed().prop_map(|rule| format!("  allow: {rule} \"x\"\n")),
        1 => select(&[
            "  wikidata: Q1\n", "  wikidata: Q2\n", "  aka: \"Bea\"\n", "  confidential: yes\n",
            "  contact: \"x\"\n", "  text: \"article.md\"\n", "  language: es\n", "  prefix: \"It\"\n",
            "  terms: off-record\n", "  terms: background\n", "  described-as: \"Ana\"\n", "  died: 1990\n",
            "  reply: @ana declined\n", "  value: 2\n", "  born: 1971-08-14\n", "  value: 3\n", "  value: 2025-12\n",
            "  source: @ana \"dos de ellos\"\n", "  source: @ana \"3 of them\"\n", "  published: 2026-01-08\n", "  embargo: 2026-01-09\n", "  status: ready\n",
            "  checked: 2026-01-08 by \"Ana\"\n", "  checked: 2026-01-08 by @bea seal 7f3a-9c1e-05d2\n", "  byline: @ana\n",
            "  byline: \"Bea\"\n", "  status: published\n", "  asserts: so\n", "  issued: 2026-01-08\n",
            "  issued: 2026-01\n", "  issued: 2026-05\n", "  event: 2026-06\n", "  updated: 2026-02\n",
            "  retracted: 2026-03 \"x\"\n", "  retracted: 2026-03 \"x\"\n", "  url: https://a.example.org\n",
            "  archived: https://b.example.org\n", "  publisher: \"Wikipedia\"\n", "  aka: \"Wikipedia\"\n",
            "  verdict: confirmed\n",
            "  source: @a \"a great bad mess\"\n", "  source: @bea\n  said-by: @ana\n", "  publisher: @ana\n",
            "  aka: \"Ana Beaton\"\n", "  role: \"mayor\" 2020/2021\n",
            "  isued: 2026\n", "  note \"x\"\n", "\n", "# x\n", "  confidental: yes\n", "confidential: yes\n",
            "  # confidential: yes\n", "# confidential: yes\n", "# x\n  confidential: yes\n", "  by: \"Wire\"\n", "  by: @ana\n", "  verdict:\n",
        ][..]).prop_map(str::to_owned),
    ];
    let headline = prop_oneof![
        3 => (name(), select(&["person", "place"][..]), title.clone())
            .prop_map(|(name, kind, title)| format!("entity {name}: {kind} \"{title}\"\n")),
        3 => (name(), select(&["wire", "report", "broadcast", "press-release"][..]), title.clone())
            .prop_map(|(name, kind, title)| format!("source {name}: {kind} \"{title}\"\n")),
        4 => (name(), select(&["", " fact", " quote", " allegation", " opinion"][..]), title)
            .prop_map(|(name, kind, title)| format!("claim {name}:{kind} \"{title}\"\n")),
        3 => select(&["source s: interview \"Interview with Ana Beaton\"\n  confidential: yes\n",
            "source s: interview \"Call, Bea\"\n  confidential: yes\n", "source ana-beaton: email \"T\"\n  confidential: yes\n",
            "source s: email \"T\"\n  note: \"see @ana\"\n  confidential: yes\n", "entity a: person \"Ana Beaton\"\n", "entity b: person \"Ida Beaton\"\n  aka: \"Beaten\"\n", "source s: email \"Ana, Mayor of Bea\"\n  confidential: yes\n",
            "entity ana: person \"Ana Beaton\"\n  aka: \"Nobody\"\n", "entity bea: place \"Bea\"\n"][..]).prop_map(str::to_owned),
        2 => select(&["source s: interview \"Bea\"\n  confidential: yes\n", "source s: email \"T\"\n  by: @ana\n  confidential: yes\n",
            "claim:\n  context: @s\n",
            "claim v: quote \"It is over.\"\n  said-by: @bea\n", "claim w: quote \"One was freed\"\n  said-by: @ana\n",
            "claim x: \"3 of them\"\n  about: @ana\n  source: @a\n", "claim y: \"4 of them\"\n  about: @ana\n  source: @a\n",
            "claim z: \"Ana, 42, came\"\n", "entity ana: person \"Ana\"\n  born: 1971-08-14\n", SIGNED, "entity ana: person \"Ana\"\n", "source a: wire \"Ana\"\n"][..]).prop_map(str::to_owned),
        2 => allowed().prop_map(|rule| format!("# sayso: allow {rule} \"x\"\n")),
        4 => select(&["claim q: quote \"Officials called it “a great big mess”\"\n  said-by: @ana\n  source: @a \"a great bad mess\"\n",
            "claim d: opinion \"saw 3 of them\"\n  source: @a\n", "claim e: transition \"left\"\n  about: @ana\n", "claim f: \"said\"\n  said-by: @bea\n",
            "claim p: \"Officials called it “a great big mess”\"\n  said-by: @bea\n  source: @a\n", "source a: interview \"I\"\n  by: @ana\n",
            "source a: wire \"W\"\n  language: es\n  publisher: @ana\n", "entity ana: person \"Ana\"\n  role: \"mayor\" 2020/2021\n",
            "entity bea: person \"Bea\"\n  aka: \"Ana\"\n", "claim m: \"Mayor Ána and Ana Beaten\"\n  about: @ana, @bea\n"][..]).prop_map(str::to_owned),
        1 => select(&["article \"A\"\n", "text\n  One was freed. Nobody spoke. Ana and Bea saw the 2 of them.\n",
            "clam a\n", "claim ", "entity\n"][..]).prop_map(str::to_owned),
    ];
    (headline, prop::collection::vec(field, 0..4))
        .prop_map(|(headline, fields)| headline + &fields.concat())
}

/// Rules of all kinds, and names that are not rules.
fn allowed() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "uncovered-sentence",
            "uncovered-detail",
            "unsourced-claim",
            "unused-entity",
            "unused-source",
            "unresolved-reference",
            "anchor-not-found",
            "duplicate-entity",
            "missing-field",
            "vague-attribution",
            "name-variant",
            "wrong-speaker",
            "confidential-exposed",
            "unused-allow",
            "zzz",
        ][..],
    )
}

pub fn file() -> impl Strategy<Value = String> {
    let head = select(
        &[
            "",
            "article \"A\"\n  text: \"article.md\"\n",
            "article \"A\"\n  published: 2026-01-08\n\ntext\n  Ana, 42, came. Bea saw 3 of them, and Ana 4 of them.\n\n",
            "article \"A\"\n  published: 2026\n  text: \"article.md\"\n",
            "article \"A\"\n  status: checking\n  text: \"article.md\"\n",
            "article \"A\"\n  language: de\n  status: ready\n  text: \"article.md\"\n",
            "article \"A\"\n  status: ready\n\ntext\n  Mayor Ána and Ana Beaten left. Then Bea, Ana and Beaton saw 3 of them in May. “It is a great big mess”, said Ana.\n\n",
            "article \"Ana Beaten left\"\n\ntext\n  Ana Beaton said: “It is over. Nobody spoke.” Mr Beaten and Beaton left.\n\n  “One was freed,” Bea said.\n\n",
            "article \"A\"\n\ntext\n  One was freed. Nobody spoke. It was Ana, of the 2 of them.\n\n  One was freed. Mayor Ána and Ana Beaten left. Officials called it “a great big mess”.\n\n  Officials called it “a great big mess”!\n\n",
        ][..],
    );
    (head, prop::collection::vec(declaration(), 0..6))
        .prop_map(|(head, declarations)| head.to_owned() + &declarations.concat())
}

#[derive(Clone, Debug)]
enum Step {
    /// Replaces bytes of the file at this index of the list with a text.
    Edit(Index, Index, usize, String),
    Insert(&'static str, String),
    Remove(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let snippet = prop_oneof![
        2 => declaration(),
        3 => "[ab @:\"\n]{0,3}",
        1 => select(&["  ", "\n", "ana", "Q1", "\nclaim x", "text\n  One was freed.\n", "#"][..]).prop_map(str::to_owned),
        2 => Just(String::new()),
    ];
    prop_oneof![
        8 => (any::<Index>(), any::<Index>(), prop_oneof![0usize..4, 0usize..60], snippet)
            .prop_map(|(file, at, length, text)| Step::Edit(file, at, length, text)),
        1 => (select(&PATHS[..4]), file()).prop_map(|(path, text)| Step::Insert(path, text)),
        1 => any::<Index>().prop_map(Step::Remove),
    ]
}

/// A workspace that is changed in place, with the findings of every file.
pub struct Updated {
    pub texts: Texts,
    workspace: Workspace,
    analyses: BTreeMap<FileId, Analysis>,
}

impl Updated {
    pub fn new(texts: Texts) -> Updated {
        let workspace = workspace_of(&texts);
        let ids = workspace.files().map(|(id, _)| id);
        let analyses = ids.map(|id| (id, analysis_of(&workspace, id))).collect();
        Updated {
            texts,
            workspace,
            analyses,
        }
    }

    fn path(&self, at: &Index) -> Option<PathBuf> {
        let drafts: Vec<&PathBuf> = self
            .texts
            .keys()
            .filter(|path| !path.ends_with("article.md"))
            .collect();
        (!drafts.is_empty()).then(|| drafts[at.index(drafts.len())].clone())
    }

    fn take(&mut self, step: &Step) {
        let change = match step {
            Step::Edit(file, at, length, text) => self.edit(file, at, *length, text),
            Step::Insert(path, text) => {
                let path = Path::new(ROOT).join(path);
                self.texts.insert(path.clone(), text.clone());
                Some(self.workspace.insert(File::new(&path, text)))
            }
            Step::Remove(file) => self.path(file).and_then(|path| {
                self.texts.remove(&path);
                self.workspace.remove(&path)
            }),
        };
        if let Some(change) = change {
            self.follow(&change);
        }
    }

    fn edit(
        &mut self,
        file: &Index,
        at: &Index,
        length: usize,
        replacement: &str,
    ) -> Option<Change> {
        let path = self.path(file)?;
        let id = self.workspace.id_of(&path)?;
        let text = self.texts.get_mut(&path)?;
        let mut start = at.index(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.replace_range(start..end, replacement);
        Some(self.workspace.edit(id, start..end, replacement))
    }

    /// Replaces bytes of one file, and updates all findings.
    pub fn edit_at(&mut self, path: &Path, range: Range<usize>, replacement: &str) {
        if let Some(text) = self.texts.get_mut(path)
            && let Some(id) = self.workspace.id_of(path)
        {
            text.replace_range(range.clone(), replacement);
            let change = self.workspace.edit(id, range, replacement);
            self.follow(&change);
        }
    }

    fn follow(&mut self, change: &Change) {
        let ids: Vec<FileId> = self.workspace.files().map(|(id, _)| id).collect();
        self.analyses.retain(|id, _| ids.contains(id));
        for id in ids {
            read_article(&mut self.workspace, id, &self.texts);
            let article = self.workspace.article(id).cloned();
            match self.analyses.get_mut(&id) {
                Some(analysis) => {
                    analysis.update(&self.workspace, article, change);
                }
                None => {
                    self.analyses.insert(id, analysis_of(&self.workspace, id));
                }
            }
        }
    }

    /// Each file's view of the others.
    fn views(&self) -> BTreeMap<PathBuf, Option<Digest>> {
        let views = Views::of(&self.workspace);
        let files = self.workspace.files();
        files
            .map(|(id, file)| (file.path.to_path_buf(), views.view(id)))
            .collect()
    }

    pub fn reported(&self) -> BTreeMap<PathBuf, Vec<String>> {
        let reports = |(id, analysis): (&FileId, &Analysis)| {
            let path = self.workspace.file(*id).expect("a file").path.to_path_buf();
            (path, reported(&self.workspace, analysis))
        };
        self.analyses.iter().map(reports).collect()
    }
}

/// Every finding with its absolute places, its rule and its message.
fn reported(workspace: &Workspace, analysis: &Analysis) -> Vec<String> {
    let article = analysis.article().map(|article| &**article);
    let place = |place: Place| match place.location(workspace, article) {
        Some(location) => format!("{}:{:?}", location.path.display(), location.range),
        None => "nowhere".to_owned(),
    };
    let mut all: Vec<String> = findings(workspace, analysis)
        .iter()
        .map(|finding| {
            let related: Vec<String> = finding
                .related
                .iter()
                .map(|related| format!("{} {}", place(related.place), related.message))
                .collect();
            format!(
                "{} {} {:?} {} {related:?}",
                place(finding.place),
                finding.rule.name,
                finding.severity,
                finding.message
            )
        })
        .collect();
    all.sort();
    all
}

/// What the index contains about every name and entity, with paths instead of numbers.
fn indexed(workspace: &Workspace) -> Vec<String> {
    let path = |id: &FileId| {
        workspace
            .file(*id)
            .map(|file| file.path.display().to_string())
    };
    let paths = |ids: &[FileId]| {
        let mut all: Vec<_> = ids.iter().map(path).collect();
        all.sort();
        all
    };
    let index = &workspace.index;
    let mut out = Vec::new();
    let mut names: Vec<String> = workspace.names().map(ToString::to_string).collect();
    names.sort();
    out.push(format!("{names:?}"));
    for name in names.iter().map(String::as_str).chain(NAMES) {
        out.push(format!(
            "{name} {:?} {:?}",
            paths(index.declaring(name)),
            paths(index.referring(name))
        ));
    }
    for stem in ["a", "b", "c"] {
        out.push(format!("{stem} {:?}", paths(index.with_stem(stem))));
    }
    let items = workspace
        .files()
        .flat_map(|(_, file)| file.items().map(|(_, _, item)| item));
    let mut keys: Vec<EntityKey> = items.flat_map(entity_keys).collect();
    keys.extend(["Q1", "Q2"].map(|id| EntityKey::Wikidata(id.into())));
    for key in keys {
        let mut same: Vec<String> = index
            .entities(&key)
            .iter()
            .map(|(file, id)| {
                let start = workspace
                    .file(*file)
                    .and_then(|file| Some(file.get(*id)?.0.byte));
                format!("{:?} {start:?}", path(file))
            })
            .collect();
        same.sort();
        out.push(format!("{key:?} {same:?}"));
    }
    out.sort();
    out
}

/// The files by their paths, with an article.
fn world_of(files: Vec<String>) -> Texts {
    let paths = PATHS.iter().map(|path| Path::new(ROOT).join(path));
    let mut texts: Texts = paths.zip(files).collect();
    texts.insert(
        Path::new(ROOT).join("article.md"),
        "# Freed\n\nOne was *freed*. Nobody spoke. Ana met Bea, and the 2 of them left last month. Mayor Ána and Ana Beaten stayed. Officials called it “a great big mess”.\n"
            .to_owned(),
    );
    texts
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_updated_workspace_equals_a_fresh_one(
        files in prop::collection::vec(file(), 2..5),
        steps in prop::collection::vec(step(), 1..6),
    ) {
        let mut updated = Updated::new(world_of(files));
        for step in &steps {
            updated.take(step);
            let fresh = Updated::new(updated.texts.clone());
            prop_assert_eq!(indexed(&updated.workspace), indexed(&fresh.workspace), "{:?}", step);
            prop_assert_eq!(updated.reported(), fresh.reported(), "{:?} gave {:#?}", step, &updated.texts);
        }
    }

    /// Cached findings stay valid as long as the view is the same, unless a finding shows a place in a file
    /// that changed.
    #[test]
    fn findings_depend_on_the_file_its_article_and_its_view(
        files in prop::collection::vec(file(), 2..5),
        steps in prop::collection::vec(step(), 1..6),
    ) {
        let mut updated = Updated::new(world_of(files));
        for step in &steps {
            let before = updated.texts.clone();
            let (found, views) = (updated.reported(), updated.views());
            updated.take(step);
            updated = Updated::new(updated.texts);
            let now = updated.views();
            let is_same = |path: &Path| before.get(path) == updated.texts.get(path);
            for (path, reported) in updated.reported() {
                let shows = |line: &String| {
                    before.keys().any(|path| !is_same(path) && line.contains(&format!("{}:", path.display())))
                };
                let known = found.get(&path).filter(|_| is_same(&path) && views[&path] == now[&path]);
                if let Some(known) = known.filter(|known| !known.iter().any(shows)) {
                    prop_assert_eq!(known, &reported, "{:?} of {} gave {:#?}", step, path.display(), &updated.texts);
                }
            }
        }
    }
}
