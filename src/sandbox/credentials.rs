//! Tokens, keys and the password: who has which, for what, and until when.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};

use super::access::Access;
use super::clock::after;
use super::gate::Gate;
use super::id::Ids;
use crate::webhook::signature;
use crate::wire::Dialect;

/// What a token of the Cloud API can permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Permission {
    /// To send, and to handle files.
    Messaging,
    /// To handle templates, numbers and where webhooks go.
    Management,
}

impl Permission {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::Messaging, Self::Management];

    /// Meta's name for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Messaging => "whatsapp_business_messaging",
            Self::Management => "whatsapp_business_management",
        }
    }
}

/// Tokens of an On-Premises client live for seven days.
pub(super) const LOGIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The password of an On-Premises client before anybody logged in.
const FIRST_PASSWORD: &str = "secret";
/// The first tokens are those of the accounts, which are never forgotten.
const OWN: usize = 4;
/// How many tokens are remembered.
const REMEMBERED: usize = 500;

/// A token or a key.
struct Token {
    text: SecretString,
    dialect: Dialect,
    permissions: Vec<Permission>,
    until: Option<Timestamp>,
    is_withdrawn: bool,
}

impl Token {
    /// The host of 360dialog's that it would be a key of.
    fn gate(&self) -> Gate {
        Gate::of_key(self.text.expose_secret())
    }
}

/// What is known of a token that somebody shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It lets in for these.
    Good(Vec<Permission>),
    /// It ended at that moment.
    Expired(Timestamp),
    /// It was taken back.
    Withdrawn,
    /// Nobody gave it out.
    Unknown,
}

/// All tokens, and the password of the On-Premises client.
pub(super) struct Credentials {
    tokens: Vec<Token>,
    password: SecretString,
    wants_new_password: bool,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Credentials")
            .finish_non_exhaustive()
    }
}

impl Credentials {
    /// Those that the accounts begin with.
    pub(super) fn new(access: &Access) -> Self {
        let mut credentials = Self {
            tokens: Vec::new(),
            password: SecretString::from(access.on_premises.password.clone()),
            wants_new_password: false,
        };
        let gateway = &access.dialog_360;
        let own: [_; OWN] = [
            (Dialect::Cloud, &access.cloud.token),
            (Dialect::Dialog360, &gateway.api_key),
            (Dialect::Dialog360, &gateway.first_generation_api_key),
            (Dialect::Dialog360, &gateway.sandbox_api_key),
        ];
        for (dialect, text) in own {
            credentials.add(dialect, text, Permission::ALL.to_vec(), None);
        }
        credentials
    }

    fn add(
        &mut self,
        dialect: Dialect,
        text: &str,
        permissions: Vec<Permission>,
        until: Option<Timestamp>,
    ) {
        if self.tokens.len() >= REMEMBERED {
            self.tokens.remove(OWN);
        }
        self.tokens.push(Token {
            text: SecretString::from(text),
            dialect,
            permissions,
            until,
            is_withdrawn: false,
        });
    }

    /// Gives out a new token or key. A new key of 360dialog's current host replaces the one before.
    pub(super) fn issue(
        &mut self,
        dialect: Dialect,
        permissions: Vec<Permission>,
        until: Option<Timestamp>,
        ids: &mut Ids,
    ) -> String {
        let text = match dialect {
            Dialect::Cloud => format!("EAA{}", ids.token(60)),
            Dialect::Dialog360 => Gate::Current.invent_key(ids),
            Dialect::OnPremises => ids.token(48),
        };
        if dialect == Dialect::Dialog360 {
            for key in self.of(dialect).filter(|key| key.gate() == Gate::Current) {
                key.is_withdrawn = true;
            }
        }
        self.add(dialect, &text, permissions, until);
        text
    }

    /// Ends all tokens of a dialect as their time would.
    pub(super) fn expire(&mut self, dialect: Dialect, now: Timestamp) {
        for token in self.of(dialect) {
            token.until = Some(now);
        }
    }

    /// Takes all tokens of a dialect back.
    pub(super) fn withdraw(&mut self, dialect: Dialect) {
        for token in self.of(dialect) {
            token.is_withdrawn = true;
        }
    }

    /// Makes all tokens of a dialect good again.
    pub(super) fn restore(&mut self, dialect: Dialect) {
        for token in self.of(dialect) {
            token.until = None;
            token.is_withdrawn = false;
        }
    }

    /// Whether there are tokens of a dialect and none of them is good any more.
    pub(super) fn are_spent(&self, dialect: Dialect, now: Timestamp) -> bool {
        let is_spent =
            |token: &Token| token.is_withdrawn || token.until.is_some_and(|until| until <= now);
        let mut known = self.tokens.iter().filter(|token| token.dialect == dialect);
        known.clone().next().is_some() && known.all(is_spent)
    }

    fn of(&mut self, dialect: Dialect) -> impl Iterator<Item = &mut Token> {
        self.tokens
            .iter_mut()
            .filter(move |token| token.dialect == dialect)
    }

    /// How it stands with a token that somebody shows.
    pub(super) fn standing(&self, dialect: Dialect, shown: &str, now: Timestamp) -> Standing {
        let mut known = self.tokens.iter().filter(|token| token.dialect == dialect);
        match known.find(|token| signature::is_same(&token.text, shown)) {
            None => Standing::Unknown,
            Some(token) if token.is_withdrawn => Standing::Withdrawn,
            Some(token) => match token.until {
                Some(until) if until <= now => Standing::Expired(until),
                _ => Standing::Good(token.permissions.clone()),
            },
        }
    }

    /// Puts the On-Premises client back to before its first login.
    pub(super) fn forget_password(&mut self) {
        self.password = SecretString::from(FIRST_PASSWORD);
        self.wants_new_password = true;
        self.withdraw(Dialect::OnPremises);
    }

    /// Whether this is the password of the On-Premises client.
    pub(super) fn is_password(&self, shown: &str) -> bool {
        signature::is_same(&self.password, shown)
    }

    /// Whether the first login, which sets a new password, is still to come.
    pub(super) const fn wants_new_password(&self) -> bool {
        self.wants_new_password
    }

    /// Sets the password of the On-Premises client.
    pub(super) fn set_password(&mut self, password: &str) {
        self.password = SecretString::from(password);
        self.wants_new_password = false;
    }

    /// Gives out a token of the On-Premises client and tells when it ends.
    pub(super) fn log_in(&mut self, now: Timestamp, ids: &mut Ids) -> (String, Timestamp) {
        let until = after(now, LOGIN);
        let permissions = Permission::ALL.to_vec();
        let token = self.issue(Dialect::OnPremises, permissions, Some(until), ids);
        (token, until)
    }

    /// Ends a token of the On-Premises client.
    pub(super) fn log_out(&mut self, shown: &str) {
        self.tokens.retain(|token| {
            token.dialect != Dialect::OnPremises || !signature::is_same(&token.text, shown)
        });
    }
}
