//! All files of a root folder together: what they declare, what their names refer to, and which passage
//! of the article a claim quotes. Knows no rule and no protocol; only `disk` reads files.

mod segment;
mod slot;
pub mod limits;
mod search;
mod file;
mod file_names;
mod edit;
mod files;
mod index;
mod known_names;
mod confidential;
mod change;
mod settings;
mod patterns;
mod protection;
mod configuration;
mod article_text;
mod state;
mod articles;
mod resolve;
mod anchors;
mod location;
mod place;
mod view;
pub mod paths;
pub mod disk;

pub use anchors::anchor_of;
pub use article_text::{ArticlePlace, ArticleProblem, ArticleText};
pub use change::Change;
pub use confidential::ConfidentialWords;
pub use configuration::{Configuration, Override};
pub use file::{File, FileRemark};
pub use file_names::NamedDeclaration;
pub use index::{EntityKey, entity_keys};
pub use known_names::KnownNames;
pub use location::Location;
pub use patterns::{BadPattern, Patterns};
pub use place::Place;
pub use resolve::{Resolution, Target};
pub use search::SearchEntry;
pub use segment::Segment;
pub use settings::{Level, Settings, Terms};
pub use slot::{DeclarationId, FileId, Slot, Start};
pub use state::Workspace;
pub use view::Views;
