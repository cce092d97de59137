//! `sayso sign`
//!
//! Either all claims are signed or none: among ten claims, one that could not be signed would be overlooked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;

use super::arguments::SignArguments;
use super::errors::print_error_line;
use super::exposed_words::ExposedWords;
use super::loaded::{LoadedWorkspace, ReadTexts, article_of};
use super::output;
use super::printable::printable;
use super::rewrite::{rewrite, target_of};
use super::targets::Targets;
use crate::rules::{Analysis, CannotSign, FileEdits, analyse, located, sign_off};
use crate::signoff::{SignOffState, Signer, today};
use crate::text::edtf;
use crate::text::suggest::nearest;
use crate::workspace::{DeclarationId, File, FileId, disk};

pub fn run(arguments: &SignArguments) -> Result<ExitCode> {
    let signer = signer_of(arguments)?;
    let named = arguments.claims.iter();
    let named: Vec<ClaimSelector> = named
        .map(|claim| ClaimSelector::read(claim, arguments.all))
        .collect::<Result<_>>()?;
    let paths: Vec<PathBuf> = named.iter().map(ClaimSelector::path).collect();
    let targets = Targets::of(&paths)?;
    let signing = ClaimSigner::of(&targets, signer);
    let mut claims = Vec::new();
    for named in &named {
        for claim in signing.claims(named)? {
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }
    let signed = signing.sign(&claims);
    if !signed.refused.is_empty() {
        for refused in &signed.refused {
            print_error_line(refused);
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
    output::print(&signed.summary())?;
    Ok(ExitCode::SUCCESS)
}

fn signer_of(arguments: &SignArguments) -> Result<Signer> {
    let date = arguments.date.as_deref().map_or_else(|| Ok(today()), day)?;
    Signer::of(&arguments.by, date).with_context(|| {
        format!(
            "`{}` is not a signer: give a name, or `@name` for an entity",
            arguments.by
        )
    })
}

fn day(text: &str) -> Result<Date> {
    let day = edtf::days(text).and_then(|days| days.day());
    day.with_context(|| format!("`{text}` is not a date: use the form 2026-01-09"))
}

/// The claims that an argument names.
enum ClaimSelector {
    /// The claim of this name in any draft.
    Name(String),
    InDraft(PathBuf, String),
    AtLine(PathBuf, usize),
    All(PathBuf),
}

impl ClaimSelector {
    fn read(argument: &str, all: bool) -> Result<ClaimSelector> {
        let draft = |path: &str| disk::is_sayso(Path::new(path)).then(|| PathBuf::from(path));
        if let Some(path) = draft(argument) {
            return match all {
                true => Ok(ClaimSelector::All(path)),
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
            return Ok(ClaimSelector::InDraft(path, without_sigil(name)));
        }
        match parted(':') {
            Some((path, line)) => match line.parse() {
                Ok(line) => Ok(ClaimSelector::AtLine(path, line)),
                Err(_) => bail!(
                    "`{line}` is not a line number: use the form {}:31",
                    path.display()
                ),
            },
            None => Ok(ClaimSelector::Name(without_sigil(argument))),
        }
    }

    /// The folder or draft to search.
    fn path(&self) -> PathBuf {
        match self {
            ClaimSelector::Name(_) => ".".into(),
            ClaimSelector::InDraft(path, _)
            | ClaimSelector::AtLine(path, _)
            | ClaimSelector::All(path) => path.clone(),
        }
    }
}

fn without_sigil(name: &str) -> String {
    name.strip_prefix('@').unwrap_or(name).to_owned()
}

type ClaimId = (FileId, DeclarationId);

/// The drafts, and who signs claims in them.
struct ClaimSigner<'a> {
    targets: &'a Targets,
    loaded: LoadedWorkspace,
    signer: Signer,
    folder: PathBuf,
}

impl ClaimSigner<'_> {
    fn of(targets: &Targets, signer: Signer) -> ClaimSigner<'_> {
        let loaded = LoadedWorkspace::read(targets, None, false, &ReadTexts::default());
        ClaimSigner {
            targets,
            loaded,
            signer,
            folder: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// The claims that the argument means.
    fn claims(&self, named: &ClaimSelector) -> Result<Vec<ClaimId>> {
        match named {
            ClaimSelector::Name(name) => Ok(vec![self.named(name)?]),
            ClaimSelector::InDraft(path, name) => {
                let (id, file) = self.file(path)?;
                let claim = claims_in(file).find(|(_, known)| *known == Some(name));
                let (claim, _) = claim.ok_or_else(|| unknown_claim(name, &[file]))?;
                Ok(vec![(id, claim)])
            }
            ClaimSelector::AtLine(path, line) => {
                let (id, file) = self.file(path)?;
                let claim = claim_at(file, *line).with_context(|| {
                    format!("there is no claim on line {line} of {}", path.display())
                })?;
                Ok(vec![(id, claim)])
            }
            ClaimSelector::All(path) => {
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
        let id = self.loaded.workspace.id_of(&absolute);
        let file = id.and_then(|id| Some((id, &**self.loaded.workspace.file(id)?)));
        file.ok_or_else(|| match disk::read(&absolute) {
            Err(problem) => anyhow!("{} {problem}", path.display()),
            Ok(_) => anyhow!("{} cannot be read", path.display()),
        })
    }

    /// The only claim of this name in the drafts.
    fn named(&self, name: &str) -> Result<ClaimId> {
        let ids = self.targets.files.iter();
        let files = ids.filter_map(|path| self.loaded.workspace.id_of(path));
        let files = files.filter_map(|id| Some((id, &**self.loaded.workspace.file(id)?)));
        let files: Vec<(FileId, &File)> = files.collect();
        let mut found = Vec::new();
        for (id, file) in &files {
            let claims = claims_in(file).filter(|(_, known)| *known == Some(name));
            found.extend(claims.map(|(claim, _)| (*id, *file, claim)));
        }
        match &found[..] {
            [] => {
                let files: Vec<&File> = files.into_iter().map(|(_, file)| file).collect();
                Err(unknown_claim(name, &files))
            }
            [(id, _, claim)] => Ok((*id, *claim)),
            _ => {
                let places = found.iter().map(|(_, file, claim)| {
                    let line = file.get(*claim).map_or(0, |(start, _)| start.line) + 1;
                    format!("{}:{line}", self.shown(&file.path))
                });
                let places: Vec<String> = places.collect();
                bail!(
                    "several claims are named `{name}`: choose one, {}",
                    places.join(" or ")
                )
            }
        }
    }

    /// Whether the claim has an unbroken seal of the signer.
    fn is_signed(&self, analysis: &Analysis, file: &File, claim: DeclarationId) -> bool {
        let signed = file.get(claim).and_then(|(_, slot)| {
            sign_off(&self.loaded.workspace, analysis, slot, &self.signer).ok()
        });
        signed.is_some_and(|signed| signed.earlier == Some(SignOffState::Whole))
    }

    fn analysis(&self, id: FileId, file: &File) -> Analysis {
        let workspace = &self.loaded.workspace;
        analyse(workspace, id, article_of(workspace, file))
    }

    fn shown(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.display().to_string()
    }

    /// Signs the claims in memory, file by file.
    fn sign(&self, claims: &[ClaimId]) -> Signed {
        let mut by_file: BTreeMap<FileId, Vec<DeclarationId>> = BTreeMap::new();
        for (file, claim) in claims {
            by_file.entry(*file).or_default().push(*claim);
        }
        let all_exposed = ExposedWords::of_all(&self.loaded.workspace);
        let mut signed = Signed::default();
        for (id, claims) in by_file {
            let Some(file) = self.loaded.workspace.file(id) else {
                continue;
            };
            let analysis = self.analysis(id, file);
            let article = analysis.article().map(|article| &**article);
            let exposed = all_exposed.and_of(&self.loaded.workspace, &analysis);
            let mut edits = Vec::new();
            for claim in claims {
                let Some((start, slot)) = file.get(claim) else {
                    continue;
                };
                let name = slot.segment.item.as_ref().and_then(|item| item.name());
                let name = name.filter(|name| !exposed.are_in(name));
                let called = name.map_or("this claim".to_owned(), |name| format!("`{name}`"));
                let place = format!("{}:{}", self.shown(&file.path), start.line + 1);
                match sign_off(&self.loaded.workspace, &analysis, slot, &self.signer) {
                    Ok(sign_off) => {
                        edits.extend(sign_off.edits);
                        signed.claims.push(format!("{place}: {called}"));
                    }
                    Err(why) => {
                        let why = match exposed.are_in(&why.to_string()) {
                            true => CannotSign::Errors(vec![
                                "open the draft in an editor to see it".to_owned(),
                            ]),
                            false => why,
                        };
                        signed.refused.push(refusal(&place, &called, &why));
                    }
                }
            }
            let located = located(&self.loaded.workspace, article, &edits).unwrap_or_default();
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
            format!("{place}: fix this before you sign {called}: {why}")
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
    fn summary(&self) -> String {
        let lines = self.claims.iter();
        let lines: String = lines
            .map(|claim| format!("{}\n", printable(claim)))
            .collect();
        match self.claims.len() {
            0 => "there are no claims left to sign\n".to_owned(),
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

/// The claim that contains the line, which counts from 1. Blank lines after a claim are not part of it.
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

fn unknown_claim(name: &str, files: &[&File]) -> anyhow::Error {
    let names = files.iter().flat_map(|file| claims_in(file));
    let near = nearest(name, names.filter_map(|(_, name)| name));
    match near.first() {
        Some(near) => anyhow!("no claim is named `{name}` here: did you mean `{near}`?"),
        None => {
            anyhow!("no claim is named `{name}` here: name it by its line, as in draft.sayso:31")
        }
    }
}
