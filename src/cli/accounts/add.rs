//! `bluetick accounts add`: an account into the settings, without its secrets.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use secrecy::SecretString;

use crate::cli::account::load;
use crate::cli::options::dialect;
use crate::cli::{Exit, Failure, output};
use crate::files::settings::{
    AccountSettings, Added, EnterError, Entry, Host, SecretKind, SecretSource, enter, is_one_line,
    looks_secret,
};
use crate::files::{Places, read_stream};
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
    let [project, personal] = places.settings_files();
    let file = if arguments.project { project } else { personal };
    let account = described(arguments, &file);
    let entry = entry(arguments, account)?;
    let name = entry.account.name.clone();
    let entered = enter(places, entry).map_err(|error| match error {
        EnterError::Unusable(problem) => Failure::unusable(problem),
        EnterError::Write(error) => Failure::new(Exit::CannotWrite, error.to_string()),
    })?;
    for (key, path) in &entered.kept {
        let path = path.display();
        output::note(&format!("the {key} is kept in {path}, mode 0600"));
    }
    if let Some(warning) = &entered.warning {
        output::note(warning);
    }
    let word = match entered.added {
        Added::New => "added",
        Added::Replaced => "replaced",
    };
    output::note(&format!("{word} {name} in {}", file.display()));
    match load(places, &name) {
        Ok(_) => output::note(&format!(
            "`bluetick accounts test {name}` asks the platform"
        )),
        Err(failure) => output::note(&format!("still missing: {}", failure.message)),
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

/// The account with the places of its secrets, and the secret that comes from stdin.
fn entry(arguments: &Arguments, mut account: AccountSettings) -> Result<Entry, Failure> {
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
        let keyring = (SecretKind::Access, SecretSource::Keyring);
        account.secrets.push(keyring);
    }
    let is_repeated = account.secrets.iter().any(|(_, source)| {
        matches!(source, SecretSource::Environment(name)
            if looks_secret(name) && name.chars().any(|it| it.is_ascii_lowercase()))
    });
    if is_repeated {
        return Err(Failure::unusable(
            "an option ending in -env takes the name of a variable; what was given looks like a secret, which \
             now stands in your shell's history: have it replaced",
        ));
    }
    let mut typed = Vec::new();
    if arguments.secret_stdin {
        let text = read_stream(io::stdin().lock(), "stdin".as_ref())
            .map_err(|error| Failure::unusable(error.to_string()))?;
        let secret = SecretString::from(text);
        if !is_one_line(&secret) {
            let key = SecretKind::Access.key(account.dialect);
            return Err(Failure::unusable(format!(
                "stdin: expected the {key} alone, on one line"
            )));
        }
        typed.push((SecretKind::Access, secret));
    }
    Ok(Entry {
        account,
        typed,
        replaces: arguments.replace,
    })
}

/// A path that means the same from anywhere.
fn absolute(path: &PathBuf) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.clone())
}
