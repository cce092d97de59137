//! A rule's documentation as people see it. What holds for all rules alike is written here, once.

use crate::rules::rule::{Policy, Rule};

/// The last heading of every rule's documentation.
const SETTINGS: &str = "## Settings\n";

/// What stands below it where a rule has no settings of its own.
const NO_OWN: &str = "None.";

impl Rule {
    /// How loud the rule is where nobody has said anything: a severity, or "off".
    pub fn usual_level(&self) -> &'static str {
        match self.policy {
            Policy::OptIn => "off",
            Policy::Adjustable | Policy::Fixed => self.severity.word(),
        }
    }

    /// The documentation, Markdown, with the settings that all rules share.
    pub fn page(&self) -> String {
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
            Policy::Fixed => return "Nothing silences it: no setting, and no `allow`.".to_owned(),
            Policy::Adjustable => format!(
                "`sayso.toml` says below `[rules]` how loud it is:\n`{name} = \"off\"`, or `\"hint\"`, \
                 `\"information\"`, `\"warning\"`, `\"error\"`."
            ),
            Policy::OptIn => format!(
                "It is off until `sayso.toml` asks for it below `[rules]`:\n`{name} = \"{}\"`, or another \
                 of `\"hint\"`, `\"information\"`, `\"warning\"`, `\"error\"`.",
                self.severity.word()
            ),
        };
        format!("{level}\n\n{}", self.allowing())
    }

    fn allowing(&self) -> String {
        if !self.can_be_allowed() {
            return "No `allow` silences it.".to_owned();
        }
        let name = self.name;
        let place = match self.is_about_text() {
            true => "`article`",
            false => "the declaration",
        };
        format!(
            "To keep a finding that is meant, write `allow: {name} \"why\"` in {place},\nor a line \
             `# sayso: allow {name} \"why\"` for the whole file."
        )
    }
}
