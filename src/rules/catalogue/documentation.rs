//! The documentation page of a rule, including the settings that all rules share.

use crate::rules::rule::{Policy, Rule};

/// The last heading of every rule's documentation.
const SETTINGS: &str = "## Settings\n";

/// The text below that heading if a rule has no settings of its own.
const NO_OWN: &str = "None.";

impl Rule {
    /// The default level of the rule: a severity, or "off".
    pub fn usual_level(&self) -> &'static str {
        match self.policy {
            Policy::OptIn => "off",
            Policy::Adjustable | Policy::Fixed => self.severity.word(),
        }
    }

    /// The documentation in Markdown, with the settings that all rules share.
    pub fn full_documentation(&self) -> String {
        let text = self.documentation.trim();
        let (head, own) = text.split_once(SETTINGS).unwrap_or((text, ""));
        let own = Some(own.trim()).filter(|own| !own.is_empty() && *own != NO_OWN);
        let settings: Vec<String> = own
            .map(str::to_owned)
            .into_iter()
            .chain([self.settings()])
            .collect();
        format!("{head}{SETTINGS}\n{}\n", settings.join("\n\n"))
    }

    fn settings(&self) -> String {
        let name = self.name;
        let level = match self.policy {
            Policy::Fixed => return "It cannot be turned off or suppressed: no setting and no `allow` affects it.".to_owned(),
            Policy::Adjustable => format!(
                "Set its severity in `sayso.toml`, below `[rules]`:\n`{name} = \"off\"`, or `\"hint\"`, \
                 `\"information\"`, `\"warning\"`, `\"error\"`."
            ),
            Policy::OptIn => format!(
                "It is off by default. Turn it on in `sayso.toml`, below `[rules]`:\n`{name} = \"{}\"`, or another \
                 of `\"hint\"`, `\"information\"`, `\"warning\"`, `\"error\"`.",
                self.severity.word()
            ),
        };
        format!("{level}\n\n{}", self.allowing())
    }

    fn allowing(&self) -> String {
        if !self.can_be_allowed() {
            return "It cannot be suppressed with `allow`.".to_owned();
        }
        let name = self.name;
        let place = match self.is_about_text() {
            true => "`article`",
            false => "the declaration",
        };
        format!(
            "To suppress a finding, write `allow: {name} \"why\"` in {place},\nor a line \
             `# sayso: allow {name} \"why\"` for the whole file."
        )
    }
}
