//! What a path asks for, and of which API.

use super::credentials::Permission;
use super::gate::Gate;
use super::judge::Endpoint;
use super::samples;
use crate::wire::Dialect;

/// What a path asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// To send, by the endpoint of that name; with the number's id where the path names one.
    Send(Endpoint, Option<String>),
    /// To mark a message as read, as the On-Premises client has it.
    Read(String),
    /// A token of the On-Premises client.
    Login,
    /// To end one.
    Logout,
    /// To upload a file; with the number's id where the path names one.
    Upload(Option<String>),
    /// Whatever has that id: a file, for now.
    Object(String),
    /// To open a session for a sample, under the app of that id.
    OpenSession(String),
    /// The session of that id.
    Session(String),
    /// The file of a sample, at the address that listings name.
    Sample(String),
    /// The bytes of a file, at an address that was given out for it.
    Attachment,
    /// A file of an On-Premises client, at once.
    ClientFile(String),
    /// The templates of the account of that id.
    Templates(String),
    /// The templates at 360dialog, or those of a name.
    GatewayTemplates(Option<String>),
    /// The app's token.
    AppToken,
    /// What the app of that id is subscribed to.
    Subscriptions(String),
    /// Whether the account of that id is subscribed.
    Subscribed(String),
    /// Where 360dialog's webhooks go: for the account, or for the number.
    GatewayWebhook { of_account: bool },
    /// The settings of an On-Premises client.
    ClientSettings,
    /// What customers see of the business.
    Profile,
    /// Whom the business blocks.
    BlockList,
    /// To register the number, or to take that back.
    Register(bool),
    /// The numbers of the account of that id.
    Numbers(String),
    /// Which numbers are on WhatsApp.
    Contacts,
    /// The health of an On-Premises client.
    ClientHealth,
    /// The health of the number, at 360dialog.
    GatewayHealth,
    /// Nothing that is known.
    Nothing,
}

/// What a request asks for, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// The API that answers in its words.
    pub(super) dialect: Dialect,
    /// The host of 360dialog's that its key belongs to; none where the request is for nobody's gateway.
    pub(super) gate: Option<Gate>,
    /// What it asks for.
    pub(super) asked: Asked,
}

impl Way {
    /// What a path asks for, and the API that it belongs to. Where several have it, the key tells.
    pub(super) fn of(path: &str, gate: Option<Gate>) -> Self {
        let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        let to = |dialect, asked| Self {
            dialect,
            gate,
            asked,
        };
        if let ["v1", rest @ ..] = steps.as_slice() {
            return match gate {
                None if rest.first() == Some(&"configs") => {
                    to(Dialect::Dialog360, Asked::of_settings(rest))
                }
                None => to(Dialect::OnPremises, Asked::of_client(rest)),
                Some(Gate::Current) => to(Dialect::Dialog360, Asked::of_settings(rest)),
                Some(Gate::Sandbox) => to(Dialect::Dialog360, Asked::of_sandbox_host(rest)),
                Some(Gate::FirstGeneration) => {
                    to(Dialect::OnPremises, Asked::of_first_generation(rest))
                }
            };
        }
        if let Some(asked) = Asked::of_gateway(&steps, gate.is_some()) {
            let is_here = gate.is_none_or(|gate| gate == Gate::Current);
            return to(
                Dialect::Dialog360,
                if is_here { asked } else { Asked::Nothing },
            );
        }
        // Any version, and none, is taken: it is a prefix only.
        if steps.first().is_some_and(|step| is_version(step)) {
            steps.remove(0);
        }
        Self {
            dialect: Dialect::Cloud,
            gate: None,
            asked: Asked::of_graph(&steps),
        }
    }
}

impl Asked {
    /// Below `/v1` of an On-Premises client.
    fn of_client(steps: &[&str]) -> Self {
        match steps {
            ["messages"] => Self::Send(Endpoint::Messages, None),
            ["messages", id] => Self::Read((*id).to_owned()),
            ["users", "login"] => Self::Login,
            ["users", "logout"] => Self::Logout,
            ["media"] => Self::Upload(None),
            ["media", id] => Self::ClientFile((*id).to_owned()),
            ["settings", "application"] => Self::ClientSettings,
            ["contacts"] => Self::Contacts,
            ["health"] => Self::ClientHealth,
            _ => Self::Nothing,
        }
    }

    /// Below `/v1` of 360dialog's first generation: a client whom nobody logs in to, and the gateway's settings.
    fn of_first_generation(steps: &[&str]) -> Self {
        match steps {
            ["users", ..] => Self::Nothing,
            ["configs", ..] => Self::of_settings(steps),
            _ => Self::of_client(steps),
        }
    }

    /// Below `/v1` of 360dialog's sandbox host: neither files nor templates of one's own.
    fn of_sandbox_host(steps: &[&str]) -> Self {
        match steps {
            ["messages"] => Self::Send(Endpoint::Messages, None),
            ["contacts"] => Self::Contacts,
            ["configs", "webhook"] => Self::of_settings(steps),
            _ => Self::Nothing,
        }
    }

    /// Below `/v1` of 360dialog's host for Cloud-hosted numbers.
    fn of_settings(steps: &[&str]) -> Self {
        match steps {
            ["configs", "templates"] => Self::GatewayTemplates(None),
            ["configs", "templates", name] => Self::GatewayTemplates(Some((*name).to_owned())),
            ["configs", "webhook"] => Self::GatewayWebhook { of_account: false },
            _ => Self::Nothing,
        }
    }

    /// At the root, as 360dialog has it.
    fn of_gateway(steps: &[&str], has_key: bool) -> Option<Self> {
        match steps {
            ["media"] => Some(Self::Upload(None)),
            ["health_status"] => Some(Self::GatewayHealth),
            ["waba_webhook"] => Some(Self::GatewayWebhook { of_account: true }),
            [end] => match endpoint(end) {
                Some(endpoint) => Some(Self::Send(endpoint, None)),
                None if has_key => Some(Self::Object((*end).to_owned())),
                None => None,
            },
            ["whatsapp_business", "attachments"] if has_key => Some(Self::Attachment),
            _ => None,
        }
    }

    /// Behind the version, as Graph has it.
    fn of_graph(steps: &[&str]) -> Self {
        match steps {
            ["whatsapp_business", "attachments"] => Self::Attachment,
            [id] if id.starts_with("upload:") => Self::Session((*id).to_owned()),
            [id] => Self::Object((*id).to_owned()),
            [samples::PATH, id] => Self::Sample((*id).to_owned()),
            [id, "uploads"] => Self::OpenSession((*id).to_owned()),
            ["oauth", "access_token"] => Self::AppToken,
            [id, "media"] => Self::Upload(Some((*id).to_owned())),
            [id, "message_templates"] => Self::Templates((*id).to_owned()),
            [id, "subscriptions"] => Self::Subscriptions((*id).to_owned()),
            [id, "subscribed_apps"] => Self::Subscribed((*id).to_owned()),
            [id, "phone_numbers"] => Self::Numbers((*id).to_owned()),
            [_, "whatsapp_business_profile"] => Self::Profile,
            [_, "block_users"] => Self::BlockList,
            [_, "register"] => Self::Register(true),
            [_, "deregister"] => Self::Register(false),
            [id, end] => endpoint(end).map_or(Self::Nothing, |endpoint| {
                Self::Send(endpoint, Some((*id).to_owned()))
            }),
            _ => Self::Nothing,
        }
    }

    /// What a token must permit for this; nothing where it needs none.
    pub(super) const fn permission(&self) -> Option<Permission> {
        match self {
            Self::Send(..)
            | Self::Read(_)
            | Self::Logout
            | Self::Upload(_)
            | Self::Object(_)
            | Self::Attachment
            | Self::ClientFile(_)
            | Self::Profile
            | Self::BlockList
            | Self::Contacts
            | Self::ClientHealth => Some(Permission::Messaging),
            Self::Templates(_)
            | Self::OpenSession(_)
            | Self::Session(_)
            | Self::GatewayTemplates(_)
            | Self::Subscribed(_)
            | Self::GatewayWebhook { .. }
            | Self::ClientSettings
            | Self::Register(_)
            | Self::Numbers(_)
            | Self::GatewayHealth => Some(Permission::Management),
            Self::Login
            | Self::AppToken
            | Self::Sample(_)
            | Self::Subscriptions(_)
            | Self::Nothing => None,
        }
    }
}

fn endpoint(step: &str) -> Option<Endpoint> {
    match step {
        "messages" => Some(Endpoint::Messages),
        "marketing_messages" => Some(Endpoint::Marketing),
        _ => None,
    }
}

fn is_version(step: &str) -> bool {
    step.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|digit: char| digit.is_ascii_digit())
            && number
                .chars()
                .all(|digit| digit.is_ascii_digit() || digit == '.')
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("/v26.0/380012345678901/messages", Dialect::Cloud, Asked::Send(Endpoint::Messages, Some("380012345678901".to_owned())))]
    #[case("/v9.0/38/messages", Dialect::Cloud, Asked::Send(Endpoint::Messages, Some("38".to_owned())))]
    #[case("/38/messages", Dialect::Cloud, Asked::Send(Endpoint::Messages, Some("38".to_owned())))]
    #[case("/messages", Dialect::Dialog360, Asked::Send(Endpoint::Messages, None))]
    #[case(
        "/v1/messages",
        Dialect::OnPremises,
        Asked::Send(Endpoint::Messages, None)
    )]
    #[case("/v26.0/38/marketing_messages", Dialect::Cloud, Asked::Send(Endpoint::Marketing, Some("38".to_owned())))]
    #[case(
        "/marketing_messages",
        Dialect::Dialog360,
        Asked::Send(Endpoint::Marketing, None)
    )]
    #[case("/v26.0/38/media", Dialect::Cloud, Asked::Upload(Some("38".to_owned())))]
    #[case("/media", Dialect::Dialog360, Asked::Upload(None))]
    #[case("/v1/media", Dialect::OnPremises, Asked::Upload(None))]
    #[case("/v1/media/38", Dialect::OnPremises, Asked::ClientFile("38".to_owned()))]
    #[case("/v26.0/7/uploads", Dialect::Cloud, Asked::OpenSession("7".to_owned()))]
    #[case("/v26.0/upload:aB", Dialect::Cloud, Asked::Session("upload:aB".to_owned()))]
    #[case("/samples/9", Dialect::Cloud, Asked::Sample("9".to_owned()))]
    #[case("/v26.0/38", Dialect::Cloud, Asked::Object("38".to_owned()))]
    #[case("/38", Dialect::Cloud, Asked::Object("38".to_owned()))]
    #[case("/whatsapp_business/attachments/", Dialect::Cloud, Asked::Attachment)]
    #[case("/", Dialect::Cloud, Asked::Nothing)]
    #[case("/v26.0/38/messages/more", Dialect::Cloud, Asked::Nothing)]
    #[case("/version/38/messages", Dialect::Cloud, Asked::Nothing)]
    fn a_path_tells_its_dialect_and_what_it_asks(
        #[case] path: &str,
        #[case] dialect: Dialect,
        #[case] asked: Asked,
    ) {
        let way = Way::of(path, None);
        assert_eq!((way.dialect, way.asked), (dialect, asked));
    }

    #[rstest]
    #[case(Gate::Current, "/38", Dialect::Dialog360, Asked::Object("38".to_owned()))]
    #[case(
        Gate::Current,
        "/whatsapp_business/attachments",
        Dialect::Dialog360,
        Asked::Attachment
    )]
    #[case(Gate::Current, "/v1/messages", Dialect::Dialog360, Asked::Nothing)]
    #[case(
        Gate::FirstGeneration,
        "/v1/messages",
        Dialect::OnPremises,
        Asked::Send(Endpoint::Messages, None)
    )]
    #[case(
        Gate::FirstGeneration,
        "/v1/configs/webhook",
        Dialect::OnPremises,
        Asked::GatewayWebhook { of_account: false }
    )]
    #[case(Gate::FirstGeneration, "/messages", Dialect::Dialog360, Asked::Nothing)]
    #[case(
        Gate::FirstGeneration,
        "/v1/users/login",
        Dialect::OnPremises,
        Asked::Nothing
    )]
    #[case(
        Gate::Sandbox,
        "/v1/messages",
        Dialect::Dialog360,
        Asked::Send(Endpoint::Messages, None)
    )]
    #[case(Gate::Sandbox, "/v1/media", Dialect::Dialog360, Asked::Nothing)]
    #[case(
        Gate::Sandbox,
        "/v1/configs/templates",
        Dialect::Dialog360,
        Asked::Nothing
    )]
    fn the_key_tells_the_host_where_the_path_does_not(
        #[case] gate: Gate,
        #[case] path: &str,
        #[case] dialect: Dialect,
        #[case] asked: Asked,
    ) {
        let gate = Some(gate);
        let expected = Way {
            dialect,
            gate,
            asked,
        };
        assert_eq!(Way::of(path, gate), expected);
    }
}
