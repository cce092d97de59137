//! A figure that is not at the place of the source that the claim cites for it.
//!
//! A figure may be worked out from several cells, so the rule reads a claim that cites one place. Tables are often in
//! thousands or millions, and shares are often stored as fractions.

use crate::documents::{DocumentPlace, Excerpt, Presence};
use crate::model::{EvidenceRole, span_of_locator};
use crate::prose::Lexicon;
use crate::prose::lexicon;
use crate::prose::quantities::{Quantity, SHARE, quantities_in};
use crate::rules::check::Check;
use crate::rules::claim::cited_copies::{CitedCopies, CitedCopy, cited_copies};
use crate::rules::claim::counterparts::may_agree;
use crate::rules::claim::passage_prose::Prose;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "number-not-in-source",
    group: Group::Evidence,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A figure that is not at the place of the copy that the claim cites for it",
    documentation: r#"
## What it finds

A claim of the kind `number` that cites a cell, a row, a page, a paragraph or a line, while the newsroom's copy of the
source does not have the figure there: neither that of the passage nor that of `value:`. Figures may be rounded, and
units converted. A table may be in thousands or millions, and a share may be stored as a fraction.

The rule reports nothing if the claim cites several places, since the figure may be worked out from them, or gives
the source's own words, which `quote-not-in-source` and `number-mismatch` compare. It reports nothing in languages other
than English and Spanish.

## Why it matters

The commonest slips with spreadsheets are the next row, the next column, and last year's file.

## Example

```sayso
//- draft.sayso
article "The pier"

text
  The repair cost 1.2 million euros.

source budget: report "Budget of the harbour"
  file: "budget.txt" sha256 882d918430c31055

claim repair: number "The repair cost 1.2 million euros"
  source: @budget at para 1
//- budget.txt
The pier was repaired for 1.4 million euros.
```

## Instead

```sayso
//- draft.sayso
article "The pier"

text
  The repair cost 1.4 million euros.

source budget: report "Budget of the harbour"
  file: "budget.txt" sha256 882d918430c31055

claim repair: number "The repair cost 1.4 million euros"
  source: @budget at para 1
//- budget.txt
The pier was repaired for 1.4 million euros.
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

/// The labels of places in tables.
const IN_TABLES: [&str; 2] = ["cell", "row"];
/// The labels of places in running text that are short enough to look for a figure.
const IN_TEXT: [&str; 3] = ["page", "paragraph", "line"];
/// The maximum number of places that a fix offers.
const MOST_PLACES: usize = 3;
/// The longest text in which numbers are read, in bytes. A page has less.
const LONGEST: usize = 50_000;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if item.kind() != Some("number") || claim.evidence.iter().all(|it| it.locator.is_none()) {
        return;
    }
    let cited = cited_copies(context);
    let is_compared = |cited: &&CitedCopies| {
        cited.evidence.role == EvidenceRole::Source && cited.evidence.words.is_none()
    };
    let places = cited.iter().filter(is_compared).flat_map(|it| &it.places);
    let cites_one = places
        .filter(|place| IN_TABLES.contains(&place.label))
        .count()
        <= 1;
    for cited in cited.iter().filter(is_compared).filter(|_| cites_one) {
        if let Some(last) = cited.places.last()
            && (IN_TABLES.contains(&last.label) || IN_TEXT.contains(&last.label))
            && !cited.may_be_scanned()
        {
            check_place(context, report, cited, IN_TABLES.contains(&last.label));
        }
    }
}

fn check_place(context: &Context, report: &mut Report, cited: &CitedCopies, in_table: bool) {
    let Some(figures) = Figures::of(context, cited.language, in_table) else {
        return;
    };
    let parts = cited.parts();
    let found: Vec<_> = cited.copies.iter().map(|it| it.text.at(&parts)).collect();
    // Another rule reports a place that is not there.
    let there = found.iter().zip(&cited.copies);
    let there: Vec<_> = there
        .filter(|(found, _)| found.presence == Presence::There)
        .collect();
    if there.len() < cited.copies.len()
        || there.iter().any(|(it, _)| figures.may_be_in(&it.excerpts))
    {
        return;
    }
    let (Some((found, copy)), Some(span)) = (
        there.first(),
        cited.evidence.locator.and_then(span_of_locator),
    ) else {
        return;
    };
    let own = figures.shown();
    let place = span.of(&context.segment.text);
    let message = match &found.excerpts[..] {
        [only] if in_table => message!(
            "{} says “{}”, but {} has “{}” at {}: correct the figure or the place",
            context.named(),
            written(own),
            copy.named(),
            written(only.text.trim()),
            written(place)
        ),
        [] => message!(
            "{} says “{}”, but {} has nothing at {}: correct the place",
            context.named(),
            written(own),
            copy.named(),
            written(place)
        ),
        _ => message!(
            "{} says “{}”, but {} does not have this figure at {}: correct the figure or the place",
            context.named(),
            written(own),
            copy.named(),
            written(place)
        ),
    };
    let finding = report.add(context.here(span), message);
    if context.wants_fixes && in_table {
        for locator in other_cells(copy, &figures) {
            let edit = context.replace(span, locator.clone());
            finding.fix(format!("Cite {locator}"), vec![edit]);
        }
    }
}

/// The cells of the copy that have one of the figures as it is.
fn other_cells(copy: &CitedCopy, figures: &Figures) -> Vec<String> {
    let cells = copy.text.passages.iter().enumerate();
    let cells = cells.filter(|(_, it)| it.place.column.is_some() && it.place.row.is_some());
    let having = cells.filter(|(_, it)| {
        let value = it.value.as_deref();
        figures.are_in(&it.text) || value.is_some_and(|value| figures.are_in(value))
    });
    let places = having.map(|(passage, _)| DocumentPlace { passage, at: 0 });
    copy.locators(places.take(MOST_PLACES))
}

/// The figures that a claim states.
struct Figures {
    of_source: &'static Lexicon,
    /// Each with what was written.
    all: Vec<(Quantity, String)>,
    in_table: bool,
}

impl Figures {
    /// None if there is none that can be compared.
    fn of(context: &Context, language: Option<&str>, in_table: bool) -> Option<Figures> {
        let prose = Prose::of(context)?;
        let of_source = language.map_or(Some(prose.lexicon), lexicon::of_language)?;
        let mut all = Vec::new();
        let quantities = prose.quantities();
        let is_clear = !quantities.is_unclear();
        let own = quantities
            .all
            .into_iter()
            .filter(|it| it.is_certain && is_clear);
        all.extend(own.map(|it| (it.clone(), prose.text[it.range].to_owned())));
        if let Some(value) = context.claim()?.1.value() {
            let text = fold(&value.text);
            let read = quantities_in(prose.lexicon, &text).all;
            all.extend(read.into_iter().map(|it| {
                let written = text[it.range.clone()].to_owned();
                (it, written)
            }));
        }
        // A third, or half: of what, the place need not say.
        let is_share = |quantity: &Quantity| quantity.unit == Some(SHARE);
        let can_be_compared = !all.is_empty() && !all.iter().any(|(it, _)| is_share(it));
        can_be_compared.then_some(Figures {
            of_source,
            all,
            in_table,
        })
    }

    fn shown(&self) -> &str {
        self.all.first().map_or("", |(_, written)| written)
    }

    fn may_be_in(&self, excerpts: &[Excerpt]) -> bool {
        let is_in = |text: &str| {
            text.len() > LONGEST || self.are_in(text) || self.in_table && self.are_scaled_in(text)
        };
        let is_percent = self.all.iter().any(|(it, _)| it.unit == Some("%"));
        let has_percent = || excerpts.iter().any(|it| it.text.contains('%'));
        // A percentage may be worked out from the figures of the place.
        let may_be_derived = is_percent && !self.in_table && !has_percent();
        may_be_derived
            || excerpts
                .iter()
                .any(|it| is_in(it.text) || it.value.is_some_and(is_in))
    }

    fn are_in(&self, text: &str) -> bool {
        let there = self.quantities_of(text);
        let mut pairs = self
            .all
            .iter()
            .flat_map(|(own, _)| there.iter().map(move |it| (own, it)));
        pairs.any(|(own, it)| may_agree(own, it))
    }

    /// Whether they are there in thousands, in millions, or as a fraction of one.
    fn are_scaled_in(&self, text: &str) -> bool {
        const SCALES: [f64; 4] = [1e3, 1e6, 1e9, 100.0];
        let there = self.quantities_of(text);
        self.all.iter().any(|(own, _)| {
            let is_percent = own.unit == Some("%");
            let scales = SCALES
                .iter()
                .filter(|scale| (**scale == 100.0) == is_percent);
            let mut pairs = scales.flat_map(|scale| there.iter().map(move |it| (it, *scale)));
            pairs.any(|(it, scale)| own.agrees_with(&scaled(it, scale)))
        })
    }

    fn quantities_of(&self, text: &str) -> Vec<Quantity> {
        // A number as it is stored is written alike in all languages.
        let stored = text.trim().parse::<f64>().ok();
        let english = stored.and_then(|_| lexicon::of_language("en"));
        quantities_in(english.unwrap_or(self.of_source), &fold(text)).all
    }
}

fn scaled(quantity: &Quantity, scale: f64) -> Quantity {
    let mut scaled = quantity.clone();
    let amount = &mut scaled.amount;
    let numbers = [&mut amount.low, &mut amount.high].into_iter();
    for number in numbers.chain(amount.alternative.as_mut()) {
        number.value *= scale;
        number.step *= scale;
    }
    scaled
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const FILES: &str = "//- b.txt\nThe pier was repaired for 1.4 million euros; 35 people worked on it, both by day and by night.\n\nNobody was hurt.\n";
    const HEAD: &str = "source b: report \"B\"\n  file: \"b.txt\"\narticle \"A\"\ntext\n  The repair cost 1.2 million euros. It took 35 people. Hundreds watched. A third left. It rose by 12 percent.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim cost: number \"cost 1.2 million euros\"\n  source: @b at para 1\nclaim: number \"It took 35 people\"\n  source: @b at para 2\n{FILES}"
            ),
            expect![[r#"
                draft.sayso:7 "para 1" warning: claim `cost` says “1.2 million euros”, but the copy `b.txt` does not have this figure at para 1: correct the figure or the place
                draft.sayso:9 "para 2" warning: this claim says “35”, but the copy `b.txt` does not have this figure at para 2: correct the figure or the place
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "number \"It took 35 people\"\n  source: @b at para 1",
            "number \"It took 35 people\"\n  source: @b",
            "number \"It took 35 people\"\n  source: @b at para 2 \"Nobody was hurt\"",
            "number \"It took 35 people\"\n  context: @b at para 2",
            "number \"It took 35 people\"\n  source: @b at para 9",
            "number \"cost 1.2 million euros\"\n  source: @b at para 1\n  value: 1.4 million euros",
            "quote \"It took 35 people\"\n  source: @b at para 2",
            "number \"Hundreds watched\"\n  source: @b at para 2",
            "number \"A third left\"\n  source: @b at para 2",
            "number \"It rose by 12 percent\"\n  source: @b at para 1",
        ] {
            let draft = format!("{HEAD}claim: {claim}\n{FILES}");
            assert_eq!(count(&RULE, &draft), 0, "{claim}");
        }
    }
}
