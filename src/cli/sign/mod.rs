//! `sayso sign`
//!
//! Either all claims are signed or none: among ten claims, one that could not be signed would be overlooked.

mod signed_claim;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;

use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;

use self::signed_claim::{SignedClaim, summary, with_signatures};
use super::arguments::SignArguments;
use super::errors::print_error_line;
use super::exposed_words::ExposedWords;
use super::loaded::{LoadedWorkspace, ReadTexts, article_of};
use super::output::{self, tell};
use super::targets::Targets;
use super::writing::{
    BEFORE_SECOND_TRY, DraftWriter, Rewrite, Written, changed_again, remove_leftovers,
};
use crate::rules::{Analysis, CannotSign, analyse, located, sign_off};
use crate::signoff::{SignOffState, Signer, today};
use crate::text::edtf;
use crate::text::suggest::nearest;
use crate::workspace::{DeclarationId, File, FileId, disk};

/// The second try is for a draft that another program has written to during the first one.
const TRIES: usize = 2;

pub fn run(arguments: &SignArguments) -> Result<ExitCode> {
    let signer = signer_of(arguments)?;
    let named = arguments.claims.iter();
    let named: Vec<ClaimSelector> = named
        .map(|claim| ClaimSelector::read(claim, arguments.all))
        .collect::<Result<_>>()?;
    let paths: Vec<PathBuf> = named.iter().map(ClaimSelector::path).collect();
    let targets = Targets::of(&paths)?;
    remove_leftovers(&targets.files);
    let mut writer = DraftWriter::new(&targets.roots);
    let mut claims = Vec::new();
    let mut changed = PathBuf::new();
    for _ in 0..TRIES {
        let signing = ClaimSigner::of(&targets, signer.clone());
        let signed = signing.sign(&signing.all_claims(&named)?);
        if !signed.refused.is_empty() {
            signed
                .refused
                .iter()
                .for_each(|line| print_error_line(line));
            return Ok(nothing_more(&claims));
        }
        // Kept until the end: at the second try no other process of Sayso comes in between.
        writer.hold(signed.drafts.iter().map(|draft| &draft.path))?;
        match signed.write(&writer, &mut claims)? {
            None => {
                if !arguments.quiet {
                    output::print(&summary(&claims))?;
                }
                return Ok(ExitCode::SUCCESS);
            }
            Some(path) => changed = path,
        }
        sleep(BEFORE_SECOND_TRY);
    }
    nothing_more(&claims);
    Err(changed_again(&changed))
}

/// Says what was signed before the command failed: another program may have changed only one of the drafts.
fn nothing_more(claims: &[SignedClaim]) -> ExitCode {
    match claims.is_empty() {
        true => tell("nothing was signed"),
        false => tell(&format!(
            "only this was signed:\n{}",
            summary(claims).trim_end()
        )),
    }
    ExitCode::FAILURE
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
        if Path::new(argument).is_file() {
            bail!(
                "{argument} is not a draft: name a claim, as in draft.sayso#name, or sign all claims of a draft with --all"
            );
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
        let texts = ReadTexts::default();
        let mut loaded = LoadedWorkspace::read(targets, None, false, &texts);
        let files = targets.files.iter();
        let drafts: Vec<FileId> = files
            .filter_map(|path| loaded.workspace.id_of(path))
            .collect();
        texts.copies.read_for(&mut loaded.workspace, drafts);
        ClaimSigner {
            targets,
            loaded,
            signer,
            folder: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// The claims that the arguments mean.
    fn all_claims(&self, named: &[ClaimSelector]) -> Result<Vec<ClaimId>> {
        let mut all = Vec::new();
        for named in named {
            for claim in self.claims(named)? {
                if !all.contains(&claim) {
                    all.push(claim);
                }
            }
        }
        Ok(all)
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
            let mut signatures = Vec::new();
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
                        let located = located(&self.loaded.workspace, article, &sign_off.edits);
                        let edits = located.into_iter().flatten().flat_map(|file| file.edits);
                        signatures.extend(edits.map(|(range, text)| (range, text, called.clone())));
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
            let old = file.text().to_string();
            let (new, mut claims) = with_signatures(&old, signatures);
            for claim in &mut claims {
                claim.path = self.shown(&file.path);
                if exposed.are_in(&claim.signature) {
                    claim.signature = "(a line of a confidential source)".to_owned();
                }
            }
            let path = file.path.to_path_buf();
            if !claims.is_empty() {
                signed.claims.insert(path.clone(), claims);
                signed.drafts.push(Rewrite { path, old, new });
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

/// What was signed in memory, and what was not.
#[derive(Default)]
struct Signed {
    refused: Vec<String>,
    /// The signed claims of each draft.
    claims: BTreeMap<PathBuf, Vec<SignedClaim>>,
    /// The drafts that change.
    drafts: Vec<Rewrite>,
}

impl Signed {
    /// Writes the drafts, and adds the claims in them to `done`. Returns a draft that another program has
    /// changed meanwhile, if there is one.
    fn write(
        mut self,
        writer: &DraftWriter,
        done: &mut Vec<SignedClaim>,
    ) -> Result<Option<PathBuf>> {
        let mut changed = None;
        for (draft, written) in self.drafts.iter().zip(writer.write(&self.drafts)) {
            if written? == Written::Changed {
                self.claims.remove(&draft.path);
                changed = Some(draft.path.clone());
            }
        }
        for claim in self.claims.into_values().flatten() {
            // Claims of a draft that was written at the first try are signed again at the second one.
            if !done.contains(&claim) {
                done.push(claim);
            }
        }
        Ok(changed)
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
