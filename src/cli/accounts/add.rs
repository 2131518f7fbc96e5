//! `bluetick accounts add`: an account into the settings, without its secrets.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::{Exit, Failure, dialect, output};
use crate::files::settings::{
    AccountSettings, Added, Host, SecretKind, SecretSource, Settings, add_account, keep_secret,
    looks_secret, name_problem,
};
use crate::files::{Places, read_stream};
use crate::platform::Account;
use crate::wire::Dialect;

/// What `accounts add` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Secrets are never arguments, which other users of the machine can see. Name an environment variable or a
file of mode 0600, or let the secret come from stdin, which keeps it in such a file:

  bluetick accounts add main --api cloud --phone-number-id 106540352242922 --token-env WHATSAPP_TOKEN
  pass show d360 | bluetick accounts add shop --api 360dialog --secret-stdin")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct Arguments {
    /// Its name
    name: String,
    /// The API that it speaks: cloud, 360dialog or on-premises
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Dialect,
    /// 360dialog: which of its hosts
    #[arg(long, value_enum, value_name = "HOST")]
    host: Option<HostName>,
    /// Another address than the API's own: a test cluster, a recorder; needed On-Premises
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Cloud API: the version of the Graph API
    #[arg(long, value_name = "VERSION")]
    graph_version: Option<String>,
    /// Cloud API: the id of the number
    #[arg(long, value_name = "ID")]
    phone_number_id: Option<String>,
    /// Cloud API: the id of the WhatsApp Business account
    #[arg(long, value_name = "ID")]
    waba_id: Option<String>,
    /// Cloud API: the id of the app
    #[arg(long, value_name = "ID")]
    app_id: Option<String>,
    /// The business's own number
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// On-Premises: who logs in
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// On-Premises: the certificates to trust
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// On-Premises: trust any certificate
    #[arg(long)]
    no_verify: bool,
    /// The environment variable with the token, key or password
    #[arg(long, value_name = "NAME", visible_aliases = ["api-key-env", "password-env"])]
    token_env: Option<String>,
    /// The file, of mode 0600, with it
    #[arg(long, value_name = "FILE", visible_aliases = ["api-key-file", "password-file"])]
    token_file: Option<PathBuf>,
    /// Take it from the system's keyring
    #[arg(long, visible_aliases = ["api-key-keyring", "password-keyring"])]
    token_keyring: bool,
    /// Read it from stdin, and keep it in a file of mode 0600
    #[arg(long)]
    secret_stdin: bool,
    /// Cloud API: the environment variable with the app secret, which webhooks are signed with
    #[arg(long, value_name = "NAME")]
    app_secret_env: Option<String>,
    /// Cloud API: the file with it
    #[arg(long, value_name = "FILE")]
    app_secret_file: Option<PathBuf>,
    /// Cloud API: the environment variable with the verify token, which Meta asks the webhook address with
    #[arg(long, value_name = "NAME")]
    verify_token_env: Option<String>,
    /// Cloud API: the file with it
    #[arg(long, value_name = "FILE")]
    verify_token_file: Option<PathBuf>,
    /// Write into ./bluetick.toml in place of the personal settings
    #[arg(long)]
    project: bool,
    /// Replace the account of that name
    #[arg(long)]
    replace: bool,
}

/// The hosts of 360dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HostName {
    /// For numbers in the cloud.
    Current,
    /// For numbers of the first generation.
    FirstGeneration,
    /// For trying things out.
    Sandbox,
}

/// Adds it, and says what is still missing.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    if let Some(problem) = name_problem(&arguments.name) {
        return Err(Failure::unusable(format!(
            "{:?}: {problem}",
            arguments.name
        )));
    }
    let [project, personal] = places.settings_files();
    let file = if arguments.project { project } else { personal };
    let mut account = described(arguments, &file);
    secrets(arguments, places, &mut account)?;
    let added = written(&account, arguments.replace)?;
    let word = match added {
        Added::New => "added",
        Added::Replaced => "replaced",
    };
    output::note(&format!(
        "{word} {} in {}",
        account.name,
        account.file.display()
    ));
    match Account::load(&account) {
        Ok(_) => output::note(&format!(
            "`bluetick accounts test {}` asks the platform",
            account.name
        )),
        Err(error) => output::note(&format!("still missing: {error}")),
    }
    Ok(Exit::Done)
}

fn described(arguments: &Arguments, file: &Path) -> AccountSettings {
    AccountSettings {
        host: match arguments.host {
            None | Some(HostName::Current) => Host::Current,
            Some(HostName::FirstGeneration) => Host::FirstGeneration,
            Some(HostName::Sandbox) => Host::Sandbox,
        },
        base_url: arguments.base_url.clone(),
        version: arguments.graph_version.clone(),
        phone_number_id: arguments.phone_number_id.clone(),
        waba_id: arguments.waba_id.clone(),
        app_id: arguments.app_id.clone(),
        number: arguments.number.clone(),
        user: arguments.user.clone(),
        ca_file: arguments.ca_file.as_ref().map(absolute),
        verify: !arguments.no_verify,
        ..AccountSettings::new(&arguments.name, arguments.api, file)
    }
}

/// The places of its secrets; one that comes from stdin is kept.
fn secrets(
    arguments: &Arguments,
    places: &Places,
    account: &mut AccountSettings,
) -> Result<(), Failure> {
    let named = [
        (
            SecretKind::Access,
            &arguments.token_env,
            &arguments.token_file,
        ),
        (
            SecretKind::AppSecret,
            &arguments.app_secret_env,
            &arguments.app_secret_file,
        ),
        (
            SecretKind::VerifyToken,
            &arguments.verify_token_env,
            &arguments.verify_token_file,
        ),
    ];
    for (kind, variable, path) in named {
        let variable = variable.clone().map(SecretSource::Environment);
        let path = path.as_ref().map(|path| SecretSource::File(absolute(path)));
        if let Some(source) = variable.or(path) {
            account.secrets.push((kind, source));
        }
    }
    if arguments.token_keyring {
        account
            .secrets
            .push((SecretKind::Access, SecretSource::Keyring));
    }
    let is_repeated = account
        .secrets
        .iter()
        .any(|(_, source)| matches!(source, SecretSource::Environment(name) if looks_secret(name) && name.chars().any(|it| it.is_ascii_lowercase())));
    if is_repeated {
        return Err(Failure::unusable(
            "an option ending in -env takes the name of a variable; what was given looks like a secret, which \
             now stands in your shell's history: have it replaced",
        ));
    }
    if arguments.secret_stdin {
        let key = SecretKind::Access.key(account.dialect);
        let text = read_stream(io::stdin().lock(), "stdin".as_ref())
            .map_err(|error| Failure::unusable(error.to_string()))?;
        let secret = text.trim();
        if secret.is_empty() || secret.contains('\n') {
            return Err(Failure::unusable(format!(
                "stdin: expected the {key} alone, on one line"
            )));
        }
        let path = keep_secret(places, &account.name, key, secret)
            .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))?;
        output::note(&format!(
            "the {key} is kept in {}, mode 0600",
            path.display()
        ));
        account
            .secrets
            .retain(|(kind, _)| *kind != SecretKind::Access);
        account
            .secrets
            .push((SecretKind::Access, SecretSource::File(path)));
    }
    Ok(())
}

/// Writes the account if it reads back as it is meant: the rules for settings are in one place.
fn written(account: &AccountSettings, replace: bool) -> Result<Added, Failure> {
    let text = account.to_toml();
    let (read, warnings) = Settings::parse(&text, &account.file);
    let is_kept = read
        .accounts
        .first()
        .is_some_and(|read| read.name == account.name);
    if let Some(warning) = warnings.first() {
        if !is_kept || !warning.message.contains("http://") {
            return Err(Failure::unusable(warning.message.clone()));
        }
        output::note(&warning.message);
    }
    add_account(account, replace)
        .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))
}

/// A path that means the same from anywhere.
fn absolute(path: &PathBuf) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.clone())
}
