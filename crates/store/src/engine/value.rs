//! Values that go into a statement and columns that come out, the same on both engines.

use crate::error::{Result, StoreError};
use bytes::BytesMut;
use rusqlite::types::{ToSqlOutput, Value as Lite, ValueRef};
use tokio_postgres::types::{IsNull, ToSql as ToPg, Type, to_sql_checked};
use uuid::Uuid;

/// A value that both engines can bind. Integers are 64 bits wide everywhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL `NULL`, of whatever type the statement expects.
    Null,
    /// A boolean; an integer column on SQLite.
    Bool(bool),
    /// A count, a time in microseconds UTC, a seed.
    Int(i64),
    /// A number that is not `NaN`: SQLite would store `NULL` instead.
    Real(f64),
    /// A text without the character NUL, which PostgreSQL cannot hold.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// An identifier: `uuid` on PostgreSQL, 16 bytes on SQLite; both sort it the same way.
    Id(Uuid),
}

macro_rules! value_from {
    ($($t:ty => $v:ident),*) => {
        $(impl From<$t> for Value { fn from(x: $t) -> Self { Self::$v(x.into()) } })*
    };
}
value_from!(bool => Bool, i64 => Int, f64 => Real, String => Text, &str => Text, Vec<u8> => Blob, &[u8] => Blob, Uuid => Id);

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Self {
        x.map_or(Self::Null, Into::into)
    }
}

impl Value {
    /// Refuses what one of the engines would refuse or change, so that both behave alike.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Self::Text(text) if text.as_bytes().contains(&0) => Err(StoreError::other("a text with the character NUL")),
            Self::Real(x) if x.is_nan() => Err(StoreError::other("a number that is not a number")),
            _ => Ok(()),
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Lite::Null),
            Self::Bool(x) => ToSqlOutput::Owned(Lite::Integer((*x).into())),
            Self::Int(x) => ToSqlOutput::Owned(Lite::Integer(*x)),
            Self::Real(x) => ToSqlOutput::Owned(Lite::Real(*x)),
            Self::Text(x) => ToSqlOutput::Borrowed(ValueRef::Text(x.as_bytes())),
            Self::Blob(x) => ToSqlOutput::Borrowed(ValueRef::Blob(x)),
            Self::Id(x) => ToSqlOutput::Borrowed(ValueRef::Blob(x.as_bytes())),
        })
    }
}

impl ToPg for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(x) => x.to_sql_checked(ty, out),
            Self::Int(x) => x.to_sql_checked(ty, out),
            Self::Real(x) => x.to_sql_checked(ty, out),
            Self::Text(x) => x.to_sql_checked(ty, out),
            Self::Blob(x) => x.to_sql_checked(ty, out),
            Self::Id(x) => x.to_sql_checked(ty, out),
        }
    }

    // The type is known only with the value: each arm above checks it.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A type that both engines can give back: `bool`, `i64`, `f64`, `String`, `Vec<u8>`, [`Uuid`] and
/// the `Option` of each.
pub trait Column: sealed::Read {}
impl<T: sealed::Read> Column for T {}

pub(crate) mod sealed {
    use super::{Result, StoreError, Uuid, ValueRef};
    use rusqlite::types::{FromSql, FromSqlError};

    pub trait Read: Sized {
        fn from_sqlite(value: ValueRef<'_>) -> Result<Self>;
        fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self>;
    }

    macro_rules! read {
        ($($t:ty => $from:expr),*) => { $(
            impl Read for $t {
                fn from_sqlite(value: ValueRef<'_>) -> Result<Self> {
                    $from(value).map_err(|e: FromSqlError| StoreError::other(format!("unexpected column: {e}")))
                }
                fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self> {
                    row.try_get(index).map_err(|e| StoreError::postgres(&e))
                }
            }
            impl Read for Option<$t> {
                fn from_sqlite(value: ValueRef<'_>) -> Result<Self> {
                    match value {
                        ValueRef::Null => Ok(None),
                        value => <$t as Read>::from_sqlite(value).map(Some),
                    }
                }
                fn from_postgres(row: &tokio_postgres::Row, index: usize) -> Result<Self> {
                    row.try_get(index).map_err(|e| StoreError::postgres(&e))
                }
            }
        )* };
    }
    read!(
        bool => FromSql::column_result,
        i64 => FromSql::column_result,
        f64 => FromSql::column_result,
        String => FromSql::column_result,
        Vec<u8> => FromSql::column_result,
        Uuid => |value: ValueRef<'_>| {
            Uuid::from_slice(value.as_blob()?).map_err(FromSqlError::other)
        }
    );
}
