//! What is sent and answered.

use model::Locale;
use serde_json::Value;

use super::{
    html::{escape, inline},
    words::{Label, say},
};

/// Every shape of the document.
pub fn draw_all(document: &Value, locale: Locale) -> String {
    let shapes = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    shapes.map(|(name, shape)| draw(document, name, shape, locale)).collect()
}

fn draw(document: &Value, name: &str, shape: &Value, locale: Locale) -> String {
    let about = inline(shape["description"].as_str().unwrap_or_default());
    let required: Vec<&str> =
        shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let fields: String = shape["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(field, value)| {
            let about = inline(value["description"].as_str().unwrap_or_default());
            let mark = required_mark(required.contains(&field.as_str()), locale);
            let kind = self::name(document, value, locale);
            format!("<dt><code>{}</code>{mark}</dt><dd>{about} {kind}</dd>", escape(field))
        })
        .collect();
    let values = if fields.is_empty() { one_of(shape) } else { String::new() };
    format!(
        "<article class=\"docs__operation\" id=\"shape-{name}\"><h3><code>{name}</code></h3><p>{about} {values}</p>\
         <dl class=\"docs__fields\">{fields}</dl></article>"
    )
}

/// The sign of what must be there.
pub fn required_mark(required: bool, locale: Locale) -> String {
    if !required {
        return String::new();
    }
    format!(" <small class=\"docs__required\">{}</small>", escape(say(locale, Label::Required)))
}

/// What kind of value it is, as a link where it has a name.
pub fn name(document: &Value, schema: &Value, locale: Locale) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return format!("<a href=\"#shape-{name}\"><code>{name}</code></a>");
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(options) = schema[choice].as_array() {
            return options_of(document, options, locale);
        }
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let nullable = kinds.contains(&"null");
    let kind = kinds.into_iter().find(|kind| *kind != "null").unwrap_or_default();
    let inner = match kind {
        "array" => format!("[ {} ]", name(document, &schema["items"], locale)),
        kind => format!("<code>{}</code>{}{}", escape(kind), limits(schema), one_of(schema)),
    };
    format!("<span class=\"docs__kind\">{inner}{}</span>", null_mark(nullable, locale))
}

fn options_of(document: &Value, options: &[Value], locale: Locale) -> String {
    let nullable = options.iter().any(|option| option["type"] == "null");
    let named = options.iter().filter(|option| option["type"] != "null");
    let named: Vec<String> = named.map(|option| name(document, option, locale)).collect();
    format!("<span class=\"docs__kind\">{}{}</span>", named.join(" | "), null_mark(nullable, locale))
}

fn null_mark(nullable: bool, locale: Locale) -> String {
    if nullable { format!(" <small>{}</small>", escape(say(locale, Label::Nullable))) } else { String::new() }
}

/// The values of an enumeration.
fn one_of(schema: &Value) -> String {
    let values = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    values.map(|value| format!(" <code>{}</code>", escape(value))).collect()
}

/// Format, range and length, as far as they are set.
fn limits(schema: &Value) -> String {
    let format = schema["format"].as_str().map(|format| format!(" <small>{}</small>", escape(format)));
    let range = |least: &str, most: &str| match (schema[least].as_i64(), schema[most].as_i64()) {
        (Some(least), Some(most)) => format!(" <small>{least}–{most}</small>"),
        (Some(least), None) => format!(" <small>≥ {least}</small>"),
        (None, Some(most)) => format!(" <small>≤ {most}</small>"),
        (None, None) => String::new(),
    };
    format.unwrap_or_default() + &range("minimum", "maximum") + &range("minLength", "maxLength")
}
