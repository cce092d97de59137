//! All files together: what is declared where, what a name refers to, where a claim stands in the
//! article. Knows no rule and no protocol; only `disk` reads files.

mod search;
mod segment;
pub mod limits;
mod file;
mod index;
mod resolve;
mod article_text;
mod anchors;
mod change;
mod settings;
mod patterns;
mod configuration;
mod state;
mod location;
mod place;
mod secrets;
mod view;
pub mod paths;
pub mod disk;

pub use anchors::anchor_of;
pub use article_text::{ArticlePlace, ArticleProblem, ArticleText};
pub use change::Change;
pub use configuration::{Configuration, Override};
pub use file::{DeclarationId, Declared, File, FileId, FileRemark, Slot, Start};
pub use index::{EntityKey, entity_keys};
pub use location::Location;
pub use patterns::{BadPattern, Patterns};
pub use place::Place;
pub use resolve::{Resolution, Target};
pub use search::Named;
pub use secrets::Secrets;
pub use segment::Segment;
pub use settings::{Level, Settings, Terms};
pub use state::{KnownNames, Workspace};
pub use view::Views;
