//! The table of settings: what can be set, its default, what it does. The README's table is made from it.

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the file, with its table: `receiver.addr`.
    pub key: &'static str,
    /// What counts where it is not set, as it would be written.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
}

/// All settings, in the order in which they are explained.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "theme",
        default: "\"terminal\"",
        doc: "The colours: the name of a theme (`terminal` keeps the terminal's own) or the path of a theme file.",
    },
    Setting {
        key: "borders",
        default: "\"rounded\"",
        doc: "What panels are framed with: `rounded` or `ascii`.",
    },
    Setting {
        key: "emoji",
        default: "\"auto\"",
        doc: "How emoji are sent to the terminal: `whole`; `plain`, without skin tones and variation selectors, for terminals that draw them too wide or too narrow; `auto` knows old versions of tmux.",
    },
    Setting {
        key: "bidi",
        default: "\"logical\"",
        doc: "The order of right-to-left text in the preview: `logical`, for terminals that turn it themselves; `visual`, for those that draw every text from left to right.",
    },
    Setting {
        key: "mouse",
        default: "true",
        doc: "Whether the mouse works in the composer; `false` leaves it to the terminal.",
    },
    Setting {
        key: "locale",
        default: "\"\"",
        doc: "The recipient's language and country, e.g. `\"de_DE\"`, for amounts and dates that On-Premises clients localise; empty for the template's own language.",
    },
    Setting {
        key: "receiver.addr",
        default: "\"127.0.0.1:0\"",
        doc: "Where webhooks are received: address and port, 0 for a free port.",
    },
    Setting {
        key: "receiver.path",
        default: "\"/webhook\"",
        doc: "The path at which webhooks are received.",
    },
    Setting {
        key: "history.keep_days",
        default: "90",
        doc: "How many days sends and webhooks are kept in the history; 0 for ever.",
    },
    Setting {
        key: "history.max_size",
        default: "\"500 MB\"",
        doc: "How large the history may be before its oldest entries are forgotten; `\"0\"` for any size.",
    },
    Setting {
        key: "keys.ACTION",
        default: "see the key table",
        doc: "The keys of an action: `\"ctrl-s\"`, several as a list, none as `[]`.",
    },
    Setting {
        key: "accounts.NAME.api",
        default: "to be set",
        doc: "The API of an account of that name: `cloud`, `360dialog` or `on-premises`. `bluetick accounts add` writes the table.",
    },
    Setting {
        key: "accounts.NAME.token_env",
        default: "not set",
        doc: "Where the secret comes from, which never stands here itself: an environment variable (`_env`), a file of mode 0600 (`_file`) or the system's keyring (`_keyring = true`, where built in). At 360dialog it is called `api_key`, On-Premises `password`; Cloud API accounts also have `app_secret` and `verify_token`.",
    },
    Setting {
        key: "accounts.NAME.phone_number_id",
        default: "not set",
        doc: "Cloud API: the id of the number; likewise `waba_id` and `app_id`.",
    },
    Setting {
        key: "accounts.NAME.version",
        default: "\"v26.0\"",
        doc: "Cloud API: the version of the Graph API.",
    },
    Setting {
        key: "accounts.NAME.host",
        default: "\"current\"",
        doc: "360dialog: `current`, `first-generation` or `sandbox`.",
    },
    Setting {
        key: "accounts.NAME.base_url",
        default: "the API's own",
        doc: "Another address in place of the API's own: a test cluster, a recorder; needed On-Premises.",
    },
    Setting {
        key: "accounts.NAME.number",
        default: "not set",
        doc: "The business's own number.",
    },
    Setting {
        key: "accounts.NAME.user",
        default: "\"admin\"",
        doc: "On-Premises: who logs in.",
    },
    Setting {
        key: "accounts.NAME.ca_file",
        default: "not set",
        doc: "On-Premises: the certificates (PEM) to trust in place of the system's; `verify = false` trusts any.",
    },
];
