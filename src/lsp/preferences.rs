//! The user's settings in the editor, as far as the server uses them.

use std::time::Duration;

use serde_json::Value;

use super::quiet::DELAY;
use crate::signoff::{Signer, Signing, today};

/// The settings, or the initialization options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Who signs claims off: a name, or `@name` of an entity.
    pub sign_as: Option<String>,
    /// How long findings wait while somebody types, if the editor says it.
    pub delay: Option<Duration>,
}

/// Nobody wants to wait longer.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

impl Preferences {
    /// Reads `{"signAs": …, "diagnostics": {"delay": …}}`, or the same below `sayso`. None if no key is present.
    pub fn read(settings: &Value) -> Option<Preferences> {
        let own = settings.get("sayso").unwrap_or(settings);
        let sign_as = own.get("signAs").filter(|value| !value.is_null());
        let delay = own.pointer("/diagnostics/delay").and_then(delay_of);
        let is_named = settings.get("sayso").is_some_and(|own| !own.is_null());
        if sign_as.is_none() && delay.is_none() && !is_named {
            return None;
        }
        let name = sign_as.and_then(Value::as_str).map(str::trim);
        let name = name.filter(|name| !name.is_empty());
        Some(Preferences {
            sign_as: name.map(str::to_owned),
            delay,
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_as_editors_send_them() {
        let named = |name: &str| {
            Some(Preferences {
                sign_as: Some(name.to_owned()),
                delay: None,
            })
        };
        let delayed = |milliseconds| {
            Some(Preferences {
                sign_as: None,
                delay: Some(Duration::from_millis(milliseconds)),
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
}
