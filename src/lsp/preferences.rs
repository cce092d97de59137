//! The user's settings in the editor, as far as the server uses them.

use serde_json::Value;

use crate::ide::code_lenses::LensChoice;
use crate::ide::inlay_hints::HintChoice;
use crate::signoff::{Signer, Signing, today};

/// The section of the settings.
pub const SECTION: &str = "sayso";

/// The settings, or the initialization options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Who signs claims off: a name, or `@name` of an entity.
    pub sign_as: Option<String>,
    pub inlay_hints: HintChoice,
    pub code_lenses: LensChoice,
}

impl Preferences {
    /// Reads `{"signAs": …, "inlayHints": …, "codeLenses": …}`, or the same below `sayso`. None if no key is present.
    pub fn read(settings: &Value) -> Option<Preferences> {
        let own = settings.get("sayso").unwrap_or(settings);
        let has = |key: &str| own.get(key).is_some_and(|value| !value.is_null());
        let is_any = ["signAs", "inlayHints", "codeLenses"].into_iter().any(has);
        if !is_any && settings.get("sayso").is_none_or(Value::is_null) {
            return None;
        }
        let sign_as = own.get("signAs");
        let is_on = |key: &str| switch(own, key).unwrap_or(true);
        let name = sign_as.and_then(Value::as_str).map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        Some(Preferences {
            sign_as: name.map(str::to_owned),
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
}
