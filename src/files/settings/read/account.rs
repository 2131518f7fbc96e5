//! Reading `[accounts.NAME]`: what cannot be used is warned of, and an account that would go astray is left out.
//!
//! No warning repeats a value that could be a secret.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::{Entry, Key, Reader};
use crate::files::settings::account::{
    AccountSettings, Host, SecretKind, SecretSource, looks_secret, name_problem,
};
use crate::wire::Dialect;

/// The keys of an account beside those of its secrets, and the APIs that have them.
const KEYS: &[(&str, &[Dialect])] = &[
    ("api", Dialect::ALL),
    ("base_url", Dialect::ALL),
    ("number", Dialect::ALL),
    ("version", &[Dialect::Cloud]),
    ("phone_number_id", &[Dialect::Cloud]),
    ("waba_id", &[Dialect::Cloud]),
    ("app_id", &[Dialect::Cloud]),
    ("host", &[Dialect::Dialog360]),
    ("user", &[Dialect::OnPremises]),
    ("ca_file", &[Dialect::OnPremises]),
    ("verify", &[Dialect::OnPremises]),
];

/// Whether accounts of any API have such a key.
pub(in crate::files::settings) fn is_known(key: &str) -> bool {
    let is_secret = |kind: SecretKind, dialect: Dialect| {
        let rest = key.strip_prefix(kind.key(dialect));
        rest.is_some_and(|rest| SECRET_ENDINGS.contains(&rest))
    };
    let mut secrets = SecretKind::ALL.into_iter();
    KEYS.iter().any(|(known, _)| *known == key)
        || secrets.any(|kind| Dialect::ALL.iter().any(|dialect| is_secret(kind, *dialect)))
}

/// What follows a secret's name in the key that says where it comes from.
const SECRET_ENDINGS: [&str; 3] = ["_env", "_file", "_keyring"];

/// What people write a secret under when they write it into the settings.
const SECRET_KEYS: &[&str] = &[
    "token",
    "access_token",
    "api_key",
    "key",
    "password",
    "secret",
    "app_secret",
    "verify_token",
];

/// What is said after an entry that the account cannot do without.
pub(in crate::files::settings) const LEFT_OUT: &str = "; the account is left out";

/// What a warning begins with that leaves the account usable all the same.
pub(in crate::files::settings) const IN_THE_CLEAR: &str = "http://";

impl Reader<'_> {
    /// One account; an entry that would send elsewhere than meant leaves it out.
    pub(super) fn account(&mut self, key: &Key<'_>, value: &Entry<'_>) {
        let name = key.get_ref().as_ref();
        if let Some(problem) = name_problem(name) {
            let message = format!("accounts: {problem}; this one is left out");
            return self.warn(&key.span(), &message);
        }
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type(&format!("accounts.{name}"), value, "a table");
        };
        let Some(dialect) = self.account_api(key, table) else {
            return;
        };
        let mut account = AccountSettings::new(name, dialect, self.file);
        let mut usable = true;
        for (key, value) in table {
            if let Err(problem) = self.account_entry(&mut account, key, value) {
                usable &= !problem.leaves_out;
                let rest = if problem.leaves_out { LEFT_OUT } else { "" };
                let message = format!("accounts.{name}.{}: {}{rest}", key.get_ref(), problem.said);
                self.warn(&value.span(), &message);
            }
        }
        if usable {
            self.settings.accounts.push(account);
        }
    }

    /// The API, which decides what the other keys mean.
    fn account_api(&mut self, name: &Key<'_>, table: &DeTable<'_>) -> Option<Dialect> {
        let given = table.iter().find(|(key, _)| key.get_ref() == "api");
        let span = given.map_or_else(|| name.span(), |(_, value)| value.span());
        let read = given.and_then(|(_, value)| value.get_ref().as_str()?.parse().ok());
        if read.is_none() {
            let message = format!(
                "accounts.{}.api: expected \"cloud\", \"360dialog\" or \"on-premises\"; the account \
                 is left out",
                name.get_ref()
            );
            self.warn(&span, &message);
        }
        read
    }

    fn account_entry(
        &mut self,
        account: &mut AccountSettings,
        key: &Key<'_>,
        value: &Entry<'_>,
    ) -> Result<(), Problem> {
        let key = key.get_ref().as_ref();
        let text = value.get_ref().as_str();
        if SECRET_KEYS.contains(&key) {
            return Err(Problem::warned(in_the_open(account.dialect)));
        }
        let known = KEYS
            .iter()
            .any(|(known, dialects)| *known == key && dialects.contains(&account.dialect));
        match key {
            _ if !known => return secret_entry(account, key, value),
            "api" => {}
            "verify" => {
                account.verify = value
                    .get_ref()
                    .as_bool()
                    .ok_or_else(|| Problem::warned("expected true or false; true counts"))?;
            }
            "phone_number_id" | "waba_id" | "app_id" => {
                let id = Some(digits(value)?);
                match key {
                    "waba_id" => account.waba_id = id,
                    "app_id" => account.app_id = id,
                    _ => account.phone_number_id = id,
                }
            }
            _ => {
                let text = text.ok_or_else(|| Problem::fatal("expected a text in quotes"))?;
                self.account_text(account, key, text, value)?;
            }
        }
        Ok(())
    }

    /// The keys that have a text.
    fn account_text(
        &mut self,
        account: &mut AccountSettings,
        key: &str,
        text: &str,
        value: &Entry<'_>,
    ) -> Result<(), Problem> {
        match key {
            "base_url" => {
                account.base_url = Some(address(text)?);
                if is_in_the_clear(text) {
                    let message = format!(
                        "accounts.{}.base_url: {IN_THE_CLEAR} to another machine: everybody on the way can \
                         read the secret; use https:// if that host has it",
                        account.name
                    );
                    self.warn(&value.span(), &message);
                }
            }
            "version" => account.version = Some(version(text)?),
            "number" => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                account.number = Some(digits).filter(|digits| !digits.is_empty());
            }
            "user" => account.user = Some(text.to_owned()),
            "ca_file" => account.ca_file = Some(resolved(account.folder(), text)),
            _ => {
                let host = Host::ALL.into_iter().find(|host| host.name() == text);
                account.host = host.ok_or_else(|| {
                    Problem::fatal("expected \"current\", \"first-generation\" or \"sandbox\"")
                })?;
            }
        }
        Ok(())
    }
}

/// Why an entry cannot be used.
struct Problem {
    said: String,
    /// Whether the account would go astray without it.
    leaves_out: bool,
}

impl Problem {
    fn fatal(said: impl Into<String>) -> Self {
        Self {
            said: said.into(),
            leaves_out: true,
        }
    }

    fn warned(said: impl Into<String>) -> Self {
        Self {
            said: said.into(),
            leaves_out: false,
        }
    }
}

/// An entry that tells where a secret comes from, or one that nobody knows.
fn secret_entry(
    account: &mut AccountSettings,
    key: &str,
    value: &Entry<'_>,
) -> Result<(), Problem> {
    let dialect = account.dialect;
    let found = SecretKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of(dialect))
        .find_map(|kind| Some((kind, key.strip_prefix(kind.key(dialect))?)));
    let Some((kind, ending @ ("_env" | "_file" | "_keyring"))) = found else {
        let is_secret = value.get_ref().as_str().is_some_and(looks_secret);
        return Err(Problem::warned(if is_secret {
            in_the_open(dialect)
        } else {
            format!("no key of this API's accounts; there are {}", keys(dialect))
        }));
    };
    let source = match (ending, value.get_ref().as_str(), value.get_ref().as_bool()) {
        ("_keyring", _, Some(wanted)) => wanted.then_some(SecretSource::Keyring),
        ("_keyring", ..) => return Err(Problem::warned("expected true or false")),
        ("_env", Some(name), _) => Some(SecretSource::Environment(variable(name, dialect)?)),
        (_, Some(path), _) if looks_secret(path) => {
            return Err(Problem::warned(in_the_open(dialect)));
        }
        (_, Some(path), _) => Some(SecretSource::File(resolved(account.folder(), path))),
        _ => return Err(Problem::warned("expected a text in quotes")),
    };
    if let Some(source) = source {
        if account.source(kind).is_some() {
            return Err(Problem::warned(
                "this secret has a place already; the first one counts",
            ));
        }
        account.secrets.push((kind, source));
    }
    Ok(())
}

/// What is said of a secret that stands in the settings.
fn in_the_open(dialect: Dialect) -> String {
    let key = SecretKind::Access.key(dialect);
    format!(
        "a secret must not stand in the settings, and is not used: keep it in an environment variable \
         ({key}_env) or in a file of your own with mode 0600 ({key}_file), and have it replaced if others \
         could read it here"
    )
}

fn keys(dialect: Dialect) -> String {
    let secrets = SecretKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of(dialect))
        .map(|kind| format!("{}_env (_file, _keyring)", kind.key(dialect)));
    let plain = KEYS
        .iter()
        .filter(|(_, dialects)| dialects.contains(&dialect))
        .map(|(key, _)| (*key).to_owned());
    plain.chain(secrets).collect::<Vec<_>>().join(", ")
}

/// The name of an environment variable.
fn variable(name: &str, dialect: Dialect) -> Result<String, Problem> {
    let is_name = !name.is_empty()
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '_');
    if looks_secret(name) && name.chars().any(|character| character.is_ascii_lowercase()) {
        Err(Problem::warned(in_the_open(dialect)))
    } else if is_name {
        Ok(name.to_owned())
    } else {
        Err(Problem::warned(
            "expected the name of an environment variable, such as WHATSAPP_TOKEN",
        ))
    }
}

/// An id of Meta's: digits, in quotes or not.
fn digits(value: &Entry<'_>) -> Result<String, Problem> {
    let text = match value.get_ref() {
        toml::de::DeValue::String(text) => text.as_ref(),
        toml::de::DeValue::Integer(number) => number.as_str(),
        _ => "",
    };
    let is_id = !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
    is_id
        .then(|| text.to_owned())
        .ok_or_else(|| Problem::fatal("expected an id of digits"))
}

/// A version of the Graph API.
pub(in crate::files::settings) fn is_version(text: &str) -> bool {
    let is_number =
        |part: &str| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit());
    text.strip_prefix('v')
        .and_then(|number| number.split_once('.'))
        .is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

fn version(text: &str) -> Result<String, Problem> {
    if is_version(text) {
        Ok(text.to_owned())
    } else {
        Err(Problem::fatal(
            "expected a version of the Graph API, such as v26.0",
        ))
    }
}

/// A web address without name and password, without query, and without a slash at the end.
pub(in crate::files::settings) fn web_address(text: &str) -> Option<String> {
    let rest = ["http://", "https://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))?;
    let host = rest.split('/').next().unwrap_or_default();
    let is_plain = !rest.contains(['?', '#', ' ', '\\']) && !rest.chars().any(char::is_control);
    (!host.is_empty() && !host.contains('@') && is_plain)
        .then(|| text.trim_end_matches('/').to_owned())
}

fn address(text: &str) -> Result<String, Problem> {
    web_address(text).ok_or_else(|| {
        Problem::fatal(
            "expected an address such as https://host.example.com:9090, without a password or a query",
        )
    })
}

/// Whether an address sends secrets over the network in the clear.
fn is_in_the_clear(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    !["127.", "localhost", "[::1]"]
        .iter()
        .any(|near| host.starts_with(near))
}

/// A path as it is meant in a settings file: from the file's folder, or from home.
pub(in crate::files::settings) fn resolved(folder: &Path, written: &str) -> PathBuf {
    match written
        .strip_prefix("~/")
        .zip(std::env::var_os("HOME").map(PathBuf::from))
    {
        Some((rest, home)) => home.join(rest),
        None => folder.join(written),
    }
}

#[cfg(test)]
mod tests {
    use crate::files::settings::{AccountSettings, SecretKind, SecretSource, Settings};
    use std::path::{Path, PathBuf};

    fn read(text: &str) -> (Vec<AccountSettings>, Vec<String>) {
        let (settings, warnings) = Settings::parse(text, Path::new("conf/bluetick.toml"));
        let warnings = warnings.iter().map(ToString::to_string).collect();
        (settings.accounts, warnings)
    }

    #[test]
    fn every_key_of_an_account_can_be_set() {
        let (accounts, warnings) = read(
            "[accounts.main]\napi = \"cloud\"\nversion = \"v24.0\"\nphone_number_id = 106540352242922\n\
             waba_id = \"102290129340398\"\napp_id = \"1\"\nnumber = \"+1 555 010 0199\"\n\
             base_url = \"http://127.0.0.1:9/\"\ntoken_env = \"WHATSAPP_TOKEN\"\n\
             app_secret_file = \"secrets/app\"\nverify_token_keyring = true\n\
             [accounts.shop]\napi = \"360dialog\"\nhost = \"first-generation\"\napi_key_env = \"D360_API_KEY\"\n\
             [accounts.old]\napi = \"on-premises\"\nbase_url = \"https://wa.example.com:9090\"\nuser = \"me\"\n\
             ca_file = \"ca.pem\"\nverify = false\npassword_file = \"/run/pw\"\n",
        );
        assert_eq!(warnings, Vec::<String>::new());
        let [main, old, shop] = ["main", "old", "shop"]
            .map(|name| accounts.iter().find(|one| one.name == name).unwrap());
        assert_eq!(main.phone_number_id.as_deref(), Some("106540352242922"));
        assert_eq!(main.base_url.as_deref(), Some("http://127.0.0.1:9"));
        assert_eq!(main.number.as_deref(), Some("15550100199"));
        assert_eq!(
            main.source(SecretKind::AppSecret),
            Some(&SecretSource::File(PathBuf::from("conf/secrets/app")))
        );
        assert_eq!(
            main.source(SecretKind::VerifyToken),
            Some(&SecretSource::Keyring)
        );
        assert_eq!(shop.host.name(), "first-generation");
        assert_eq!(old.ca_file, Some(PathBuf::from("conf/ca.pem")));
        assert!(!old.verify);
    }

    #[test]
    fn what_would_go_astray_is_left_out_and_no_secret_is_repeated() {
        let (accounts, warnings) = read(
            "[accounts.cloud]\napi = \"cloud\"\n\
             [accounts.a]\napi = \"graph\"\n\
             [accounts.b]\napi = \"cloud\"\nphone_number_id = \"EAAGm0PX4ZCpsBAKZCinvented\"\n\
             [accounts.c]\napi = \"cloud\"\ntoken = \"EAAGm0PX4ZCpsBAKZCinvented\"\n\
             token_env = \"EAAGm0PX4ZCpsBAKZCinvented\"\nbearer = \"EAAGm0PX4ZCpsBAKZCinvented\"\n\
             token_file = \"EAAGm0PX4ZCpsBAKZCinvented\"\nuser = \"x\"\nversion = \"26\"\n\
             [accounts.d]\napi = \"360dialog\"\nhost = \"new\"\n\
             [accounts.e]\napi = \"on-premises\"\nbase_url = \"https://me:pw@wa.example.com\"\n\
             [accounts.f]\napi = \"on-premises\"\nbase_url = \"http://wa.example.com\"\nverify = \"no\"\n\
             password_env = \"A\"\npassword_file = \"b\"\npassword_keyring = 1\n\
             [accounts]\ng = 1\n",
        );
        let names: Vec<&str> = accounts.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["f"]);
        let said = warnings.join("\n");
        assert!(
            !said.contains("invented") && !said.contains("me:pw"),
            "{said}"
        );
        insta::assert_snapshot!(said);
    }
}
