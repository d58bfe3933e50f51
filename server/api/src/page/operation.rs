//! One operation of the document.

use model::Locale;
use serde_json::Value;

use super::{
    html::{escape, inline, paragraphs},
    schema,
    words::{Label, say},
};
use crate::BASE;

/// In the order in which people look for them.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// An operation with its place.
pub struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    value: &'a Value,
}

/// The operations of a group, in the order of the document.
pub fn of_tag<'a>(document: &'a Value, tag: &'a str) -> impl Iterator<Item = Operation<'a>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| Some(Operation { method, path, value: item.get(method)? }))
    });
    all.filter(move |operation| operation.value["tags"][0] == tag)
}

impl Operation<'_> {
    fn text(&self, name: &str) -> &str {
        self.value[name].as_str().unwrap_or_default()
    }

    /// The link to it.
    pub fn link(&self) -> String {
        format!("<li><a href=\"#{}\">{}</a></li>", self.text("operationId"), escape(self.text("summary")))
    }

    /// All about it.
    pub fn draw(&self, document: &Value, locale: Locale) -> String {
        format!(
            "<article class=\"docs__operation\" id=\"{id}\"><h3>{summary}</h3>\
             <p class=\"docs__address\"><span class=\"docs__method\" data-method=\"{method}\">{upper}</span> \
             <code>{BASE}{path}</code></p>{about}{scope}{parameters}{body}{answers}</article>",
            id = self.text("operationId"),
            summary = escape(self.text("summary")),
            method = self.method,
            upper = self.method.to_uppercase(),
            path = escape(self.path),
            about = paragraphs(self.text("description")),
            scope = self.scope(locale),
            parameters = self.parameters(document, locale),
            body = self.body(document, locale),
            answers = self.answers(document, locale),
        )
    }

    fn scope(&self, locale: Locale) -> String {
        let scope = self.value.pointer("/security/0/token/0").and_then(Value::as_str);
        let scope = scope.map_or_else(
            || escape(say(locale, Label::AnyToken)),
            |scope| format!("<code>{}</code>", escape(scope)),
        );
        format!("<p class=\"docs__scope\">{} {scope}</p>", escape(say(locale, Label::Scope)))
    }

    fn parameters(&self, document: &Value, locale: Locale) -> String {
        let parameters = self.value["parameters"].as_array().into_iter().flatten();
        let rows: String = parameters.map(|parameter| row(document, parameter, locale)).collect();
        if rows.is_empty() {
            return String::new();
        }
        let heading = escape(say(locale, Label::Parameters));
        format!("<h4>{heading}</h4><dl class=\"docs__fields\">{rows}</dl>")
    }

    fn body(&self, document: &Value, locale: Locale) -> String {
        let content = self.value.pointer("/requestBody/content").and_then(Value::as_object);
        let Some((kind, content)) = content.and_then(|content| content.iter().next()) else {
            return String::new();
        };
        let heading = escape(say(locale, Label::Body));
        let shape = schema::name(document, &content["schema"], locale);
        format!("<h4>{heading}</h4><p><code>{}</code> {shape}</p>", escape(kind))
    }

    /// What comes of it when it works, and the statuses when it does not.
    fn answers(&self, document: &Value, locale: Locale) -> String {
        let answers = self.value["responses"].as_object().into_iter().flatten();
        let rows: String = answers
            .map(|(status, answer)| {
                let about = inline(answer["description"].as_str().unwrap_or_default());
                let content = answer["content"].as_object().and_then(|content| content.values().next());
                let shape = content.map(|content| schema::name(document, &content["schema"], locale));
                let shape = shape.map(|shape| format!(" {shape}")).unwrap_or_default();
                format!("<dt><code>{}</code></dt><dd>{about}{shape}</dd>", escape(status))
            })
            .collect();
        let heading = escape(say(locale, Label::Answers));
        format!("<details><summary>{heading}</summary><dl class=\"docs__fields\">{rows}</dl></details>")
    }
}

fn row(document: &Value, parameter: &Value, locale: Locale) -> String {
    let name = parameter["name"].as_str().unwrap_or_default();
    let place = parameter["in"].as_str().unwrap_or_default();
    let required = schema::required_mark(parameter["required"] == true, locale);
    let shape = schema::name(document, &parameter["schema"], locale);
    let about = inline(parameter["description"].as_str().unwrap_or_default());
    format!("<dt><code>{}</code> <small>{place}</small>{required}</dt><dd>{about} {shape}</dd>", escape(name))
}
