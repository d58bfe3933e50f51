//! HTTP/1.1 as far as our own servers speak it.

use std::{fmt::Write, net::SocketAddr};

use anyhow::{Context, Result, bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A request, written out.
#[derive(Clone)]
pub struct Request(Vec<u8>);

impl Request {
    /// Opens a page.
    pub fn page(path: &str, cookie: &str) -> Self {
        Self::of("GET", path, cookie, "accept: text/html\r\n", "")
    }

    /// Calls a server function with a form, as our own pages do.
    pub fn form(path: &str, cookie: &str, body: &str) -> Self {
        Self::of("POST", path, cookie, "content-type: application/x-www-form-urlencoded\r\n", body)
    }

    /// Calls a server function with JSON.
    pub fn json(path: &str, cookie: &str, body: &str) -> Self {
        Self::of("POST", path, cookie, "content-type: application/json\r\n", body)
    }

    fn of(method: &str, path: &str, cookie: &str, more: &str, body: &str) -> Self {
        let length = body.len();
        Self(
            format!(
                "{method} {path} HTTP/1.1\r\nhost: bench\r\ncookie: session={cookie}\r\nsec-fetch-site: \
                 same-origin\r\n{more}content-length: {length}\r\n\r\n{body}"
            )
            .into_bytes(),
        )
    }
}

/// A value as it stands in a form.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => encoded.push(byte.into()),
            _ => write!(encoded, "%{byte:02X}").expect("a string takes everything"),
        }
    }
    encoded
}

/// What came back.
pub struct Response {
    /// 200 when all is well.
    pub status: u16,
    /// The lines before the body.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the body contains this text.
    pub fn contains(&self, text: &str) -> bool {
        self.body.windows(text.len()).any(|window| window == text.as_bytes())
    }

    fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The session that the answer opens.
    pub fn session(&self) -> Option<String> {
        let cookie = self.header("set-cookie")?.strip_prefix("session=")?;
        cookie.split(';').next().map(str::to_owned)
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (other, value) = line.split_once(':')?;
        other.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A connection that stays open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(128 * 1024) })
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&mut self, request: &Request) -> Result<Response> {
        self.stream.write_all(&request.0).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end;
            }
            self.read().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no HTTP")?;
        self.buffer.drain(..end + 4);
        let body = match header(&head, "content-length") {
            Some(length) => self.exactly(length.parse()?).await?,
            None if header(&head, "transfer-encoding") == Some("chunked") => self.chunks().await?,
            None => bail!("an answer without end: {head}"),
        };
        Ok(Response { status, head, body })
    }

    /// Sends a request whose answer must be 200.
    pub async fn ask(&mut self, request: &Request) -> Result<Response> {
        let response = self.send(request).await?;
        ensure!(
            response.status == 200,
            "{} answered {}: {}",
            String::from_utf8_lossy(&request.0).lines().next().unwrap_or_default(),
            response.status,
            response.text().chars().take(300).collect::<String>()
        );
        Ok(response)
    }

    async fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        while self.buffer.len() < length {
            self.read().await?;
        }
        Ok(self.buffer.drain(..length).collect())
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(end) = find(&self.buffer, b"\r\n") {
                    break end;
                }
                self.read().await?;
            };
            let length = usize::from_str_radix(std::str::from_utf8(&self.buffer[..end])?.trim(), 16)?;
            self.buffer.drain(..end + 2);
            let chunk = self.exactly(length + 2).await?;
            body.extend_from_slice(&chunk[..length]);
            if length == 0 {
                return Ok(body);
            }
        }
    }

    async fn read(&mut self) -> Result<()> {
        let read = self.stream.read_buf(&mut self.buffer).await?;
        ensure!(read > 0, "the connection was closed");
        Ok(())
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
