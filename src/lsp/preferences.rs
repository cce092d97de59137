//! The user's settings in the editor, as far as the server uses them.

use std::time::Duration;

use serde_json::Value;

use super::quiet::DELAY;
use crate::ide::code_lenses::LensChoice;
use crate::ide::hints_in_article::ArticleHintChoice;
use crate::ide::inlay_hints::HintChoice;
use crate::signoff::{Signer, Signing, today};

/// The section of the settings.
pub const SECTION: &str = "sayso";

/// The settings, or the initialization options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Who signs claims off: a name, or `@name` of an entity.
    pub sign_as: Option<String>,
    /// How long findings wait while somebody types, if the editor says it.
    pub delay: Option<Duration>,
    pub inlay_hints: HintChoice,
    pub code_lenses: LensChoice,
    pub article_hints: ArticleHintChoice,
}

/// Nobody wants to wait longer.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

impl Preferences {
    /// Reads `{"signAs": …, "diagnostics": {"delay": …}, "inlayHints": …, "codeLenses": …}`, or the same below `sayso`.
    /// None if no key is present.
    pub fn read(settings: &Value) -> Option<Preferences> {
        let own = settings.get("sayso").unwrap_or(settings);
        let has = |key: &str| own.get(key).is_some_and(|value| !value.is_null());
        let delay = own.pointer("/diagnostics/delay").and_then(delay_of);
        let is_any = ["signAs", "inlayHints", "codeLenses"].into_iter().any(has);
        let is_named = settings.get("sayso").is_some_and(|own| !own.is_null());
        if !is_any && delay.is_none() && !is_named {
            return None;
        }
        let sign_as = own.get("signAs");
        let is_on = |key: &str| switch(own, key).unwrap_or(true);
        let name = sign_as.and_then(Value::as_str).map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        Some(Preferences {
            sign_as: name.map(str::to_owned),
            delay,
            inlay_hints: HintChoice {
                names: is_on("/inlayHints/names"),
                origins: is_on("/inlayHints/origins"),
                seals: is_on("/inlayHints/seals"),
            },
            code_lenses: LensChoice {
                sources: is_on("/codeLenses/sources"),
                coverage: is_on("/codeLenses/coverage"),
                sign: is_on("/codeLenses/sign"),
            },
            article_hints: ArticleHintChoice {
                states: is_on("/inlayHints/article"),
                uncovered: switch(own, "/inlayHints/uncovered").unwrap_or(false),
            },
        })
    }

    /// Takes over what an editor sent. One that says nothing of the delay does not change it.
    pub fn take(&mut self, new: Preferences) {
        let delay = new.delay.or(self.delay);
        *self = Preferences { delay, ..new };
    }

    /// How long findings wait while somebody types.
    pub fn delay(&self) -> Duration {
        self.delay.unwrap_or(DELAY)
    }

    /// Who would sign, and today's date.
    pub fn signing(&self) -> Signing {
        let today = today();
        let name = self.sign_as.as_deref();
        Signing {
            today,
            signer: name.and_then(|name| Signer::of(name, today)),
        }
    }
}

/// A number of milliseconds.
fn delay_of(value: &Value) -> Option<Duration> {
    let milliseconds = value.as_f64().filter(|number| *number >= 0.0)?;
    let longest = LONGEST_DELAY.as_millis() as f64;
    Some(Duration::from_millis(milliseconds.min(longest) as u64))
}

/// A switch at that path, or the one that turns all of its group off: `"inlayHints": false`.
fn switch(settings: &Value, path: &str) -> Option<bool> {
    let group = path.rfind('/').map(|end| &path[..end]);
    let read = |path: &str| match settings.pointer(path)? {
        Value::Bool(is_on) => Some(*is_on),
        Value::String(word) if word == "on" => Some(true),
        Value::String(word) if word == "off" => Some(false),
        _ => None,
    };
    read(path).or_else(|| read(group?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_as_editors_send_them() {
        let named = |name: &str| {
            Some(Preferences {
                sign_as: Some(name.to_owned()),
                ..Preferences::default()
            })
        };
        let delayed = |milliseconds| {
            Some(Preferences {
                delay: Some(Duration::from_millis(milliseconds)),
                ..Preferences::default()
            })
        };
        let nobody = Some(Preferences::default());
        for (settings, expected) in [
            (json!({"signAs": "M. Ortega"}), named("M. Ortega")),
            (json!({"sayso": {"signAs": " @ana "}}), named("@ana")),
            (json!({"sayso": {"signAs": ""}}), nobody.clone()),
            (json!({"sayso": {"signAs": 5}}), nobody.clone()),
            (json!({"sayso": {}}), nobody.clone()),
            (json!({"diagnostics": {"delay": 0}}), delayed(0)),
            (
                json!({"sayso": {"diagnostics": {"delay": 250}}}),
                delayed(250),
            ),
            (
                json!({"sayso": {"diagnostics": {"delay": 1e300}}}),
                delayed(60_000),
            ),
            (
                json!({"sayso": {"diagnostics": {"delay": "x"}}}),
                nobody.clone(),
            ),
            (json!({"sayso": {"diagnostics": {"delay": -1}}}), nobody),
            (json!({"diagnostics": {}}), None),
            (json!({"diagnostics": 5}), None),
            (json!({"sayso": null}), None),
            (json!({"other": {}}), None),
            (json!(null), None),
            (json!([]), None),
        ] {
            assert_eq!(Preferences::read(&settings), expected, "{settings}");
        }
    }
    #[test]
    fn a_delay_stays_until_another_one_is_sent() {
        let mut preferences = Preferences::default();
        assert_eq!(preferences.delay(), DELAY);
        for (settings, expected) in [
            (json!({"diagnostics": {"delay": 0}}), 0),
            (json!({"sayso": {"signAs": "Ana"}}), 0),
            (json!({"sayso": {"diagnostics": {"delay": 300}}}), 300),
        ] {
            preferences.take(Preferences::read(&settings).expect("settings"));
            assert_eq!(preferences.delay().as_millis(), expected, "{settings}");
        }
    }

    #[test]
    fn hints_and_lenses_can_be_turned_off() {
        let read = |settings: Value| Preferences::read(&settings).expect("settings");
        let all = read(json!({"sayso": {}}));
        assert_eq!((all.inlay_hints, all.code_lenses), Default::default());
        let some = read(json!({"sayso": {"inlayHints": {"names": "off", "seals": "perhaps"}}}));
        let hints = HintChoice {
            names: false,
            ..HintChoice::default()
        };
        assert_eq!(some.inlay_hints, hints);
        let none = read(json!({"inlayHints": false, "codeLenses": {"sign": false}}));
        assert!(!none.inlay_hints.names && !none.inlay_hints.origins && !none.inlay_hints.seals);
        assert!(none.code_lenses.sources && !none.code_lenses.sign);
    }

    #[test]
    fn hints_in_articles_are_switched() {
        for (settings, states, uncovered) in [
            (json!({"sayso": {}}), true, false),
            (json!({"inlayHints": false}), false, false),
            (
                json!({"sayso": {"inlayHints": {"article": false, "uncovered": true}}}),
                false,
                true,
            ),
            (json!({"inlayHints": {"uncovered": "yes"}}), true, false),
        ] {
            let read = Preferences::read(&settings).map(|it| it.article_hints);
            let expected = ArticleHintChoice { states, uncovered };
            assert_eq!(read, Some(expected), "{settings}");
        }
    }
}
