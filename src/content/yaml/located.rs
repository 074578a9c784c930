//! A value together with the stretch of its file that it was read from.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};

use crate::diagnostic::{Place, Source};

/// The struct name by which [`Located`] asks this module's deserializer for a place. No content
/// type can carry this name by accident.
pub(super) const MARKER: &str = "$kehoach::Located";

/// A value and where it stands. Two values are equal wherever they stand.
///
/// Other deserializers refuse it: a place means something only in a YAML source.
#[derive(Debug, Clone, Default)]
pub struct Located<T> {
    value: T,
    start: usize,
    end: usize,
}

impl<T> Located<T> {
    pub fn new(value: T, range: Range<usize>) -> Self {
        Self { value, start: range.start, end: range.end }
    }

    /// The bytes of the source's text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub fn place(&self, source: &Arc<Source>) -> Place {
        Place::new(source, self.range())
    }

    pub fn value(&self) -> &T {
        &self.value
    }

    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}

impl<T: PartialEq> PartialEq<T> for Located<T> {
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl<T: fmt::Display> fmt::Display for Located<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MARKER, LocatedVisitor(PhantomData))
    }
}

/// Takes the three-element sequence start, end, value.
struct LocatedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LocatedVisitor<T> {
    type Value = Located<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("một giá trị trong tệp YAML")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Located<T>, A::Error> {
        let start = parts.next_element()?;
        let end = parts.next_element()?;
        let value = parts.next_element()?;
        match (start, end, value) {
            (Some(start), Some(end), Some(value)) => Ok(Located { value, start, end }),
            _ => Err(A::Error::custom("thiếu vị trí của giá trị")),
        }
    }
}

/// In the schema a place does not show: the file holds the bare value.
impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
