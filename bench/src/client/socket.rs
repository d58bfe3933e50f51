//! The line over which an open page hears what others do.

use std::net::SocketAddr;

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An open page that only listens.
pub struct Socket {
    _stream: TcpStream,
}

impl Socket {
    /// Opens it as a signed-in page does, and waits for the answer to its first message.
    pub async fn open(address: SocketAddr, cookie: &str) -> Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        let request = format!(
            "GET /live HTTP/1.1\r\nhost: bench\r\norigin: http://bench\r\ncookie: session={cookie}\r\nconnection: \
             upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: \
             dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let head = until_blank_line(&mut stream).await?;
        ensure!(head.starts_with("HTTP/1.1 101"), "no socket: {}", head.lines().next().unwrap_or_default());
        stream.write_all(&frame(br#"{"type":"since","seq":null}"#)).await?;
        let message = message(&mut stream).await?;
        ensure!(message.contains(r#""type":"events""#), "not what a page hears first: {message}");
        Ok(Self { _stream: stream })
    }
}

async fn until_blank_line(stream: &mut TcpStream) -> Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8(head)?)
}

/// A short text under the mask of all zeroes, which is a mask too.
fn frame(text: &[u8]) -> Vec<u8> {
    let length = u8::try_from(text.len()).ok().filter(|length| *length < 126);
    let length = length.expect("only short messages are sent");
    [&[0x81, 0x80 | length, 0, 0, 0, 0], text].concat()
}

async fn message(stream: &mut TcpStream) -> Result<String> {
    let head = stream.read_u16().await?;
    let length = match head & 0x7f {
        126 => usize::from(stream.read_u16().await?),
        short @ 0..126 => usize::from(short),
        _ => return None.context("a message longer than any that is expected"),
    };
    let mut text = vec![0; length];
    stream.read_exact(&mut text).await?;
    Ok(String::from_utf8(text)?)
}
