//! One request and its answer over one connection.

use std::{net::SocketAddr, time::Duration};

use desk::webhook::{Failure, Letter, Receipt};
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    client::conn::http1::{self, SendRequest},
    header,
};
use hyper_util::rt::TokioIo;
use model::webhook::FailCause;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::JoinHandle,
    time::timeout,
};

use crate::{target::Target, tls};

/// How much of an answer is read.
const EXCERPT_MAX_BYTES: usize = 4 * 1024;
/// The most bytes of an answer's head.
const HEAD_MAX_BYTES: usize = 32 * 1024;

/// How long the beginning of an answer's body is waited for; its status has decided by then.
const EXCERPT_PATIENCE: Duration = Duration::from_secs(2);

/// Runs a connection for as long as it is kept.
struct Running(JoinHandle<()>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// An answer of which the head has come.
pub struct Answer {
    response: Response<Incoming>,
    _running: Running,
}

/// Sends the message to this very address and waits for the head of the answer.
pub async fn exchange(target: &Target, address: SocketAddr, letter: &Letter) -> Result<Answer, Failure> {
    let stream =
        TcpStream::connect(address).await.map_err(|error| Failure::new(FailCause::Connect, error))?;
    let (mut sender, running) = if target.https {
        let host = if target.host_name().is_empty() {
            address.ip().to_string()
        } else {
            target.host_name().to_owned()
        };
        let stream =
            tls::connect(&host, stream).await.map_err(|error| Failure::new(FailCause::Tls, error))?;
        shake_hands(stream).await?
    } else {
        shake_hands(stream).await?
    };
    let request = request(target, letter)?;
    let response =
        sender.send_request(request).await.map_err(|error| Failure::new(FailCause::Http, error))?;
    Ok(Answer { response, _running: running })
}

async fn shake_hands<S>(stream: S) -> Result<(SendRequest<Full<Bytes>>, Running), Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http1::Builder::new();
    builder.max_buf_size(HEAD_MAX_BYTES);
    let shaken = builder.handshake(TokioIo::new(stream)).await;
    let (sender, connection) = shaken.map_err(|error| Failure::new(FailCause::Http, error))?;
    let running = tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a webhook's connection ended");
        }
    });
    Ok((sender, Running(running)))
}

fn request(target: &Target, letter: &Letter) -> Result<Request<Full<Bytes>>, Failure> {
    let mut request = Request::post(target.path.as_str())
        .header(header::HOST, &target.authority)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, concat!("Gongdan-Webhook/", env!("CARGO_PKG_VERSION")))
        .header(header::CONNECTION, "close");
    for (name, value) in &letter.headers {
        request = request.header(*name, value);
    }
    let body = Full::new(Bytes::from(letter.body.clone()));
    request.body(body).map_err(|error| Failure::new(FailCause::Http, error))
}

impl Answer {
    /// The status, and how the body begins as far as that comes soon.
    pub async fn receipt(self) -> Receipt {
        let Self { response, _running } = self;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        // What has come by then is the excerpt.
        let _ = timeout(EXCERPT_PATIENCE, take_in(response.into_body(), &mut bytes)).await;
        Receipt { status, excerpt: String::from_utf8_lossy(&bytes).trim().to_owned() }
    }
}

/// A body that never ends is cut off; one that breaks off is what came of it.
async fn take_in(mut body: Incoming, bytes: &mut Vec<u8>) {
    while let Some(Ok(frame)) = body.frame().await {
        if let Ok(data) = frame.into_data() {
            bytes.extend_from_slice(&data[..data.len().min(EXCERPT_MAX_BYTES - bytes.len())]);
        }
        if bytes.len() >= EXCERPT_MAX_BYTES {
            break;
        }
    }
}
