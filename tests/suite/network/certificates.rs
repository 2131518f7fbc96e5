//! Encrypted accounts: an On-Premises client with a CA of its own, through the built program.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use bluetick::sandbox::{Config, Pace, Sandbox};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rstest::rstest;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::common::{Machine, Ran};

/// Who signs certificates.
type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// What a server shows, and the key to it.
struct Shown {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Shown {
    /// A certificate for a host, good until a year.
    fn signed(authority: &Authority, host: &str, until: i32) -> Self {
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, authority).unwrap();
        Self::of(certificate.der().clone(), &key)
    }

    /// One that is its own authority, as tools make it in one step; also as PEM.
    fn by_itself(host: &str) -> (Self, String) {
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        (Self::of(certificate.der().clone(), &key), certificate.pem())
    }

    fn of(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        Self { certificate, key }
    }
}

/// A sandbox behind an encrypted door.
struct Door {
    sandbox: Sandbox,
    address: SocketAddr,
}

impl Door {
    async fn open(shown: Shown) -> Self {
        let sandbox = Sandbox::start(Config {
            seed: Some(5),
            pace: Pace::HURRIED,
            ..Config::default()
        });
        let sandbox = sandbox.await.unwrap();
        let inside = sandbox.access().on_premises.base_url.clone();
        let inside = inside.strip_prefix("http://").unwrap().to_owned();
        let inside = inside.split('/').next().unwrap().to_owned();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![shown.certificate], shown.key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, inside) = (acceptor.clone(), inside.clone());
                tokio::spawn(async move {
                    // Who does not trust the certificate hangs up.
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    let mut server = TcpStream::connect(inside).await.unwrap();
                    let _hung_up = copy_bidirectional(&mut stream, &mut server).await;
                });
            }
        });
        Self { sandbox, address }
    }

    /// A machine with an account of that API here, and a file of certificates.
    fn machine(&self, api: &str, more: &str, ca: &str) -> Machine {
        let machine = Machine::new();
        let access = self.sandbox.access();
        let secret = match api {
            "cloud" => &access.cloud.token,
            "360dialog" => &access.dialog_360.api_key,
            _ => &access.on_premises.password,
        };
        let key = match api {
            "cloud" => "phone_number_id = \"106540352242922\"\ntoken",
            "360dialog" => "api_key",
            _ => "password",
        };
        let path = machine.write("secret", secret);
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        machine.write("ca.pem", ca);
        machine.write(
            "bluetick.toml",
            format!(
                "[accounts.main]\napi = \"{api}\"\nbase_url = \"https://{}\"\n{key}_file = \"secret\"\n{more}\n",
                self.address
            ),
        );
        machine
    }
}

/// Asks the account's platform, which counts as reached or not.
fn asked(machine: &Machine) -> Ran {
    machine.run(&["accounts", "test", "main"])
}

const HERE: &str = "127.0.0.1";
const OWN_CA: &str = "ca_file = \"ca.pem\"";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_ca_lets_messages_through() {
    let authority = authority("Lamp Shop CA");
    let door = Door::open(Shown::signed(&authority, HERE, 2099)).await;
    let machine = door.machine("on-premises", OWN_CA, &authority.pem());
    let ran = asked(&machine);
    assert_eq!(ran.code, 0, "{ran:?}");
    let old = machine.run(&["convert", "--to", "on-premises", "text"]);
    machine.write("old.json", old.stdout);
    let send = [
        "send",
        "old.json",
        "--to",
        "15550100123",
        "--account",
        "main",
        "--yes",
    ];
    let ran = machine.run(&send);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.json()["outcome"], "accepted");
    let ran = machine.run(&["doctor", "--online"]);
    assert!(ran.stdout.contains("ca.pem are trusted"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("problem  main"), "{}", ran.stdout);
}

#[rstest]
#[case::another_ca(OWN_CA, &["ca.pem", "another CA"])]
#[case::the_systems("", &["name the file of its CA with ca_file", "verify = false"])]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ca_that_is_not_trusted_is_refused_with_what_to_do(
    #[case] settings: &str,
    #[case] words: &[&str],
) {
    let door = Door::open(Shown::signed(&authority("Lamp Shop CA"), HERE, 2099)).await;
    let machine = door.machine("on-premises", settings, &authority("Another CA").pem());
    let ran = asked(&machine);
    assert_eq!(ran.code, 4, "{ran:?}");
    let url = format!("https://{}", door.address);
    for words in [&[url.as_str(), "UnknownIssuer"], words].concat() {
        assert!(ran.stdout.contains(words), "{words}: {ran:?}");
    }
    let ran = machine.run(&["doctor", "--online"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
}

#[rstest]
#[case::other_host(
    "wa.example.com",
    2099,
    "base_url must name the host as the certificate does"
)]
#[case::expired(HERE, 2020, "renew")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_ca_does_not_make_up_for_a_wrong_certificate(
    #[case] host: &str,
    #[case] until: i32,
    #[case] words: &str,
) {
    let authority = authority("Lamp Shop CA");
    let door = Door::open(Shown::signed(&authority, host, until)).await;
    let machine = door.machine("on-premises", OWN_CA, &authority.pem());
    let ran = asked(&machine);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.stdout.contains(words), "{ran:?}");
    assert!(!ran.stdout.contains("another CA"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_is_its_own_ca_is_told_from_an_unknown_one() {
    let (shown, pem) = Shown::by_itself(HERE);
    let door = Door::open(shown).await;
    let ran = asked(&door.machine("on-premises", OWN_CA, &pem));
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.stdout.contains("is its own CA"), "{ran:?}");
}

#[rstest]
#[case::other_ca("Another CA", HERE, 2099)]
#[case::other_host("Lamp Shop CA", "wa.example.com", 2099)]
#[case::expired("Lamp Shop CA", HERE, 2020)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_verified_passes(#[case] ca: &str, #[case] host: &str, #[case] until: i32) {
    let door = Door::open(Shown::signed(&authority(ca), host, until)).await;
    let ran = asked(&door.machine("on-premises", "verify = false", ""));
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_on_premises_clients_may_have_these(
    #[values("cloud", "360dialog")] api: &str,
    #[values("verify = false", OWN_CA)] settings: &str,
) {
    let authority = authority("Lamp Shop CA");
    let door = Door::open(Shown::signed(&authority, HERE, 2099)).await;
    let machine = door.machine(api, settings, &authority.pem());
    let ran = asked(&machine);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.stderr.contains("no key of this API"), "{ran:?}");
    assert!(ran.stdout.contains("certificate"), "{ran:?}");
    assert!(!ran.stdout.contains("ca_file"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_certificates_on_the_machine_the_package_is_named_and_the_sandbox_works() {
    let authority = authority("Lamp Shop CA");
    let door = Door::open(Shown::signed(&authority, HERE, 2099)).await;
    let bare = |machine: &Machine, arguments: &[&str]| -> Ran {
        let mut command = machine.command(arguments);
        command.env("SSL_CERT_FILE", "/nonexistent/file");
        command.env("SSL_CERT_DIR", "/nonexistent/folder");
        command.output().unwrap().into()
    };
    let cloud = door.machine("cloud", "", "");
    let send = ["send", "text", "--to", "15550100123"];
    let ran = bare(
        &cloud,
        &[&send[..], &["--account", "main", "--yes"]].concat(),
    );
    assert_eq!(ran.code, 4, "{ran:?}");
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("package ca-certificates"), "{said}");
    let ran = bare(&cloud, &[&send[..], &["--wait", "read"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    // Neither does a client with its own CA need the system's.
    let old = door.machine("on-premises", OWN_CA, &authority.pem());
    assert_eq!(bare(&old, &["accounts", "test", "main"]).code, 0);
}
