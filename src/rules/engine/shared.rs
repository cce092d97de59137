//! Results that the analyses of several files share while the workspace does not change.

use std::cell::RefCell;
use std::sync::Arc;

use crate::rules::context::WorkspaceMemo;
use crate::rules::engine::active_rules::ActiveRules;
use crate::workspace::Settings;

/// What analyses find out about the workspace outside their own file. Valid for one state of the workspace.
#[derive(Debug, Default)]
pub struct SharedAnalysis {
    pub known: WorkspaceMemo,
    /// The active rules for the last settings: nearly all files have the same settings.
    rules: RefCell<Option<(Arc<Settings>, Arc<ActiveRules>)>>,
}

impl SharedAnalysis {
    pub fn rules(&self, settings: &Arc<Settings>) -> Arc<ActiveRules> {
        let mut last = self.rules.borrow_mut();
        match &*last {
            Some((of, rules)) if of == settings => rules.clone(),
            _ => {
                let rules = Arc::new(ActiveRules::of(settings));
                *last = Some((settings.clone(), rules.clone()));
                rules
            }
        }
    }
}
