//! The library as `send` and `check` look things up in it: the definition of the template that is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;

use super::output;
use crate::check::Context;
use crate::files::Places;
use crate::files::library::{Entry, Library, Named};
use crate::schema::kind_of;
use crate::template::Definition;
use crate::wire::member_of;

/// The library, each template read once, and the folders as well: a stream of messages may send many
/// templates, of which the library need know none.
#[derive(Debug)]
pub struct Shelf {
    places: Places,
    named: OnceLock<Named>,
    known: Mutex<BTreeMap<String, Arc<Read>>>,
}

/// All that the library has of one template.
#[derive(Debug)]
struct Read {
    library: Library,
    translations: Arc<[Definition]>,
}

/// What the library has of a template that is sent.
#[derive(Debug)]
pub(super) struct Bound<'a> {
    read: Arc<Read>,
    name: &'a str,
    language: &'a str,
}

impl Shelf {
    /// The library of these places; nothing is read yet.
    pub const fn new(places: Places) -> Self {
        Self {
            places,
            named: OnceLock::new(),
            known: Mutex::new(BTreeMap::new()),
        }
    }

    /// What the library has of the template that a payload sends; nothing where it sends none, or one that
    /// the library does not know.
    pub(super) fn bound<'a>(&self, payload: &'a Value) -> Option<Bound<'a>> {
        if kind_of(payload)?.name != "template" {
            return None;
        }
        let template = member_of(payload, "template")?;
        let name = member_of(template, "name")?.as_str()?;
        let language = member_of(member_of(template, "language")?, "code")?.as_str()?;
        let read = self.of_name(name)?;
        (!read.library.entries.is_empty()).then_some(Bound {
            read,
            name,
            language,
        })
    }

    /// What the library has of a name; nothing is kept of one that no file bears.
    fn of_name(&self, name: &str) -> Option<Arc<Read>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = known.get(name) {
            return Some(Arc::clone(read));
        }
        let named = self.named.get_or_init(|| Named::in_folders(&self.places));
        if !named.has(name) {
            return None;
        }
        let library = Library::of_name(&self.places, name);
        for warning in &library.warnings {
            output::note(warning);
        }
        let entries = library.entries.iter();
        let read = Arc::new(Read {
            translations: entries.map(|entry| entry.definition.clone()).collect(),
            library,
        });
        known.insert(name.to_owned(), Arc::clone(&read));
        Some(read)
    }
}

impl Bound<'_> {
    /// The definition in the language that is sent.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.read.library.find(self.name, self.language)
    }

    /// What is known beside, with all languages that the library has of the template.
    pub(super) fn context(&self, context: &Context) -> Context {
        Context {
            translations: Arc::clone(&self.read.translations),
            ..context.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;

    fn send(name: &str, language: &str) -> Value {
        json!({"to": "15550100123", "type": "template",
            "template": {"name": name, "language": {"code": language}}})
    }

    #[test]
    fn what_no_file_bears_is_neither_found_nor_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        fs::create_dir_all(places.project_templates()).unwrap();
        for language in ["en", "de"] {
            let lamp = json!({"name": "lamp", "language": language, "components": []});
            let path = places
                .project_templates()
                .join(format!("lamp.{language}.json"));
            fs::write(path, lamp.to_string()).unwrap();
        }
        let shelf = Shelf::new(places);
        for number in 0..100 {
            assert!(
                shelf
                    .bound(&send(&format!("chair_{number}"), "en"))
                    .is_none()
            );
        }
        let payload = send("lamp", "de");
        let bound = shelf.bound(&payload).unwrap();
        assert_eq!(bound.entry().unwrap().key(), ("lamp", "de"));
        let context = bound.context(&Context::default());
        assert_eq!(context.translations.len(), 2);
        let payload = send("lamp", "fr");
        assert!(shelf.bound(&payload).unwrap().entry().is_none());
        let known: Vec<String> = shelf.known.lock().unwrap().keys().cloned().collect();
        assert_eq!(known, ["lamp"]);
    }
}
