//! What an error code of the platform means for the person who composes, and what to do about it.
//!
//! Called by the send panel, the command `send` and the sandbox (which answers a predicted code
//! under the platform's title and HTTP status). The tables are Rust constants rather than an embedded
//! data file: the compiler checks them, nothing is parsed at start, and a lookup allocates nothing.

mod business;
mod calls;
mod cloud_messages;
mod cloud_platform;
mod cloud_templates;
mod entry;
mod explanation;
mod gateway;
mod groups;
mod numbers;
mod on_premises;
mod on_premises_templates;
mod orders;
mod retry;
mod status;
mod template_review;

use entry::Entry;

pub use explanation::Explanation;
pub use retry::RetryPlan;

use crate::wire::{Code, Dialect};

/// What a code means that came as an answer or in a webhook: by code and subcode, else by code, else by
/// the range that holds it, else by the HTTP status that it came with, or that it looks like.
pub fn explain(dialect: Dialect, code: Code, http_status: Option<u16>) -> Explanation {
    explain_text(dialect, code, http_status, "")
}

/// The same where the text of the error is known: 360dialog uses one number for several errors and
/// tells them apart by text.
pub fn explain_text(
    dialect: Dialect,
    code: Code,
    http_status: Option<u16>,
    text: &str,
) -> Explanation {
    let like_a_status = || u16::try_from(code.code).ok();
    lookup(dialect, code, text).map_or_else(
        || status::by_status(http_status.or_else(like_a_status)),
        |entry| entry.explanation,
    )
}

/// What is known of a code, with the code as the tables have it: of one error, or of several that share it.
/// Nothing where it is in no table.
pub fn known(dialect: Dialect, code: Code) -> Vec<(Code, Explanation)> {
    let own = gateway::ENTRIES
        .iter()
        .filter(|entry| entry.code == code.code);
    let mut found: Vec<&Entry> = match dialect {
        Dialect::Dialog360 => own.collect(),
        Dialect::Cloud | Dialect::OnPremises => Vec::new(),
    };
    if found.is_empty() {
        found.extend(lookup(dialect, code, ""));
    }
    let found = found.into_iter();
    found
        .map(|entry| {
            let known = Code {
                code: if entry.last > entry.code {
                    code.code
                } else {
                    entry.code
                },
                subcode: entry.subcode,
            };
            (known, entry.explanation)
        })
        .collect()
}

/// The codes of a dialect that are nearest to one that is in no table, with their titles.
pub fn nearest_codes(dialect: Dialect, code: u32) -> Vec<(Code, &'static str)> {
    let mut all: Vec<&Entry> = tables(dialect)
        .iter()
        .flat_map(|table| table.iter())
        .collect();
    all.sort_by_key(|entry| (entry.code.abs_diff(code), entry.subcode));
    let mut found: Vec<(Code, &'static str)> = Vec::new();
    for entry in all {
        if found.len() < 3 && found.iter().all(|(near, _)| near.code != entry.code) {
            found.push((Code::new(entry.code), entry.explanation.title));
        }
    }
    found
}

/// The tables of a dialect's own codes.
const fn tables(dialect: Dialect) -> &'static [&'static [Entry]] {
    match dialect {
        Dialect::Cloud => &[
            cloud_platform::ENTRIES,
            cloud_messages::ENTRIES,
            cloud_templates::ENTRIES,
            template_review::ENTRIES,
            orders::ENTRIES,
            groups::ENTRIES,
            calls::ENTRIES,
            numbers::ENTRIES,
            business::ENTRIES,
        ],
        Dialect::Dialog360 => &[gateway::ENTRIES],
        Dialect::OnPremises => &[
            on_premises::ENTRIES,
            on_premises_templates::ENTRIES,
            orders::ENTRIES,
        ],
    }
}

/// The entry for a code. What 360dialog passes through is a Cloud code, or, of its first generation, that of an
/// On-Premises client; its own numbers are HTTP statuses, and none of them is a Cloud code.
fn lookup(dialect: Dialect, code: Code, text: &str) -> Option<&'static Entry> {
    match dialect {
        Dialect::Cloud | Dialect::OnPremises => find(tables(dialect), code),
        Dialect::Dialog360 => {
            let own = gateway::find(code.code, text);
            own.or_else(|| find(tables(Dialect::Cloud), code))
                .or_else(|| find(tables(Dialect::OnPremises), code))
        }
    }
}

fn find(tables: &[&'static [Entry]], code: Code) -> Option<&'static Entry> {
    let all = || tables.iter().flat_map(|table| table.iter());
    all()
        .find(|entry| entry.code == code.code && entry.subcode == code.subcode)
        .or_else(|| all().find(|entry| entry.code == code.code && entry.subcode.is_none()))
        .or_else(|| all().find(|entry| (entry.code..=entry.last).contains(&code.code)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        Dialect::Cloud,
        Code::new(131_009),
        "Parameter value is not valid",
        Some(400)
    )]
    #[case(
        Dialect::Cloud,
        Code::new(132_001),
        "Template does not exist",
        Some(404)
    )]
    #[case(
        Dialect::Cloud,
        Code::with_subcode(190, 463),
        "Token expired",
        Some(401)
    )]
    #[case(
        Dialect::Cloud,
        Code::with_subcode(190, 1),
        "Access token has expired",
        Some(401)
    )]
    #[case(Dialect::Cloud, Code::new(250), "API Permission", Some(403))]
    #[case(
        Dialect::Dialog360,
        Code::new(131_047),
        "Re-engagement message",
        Some(400)
    )]
    #[case(Dialect::Dialog360, Code::new(401), "Invalid api_key", Some(401))]
    #[case(
        Dialect::Dialog360,
        Code::new(1008),
        "Required parameter is missing",
        Some(400)
    )]
    #[case(Dialect::OnPremises, Code::new(1026), "Receiver incapable", None)]
    #[case(Dialect::OnPremises, Code::new(470), "Re-engagement message", None)]
    fn a_code_is_found_by_subcode_then_code_then_range(
        #[case] dialect: Dialect,
        #[case] code: Code,
        #[case] title: &str,
        #[case] http_status: Option<u16>,
    ) {
        let found = explain(dialect, code, None);
        assert_eq!((found.title, found.http_status), (title, http_status));
    }

    #[rstest]
    #[case(400, "API has been disabled for this number", "API has been disabled")]
    #[case(400, "Lack of Payment", "Lack of payment")]
    #[case(400, "something else", "Invalid payload")]
    #[case(403, "Endpoint is blocked", "Endpoint is blocked")]
    fn the_gateway_tells_its_errors_apart_by_text(
        #[case] code: u32,
        #[case] text: &str,
        #[case] title: &str,
    ) {
        let found = explain_text(Dialect::Dialog360, Code::new(code), None, text);
        assert_eq!(found.title, title);
    }

    #[test]
    fn unknown_codes_have_neighbours() {
        assert_eq!(known(Dialect::Cloud, Code::new(131_008_000)), []);
        let near = nearest_codes(Dialect::Cloud, 131_010);
        assert!(
            near.iter().any(|(code, _)| code.code == 131_009),
            "{near:?}"
        );
        assert_eq!(near.len(), 3);
        let several = known(Dialect::Dialog360, Code::new(400));
        assert!(several.len() > 2);
        assert_eq!(known(Dialect::Dialog360, Code::new(131_009)).len(), 1);
    }

    #[test]
    fn a_code_in_no_table_is_explained_by_its_status() {
        let found = explain(Dialect::Cloud, Code::new(999_999), Some(503));
        assert!(found.retryable);
        assert_eq!(found.title, "Server trouble");
        for (code, title) in [
            (999_999, "Unknown code"),
            (404, "Not found"),
            (77, "Unknown code"),
        ] {
            let found = explain(Dialect::Cloud, Code::new(code), None);
            assert_eq!(found.title, title);
        }
    }

    #[test]
    fn every_code_that_a_rule_predicts_is_explained() {
        for (_, _, rule) in crate::schema::rules() {
            for (dialect, code) in rule.predicts {
                assert!(
                    lookup(*dialect, *code, "").is_some(),
                    "{}: {dialect} {code}",
                    rule.id
                );
            }
        }
    }

    fn all() -> impl Iterator<Item = &'static Entry> {
        let dialects = Dialect::ALL.iter();
        dialects
            .flat_map(|dialect| tables(*dialect).iter())
            .flat_map(|table| table.iter())
    }

    #[test]
    fn every_entry_says_what_happened_and_what_to_do() {
        for entry in all() {
            let Explanation {
                title,
                meaning,
                remedy,
                source,
                ..
            } = entry.explanation;
            let code = entry.code;
            assert!(
                !title.is_empty() && !title.ends_with('.'),
                "{code}: {title}"
            );
            assert!(
                meaning.ends_with('.') && remedy.ends_with('.'),
                "{code}: {meaning} {remedy}"
            );
            assert!(source.starts_with("https://"), "{code}: {source}");
        }
    }

    /// The shared facts stand beside the checkout on the machines where this program is developed.
    #[test]
    fn every_code_of_the_platform_facts_is_explained_and_agrees_with_them() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/platform/errors.json"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("skipped: the platform facts are not beside this checkout");
            return;
        };
        let facts: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let mut compared = 0;
        for fact in &facts {
            let dialect: Dialect = fact["api"].as_str().unwrap().parse().unwrap();
            let code = Code {
                code: u32::try_from(fact["code"].as_u64().unwrap()).unwrap(),
                subcode: fact["subcode"]
                    .as_u64()
                    .map(|it| u32::try_from(it).unwrap()),
            };
            let text = fact["match"].as_str().unwrap_or_default();
            let entry = lookup(dialect, code, text);
            let entry =
                entry.filter(|entry| (entry.code, entry.subcode) == (code.code, code.subcode));
            let entry = entry.unwrap_or_else(|| panic!("{dialect} {code} is not explained"));
            compared += 1;
            let found = entry.explanation;
            assert_eq!(
                found.title,
                fact["title"].as_str().unwrap(),
                "{dialect} {code}"
            );
            assert_eq!(
                found.retryable,
                fact["retryable"].as_bool().unwrap(),
                "{dialect} {code}"
            );
            let status = fact["http_status"]
                .as_u64()
                .map(|it| u16::try_from(it).unwrap());
            assert_eq!(found.http_status, status, "{dialect} {code}");
            assert_eq!(
                found.source,
                fact["source"].as_str().unwrap(),
                "{dialect} {code}"
            );
            for sentence in [&fact["meaning"], &fact["remedy"]] {
                let sentence = sentence.as_str().unwrap();
                assert!(
                    found.meaning != sentence && found.remedy != sentence,
                    "{sentence}"
                );
            }
        }
        // the pages about payments alone know these
        let elsewhere = orders::ENTRIES.iter().map(|entry| entry.code);
        let elsewhere: Vec<u32> = elsewhere.collect();
        let listed = all().filter(|entry| !elsewhere.contains(&entry.code));
        assert_eq!(compared, listed.count());
    }
}
