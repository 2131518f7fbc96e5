//! Where webhooks go: the addresses of app, account and number, of 360dialog and of the On-Premises client.

use crate::wire::Dialect;

/// An address that webhooks are posted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The address.
    pub(super) url: String,
    /// Headers that come with each post.
    pub(super) headers: Vec<(String, String)>,
}

impl Target {
    /// An address alone.
    pub(super) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            headers: Vec::new(),
        }
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// The app's, for whatever has no address nearer to it.
    pub(super) app: Option<Target>,
    /// What the app wants to hear of; all where none are named.
    pub(super) fields: Vec<String>,
    /// That of the WhatsApp Business account.
    pub(super) account: Option<Target>,
    /// The number's own.
    pub(super) number: Option<Target>,
    /// 360dialog's for the number.
    pub(super) gateway: Option<Target>,
    /// 360dialog's for the account.
    pub(super) gateway_account: Option<Target>,
    /// The On-Premises client's.
    pub(super) client: Option<Target>,
}

/// The fields for which account and number can have addresses of their own.
const OVERRIDDEN: &[&str] = &["messages", "calls"];

impl Targets {
    /// Where webhooks of `dialect` go from now on.
    pub(super) fn set(&mut self, dialect: Dialect, url: &str) {
        let target = Some(Target::new(url));
        match dialect {
            Dialect::Cloud => self.app = target,
            Dialect::Dialog360 => self.gateway = target,
            Dialect::OnPremises => self.client = target,
        }
    }

    /// Where a webhook of that field goes.
    pub(super) fn of(&self, dialect: Dialect, field: &str) -> Option<&Target> {
        match dialect {
            Dialect::Dialog360 => self.gateway.as_ref().or(self.gateway_account.as_ref()),
            Dialect::OnPremises => self.client.as_ref(),
            Dialect::Cloud => {
                let nearer = self.number.as_ref().or(self.account.as_ref());
                let nearer = nearer.filter(|_| OVERRIDDEN.contains(&field));
                let wants = self.fields.is_empty() || self.fields.iter().any(|one| one == field);
                nearer.or(self.app.as_ref().filter(|_| wants))
            }
        }
    }

    /// The addresses that are in use, by dialect.
    pub(super) fn shown(&self) -> serde_json::Value {
        let all = Dialect::ALL.iter().filter_map(|dialect| {
            let target = self.of(*dialect, "messages")?;
            Some((dialect.to_string(), target.url.clone().into()))
        });
        serde_json::Value::Object(all.collect())
    }
}

/// What a platform says against an address. Programs under test may listen on loopback, anyhow.
pub(super) fn problem(dialect: Dialect, url: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some("expected an address that begins with https://");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_near = ["127.", "localhost", "[::1]"]
        .iter()
        .any(|near| host.starts_with(near));
    let is_plain = scheme == "http" && (is_near || dialect == Dialect::OnPremises);
    if host.is_empty() || !(scheme == "https" || is_plain) {
        return Some("expected an address that begins with https:// and has a host");
    }
    let is_odd = dialect == Dialect::Dialog360 && !is_near && host.contains(['_', ':']);
    is_odd.then_some("the host may have no underscore and no port")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Dialect::Cloud, "https://hooks.example.com/in", true)]
    #[case(Dialect::Cloud, "http://hooks.example.com/in", false)]
    #[case(Dialect::Cloud, "http://127.0.0.1:4000/in", true)]
    #[case(Dialect::Cloud, "hooks.example.com", false)]
    #[case(Dialect::Cloud, "https://", false)]
    #[case(Dialect::Dialog360, "https://hooks.example.com:8443/in", false)]
    #[case(Dialect::Dialog360, "https://my_hooks.example.com/in", false)]
    #[case(Dialect::Dialog360, "http://localhost:4000", true)]
    #[case(Dialect::OnPremises, "http://hooks.example.com:8080/in", true)]
    fn platforms_are_particular_about_addresses(
        #[case] dialect: Dialect,
        #[case] url: &str,
        #[case] is_good: bool,
    ) {
        assert_eq!(problem(dialect, url).is_none(), is_good);
    }

    #[test]
    fn the_nearest_address_wins_and_templates_go_to_the_app() {
        let mut targets = Targets::default();
        let url = |targets: &Targets, field| {
            let target = targets.of(Dialect::Cloud, field);
            target.map(|target| target.url.clone())
        };
        assert_eq!(url(&targets, "messages"), None);
        targets.set(Dialect::Cloud, "app");
        targets.account = Some(Target::new("account"));
        assert_eq!(url(&targets, "messages").unwrap(), "account");
        targets.number = Some(Target::new("number"));
        assert_eq!(url(&targets, "messages").unwrap(), "number");
        let templates = "message_template_status_update";
        assert_eq!(url(&targets, templates).unwrap(), "app");
        targets.fields = vec!["messages".to_owned()];
        assert_eq!(url(&targets, templates), None);
    }
}
