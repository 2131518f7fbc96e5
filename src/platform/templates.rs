//! Templates of an account: listing, creating, editing and deleting them, by the paths of each API.
//!
//! Cloud pages by cursor and names templates by id; 360dialog pages by offset, deletes all languages of a name
//! and does not edit. On-Premises clients keep no definitions. Called by the commands `templates`.

use reqwest::Method;
use serde_json::Value;

use super::account::Account;
use super::answer::{Answer, Body};
use super::request::Request;
use crate::files::settings::Host;
use crate::text::percent::encoded;
use crate::wire::Dialect;

/// The members that are asked of Cloud: all that makes a definition, and what became of it.
const FIELDS: &str = "name,language,category,status,parameter_format,components,id,quality_score,\
    rejected_reason,sub_category,previous_category,correct_category,message_send_ttl_seconds,\
    cta_url_link_tracking_opted_out,is_primary_device_delivery_only,last_updated_time";

/// Why an account cannot be asked for this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplatesProblem {
    /// Templates stand with the WhatsApp Business account.
    #[error(
        "the account {0} has no waba_id, which its templates are kept with; add it to the settings"
    )]
    NoWaba(String),
    /// The API has no templates.
    #[error(
        "the {0} keeps no template definitions; use an account of the Cloud API or 360dialog for the same business"
    )]
    NoTemplates(&'static str),
    /// 360dialog does not edit.
    #[error(
        "360dialog does not edit templates: delete this one and send it in again, or send it in under another name"
    )]
    NoEdit,
    /// 360dialog deletes by name only.
    #[error(
        "360dialog deletes a template in all its languages only; leave --language out to do that"
    )]
    NoLanguage,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// At the beginning.
    First,
    /// Behind what a cursor of Cloud's stands for.
    After(String),
    /// Behind so many, at 360dialog.
    Offset(usize),
}

/// A page of templates.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The definitions, as they are listed.
    pub definitions: Vec<Value>,
    /// Where the next page begins, if there is one.
    pub next: Option<Start>,
    /// How many there are in all, where the platform tells.
    pub total: Option<usize>,
}

/// The request for a page: of all templates, or, where the platform can choose, of the languages of one.
///
/// # Errors
/// When the account has none, or lacks what stands in the path.
pub fn list_templates(
    account: &Account,
    name: Option<&str>,
    (start, limit): (&Start, usize),
) -> Result<Request, TemplatesProblem> {
    let mut path = collection(account)?;
    if account.dialect == Dialect::Cloud {
        path = format!("{path}?fields={FIELDS}&limit={limit}");
        if let Some(name) = name {
            path = format!("{path}&name={}", encoded(name));
        }
        if let Start::After(cursor) = start {
            path = format!("{path}&after={}", encoded(cursor));
        }
    } else {
        let offset = match start {
            Start::Offset(offset) => *offset,
            Start::First | Start::After(_) => 0,
        };
        // No filter is documented: whoever wants one template looks for it in all.
        path = format!("{path}?limit={limit}&offset={offset}");
    }
    Ok(Request::to(account, Method::GET, &path, Value::Null))
}

/// Reads a page; none where the answer is none.
pub fn read_page(answer: &Answer, start: &Start) -> Option<Page> {
    let Body::Json(body) = &answer.body else {
        return None;
    };
    if let Some(entries) = body.get("data").and_then(Value::as_array) {
        let has_next = body.pointer("/paging/next").is_some_and(Value::is_string);
        let after = body
            .pointer("/paging/cursors/after")
            .and_then(Value::as_str);
        let next = after
            .filter(|_| has_next)
            .map(|cursor| Start::After(cursor.to_owned()))
            .filter(|next| next != start && !entries.is_empty());
        return Some(Page {
            definitions: entries.clone(),
            next,
            total: None,
        });
    }
    let entries = body.get("waba_templates")?.as_array()?;
    let number = |key: &str| {
        let number = body.get(key).and_then(Value::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    let offset = match start {
        Start::Offset(offset) => *offset,
        Start::First | Start::After(_) => 0,
    };
    let (end, total) = (offset + entries.len(), number("total"));
    let has_next = !entries.is_empty() && total.is_some_and(|total| end < total);
    Some(Page {
        definitions: entries.clone(),
        next: has_next.then_some(Start::Offset(end)),
        total,
    })
}

/// The request that sends a new definition in.
///
/// # Errors
/// As for [`list_templates`].
pub fn create_template(account: &Account, definition: &Value) -> Result<Request, TemplatesProblem> {
    let path = collection(account)?;
    Ok(Request::to(
        account,
        Method::POST,
        &path,
        definition.clone(),
    ))
}

/// The request that replaces a template's components, and its category where it may be changed.
///
/// # Errors
/// As for [`list_templates`], and when the platform does not edit.
pub fn edit_template(
    account: &Account,
    id: &str,
    definition: &Value,
) -> Result<Request, TemplatesProblem> {
    collection(account)?;
    if account.dialect != Dialect::Cloud {
        return Err(TemplatesProblem::NoEdit);
    }
    let mut body = definition.clone();
    if let Some(members) = body.as_object_mut() {
        // Neither of them can be changed, and neither is taken.
        members.retain(|key, _| key != "name" && key != "language");
    }
    Ok(Request::to(
        account,
        Method::POST,
        &format!("/{}", encoded(id)),
        body,
    ))
}

/// The request that deletes a template: in one language, that of the id, or in all.
///
/// # Errors
/// As for [`list_templates`], and when the platform deletes all languages only.
pub fn delete_template(
    account: &Account,
    name: &str,
    id: Option<&str>,
) -> Result<Request, TemplatesProblem> {
    let path = collection(account)?;
    let name = encoded(name);
    let path = match (account.dialect, id) {
        (Dialect::Cloud, None) => format!("{path}?name={name}"),
        (Dialect::Cloud, Some(id)) => format!("{path}?hsm_id={}&name={name}", encoded(id)),
        (_, None) => format!("{path}/{name}"),
        (_, Some(_)) => return Err(TemplatesProblem::NoLanguage),
    };
    Ok(Request::to(account, Method::DELETE, &path, Value::Null))
}

/// The path of all templates of an account.
fn collection(account: &Account) -> Result<String, TemplatesProblem> {
    match (account.dialect, account.host, &account.waba_id) {
        (Dialect::Cloud, _, Some(waba)) => Ok(format!("/{}/message_templates", encoded(waba))),
        (Dialect::Cloud, _, None) => Err(TemplatesProblem::NoWaba(account.name.clone())),
        (Dialect::Dialog360, Host::Sandbox, _) => {
            Err(TemplatesProblem::NoTemplates("sandbox of 360dialog"))
        }
        (Dialect::Dialog360, ..) => Ok("/v1/configs/templates".to_owned()),
        (Dialect::OnPremises, ..) => Err(TemplatesProblem::NoTemplates("On-Premises API")),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rstest::rstest;
    use secrecy::SecretString;
    use serde_json::json;

    use super::*;

    fn account(dialect: Dialect) -> Account {
        Account {
            waba_id: (dialect == Dialect::Cloud).then(|| "77".to_owned()),
            ..Account::new(
                "main",
                dialect,
                "https://x.example.com",
                SecretString::default(),
            )
        }
    }

    fn page(body: &Value, start: &Start) -> Page {
        let body = body.to_string();
        let answer = Answer::read(200, Duration::ZERO, body.as_bytes());
        read_page(&answer, start).unwrap()
    }

    #[test]
    fn cloud_goes_on_behind_a_cursor_and_360dialog_behind_a_number() {
        let listed =
            json!({"data": [{}], "paging": {"cursors": {"after": "c+1"}, "next": "https://…"}});
        let next = page(&listed, &Start::First).next.unwrap();
        assert_eq!(next, Start::After("c+1".to_owned()));
        let request = list_templates(&account(Dialect::Cloud), None, (&next, 50)).unwrap();
        assert!(
            request.url.ends_with("&limit=50&after=c%2B1"),
            "{}",
            request.url
        );
        assert_eq!(
            page(&listed, &next).next,
            None,
            "a cursor that leads nowhere"
        );
        let last = json!({"data": [{}], "paging": {"cursors": {"after": "c"}}});
        assert_eq!(page(&last, &Start::First).next, None);
        let listed = json!({"waba_templates": [{}, {}], "total": 5});
        let next = page(&listed, &Start::Offset(2)).next.unwrap();
        assert_eq!(next, Start::Offset(4));
        let request = list_templates(&account(Dialect::Dialog360), None, (&next, 2)).unwrap();
        assert!(
            request.url.ends_with("?limit=2&offset=4"),
            "{}",
            request.url
        );
        assert_eq!(page(&listed, &Start::Offset(3)).next, None);
    }

    #[rstest]
    #[case(Dialect::Cloud, None, Ok("/77/message_templates?name=lamp"))]
    #[case(
        Dialect::Cloud,
        Some("9"),
        Ok("/77/message_templates?hsm_id=9&name=lamp")
    )]
    #[case(Dialect::Dialog360, None, Ok("/v1/configs/templates/lamp"))]
    #[case(Dialect::Dialog360, Some("9"), Err(TemplatesProblem::NoLanguage))]
    #[case(
        Dialect::OnPremises,
        None,
        Err(TemplatesProblem::NoTemplates("On-Premises API"))
    )]
    fn a_template_is_deleted_in_one_language_or_in_all(
        #[case] dialect: Dialect,
        #[case] id: Option<&str>,
        #[case] expected: Result<&str, TemplatesProblem>,
    ) {
        let request = delete_template(&account(dialect), "lamp", id);
        let path = request.map(|request| request.url.replace("https://x.example.com", ""));
        assert_eq!(path, expected.map(str::to_owned));
    }

    #[test]
    fn an_edit_goes_to_the_id_without_what_cannot_be_changed() {
        let definition = json!({"name": "lamp", "language": "en", "components": []});
        let request = edit_template(&account(Dialect::Cloud), "9", &definition).unwrap();
        assert_eq!(request.url, "https://x.example.com/9");
        assert_eq!(request.body, json!({"components": []}));
        let refused = edit_template(&account(Dialect::Dialog360), "9", &definition);
        assert_eq!(refused.unwrap_err(), TemplatesProblem::NoEdit);
        let nowhere = Account {
            waba_id: None,
            ..account(Dialect::Cloud)
        };
        let refused = create_template(&nowhere, &definition);
        assert_eq!(
            refused.unwrap_err(),
            TemplatesProblem::NoWaba("main".to_owned())
        );
    }
}
