//! A serde deserializer over a [`Node`]: strict, exact about places, ending at the first error.
//!
//! Scalars are given as the characters typed; a number or truth value is read from them only
//! where the type asks for one. A scalar stands for a list of one.

use std::fmt;
use std::ops::Range;

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::{BOOLEAN, Fault, INTEGER, LIST, Label, MAPPING, NUMBER, TEXT};
use super::kind::KIND_KEY;
use super::node::{Entry, Node, Value};
use super::{located, scalar};
use crate::diagnostic::codes;

/// The first thing that does not fit, with its place as soon as one is known.
#[derive(Debug)]
pub(super) enum Error {
    Fault(Fault),
    /// Said by serde or by a type's own `Deserialize`, which know no places.
    Said {
        message: String,
        range: Option<Range<usize>>,
        /// True where the schema of the type says it, too, and better.
        in_schema: bool,
    },
}

impl Error {
    fn in_schema(message: String) -> Self {
        Self::Said { message, range: None, in_schema: true }
    }

    /// True for what only the type itself knows, e.g. that a word is no date.
    pub(super) fn is_beyond_schema(&self) -> bool {
        matches!(self, Self::Said { in_schema: false, .. })
    }

    pub(super) fn into_fault(self, root: &Node) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Said { message, range, .. } => {
                let fault = Fault::new(codes::WRONG_TYPE, range.unwrap_or_else(|| root.head()), message);
                fault.hint("ghi như ở các mục khác: không thừa ngoặc, không thừa dấu “- ”")
            }
        }
    }

    /// The innermost place wins: outer ones find it set.
    fn at(self, node: &Node) -> Self {
        match self {
            Self::Said { message, range: None, in_schema } => {
                Self::Said { message, range: Some(node.head()), in_schema }
            }
            placed => placed,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(Fault { message, .. }) | Self::Said { message, .. } => formatter.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

/// Serde's own sentences are English, so every one of them has a Vietnamese stand-in here.
impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Said { message: message.to_string(), range: None, in_schema: false }
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::custom("Giá trị không đúng kiểu ở chỗ này")
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::custom("Giá trị này không dùng được ở đây")
    }

    fn invalid_length(length: usize, _: &dyn Expected) -> Self {
        Self::custom(format!("Danh sách có {length} mục, không đúng số mục cần có"))
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        Self::in_schema(format!("Không nhận giá trị “{variant}”"))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::in_schema(format!("Khóa “{field}” không có trong định dạng"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::in_schema(format!("Thiếu khóa bắt buộc “{field}”"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::in_schema(format!("Khóa “{field}” ghi hai lần"))
    }
}

#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'a> {
    node: &'a Node,
    label: Label<'a>,
}

impl<'a> NodeDeserializer<'a> {
    pub(super) fn new(node: &'a Node) -> Self {
        Self { node, label: Label::File }
    }

    fn wrong(&self, expected: &str) -> Error {
        Fault::wrong_type(self.node, self.label, expected).into()
    }

    fn text(&self, expected: &str) -> Result<&'a str, Error> {
        match &self.node.value {
            Value::Scalar(text) => Ok(text),
            _ => Err(self.wrong(expected)),
        }
    }

    fn integer<T: TryFrom<i128>>(&self, low: i128, high: i128) -> Result<T, Error> {
        let number = scalar::integer(self.text(INTEGER)?).ok_or_else(|| self.wrong(INTEGER))?;
        T::try_from(number).map_err(|_| Fault::out_of_range(self.node, self.label, low, high).into())
    }

    fn entries(&self) -> Result<&'a [Entry], Error> {
        match &self.node.value {
            Value::Mapping(entries) => Ok(entries),
            _ => Err(self.wrong(MAPPING)),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let number = self.integer::<$type>(<$type>::MIN as i128, <$type>::MAX as i128)?;
            visitor.$visit(number).map_err(|error: Error| error.at(self.node))
        }
    )*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'de> {
    type Error = Error;

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Scalar(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(Items { items: items.iter(), label: self.label.item() }),
            Value::Mapping(entries) => visitor.visit_map(Fields::new(entries.iter().collect())),
        }
        .map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = scalar::boolean(self.text(BOOLEAN)?).ok_or_else(|| self.wrong(BOOLEAN))?;
        visitor.visit_bool(value)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = scalar::number(self.text(NUMBER)?).ok_or_else(|| self.wrong(NUMBER))?;
        visitor.visit_f64(value).map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.text(TEXT)?).map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == located::MARKER {
            return visitor.visit_seq(LocatedParts { deserializer: self, next: 0 });
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = match &self.node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar(_) => std::slice::from_ref(self.node),
            _ => return Err(self.wrong(LIST)),
        };
        visitor
            .visit_seq(Items { items: items.iter(), label: self.label.item() })
            .map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let entries = self.entries()?.iter().collect();
        visitor.visit_map(Fields::new(entries)).map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let mut known = Vec::new();
        for entry in self.entries()? {
            if fields.contains(&entry.key.as_str()) {
                known.push(entry);
            } else if !is_kind(&entry.key, self.label) {
                return Err(Fault::unknown_key(&entry.key, entry.key.range(), fields).into());
            }
        }
        visitor.visit_map(Fields::new(known)).map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.text(TEXT)?.trim();
        if !variants.contains(&text) {
            return Err(Fault::unknown_value(text, self.node, self.label, variants).into());
        }
        let variant: StrDeserializer<'_, Error> = text.into_deserializer();
        visitor.visit_enum(variant).map_err(|error: Error| error.at(self.node))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct identifier }
}

/// The top-level `loai`, which types need not take.
pub(super) fn is_kind(key: &str, mapping: Label<'_>) -> bool {
    matches!(mapping, Label::File) && key == KIND_KEY
}

struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    label: Label<'a>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let item = NodeDeserializer { node, label: self.label };
        seed.deserialize(item).map(Some).map_err(|error| error.at(node))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Fields<'a> {
    entries: std::vec::IntoIter<&'a Entry>,
    current: Option<&'a Entry>,
}

impl<'a> Fields<'a> {
    fn new(entries: Vec<&'a Entry>) -> Self {
        Self { entries: entries.into_iter(), current: None }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.current = self.entries.next();
        let Some(entry) = self.current else { return Ok(None) };
        let key: StrDeserializer<'_, Error> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entry =
            self.current.take().ok_or_else(|| <Error as de::Error>::custom("Thiếu giá trị của khóa"))?;
        let value = NodeDeserializer { node: &entry.value, label: Label::Key(&entry.key) };
        seed.deserialize(value).map_err(|error| error.at(&entry.value))
    }
}

/// What [`Located`](super::Located) asks for: start, end, value.
struct LocatedParts<'a> {
    deserializer: NodeDeserializer<'a>,
    next: usize,
}

impl<'de> SeqAccess<'de> for LocatedParts<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let range = &self.deserializer.node.range;
        let part = self.next;
        self.next += 1;
        let offset = |at: usize| -> UsizeDeserializer<Error> { at.into_deserializer() };
        match part {
            0 => seed.deserialize(offset(range.start)).map(Some),
            1 => seed.deserialize(offset(range.end)).map(Some),
            2 => seed.deserialize(self.deserializer).map(Some),
            _ => Ok(None),
        }
    }
}
