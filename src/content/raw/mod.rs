//! The content files as they are typed: one Rust type per `loai`, Vietnamese keys, nothing checked
//! beyond structure. The JSON Schemas for editors are made from these types, so the doc comments on
//! the fields are Vietnamese: a clerk reads them as tooltips.
//!
//! What is not checked yet (ids, dates, figures, intervals) is checked by the resolve stage.

/// Reads what may be typed as a word or as a mapping of its own.
macro_rules! word_or_mapping {
    ($form:ident, $word:ident, $full:ident($mapping:ty), $expected:literal) => {
        impl<'de> serde::Deserialize<'de> for $form {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Form;
                impl<'de> serde::de::Visitor<'de> for Form {
                    type Value = $form;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$form, E> {
                        Ok($form::$word(text.to_owned()))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<$form, A::Error> {
                        <$mapping as serde::Deserialize>::deserialize(
                            serde::de::value::MapAccessDeserializer::new(map),
                        )
                        .map($form::$full)
                    }
                }
                deserializer.deserialize_any(Form)
            }
        }

        impl schemars::JsonSchema for $form {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($form).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let full = generator.subschema_for::<$mapping>();
                schemars::json_schema!({ "anyOf": [{ "type": "string" }, full] })
            }
        }
    };
}

mod overlay;
mod plan;
mod progress;
mod registry;
mod report;

pub use overlay::*;
pub use plan::*;
pub use progress::*;
pub use registry::*;
pub use report::*;

use schemars::JsonSchema;
use serde::Deserialize;

use super::yaml::{KnownKind, Located};

/// A text with its place in the file.
pub type Text = Located<String>;

/// Điều chương trình nêu mà cơ quan đã xem và để nguyên.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAcceptance {
    /// Mã của điều được nêu, ví dụ: KH344.
    #[serde(rename = "ma")]
    pub code: Text,
    /// Chữ ở chỗ được nêu, đúng như trong tệp này.
    #[serde(rename = "cho")]
    pub words: Text,
    /// Vì sao để nguyên.
    #[serde(rename = "ly_do")]
    pub reason: Text,
}

/// `loai`: what a file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Province,
    Agencies,
    Groups,
    Plan,
    Overlay,
    Results,
    Progress,
    Report,
}

impl FileKind {
    /// Every kind with its `loai` value and the name of its schema file.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Province, "tinh"),
        (Self::Agencies, "co_quan"),
        (Self::Groups, "nhom"),
        (Self::Plan, "ke_hoach"),
        (Self::Overlay, "ke_hoach_don_vi"),
        (Self::Results, "ket_qua"),
        (Self::Progress, "tien_do"),
        (Self::Report, "bao_cao"),
    ];

    /// The kind with this `loai` value.
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == value).map(|(kind, _)| *kind)
    }

    /// The `loai` value.
    pub const fn value(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Every kind with what its files hold, in the order of [`ALL`](Self::ALL).
    pub const KNOWN: [KnownKind; 8] = [
        KnownKind { name: Self::Province.value(), schema: || schemars::schema_for!(RawProvince) },
        KnownKind { name: Self::Agencies.value(), schema: || schemars::schema_for!(RawAgencies) },
        KnownKind { name: Self::Groups.value(), schema: || schemars::schema_for!(RawGroups) },
        KnownKind { name: Self::Plan.value(), schema: || schemars::schema_for!(RawPlan) },
        KnownKind { name: Self::Overlay.value(), schema: || schemars::schema_for!(RawOverlay) },
        KnownKind { name: Self::Results.value(), schema: || schemars::schema_for!(RawResults) },
        KnownKind { name: Self::Progress.value(), schema: || schemars::schema_for!(RawProgress) },
        KnownKind { name: Self::Report.value(), schema: || schemars::schema_for!(RawStatusReport) },
    ];

    /// The JSON Schema of this kind of file, for completion and checks in editors.
    pub fn schema(self) -> schemars::Schema {
        (Self::KNOWN[self as usize].schema)()
    }
}

impl FileKind {
    /// Name of its schema file: `ke-hoach.schema.json`.
    pub fn schema_file(self) -> String {
        format!("{}.schema.json", self.value().replace('_', "-"))
    }

    /// The schema as text, with a final line break; it lets through what the reader lets through.
    pub fn schema_text(self) -> String {
        let mut schema = self.schema().to_value();
        for_editors(&mut schema);
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        format!("{text}\n")
    }
}

/// Texts may be typed as numbers (`nam: 2025`), and one value may stand for a list of one.
fn for_editors(schema: &mut serde_json::Value) {
    use serde_json::{Value, json};
    if let Value::Object(object) = schema {
        let free_text = !object.contains_key("enum") && !object.contains_key("const");
        match object.get("type") {
            Some(Value::String(kind)) if kind == "string" && free_text => {
                object.insert("type".to_owned(), json!(["string", "number"]));
            }
            Some(Value::Array(kinds)) if kinds.contains(&json!("string")) && free_text => {
                let mut kinds = kinds.clone();
                kinds.push(json!("number"));
                object.insert("type".to_owned(), Value::Array(kinds));
            }
            _ => {}
        }
        let items = object.get("items");
        let of_texts = items.and_then(|items| items.get("type")) == Some(&json!("string"));
        let of_words =
            items.and_then(|items| items.get("anyOf")?.get(0)?.get("type")) == Some(&json!("string"));
        if of_texts || of_words {
            object.insert("type".to_owned(), json!(["array", "string", "number"]));
        }
        object.values_mut().for_each(for_editors);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(for_editors);
    }
}
