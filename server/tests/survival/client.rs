//! A browser's end of one connection, as far as writing needs it.

use std::io::{self, ErrorKind};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream},
    net::TcpStream,
};

/// One kept-alive connection of a person who is signed in.
pub struct Client {
    stream: BufStream<TcpStream>,
    token: String,
}

/// Status and body of an answer.
pub type Answered = (u16, Vec<u8>);

impl Client {
    pub async fn connect(address: &str, token: &str) -> io::Result<Self> {
        let stream = BufStream::new(TcpStream::connect(address).await?);
        Ok(Self { stream, token: token.to_owned() })
    }

    /// Calls a server function with a form.
    pub async fn call(&mut self, name: &str, form: &str) -> io::Result<Answered> {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("accept", "application/json".to_owned()),
        ];
        self.ask("POST", &format!("/api/{name}"), &headers, form.as_bytes()).await
    }

    /// Sends a request and reads the whole answer.
    pub async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: &[u8],
    ) -> io::Result<Answered> {
        let token = &self.token;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncookie: session={token}\r\n"
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("content-length: {}\r\n\r\n", body.len());
        self.stream.write_all(head.as_bytes()).await?;
        self.stream.write_all(body).await?;
        self.stream.flush().await?;
        self.answer().await
    }

    async fn answer(&mut self) -> io::Result<Answered> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| io::Error::from(ErrorKind::InvalidData))?;
        let mut length = None;
        let mut chunked = false;
        loop {
            let line = self.line().await?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            length =
                line.strip_prefix("content-length:").and_then(|value| value.trim().parse().ok()).or(length);
            chunked |= line.starts_with("transfer-encoding: chunked");
        }
        let body = if chunked { self.chunks().await? } else { self.exactly(length.unwrap_or(0)).await? };
        Ok((status, body))
    }

    async fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = self.line().await?;
            let length = usize::from_str_radix(&length, 16).map_err(|_| ErrorKind::InvalidData)?;
            body.extend(self.exactly(length).await?);
            self.line().await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    async fn exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).await?;
        Ok(bytes)
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
