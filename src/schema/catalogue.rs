//! Every rule once, with the kinds and the place that it is about: for `explain`, `rules` and the reference.

use super::field::{At, Field, Shape};
use super::kind::{KINDS, all_kinds};
use super::kinds;
use super::rule::Rule;

/// A rule with where it holds.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The rule.
    pub rule: &'static Rule,
    /// The field that carries it.
    pub field: &'static Field,
    /// The kinds of messages that it holds for; `other` for messages of unknown kinds.
    pub kinds: Vec<&'static str>,
    /// The place, with `*` for each element of a list: `/interactive/action/sections/*/rows/*/title`.
    pub path: String,
}

impl Listed {
    /// Whether every kind has the rule.
    pub fn is_general(&self) -> bool {
        self.kinds.len() >= KINDS.len()
    }

    fn is(&self, rule: &Rule, path: &str) -> bool {
        self.path == path
            && self.rule.id == rule.id
            && self.rule.severity == rule.severity
            && self.rule.summary == rule.summary
            && self.rule.dialects == rule.dialects
    }
}

/// All rules of the schema, in the order of the kinds; the same rule at the same place is listed once.
pub fn catalogue() -> Vec<Listed> {
    let mut listed = Vec::new();
    for kind in all_kinds() {
        collect(kind.name, kind.root, String::new(), &mut listed);
    }
    for root in kinds::other::ROOTS {
        collect("other", root, String::new(), &mut listed);
    }
    listed
}

fn collect(kind: &'static str, field: &'static Field, around: String, listed: &mut Vec<Listed>) {
    let path = path_of(field, around);
    for rule in field.rules {
        match listed.iter_mut().find(|one| one.is(rule, &path)) {
            Some(same) if same.kinds.contains(&kind) => {}
            Some(same) => same.kinds.push(kind),
            None => listed.push(Listed {
                rule,
                field,
                kinds: vec![kind],
                path: path.clone(),
            }),
        }
    }
    let lists: Vec<&'static [Field]> = match field.shape {
        Shape::Group(inner) | Shape::OneOf(inner) | Shape::Tagged(inner) => vec![inner],
        Shape::Variant { cases, .. } => cases.iter().map(|case| case.fields).collect(),
        Shape::List(element) => return collect(kind, element, path, listed),
        _ => return,
    };
    for inner in lists.into_iter().flatten() {
        collect(kind, inner, path.clone(), listed);
    }
}

/// The place of a field inside another one.
fn path_of(field: &Field, around: String) -> String {
    match field.at {
        At::Here => around,
        At::Key(key) => format!("{around}/{key}"),
        At::Element => format!("{around}/*"),
        At::Item(tags) | At::Items(tags) => {
            let tags: Vec<String> = tags
                .iter()
                .map(|(tag, value)| format!("{tag}={value}"))
                .collect();
            format!("{around}/*[{}]", tags.join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_many_kinds_is_listed_once() {
        let listed = catalogue();
        let product: Vec<_> = listed
            .iter()
            .filter(|one| one.rule.id == "envelope-messaging-product-required")
            .collect();
        assert_eq!(product.len(), 1);
        assert!(product[0].is_general());
        assert_eq!(product[0].path, "/messaging_product");
    }

    #[test]
    fn paths_lead_through_lists_and_components() {
        let listed = catalogue();
        let path = |id: &str| &listed.iter().find(|one| one.rule.id == id).unwrap().path;
        assert_eq!(
            path("list-row-title-length"),
            "/interactive/action/sections/*/rows/*/title"
        );
        assert_eq!(
            path("send-button-index-required"),
            "/template/components/*[type=button]/index"
        );
    }
}
