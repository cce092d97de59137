//! `workspace/executeCommand`: what code lenses and code actions do when somebody chooses them, in any editor.

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionOrCommand, CodeActionParams, LSPAny, Location,
    MessageActionItem, MessageType, Position, Range, ShowDocumentParams, TextDocumentIdentifier,
    Uri,
};

use super::client::ClientAbilities;
use super::features::code_actions::{SIGN_OFF, WHO_SIGNS};
use super::features::{blanks, rule_pages};
use super::server::Server;
use super::uri::path_of;

/// Shows places: `[document, position, places]`, as the client's own command would get them.
pub const SHOW_REFERENCES: &str = "sayso.showReferences";

/// Signs the claim there: `[document, position]`.
pub const SIGN: &str = "sayso.sign";

/// Returns the page of a rule in Markdown: `[name]`.
pub const EXPLAIN_RULE: &str = "sayso.explainRule";

/// The maximum number of places to choose from.
const MOST_CHOICES: usize = 20;

/// The commands that the server announces. A client that shows why an action is disabled needs no command for that.
pub fn commands(client: &ClientAbilities) -> Vec<String> {
    let all = [
        SHOW_REFERENCES,
        SIGN,
        EXPLAIN_RULE,
        WHO_SIGNS,
        blanks::GO_TO,
    ]
    .into_iter();
    let offered = all.filter(|name| match *name {
        WHO_SIGNS => !client.disabled_code_actions,
        blanks::GO_TO => client.shows_documents,
        _ => true,
    });
    offered.map(str::to_owned).collect()
}

impl Server {
    pub async fn execute(&self, command: &str, arguments: Vec<Value>) -> Result<Option<LSPAny>> {
        match command {
            WHO_SIGNS => {
                let reason = arguments.first().and_then(Value::as_str);
                self.say(reason.unwrap_or_default()).await;
            }
            SHOW_REFERENCES => {
                let (_, _, places): (Uri, Position, Vec<Location>) = read(arguments)?;
                self.show_references(places).await;
            }
            SIGN => {
                let (uri, position) = read(arguments)?;
                self.sign(uri, position).await?;
            }
            blanks::GO_TO => {
                if let Some(place) = blanks::asked(&arguments) {
                    // The client may answer only once it has its own answer.
                    let client = self.client.clone();
                    tokio::spawn(async move { client.show_document(place).await });
                }
            }
            EXPLAIN_RULE => {
                let (name,): (String,) = read(arguments)?;
                return rule_pages::page_of(&name).map(|page| Some(Value::String(page)));
            }
            _ => return Err(Error::method_not_found()),
        }
        Ok(Some(LSPAny::Bool(true)))
    }

    async fn say(&self, message: &str) {
        self.client.show_message(MessageType::INFO, message).await;
    }

    /// Shows the only place, or asks which one to show.
    async fn show_references(&self, places: Vec<Location>) {
        let titles: Vec<String> = places.iter().take(MOST_CHOICES).map(title_of).collect();
        let shows = self.state.abilities().shows_documents;
        let chosen = match &places[..] {
            [] => return self.say("There is nothing to show").await,
            [only] if shows => Some(only),
            _ if !shows => return self.say(&titles.join(", ")).await,
            _ => {
                let ask = "Which place do you want to see?";
                let choices = titles.iter().map(|title| MessageActionItem {
                    title: title.clone(),
                    properties: Default::default(),
                });
                let choices = Some(choices.collect());
                let asked = self
                    .client
                    .show_message_request(MessageType::INFO, ask, choices);
                let chosen = asked.await.ok().flatten();
                let at = chosen.and_then(|item| titles.iter().position(|it| *it == item.title));
                at.map(|at| &places[at])
            }
        };
        if let Some(place) = chosen {
            let shown = ShowDocumentParams {
                uri: place.uri.clone(),
                external: None,
                take_focus: Some(true),
                selection: Some(place.range),
            };
            // The client says itself why it cannot show a document.
            let _ = self.client.show_document(shown).await;
        }
    }

    /// Signs the claim at a place, as its code action would.
    async fn sign(&self, uri: Uri, position: Position) -> Result<()> {
        let params = CodeActionParams {
            text_document: TextDocumentIdentifier { uri },
            range: Range::new(position, position),
            context: CodeActionContext {
                only: Some(vec![SIGN_OFF]),
                ..CodeActionContext::default()
            },
            work_done_progress_params: Default::default(),
            partial_result_params: Default::default(),
        };
        let offered = self.offered_actions(params).await?.into_iter();
        let mut actions = offered.filter_map(|action| match action {
            CodeActionOrCommand::CodeAction(action) => Some(action),
            CodeActionOrCommand::Command(_) => None,
        });
        match actions.next() {
            Some(CodeAction {
                edit: Some(edit), ..
            }) => {
                self.client.apply_edit(edit).await?;
            }
            Some(action) => self.say(&why_disabled(&action)).await,
            None => {
                let why = "This claim cannot be signed: correct its errors first, and quote words that are in the article once";
                self.say(why).await;
            }
        }
        Ok(())
    }
}

fn read<T: DeserializeOwned>(arguments: Vec<Value>) -> Result<T> {
    let read = serde_json::from_value(Value::Array(arguments));
    read.map_err(|problem| Error::invalid_params(problem.to_string()))
}

/// The file and the line of a place.
fn title_of(place: &Location) -> String {
    let path = path_of(&place.uri);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}, line {}", place.range.start.line + 1)
}

/// The reason of an action that is not possible, in whichever form this client gets it.
fn why_disabled(action: &CodeAction) -> String {
    let shown = action
        .disabled
        .as_ref()
        .map(|disabled| disabled.reason.clone());
    let command = action.command.as_ref();
    let argument = command.and_then(|command| command.arguments.as_ref()?.first()?.as_str());
    shown.or(argument.map(str::to_owned)).unwrap_or_default()
}
