//! The library as `send` and `check` look things up in it: the definition of the template that is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::output;
use crate::check::Context;
use crate::files::Places;
use crate::files::library::{Entry, Library};
use crate::schema::kind_of;
use crate::template::Definition;
use crate::wire::member_of;

/// The library, each template read once.
#[derive(Debug)]
pub struct Shelf {
    places: Places,
    known: Mutex<BTreeMap<String, Arc<Library>>>,
}

/// What the library has of a template that is sent.
#[derive(Debug)]
pub(super) struct Bound {
    library: Arc<Library>,
    name: String,
    language: String,
}

impl Shelf {
    /// The library of these places; nothing is read yet.
    pub const fn new(places: Places) -> Self {
        Self {
            places,
            known: Mutex::new(BTreeMap::new()),
        }
    }

    /// What the library has of the template that a payload sends; nothing where it sends none, or one that
    /// the library does not know.
    pub(super) fn bound(&self, payload: &Value) -> Option<Bound> {
        if kind_of(payload)?.name != "template" {
            return None;
        }
        let template = member_of(payload, "template")?;
        let name = member_of(template, "name")?.as_str()?;
        let language = member_of(member_of(template, "language")?, "code")?.as_str()?;
        let library = self.of_name(name);
        (!library.entries.is_empty()).then(|| Bound {
            library,
            name: name.to_owned(),
            language: language.to_owned(),
        })
    }

    fn of_name(&self, name: &str) -> Arc<Library> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = known.get(name) {
            return Arc::clone(library);
        }
        let library = Arc::new(Library::of_name(&self.places, name));
        for warning in &library.warnings {
            output::note(warning);
        }
        known.insert(name.to_owned(), Arc::clone(&library));
        library
    }
}

impl Bound {
    /// The definition in the language that is sent.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.library.find(&self.name, &self.language)
    }

    /// What is known beside, with all languages that the library has of the template.
    pub(super) fn context(&self, context: &Context) -> Context {
        let entries = self.library.entries.iter();
        let translations: Vec<Definition> = entries.map(|entry| entry.definition.clone()).collect();
        Context {
            translations,
            ..context.clone()
        }
    }
}
