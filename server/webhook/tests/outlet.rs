//! Messages on their way out, over real sockets.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use desk::webhook::{Failure, Letter, Post, sign};
use futures_util::future::{BoxFuture, FutureExt};
use model::{Problem, webhook::FailCause};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use webhook::{Outlet, Resolve, Rules};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A receiver on a socket that gives a fixed answer and keeps what came.
struct Receiver {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    async fn answering(answer: &'static [u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut text = String::new();
                let mut buffer = [0; 4096];
                while !complete(&text) {
                    match stream.read(&mut buffer).await {
                        Ok(0) | Err(_) => break,
                        Ok(count) => text += &String::from_utf8_lossy(&buffer[..count]),
                    }
                }
                kept.lock().expect("a lock").push(text);
                let _ = stream.write_all(answer).await;
            }
        });
        Self { address, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("a lock").clone()
    }
}

/// Whether the head and as much of the body as it announces is there.
fn complete(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

/// A resolver that answers the first question one way and all others another.
struct Turning {
    first: Vec<IpAddr>,
    later: Vec<IpAddr>,
    asked: AtomicUsize,
}

impl Turning {
    fn new(first: &[&str], later: &[&str]) -> Arc<Self> {
        let parse = |list: &[&str]| list.iter().map(|it| it.parse().expect("an address")).collect();
        Arc::new(Self { first: parse(first), later: parse(later), asked: AtomicUsize::new(0) })
    }
}

impl Resolve for Turning {
    fn resolve<'a>(&'a self, _name: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        let nth = self.asked.fetch_add(1, Ordering::SeqCst);
        let answer = if nth == 0 { self.first.clone() } else { self.later.clone() };
        async move { Ok(answer) }.boxed()
    }
}

fn letter(url: String) -> Letter {
    let body = "{\"test\": 2432232314}".to_owned();
    let signature = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, &body).expect("a signature");
    Letter {
        url,
        headers: vec![
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned()),
            ("webhook-timestamp", "1614265330".to_owned()),
            ("webhook-signature", signature),
        ],
        body,
    }
}

fn open() -> Rules {
    Rules { allow: vec!["127.0.0.0/8".parse().expect("a network")], http: true }
}

#[tokio::test]
async fn a_message_arrives_with_the_signature_that_the_standard_gives() {
    let receiver = Receiver::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nthank").await;
    let url = format!("http://{}/in?a=b", receiver.address);
    let receipt = Outlet::new(open()).send(&letter(url)).await.expect("an answer");
    assert_eq!((receipt.status, receipt.excerpt.as_str()), (200, "thank"));
    let request = receiver.requests().remove(0);
    assert!(request.starts_with("POST /in?a=b HTTP/1.1\r\n"), "{request}");
    let head = request.to_lowercase();
    assert!(
        head.contains(&format!("host: {}", receiver.address))
            && head.contains("content-type: application/json")
    );
    assert!(
        request.contains("webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        "{request}"
    );
    assert!(request.ends_with("{\"test\": 2432232314}"));
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let inner = Receiver::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let target: &'static str =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n", inner.address)
            .leak();
    let receiver = Receiver::answering(target.as_bytes()).await;
    let receipt = Outlet::new(open()).send(&letter(format!("http://{}/", receiver.address))).await;
    assert_eq!(receipt.expect("an answer").status, 302);
    assert!(inner.requests().is_empty());
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let receiver = Receiver::answering(
        [&b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n"[..], &[b'x'; 20_000]].concat().leak(),
    )
    .await;
    let receipt = Outlet::new(open()).send(&letter(format!("http://{}/", receiver.address))).await;
    assert_eq!(receipt.expect("an answer").excerpt.len(), 4096);
}

#[tokio::test]
async fn an_inner_address_is_refused_however_it_is_spelled() {
    let canary = Receiver::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let port = canary.address.port();
    let rules = Rules { allow: Vec::new(), http: true };
    let named = letter(format!("http://localhost:{port}/"));
    let refused = Outlet::new(rules.clone()).send(&named).await.expect_err("the system's own name for it");
    assert_eq!(refused.cause, FailCause::Refused, "{refused:?}");
    assert!(refused.detail.starts_with("localhost leads to "), "{refused:?}");
    let outlet = Outlet::with_resolver(rules, Turning::new(&["127.0.0.1"], &["127.0.0.1"]));
    let spellings = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0x7F.0x0.0x0.0x1",
        "0177.0.0.1",
        "0177.1",
        "017700000001",
        "127.0.0.1.",
        "127.00000.0.1",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127．0．0．1",
        "%31%32%37.0.0.1",
        "0",
        "0.0.0.0",
        "0x0",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "10.1",
        "172.16.0.1",
        "192.168.0.1",
        "192.168.257",
        "169.254.169.254",
        "2852039166",
        "0xA9FEA9FE",
        "0251.0376.0251.0376",
        "100.100.100.200",
        "168.63.129.16",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "user@127.0.0.1",
        "example.com@127.0.0.1",
    ];
    assert!(spellings.len() >= 40);
    for host in spellings {
        for scheme in ["http", "https"] {
            let url = format!("{scheme}://{host}:{port}/");
            let refused = outlet.send(&letter(url.clone())).await.expect_err(&url);
            assert_eq!(refused.cause, FailCause::Refused, "{url}: {refused:?}");
        }
    }
    assert!(canary.requests().is_empty());
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_the_connection_goes_where_it_led() {
    let receiver = Receiver::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let url = format!("http://hooks.example.com:{}/", receiver.address.port());
    let resolver = Turning::new(&["127.0.0.1"], &["10.0.0.1"]);
    let asked = Arc::clone(&resolver);
    let outlet = Outlet::with_resolver(open(), resolver);
    assert_eq!(outlet.send(&letter(url.clone())).await.expect("an answer").status, 200);
    assert_eq!(asked.asked.load(Ordering::SeqCst), 1);
    assert!(receiver.requests()[0].contains(&format!("host: hooks.example.com:{}", receiver.address.port())));
    let refused = outlet.send(&letter(url)).await.expect_err("it turned inwards");
    assert_eq!(refused, Failure::new(FailCause::Refused, "hooks.example.com leads to 10.0.0.1"));
}

#[tokio::test]
async fn a_name_with_one_inner_address_among_others_is_refused() {
    let canary = Receiver::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let rules = Rules { allow: Vec::new(), http: true };
    for answer in
        [&["93.184.216.34", "127.0.0.1"][..], &["::ffff:127.0.0.1"], &["127.0.0.1"], &["fe80::1"], &[]]
    {
        let outlet = Outlet::with_resolver(rules.clone(), Turning::new(answer, answer));
        let url = format!("http://hooks.example.com:{}/", canary.address.port());
        assert!(outlet.send(&letter(url)).await.is_err(), "{answer:?}");
    }
    assert!(canary.requests().is_empty());
}

#[tokio::test]
async fn an_address_is_looked_at_before_it_is_kept() {
    let strict = Outlet::new(Rules::default());
    for (url, answer) in [
        ("https://hooks.example.com/in", Ok(())),
        ("https://hooks.example.com:8443/in", Ok(())),
        ("http://hooks.example.com/in", Err(Problem::UrlRefused)),
        ("https://127.0.0.1/", Err(Problem::UrlRefused)),
        ("https://[fd00::1]/", Err(Problem::UrlRefused)),
        ("hooks.example.com", Err(Problem::NotAUrl)),
        ("ftp://hooks.example.com", Err(Problem::NotAUrl)),
    ] {
        assert_eq!(strict.check(url), answer, "{url}");
    }
    assert_eq!(Outlet::new(open()).check("http://127.0.0.1:9/"), Ok(()));
}

#[tokio::test]
async fn a_receiver_that_keeps_its_answer_open_has_answered() {
    let receiver = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = receiver.local_addr().expect("an address");
    let keeping = tokio::spawn(async move {
        let (mut stream, _) = receiver.accept().await.expect("a visitor");
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).await.expect("a request") > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nthank").await.expect("an answer");
        std::future::pending::<()>().await;
    });
    let receipt = Outlet::new(open()).send(&letter(format!("http://{address}/"))).await.expect("an answer");
    assert_eq!((receipt.status, receipt.excerpt.as_str()), (200, "thank"));
    keeping.abort();
}

#[tokio::test]
async fn a_machine_that_does_not_speak_is_told_as_such() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = silent.local_addr().expect("an address");
    drop(silent);
    let refused =
        Outlet::new(open()).send(&letter(format!("http://{address}/"))).await.expect_err("nobody there");
    assert_eq!(refused.cause, FailCause::Connect, "{refused:?}");
    let plain = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = plain.local_addr().expect("an address");
    tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.expect("a visitor");
        let _ = stream.write_all(b"220 mail.example.com ready\r\n").await;
    });
    let refused = Outlet::new(open()).send(&letter(format!("https://{address}/"))).await;
    assert_eq!(refused.expect_err("it speaks no TLS").cause, FailCause::Tls);
}
