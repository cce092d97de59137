//! The user's settings in the editor, as far as the server uses them.

use serde_json::Value;

use crate::ide::hints_in_article::ArticleHintChoice;
use crate::signoff::{Signer, Signing, today};

/// The settings, or the initialization options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Who signs claims off: a name, or `@name` of an entity.
    pub sign_as: Option<String>,
    pub article_hints: ArticleHintChoice,
}

impl Preferences {
    /// Reads `{"signAs": …, "inlayHints": …}`, or the same below `sayso`. None if no key is present.
    pub fn read(settings: &Value) -> Option<Preferences> {
        let own = settings.get("sayso").unwrap_or(settings);
        let sign_as = own.get("signAs").filter(|value| !value.is_null());
        let hints = own.get("inlayHints");
        if sign_as.is_none() && hints.is_none() && settings.get("sayso").is_none_or(Value::is_null)
        {
            return None;
        }
        let name = sign_as.and_then(Value::as_str).map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        Some(Preferences {
            sign_as: name.map(str::to_owned),
            article_hints: article_hints(hints),
        })
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

/// `{"article": true, "uncovered": false}`, or one switch for all: `false`.
fn article_hints(settings: Option<&Value>) -> ArticleHintChoice {
    let default = ArticleHintChoice::default();
    let all = settings.and_then(Value::as_bool);
    let switch = |key: &str| settings.and_then(|it| it.get(key)?.as_bool());
    ArticleHintChoice {
        states: switch("article").or(all).unwrap_or(default.states),
        uncovered: switch("uncovered").unwrap_or(default.uncovered),
    }
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
        let nobody = Some(Preferences::default());
        for (settings, expected) in [
            (json!({"signAs": "M. Ortega"}), named("M. Ortega")),
            (json!({"sayso": {"signAs": " @ana "}}), named("@ana")),
            (json!({"sayso": {"signAs": ""}}), nobody.clone()),
            (json!({"sayso": {"signAs": 5}}), nobody.clone()),
            (json!({"sayso": {}}), nobody),
            (json!({"sayso": null}), None),
            (json!({"other": {}}), None),
            (json!(null), None),
            (json!([]), None),
        ] {
            assert_eq!(Preferences::read(&settings), expected, "{settings}");
        }
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
