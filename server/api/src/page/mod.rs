//! The document as a page: drawn by the server in the product's own style, so that it needs no script, nothing from
//! elsewhere, and no exception from the content security policy.

mod html;
mod operation;
mod schema;
mod words;

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Response},
};
use model::{
    Locale,
    person::{LOCALE_COOKIE, locale_of},
};
use serde_json::Value;

use crate::Shared;
use html::{escape, paragraphs};
use words::{Label, say};

type Document = Arc<utoipa::openapi::OpenApi>;

/// The page.
pub async fn page(State((shared, document)): State<(Shared, Document)>, headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let locale = locale_of(cookie(&headers, LOCALE_COOKIE), accept.unwrap_or_default());
    let theme =
        cookie(&headers, "theme").filter(|theme| matches!(*theme, "light" | "dark")).unwrap_or("system");
    let document = crate::document::in_language(&document, locale);
    let drawn = draw(&document, locale, theme, &shared.style);
    ([(header::CACHE_CONTROL, "no-store")], Html(drawn)).into_response()
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn draw(document: &Value, locale: Locale, theme: &str, style: &str) -> String {
    let text = |path: &str| document.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let title = escape(text("/info/title"));
    let (mut nav, mut main) = (String::new(), String::new());
    for tag in document["tags"].as_array().into_iter().flatten() {
        let name = tag["name"].as_str().unwrap_or_default();
        let heading = escape(say(locale, Label::of_tag(name)));
        let about = escape(tag["description"].as_str().unwrap_or_default());
        nav += &format!("<li><a href=\"#{name}\">{heading}</a><ul>");
        main += &format!("<section class=\"docs__tag\" id=\"{name}\"><h2>{heading}</h2><p>{about}</p>");
        for operation in operation::of_tag(document, name) {
            nav += &operation.link();
            main += &operation.draw(document, locale);
        }
        nav += "</ul></li>";
        main += "</section>";
    }
    let schemas = schema::draw_all(document, locale);
    let shapes = escape(say(locale, Label::Shapes));
    format!(
        "<!doctype html><html lang=\"{lang}\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body class=\"docs\">\
         <nav class=\"docs__nav\" aria-label=\"{contents}\"><p class=\"docs__home\"><a href=\"/\">{home}</a></p>\
         <ul>{nav}<li><a href=\"#shapes\">{shapes}</a></li></ul></nav>\
         <main class=\"docs__main\"><h1>{title} <small>{version}</small></h1>{about}{example}\
         <p><a class=\"button\" href=\"/api/v1/openapi.json\">{download}</a></p>{main}\
         <section class=\"docs__tag\" id=\"shapes\"><h2>{shapes}</h2>{schemas}</section></main></body></html>",
        lang = locale.tag(),
        style = escape(style),
        contents = escape(say(locale, Label::Contents)),
        home = escape(say(locale, Label::Home)),
        version = escape(text("/info/version")),
        about = paragraphs(text("/info/description")),
        example = html::code(
            "curl -H 'Authorization: Bearer gd_…' 'https://desk.example.com/api/v1/tickets?status=open'"
        ),
        download = escape(say(locale, Label::Download)),
    )
}
