//! Sources that are derived from each other in a ring.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::chains::{Chains, Node};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public, written};

pub static RULE: Rule = Rule {
    name: "circular-sourcing",
    group: Group::Independence,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "Sources that are derived from each other in a ring",
    documentation: r#"
## What it finds

A source that is derived from itself through a chain of `derived-from:`.

## Why it matters

If every source quotes another source of the same ring, nobody has checked anything. Either the ring is a mistake in
the annotations, or the report has no origin at all.

## Example

```sayso
source echo: news-article "What the other paper reports"
  derived-from: @reply

source reply: news-article "What the first paper reports"
  derived-from: @echo
```

## Instead

```sayso
source statement: statement "What was said"

source echo: news-article "What the other paper reports"
  derived-from: @reply

source reply: news-article "What the first paper reports"
  derived-from: @statement
```

## Settings

None.
"#,
    subject: Subject::Source,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of sources of a ring that are named in a message, and shown.
const SHOWN: usize = 6;
/// The maximum number of sources that are searched for the shortest way around a ring.
const SEARCHED: usize = 32;

fn check(context: &Context, report: &mut Report) {
    let Some((item, source)) = context.source() else {
        return;
    };
    if !source.is_derived {
        return;
    }
    let chains = &context.known.chains;
    let followed = chains.follow(context.workspace, context.file_id, context.id, item);
    let Some((node, ring)) = followed.and_then(|node| Some((node, chains.source(node).ring?)))
    else {
        return;
    };
    let inside = |(_, next): &&(usize, Node)| chains.source(*next).ring == Some(ring);
    let Some((reference, _)) = chains.source(node).from.iter().find(inside).copied() else {
        return;
    };
    let own_name = || message!("`{}`", public(&chains.source(node).name));
    let name = |other: Node| match other == node {
        true => own_name(),
        false => message!("`{}`", written(&chains.source(other).name)),
    };
    let way = way_around(chains, node);
    let shown = match &way {
        Some(way) if way.len() <= SHOWN => way.iter().map(|node| name(*node)).collect(),
        _ => vec![own_name(), message!("a ring of {} sources", ring.length)],
    };
    let message = message!(
        "{} is derived from itself, {} → {}: remove the wrong `derived-from:`",
        context.named(),
        Message::joined(shown, " → "),
        own_name()
    );
    let span = item.references[reference].span;
    let finding = report.add(context.here(span), message);
    for other in way.into_iter().flatten().skip(1).take(SHOWN - 1) {
        let traced = chains.source(other);
        finding.related(
            traced.place(),
            message!("`{}` is part of the ring", written(&traced.name)),
        );
    }
}

/// The shortest way from `start` around its ring, without the return to `start`; `None` if it is too long to find.
fn way_around(chains: &Chains, start: Node) -> Option<Vec<Node>> {
    let ring = chains.source(start).ring;
    let mut before: FxHashMap<Node, Node> = FxHashMap::default();
    let mut open = VecDeque::from([start]);
    for _ in 0..SEARCHED {
        let node = open.pop_front()?;
        for &(_, next) in chains.source(node).from.iter().take(SEARCHED) {
            if next == start {
                return Some(way_to(node, start, &before));
            }
            if chains.source(next).ring == ring && !before.contains_key(&next) {
                before.insert(next, node);
                open.push_back(next);
            }
        }
    }
    None
}

fn way_to(end: Node, start: Node, before: &FxHashMap<Node, Node>) -> Vec<Node> {
    let mut way = vec![end];
    let mut at = end;
    while at != start
        && let Some(&node) = before.get(&at)
    {
        at = node;
        way.push(at);
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    #[test]
    fn fires() {
        check(
            &RULE,
            "//- a.sayso\nsource a: wire \"A\"\n  derived-from: @x, @b\nsource x: wire \"X\"\n//- b.sayso\nsource b: wire \"B\"\n  derived-from: @a\n",
            expect![[r#"
                a.sayso:2 "@b" error: source `a` is derived from itself, `a` → `b` → `a`: remove the wrong `derived-from:`
                    b.sayso:1 "b": `b` is part of the ring
                b.sayso:2 "@a" error: source `b` is derived from itself, `b` → `a` → `b`: remove the wrong `derived-from:`
                    a.sayso:1 "a": `a` is part of the ring
            "#]],
        );
        check(
            &RULE,
            "source a: wire \"A\"\n  derived-from: @a\n",
            expect![[r#"
                draft.sayso:2 "@a" error: source `a` is derived from itself, `a` → `a`: remove the wrong `derived-from:`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source a: wire \"A\"\n  derived-from: @b, @c\nsource b: wire \"B\"\n  derived-from: @c\nsource c: wire \"C\"\n  derived-from: @gone\n",
            expect![[""]],
        );
    }

    #[test]
    fn a_source_that_leads_into_a_ring_is_not_part_of_it() {
        let into =
            "source a: wire \"A\"\n  derived-from: @b\nsource b: wire \"B\"\n  derived-from: @b\n";
        check(
            &RULE,
            into,
            expect![[r#"
                draft.sayso:4 "@b" error: source `b` is derived from itself, `b` → `b`: remove the wrong `derived-from:`
            "#]],
        );
    }

    #[test]
    fn long_chains_and_rings() {
        let chain = |length: usize, last: &str| {
            (0..length).fold(String::new(), |mut text, at| {
                let next = if at + 1 == length {
                    last.to_owned()
                } else {
                    format!("s{}", at + 1)
                };
                writeln!(text, "source s{at}: wire \"S\"\n  derived-from: @{next}").unwrap();
                text
            })
        };
        const LONG: usize = 20_000;
        assert_eq!(count(&RULE, &chain(LONG, "nowhere")), 0);
        assert_eq!(count(&RULE, &chain(LONG, "s0")), LONG);
    }
}
