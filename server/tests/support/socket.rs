//! A page's socket over a real connection.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use model::live::{ClientMessage, ServerMessage};
use tokio::{net::TcpListener, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use super::House;

/// Nothing here takes so long; a test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the house on a free port until the test ends.
pub async fn bind(house: &House<'_>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let app = house.router.clone().into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// One open page.
pub struct Page(WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>);

impl Page {
    /// Opens a socket as one of our own pages does.
    pub async fn open(address: SocketAddr, token: &str) -> Self {
        Self::open_from(address, Some(token), &format!("http://{address}")).await.expect("an open socket")
    }

    /// Opens a socket from a page of this origin.
    pub async fn open_from(address: SocketAddr, token: Option<&str>, origin: &str) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/live").into_client_request().expect("a request");
        let headers = request.headers_mut();
        headers.insert("origin", origin.parse().expect("a header"));
        if let Some(token) = token {
            headers.insert("cookie", format!("session={token}").parse().expect("a header"));
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Self(stream)),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("no answer: {error}"),
        }
    }

    pub async fn say(&mut self, message: &ClientMessage) {
        self.say_text(&serde_json::to_string(message).expect("json")).await;
    }

    pub async fn say_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("a sent message");
    }

    /// The next message; none when the socket has closed.
    pub async fn hear(&mut self) -> Option<ServerMessage> {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("an answer in time") {
                Some(Ok(Message::Text(text))) => {
                    return Some(serde_json::from_str(&text).expect("a message"));
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The events of the next answer, and the number to name after a cut.
    pub async fn events(&mut self) -> (i64, Vec<(String, i64)>) {
        match self.hear().await {
            Some(ServerMessage::Events { seq, events }) => (
                seq,
                events.into_iter().map(|event| (event.kind, event.number.unwrap_or_default())).collect(),
            ),
            other => panic!("no events but {other:?}"),
        }
    }

    /// The names of the others at the ticket, and whether they type.
    pub async fn presence(&mut self) -> Vec<(String, bool)> {
        match self.hear().await {
            Some(ServerMessage::Presence { people, .. }) => {
                people.into_iter().map(|person| (person.who.name, person.typing)).collect()
            }
            other => panic!("no presence but {other:?}"),
        }
    }
}
