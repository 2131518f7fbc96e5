//! How an HTTP client is built, for all who speak to others: the client of the accounts and the sandbox's courier.
//!
//! Opens no connection. Which certificates are trusted is for whoever builds it to say.

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use reqwest::retry;

/// What an address is spoken to over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Without encryption: loopback and test clusters.
    Plain,
    /// With it.
    Encrypted,
}

impl Channel {
    /// That of an address.
    pub fn of(url: &str) -> Self {
        if url.starts_with("http://") {
            Self::Plain
        } else {
            Self::Encrypted
        }
    }

    /// A builder of clients that neither follow redirects nor repeat anything.
    pub fn client(self) -> ClientBuilder {
        let builder = ClientBuilder::new()
            .redirect(Policy::none())
            .retry(retry::never())
            // A kept connection may be gone when it is used again, and whether the message went out is
            // then not known; and its clean-up would wake an idle program.
            .pool_max_idle_per_host(0);
        match self {
            // No certificates, which a machine may lack, and no proxy.
            Self::Plain => builder.tls_certs_only(std::iter::empty()).no_proxy(),
            Self::Encrypted => builder,
        }
    }
}
