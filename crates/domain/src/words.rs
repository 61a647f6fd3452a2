//! Enumerations whose values are stable words.

/// Enumerations, each value with its word: that by which files, addresses, the store, the API and the texts know it. A word never changes.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$each:meta])* $variant:ident => $code:literal),* $(,)? })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
            pub enum $name { $($(#[$each])* $variant),* }

            impl $name {
                /// All of them, in the order in which they are listed.
                pub const ALL: &[Self] = &[$(Self::$variant),*];

                /// The stable word.
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$variant => $code),* }
                }

                /// The one of this word.
                pub fn parse(code: &str) -> Option<Self> {
                    Self::ALL.iter().copied().find(|one| one.code() == code)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_str(self.code())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                    Self::parse(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, &[$($code),*]))
                }
            }
        )*
    };
}

pub(crate) use words;
