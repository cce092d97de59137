//! A name in the article that differs by one letter from a known name.
//!
//! A single word that differs by a letter is usually another word: Irvin is not Irving. So it counts only as the surname
//! of somebody whose full name is in the same article.

use crate::rules::check::Check;
use crate::rules::claim::spellings;
use crate::rules::claim::spellings::{Spelling, part_named};
use crate::rules::context::entities::item_of;
use crate::rules::context::in_article::TextContext;
use crate::rules::context::names_in_text::{MeantName, NearlyNamed};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "name-variant",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A name that differs by one letter from a known name",
    documentation: r#"
## What it finds

The name or an `aka:` of an entity with one letter missing, added or replaced, or with two letters swapped, anywhere in
the article or in its headline: "Jorge Rodrígez" for "Jorge Rodríguez". The rule compares only names of two to five
words, and in them only long words whose first and last letters are correct: Karin is not Karen, and Julia is not Julio.

It also finds

- a surname alone, if the person's full name is in the article: "Mr Vagra" beside "Ines Varga". Without "Mr" and the like,
  a replaced letter does not count: Clifton is not Clinton;
- one letter more or less at the end of a person's full name, or of a surname after "Mr" and the like, if the full name is
  in the article or the draft declares the person: "Ines Vargas". The same for the last two letters, swapped: "Ines
  Varag". Only in languages that add nothing to names: English, Spanish, French, Italian, Portuguese, Catalan and
  Galician.

The rule reports nothing if the spelling is a known name itself, if "[sic]" follows it, and for a surname that the article
also uses after another first name ("Carlos Vagra"), as a common word, or that ends another known name.

## Why it matters

A misspelled name is the most common mistake in print. The person who has the name always sees it, and it makes
readers doubt the rest.

## Example

```sayso
article "Announced"

text
  Jorge Rodrígez announced it.

entity jorge-rodriguez: person "Jorge Rodríguez"

claim announced: "Jorge Rodrígez announced it."
  said-by: @jorge-rodriguez
```

## Instead

```sayso
article "Announced"

text
  Jorge Rodríguez announced it.

entity jorge-rodriguez: person "Jorge Rodríguez"

claim announced: "Jorge Rodríguez announced it."
  said-by: @jorge-rodriguez
```

One quick fix writes the known name into the article and into the claims that quote it. If the spelling is also
correct, the other one adds it to `aka:`.

## Settings

None.
"#,
    subject: Subject::Text,
    reads_prose: false,
};

pub const CHECK: Check = Check::Text(check);

fn check(context: &TextContext, report: &mut Report) {
    for NearlyNamed { part, range, names } in &context.names.near {
        let declared = |it: &MeantName| item_of(context.workspace, it.entity)?.name();
        let mut known = names.iter().filter_map(|it| Some((it, declared(it)?)));
        let Some((name, declared)) = known.next() else {
            continue;
        };
        let text = context.names.text(*part);
        if text[range.end..].trim_start().starts_with("[sic") {
            continue;
        }
        let message = message!(
            "{} has {}, which is similar to the known name {} (`{}`): correct the name, or add the spelling to its `aka:`",
            part_named(*part),
            written(quoted(&text[range.clone()], "“")),
            written(quoted(&name.name, "“")),
            written(declared)
        );
        let spelling = Spelling {
            part: *part,
            range: range.clone(),
            name,
        };
        spellings::report(context, report, &spelling, message);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count, messages};

    const PEOPLE: &str = "//- people.sayso\nentity jorge: person \"Jorge Rodríguez\"\n  aka: \"Jorge\"\nentity watch: organisation \"Human Rights Watch\"\n\
        entity carlos: person \"Carlos Ramírez\"\nentity carla: person \"Carlos Ramires\"\n\
        //- draft.sayso\narticle \"A\"\n  text: \"a.md\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}claim so: \"Jorge Rodrígez met Human Rihgts Watch.\"\n//- a.md\nJorge Rodrígez met Human Rihgts Watch.\n"
            ),
            expect![[r#"
                a.md:1 "Jorge Rodrígez" warning: the article has “Jorge Rodrígez”, which is similar to the known name “Jorge Rodríguez” (`jorge`): correct the name, or add the spelling to its `aka:`
                    people.sayso:1 "\"Jorge Rodríguez\"": the known name
                a.md:1 "Human Rihgts Watch" warning: the article has “Human Rihgts Watch”, which is similar to the known name “Human Rights Watch” (`watch`): correct the name, or add the spelling to its `aka:`
                    people.sayso:3 "\"Human Rights Watch\"": the known name
            "#]],
        );
    }

    #[test]
    fn silent() {
        let text = "Carlos Ramires met Carlos Ramírez and “Jorge Rodrígez [sic]”.";
        check(
            &RULE,
            &format!("{PEOPLE}claim: \"Carlos … [sic]”.\"\n//- a.md\n{text}\n"),
            expect![[""]],
        );
        check(&RULE, "claim: \"Jorge Rodrígez\"\n", expect![[""]]);
    }

    /// What the rule finds in an article about the known Ines Varga and others.
    fn found(language: &str, headline: &str, article: &str) -> Vec<String> {
        let fixture = format!(
            "//- people.sayso\nentity tom: person \"Tom Bakker\"\nentity hall: organisation \"Brack Works\"\n\
             //- draft.sayso\narticle \"{headline}\"\n  language: {language}\n  text: \"a.md\"\nentity ines: person \"Ines Varga\"\nentity ann: person \"Ann Clinton\"\n\
             entity gregoire: person \"Chris Gregoire\"\n//- a.md\n{article}\n"
        );
        let messages = messages(&RULE, &fixture).into_iter();
        let spelling =
            |message: String| Some(message.split('“').nth(1)?.split('”').next()?.to_owned());
        messages.filter_map(spelling).collect()
    }

    #[test]
    fn names_are_found_anywhere_in_the_article() {
        for (article, expected) in [
            (
                "In a statement, Governor Chris Gregorie said no.",
                "Chris Gregorie",
            ),
            ("Mayor Ines Vargas spoke. Ines Varga left.", "Ines Vargas"),
            ("Mayor Ines Vargas's plan failed.", "Ines Vargas"),
            ("Mayor Ines Varag spoke.", "Ines Varag"),
            ("Ines Varga left. Mr Vagra said no more.", "Vagra"),
            (
                "Ines Varga left. But Vagra said no more, but stayed.",
                "Vagra",
            ),
            ("Ines Varga left. Nobody knew Vagra's plan.", "Vagra"),
            ("# Vagra Leaves the Council\n\nInes Varga left.", "Vagra"),
            ("# INES VAGRA LEAVES\n\nShe left.", "INES VAGRA"),
            ("> Ms. Vargas stayed.\n\nInes Varga left.", "Vargas"),
            ("- Ines Varga\n- Vargga", "Vargga"),
            ("Tom Bakker left. Mr Baker, who said no, stayed.", "Baker"),
            ("Ann Clinton left. Mrs Clifton stayed.", "Clifton"),
        ] {
            assert_eq!(found("en", "No", article), [expected], "{article}");
        }
        assert_eq!(
            found(
                "en",
                "Ines Vagra and Vagra leave",
                "Ines Varga left. They went."
            ),
            ["Ines Vagra", "Vagra"]
        );
    }

    #[test]
    fn other_people_and_words_are_no_misspelled_names() {
        for article in [
            "Ines Varga left. Carlos Vagra stayed. Mr Vagra said no more.",
            "Ines Varga left. The Vargas stayed, at the Vargas’ house.",
            "Ines Varga left. She met Mr Vargas’ son.",
            "Mr Vagra said no more.",
            "Tom Bakker left. The baker stayed. Baker of the year!",
            "Tom Bakker left. They met on Baker Street and at Baker-Hill.",
            "Tom Bakker left. He met Juan de Baker.",
            "Tom Bakker left. They met in Baker, and at Baker.",
            "Ann Clinton left. They liked Clifton.",
            "Tom Bakkers left, with his Bakkers.",
            "Ines Varga met Ines Vargas, and Lia Vargas.",
            "The Brack Work closed. Works, Brack said.",
            "Tom Bakker left. Tom Bakkér stayed.",
        ] {
            assert_eq!(found("en", "No", article), [""; 0], "{article}");
        }
        // In these languages, names have endings, and nouns have capitals.
        for (language, article) in [
            ("de", "Ines Vargas Rede war kurz. Ines Varga ging."),
            ("de", "Tom Bakker ging. Ein Baker blieb."),
            ("pl", "Ines Vargas. Ines Varga."),
        ] {
            assert_eq!(found(language, "No", article), [""; 0], "{article}");
        }
        assert_eq!(
            found("de", "No", "Ines Varga ging. Frau Vagra blieb."),
            ["Vagra"]
        );
    }

    #[test]
    fn names_of_confidential_sources_are_not_told() {
        let draft = "article \"A\"\ntext\n  Jona Ablemann said so, Jona Abellmann knew.\nentity jon: person \"Jona Abelmann\"\n";
        assert_eq!(count(&RULE, draft), 2);
        let source = "source s: interview \"Jona Abelmann\"\n  confidential: yes\n";
        assert_eq!(count(&RULE, &format!("{draft}{source}")), 0);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{PEOPLE}claim: \"JORGE RODRÍGEZ came.\"\nclaim: opinion \"RODRÍGEZ came\"\n//- a.md\n**JORGE RODRÍGEZ** came.\n"
            ),
            expect![[r#"
                === Write “Jorge Rodríguez” in the article (preferred)
                **JORGE RODRÍGUEZ** came.
                article "A"
                  text: "a.md"
                claim: "JORGE RODRÍGUEZ came."
                claim: opinion "RODRÍGUEZ came"
                === Add `aka: "JORGE RODRÍGEZ"` to `jorge` (manual)
                entity jorge: person "Jorge Rodríguez"
                  aka: "Jorge"
                  aka: "JORGE RODRÍGEZ"
                entity watch: organisation "Human Rights Watch"
                entity carlos: person "Carlos Ramírez"
                entity carla: person "Carlos Ramires"
            "#]],
        );
    }
}
