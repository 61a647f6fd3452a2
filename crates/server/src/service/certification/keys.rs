//! The keys that sign certificates: the first is made when one is needed, a new one takes over when the certifier says so, and what an old one signed
//! still verifies. Their secrets lie sealed in the database, under the key file of the installation.

use std::path::Path;

use formats::credential::{KeyShown, SigningKey};
use store::signing_keys::{self, SigningKey as Row};
use store::{Store, audit};
use uuid::Uuid;

use crate::app::App;
use crate::clock::{Clock, Entropy};
use crate::secret::{PlaceKey, hex};
use crate::service::audit::{Act, administrators};
use crate::service::{Failure, Result};

/// A key as whoever keeps the installation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name in credentials.
    pub name: String,
    /// Ed25519 public key, in hexadecimal.
    pub public: String,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// Since when it signs nothing more, microseconds UTC.
    pub retired_at: Option<i64>,
    /// Certificates that it signed.
    pub signed: i64,
}

/// Name of a key in credentials.
pub(super) fn name(id: Uuid) -> String {
    format!("cle-{}", id.simple())
}

/// The key that signs now, made if there is none yet.
///
/// # Errors
/// The key file is not the one under which the secret was sealed; or the store's.
pub(super) async fn current(app: &App) -> Result<(Uuid, SigningKey)> {
    let found = app.store.read_once(|tx| Box::pin(signing_keys::current(tx))).await?;
    let row = match found {
        Some(row) => row,
        None => first(app).await?,
    };
    Ok((row.id, opened(&app.place_key, &row)?))
}

fn opened(place_key: &PlaceKey, row: &Row) -> Result<SigningKey> {
    let seed = place_key.open(&row.id.to_string(), &row.secret);
    seed.and_then(|seed| SigningKey::of_seed(&seed)).ok_or_else(|| {
        let name = name(row.id);
        Failure::Broken(format!("the signing key {name} does not open: it was sealed under another key file (SOCLE_KEY_FILE); give that file back, or make a new key with `socle keys rotate`"))
    })
}

async fn first(app: &App) -> Result<Row> {
    let row = drawn(&app.place_key, &app.entropy, app.clock.now())?;
    app.store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                // of two servers that need the first key, the second takes that of the other
                if let Some(there) = signing_keys::current(tx).await? {
                    return Ok(there);
                }
                signing_keys::insert(tx, &row).await?;
                Ok::<_, Failure>(row)
            })
        })
        .await
}

fn drawn(place_key: &PlaceKey, entropy: &Entropy, now: i64) -> Result<Row> {
    let (id, seed) = (entropy.id(now), entropy.bytes::<32>());
    let key = SigningKey::of_seed(&seed).ok_or_else(|| Failure::Broken("a seed of 32 bytes gives no key".into()))?;
    Ok(Row { id, public: key.public().to_vec(), secret: place_key.seal(&id.to_string(), &seed, entropy), created_at: now, retired_at: None })
}

/// Every public key with which something may have been signed, the newest first.
///
/// # Errors
/// The store's.
pub async fn shown(app: &App) -> Result<Vec<KeyShown>> {
    let rows = app.store.read_once(|tx| Box::pin(signing_keys::all(tx))).await?;
    rows.into_iter().map(|row| Ok(KeyShown { id: name(row.id), public: public(&row)? })).collect()
}

fn public(row: &Row) -> Result<[u8; 32]> {
    row.public.as_slice().try_into().map_err(|_| Failure::Broken(format!("the public key {} is not of 32 bytes", name(row.id))))
}

/// All keys, the newest first, with what each signed.
///
/// # Errors
/// The store's.
pub async fn listed(store: &Store) -> Result<Vec<Listed>> {
    let counted = store.read(|tx| {
        Box::pin(async move {
            let mut counted = Vec::new();
            for row in signing_keys::all(tx).await? {
                let signed = signing_keys::signed(tx, row.id).await?;
                counted.push((row, signed));
            }
            Ok::<_, Failure>(counted)
        })
    });
    let shown =
        |(row, signed): (Row, i64)| Listed { name: name(row.id), public: hex(&row.public), created_at: row.created_at, retired_at: row.retired_at, signed };
    Ok(counted.await?.into_iter().map(shown).collect())
}

/// Makes a new key that signs from now on; whoever runs commands on the server does. Its name.
///
/// # Errors
/// The key file cannot be read or made; or the store's.
pub async fn rotate_by_command(store: &Store, data: &Path, key_file: Option<&Path>) -> Result<String> {
    let (clock, entropy) = (Clock::System, Entropy::System);
    let place_key = PlaceKey::at(data, key_file, &entropy).map_err(Failure::Broken)?;
    let now = clock.now();
    let row = drawn(&place_key, &entropy, now)?;
    let made = name(row.id);
    let noted = administrators(Act::SigningKeyMade, &made, now);
    store
        .write(move |tx| {
            let (row, noted) = (row.clone(), noted.clone());
            Box::pin(async move {
                signing_keys::insert(tx, &row).await?;
                signing_keys::retire_others(tx, row.id, now).await?;
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    Ok(made)
}
