//! Accounts as the settings tell of them: everything but the secrets, of which only the places stand here.

use std::path::{Path, PathBuf};

use crate::wire::Dialect;

/// One account of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSettings {
    /// The name by which it is chosen.
    pub name: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// Which of 360dialog's hosts serves it; the current one for the other APIs.
    pub host: Host,
    /// Where the API stands, if not where it usually does: a test cluster, a recorder.
    pub base_url: Option<String>,
    /// The version of the Graph API: `v26.0`.
    pub version: Option<String>,
    /// The id of the business number.
    pub phone_number_id: Option<String>,
    /// The id of the WhatsApp Business account.
    pub waba_id: Option<String>,
    /// The id of Meta's app that the token belongs to.
    pub app_id: Option<String>,
    /// The business's own number, as digits.
    pub number: Option<String>,
    /// Who logs in to an On-Premises client.
    pub user: Option<String>,
    /// A file with the certificates that an On-Premises client is trusted by.
    pub ca_file: Option<PathBuf>,
    /// Whether the certificate of an On-Premises client is verified.
    pub verify: bool,
    /// Where its secrets come from, in the order in which they were written.
    pub secrets: Vec<(SecretKind, SecretSource)>,
    /// The file that has it.
    pub file: PathBuf,
}

/// The hosts of 360dialog.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Host {
    /// For numbers in the cloud.
    #[default]
    Current,
    /// For numbers of the first generation, with the paths of the On-Premises API.
    FirstGeneration,
    /// For trying things out with one's own phone.
    Sandbox,
}

/// What an account must keep to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretKind {
    /// What lets one in: a token, a key, a password.
    Access,
    /// What Meta signs webhooks with.
    AppSecret,
    /// What Meta shows when it asks for the webhook address.
    VerifyToken,
}

/// Where a secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// An environment variable of this name.
    Environment(String),
    /// A file that nobody else may read.
    File(PathBuf),
    /// The system's keyring.
    Keyring,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Current, Self::FirstGeneration, Self::Sandbox];

    /// How it is written in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::FirstGeneration => "first-generation",
            Self::Sandbox => "sandbox",
        }
    }
}

impl SecretKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Access, Self::AppSecret, Self::VerifyToken];

    /// What it is called at an API; the beginning of its keys in the settings.
    pub const fn key(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (Self::Access, Dialect::Cloud) => "token",
            (Self::Access, Dialect::Dialog360) => "api_key",
            (Self::Access, Dialect::OnPremises) => "password",
            (Self::AppSecret, _) => "app_secret",
            (Self::VerifyToken, _) => "verify_token",
        }
    }

    /// Whether an API has it at all: only Meta signs, and only Meta asks.
    pub const fn is_of(self, dialect: Dialect) -> bool {
        matches!(self, Self::Access) || matches!(dialect, Dialect::Cloud)
    }
}

impl SecretSource {
    /// The key of the settings that says so, without the secret's own name before it.
    pub const fn ending(&self) -> &'static str {
        match self {
            Self::Environment(_) => "env",
            Self::File(_) => "file",
            Self::Keyring => "keyring",
        }
    }
}

impl AccountSettings {
    /// An account with nothing but its name and API.
    pub fn new(name: &str, dialect: Dialect, file: &Path) -> Self {
        Self {
            name: name.to_owned(),
            dialect,
            host: Host::default(),
            base_url: None,
            version: None,
            phone_number_id: None,
            waba_id: None,
            app_id: None,
            number: None,
            user: None,
            ca_file: None,
            verify: true,
            secrets: Vec::new(),
            file: file.to_owned(),
        }
    }

    /// What stands in it as a mere text, by its key in the settings.
    pub fn texts(&self) -> [(&'static str, &Option<String>); 7] {
        [
            ("base_url", &self.base_url),
            ("version", &self.version),
            ("phone_number_id", &self.phone_number_id),
            ("waba_id", &self.waba_id),
            ("app_id", &self.app_id),
            ("number", &self.number),
            ("user", &self.user),
        ]
    }

    /// Where one of its secrets comes from.
    pub fn source(&self, kind: SecretKind) -> Option<&SecretSource> {
        self.secrets
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, source)| source)
    }

    /// The folder that paths in it are seen from.
    pub(super) fn folder(&self) -> &Path {
        self.file.parent().unwrap_or_else(|| Path::new("."))
    }
}

/// The longest name of an account.
const LONGEST_NAME: usize = 40;

/// Why a name cannot be an account's; nothing when it can.
pub fn name_problem(name: &str) -> Option<String> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(is_plain) {
        return Some(format!(
            "expected a name of up to {LONGEST_NAME} letters, digits, - and _"
        ));
    }
    if name.starts_with("sandbox") || name.parse::<Dialect>().is_ok() {
        return Some("names of APIs, and those that begin with sandbox, are taken".to_owned());
    }
    None
}

/// Whether a text could be a secret itself, so that no message may repeat it.
pub fn looks_secret(text: &str) -> bool {
    let is_of_one_word = text
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || "-_|=".contains(character));
    let has = |wanted: fn(&char) -> bool| text.chars().any(|character| wanted(&character));
    let is_mixed = has(char::is_ascii_digit)
        && (has(char::is_ascii_lowercase) || has(char::is_ascii_uppercase));
    is_of_one_word && text.len() >= 20 && (is_mixed || text.len() > 64)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("main", true)]
    #[case("shop_2-test", true)]
    #[case("", false)]
    #[case("cloud", false)]
    #[case("sandbox-cloud", false)]
    #[case("a b", false)]
    #[case("../etc", false)]
    fn names_are_plain_and_not_those_of_the_sandbox(#[case] name: &str, #[case] good: bool) {
        assert_eq!(name_problem(name).is_none(), good);
    }

    #[rstest]
    #[case("EAAGm0PX4ZCpsBAKZCinvented", true)]
    #[case("0123456789abcdef0123456789abcdef", true)]
    #[case("qWeRtYuIoPaSdFgHjKlZxC1_AK", true)]
    #[case("WHATSAPP_PRODUCTION_TOKEN", false)]
    #[case("secrets/main.token", false)]
    #[case("106540352242922", false)]
    fn tokens_are_told_from_names(#[case] text: &str, #[case] secret: bool) {
        assert_eq!(looks_secret(text), secret);
    }
}
