//! `sayso sign`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;

use super::arguments::SignArguments;
use super::exposed_words::Hushed;
use super::output;
use super::printable;
use super::rewrite::{rewrite, target_of};
use super::targets::Targets;
use crate::model::edtf;
use crate::rules::{Analysis, CannotSign, FileEdits, analyse, located, nearest, sign_off};
use crate::signoff::{Signer, Standing, today};
use crate::workspace::{ArticleText, DeclarationId, File, FileId, Workspace, disk};

pub fn run(arguments: &SignArguments) -> Result<ExitCode> {
    let signer = signer_of(arguments)?;
    let named = arguments.claims.iter();
    let named: Vec<Named> = named
        .map(|claim| Named::read(claim, arguments.all))
        .collect::<Result<_>>()?;
    let paths: Vec<PathBuf> = named.iter().map(Named::path).collect();
    let targets = Targets::of(&paths)?;
    let desk = Desk::of(&targets, signer);
    let mut claims = Vec::new();
    for named in &named {
        for claim in desk.claims(named)? {
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }
    let signed = desk.sign(&claims);
    if !signed.refused.is_empty() {
        for refused in &signed.refused {
            anstream::eprintln!("\x1b[1;31merror\x1b[0m: {}", printable(refused));
        }
        anstream::eprintln!("nothing was signed");
        return Ok(ExitCode::FAILURE);
    }
    for path in signed.drafts.keys() {
        target_of(&targets.roots, path)?;
    }
    for (path, text) in &signed.drafts {
        rewrite(&targets.roots, path, text)?;
    }
    output::print(&signed.told())?;
    Ok(ExitCode::SUCCESS)
}

fn signer_of(arguments: &SignArguments) -> Result<Signer> {
    let date = arguments.date.as_deref().map_or_else(|| Ok(today()), day)?;
    Signer::of(&arguments.by, date).with_context(|| {
        format!(
            "`{}` cannot stand behind `by`: give a name, or `@name` for an entity",
            arguments.by
        )
    })
}

fn day(text: &str) -> Result<Date> {
    let day = edtf::days(text).and_then(|days| days.day());
    day.with_context(|| format!("`{text}` is no day: write it like 2026-01-09"))
}

/// What an argument names.
enum Named {
    /// The claim of that name, wherever it is.
    Claim(String),
    InDraft(PathBuf, String),
    AtLine(PathBuf, usize),
    All(PathBuf),
}

impl Named {
    fn read(argument: &str, all: bool) -> Result<Named> {
        let draft = |path: &str| disk::is_sayso(Path::new(path)).then(|| PathBuf::from(path));
        if let Some(path) = draft(argument) {
            return match all {
                true => Ok(Named::All(path)),
                false => bail!(
                    "{argument} is a draft: name a claim in it ({argument}#name or {argument}:LINE), or sign all of them with --all"
                ),
            };
        }
        let parted = |mark| {
            let (path, rest) = argument.rsplit_once(mark)?;
            Some((draft(path)?, rest))
        };
        if let Some((path, name)) = parted('#') {
            return Ok(Named::InDraft(path, without_sigil(name)));
        }
        match parted(':') {
            Some((path, line)) => match line.parse() {
                Ok(line) => Ok(Named::AtLine(path, line)),
                Err(_) => bail!("`{line}` is no line: write it like {}:31", path.display()),
            },
            None => Ok(Named::Claim(without_sigil(argument))),
        }
    }

    /// Where to look for it.
    fn path(&self) -> PathBuf {
        match self {
            Named::Claim(_) => ".".into(),
            Named::InDraft(path, _) | Named::AtLine(path, _) | Named::All(path) => path.clone(),
        }
    }
}

fn without_sigil(name: &str) -> String {
    name.strip_prefix('@').unwrap_or(name).to_owned()
}

type Claim = (FileId, DeclarationId);

/// The drafts, and who signs in them.
struct Desk<'a> {
    targets: &'a Targets,
    workspace: Workspace,
    signer: Signer,
    folder: PathBuf,
}

impl Desk<'_> {
    fn of(targets: &Targets, signer: Signer) -> Desk<'_> {
        let mut workspace = Workspace::new(targets.roots.clone());
        workspace.configurations = targets.configurations.clone();
        let loaded = disk::load(&targets.workspace, || {});
        workspace.fill(loaded.into_iter().flatten());
        Desk {
            targets,
            workspace,
            signer,
            folder: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// The claims that the argument means.
    fn claims(&self, named: &Named) -> Result<Vec<Claim>> {
        match named {
            Named::Claim(name) => Ok(vec![self.named(name)?]),
            Named::InDraft(path, name) => {
                let (id, file) = self.file(path)?;
                let claim = claims_in(file).find(|(_, known)| *known == Some(name));
                let (claim, _) = claim.ok_or_else(|| unknown(name, &[file]))?;
                Ok(vec![(id, claim)])
            }
            Named::AtLine(path, line) => {
                let (id, file) = self.file(path)?;
                let claim = claim_at(file, *line).with_context(|| {
                    format!("no claim stands on line {line} of {}", path.display())
                })?;
                Ok(vec![(id, claim)])
            }
            Named::All(path) => {
                let (id, file) = self.file(path)?;
                let analysis = self.analysis(id, file);
                let claims = claims_in(file).map(|(claim, _)| claim);
                let unsigned = claims.filter(|claim| !self.is_signed(&analysis, file, *claim));
                Ok(unsigned.map(|claim| (id, claim)).collect())
            }
        }
    }

    fn file(&self, path: &Path) -> Result<(FileId, &File)> {
        let absolute = std::path::absolute(path)?;
        let absolute = crate::workspace::paths::normalized(&absolute).unwrap_or(absolute);
        let id = self.workspace.id_of(&absolute);
        let file = id.and_then(|id| Some((id, &**self.workspace.file(id)?)));
        file.ok_or_else(|| match disk::read(&absolute) {
            Err(problem) => anyhow!("{} {problem}", path.display()),
            Ok(_) => anyhow!("{} cannot be read", path.display()),
        })
    }

    /// The one claim of that name in the drafts below.
    fn named(&self, name: &str) -> Result<Claim> {
        let ids = self.targets.files.iter();
        let files = ids.filter_map(|path| self.workspace.id_of(path));
        let files = files.filter_map(|id| Some((id, &**self.workspace.file(id)?)));
        let files: Vec<(FileId, &File)> = files.collect();
        let mut found = Vec::new();
        for (id, file) in &files {
            let claims = claims_in(file).filter(|(_, known)| *known == Some(name));
            found.extend(claims.map(|(claim, _)| (*id, *file, claim)));
        }
        match &found[..] {
            [] => {
                let files: Vec<&File> = files.into_iter().map(|(_, file)| file).collect();
                Err(unknown(name, &files))
            }
            [(id, _, claim)] => Ok((*id, *claim)),
            _ => {
                let places = found.iter().map(|(_, file, claim)| {
                    let line = file.get(*claim).map_or(0, |(start, _)| start.line) + 1;
                    format!("{}:{line}", self.shown(&file.path))
                });
                let places: Vec<String> = places.collect();
                bail!(
                    "several claims are called `{name}`: say which one, {}",
                    places.join(" or ")
                )
            }
        }
    }

    /// Whether the signer's whole seal is on the claim.
    fn is_signed(&self, analysis: &Analysis, file: &File, claim: DeclarationId) -> bool {
        let signed = file
            .get(claim)
            .and_then(|(_, slot)| sign_off(&self.workspace, analysis, slot, &self.signer).ok());
        signed.is_some_and(|signed| signed.earlier == Some(Standing::Whole))
    }

    fn analysis(&self, id: FileId, file: &File) -> Analysis {
        let workspace = &self.workspace;
        let read = |path: &Path| disk::read_article(&workspace.roots, path);
        let article = ArticleText::of(file, &workspace.roots, None, &read);
        analyse(workspace, id, article)
    }

    fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.display().to_string()
    }

    /// Signs the claims in memory, file by file.
    fn sign(&self, claims: &[Claim]) -> Signed {
        let mut by_file: BTreeMap<FileId, Vec<DeclarationId>> = BTreeMap::new();
        for (file, claim) in claims {
            by_file.entry(*file).or_default().push(*claim);
        }
        let mut signed = Signed::default();
        for (id, claims) in by_file {
            let Some(file) = self.workspace.file(id) else {
                continue;
            };
            let analysis = self.analysis(id, file);
            let article = analysis.article().map(|article| &**article);
            let hushed = Hushed::of(&self.workspace, &analysis);
            let mut edits = Vec::new();
            for claim in claims {
                let Some((start, slot)) = file.get(claim) else {
                    continue;
                };
                let name = slot.segment.item.as_ref().and_then(|item| item.name());
                let called = name.map_or("this claim".to_owned(), |name| format!("`{name}`"));
                let place = format!("{}:{}", self.shown(&file.path), start.line + 1);
                match sign_off(&self.workspace, &analysis, slot, &self.signer) {
                    Ok(sign_off) => {
                        edits.extend(sign_off.edits);
                        signed.claims.push(format!("{place}: {called}"));
                    }
                    Err(why) => {
                        let why = match hushed.hides(&why.to_string()) {
                            true => CannotSign::Errors(vec!["an editor shows what".to_owned()]),
                            false => why,
                        };
                        signed.refused.push(refusal(&place, &called, &why));
                    }
                }
            }
            let located = located(&self.workspace, article, &edits).unwrap_or_default();
            for FileEdits { path, edits } in located {
                let mut text = file.text().to_string();
                for (range, replacement) in edits.iter().rev() {
                    text.replace_range(range.clone(), replacement);
                }
                signed.drafts.insert(path.to_path_buf(), text);
            }
        }
        signed
    }
}

fn refusal(place: &str, called: &str, why: &CannotSign) -> String {
    match why {
        CannotSign::Errors(_) => {
            format!("{place}: {called} cannot be signed before this is mended: {why}")
        }
        _ => format!("{place}: {called} cannot be signed: {why}"),
    }
}

/// What was signed, and what was not.
#[derive(Default)]
struct Signed {
    /// Each claim with its place.
    claims: Vec<String>,
    refused: Vec<String>,
    /// The new text of each draft.
    drafts: BTreeMap<PathBuf, String>,
}

impl Signed {
    fn told(&self) -> String {
        let lines = self.claims.iter();
        let lines: String = lines
            .map(|claim| format!("{}\n", printable(claim)))
            .collect();
        match self.claims.len() {
            0 => "there is nothing left to sign\n".to_owned(),
            1 => format!("{lines}1 claim signed\n"),
            many => format!("{lines}{many} claims signed\n"),
        }
    }
}

/// The claims of a file with their names.
fn claims_in(file: &File) -> impl Iterator<Item = (DeclarationId, Option<&str>)> {
    let claims = file.items().filter(|(_, _, item)| item.claim().is_some());
    claims.map(|(id, _, item)| (id, item.name().map(|name| name.as_str())))
}

/// The claim that holds the line, which counts from 1. The blank lines below it are not its own.
fn claim_at(file: &File, line: usize) -> Option<DeclarationId> {
    let line = line.checked_sub(1)?;
    let mut placed = file.placed();
    let (start, slot) = placed.find(|(start, slot)| {
        (start.line..start.line + slot.lines.max(1) as usize).contains(&line)
    })?;
    let item = slot.segment.item.as_ref()?;
    let lines = slot.segment.text.trim_end().matches('\n').count();
    (item.claim().is_some() && line <= start.line + lines).then_some(slot.id)
}

fn unknown(name: &str, files: &[&File]) -> anyhow::Error {
    let names = files.iter().flat_map(|file| claims_in(file));
    let near = nearest(name, names.filter_map(|(_, name)| name));
    match near.first() {
        Some(near) => anyhow!("no claim is called `{name}` here: did you mean `{near}`?"),
        None => {
            anyhow!("no claim is called `{name}` here: name it by its line, as in draft.sayso:31")
        }
    }
}
