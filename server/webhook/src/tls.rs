//! Encryption, with the certificates that the machine trusts.

use std::{
    io,
    sync::{Arc, OnceLock},
};

use tokio::net::TcpStream;
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

static CONNECTOR: OnceLock<TlsConnector> = OnceLock::new();

/// Speaks TLS to whoever proves to be the host.
pub async fn connect(host: &str, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).map_err(io::Error::other)?;
    let connector = match CONNECTOR.get() {
        Some(connector) => connector,
        None => {
            let made = tokio::task::spawn_blocking(connector).await.map_err(io::Error::other)??;
            CONNECTOR.get_or_init(|| made)
        }
    };
    connector.connect(name, stream).await
}

/// What the machine trusts, and the well-known authorities where it has no list.
fn connector() -> io::Result<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
