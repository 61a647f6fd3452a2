//! `socle content import-framework`: the official text over the framework we ship, as a new version.

use domain::framework::{Framework, import_official};
use formats::framework_csv;
use store::{Store, StoreError, audit, frameworks};

use crate::service::audit::{Act, administrators};
use crate::service::{Failure, Result};

/// Why an import was refused: sentences, each with its line.
#[derive(Debug)]
pub enum ImportError {
    /// The file is not as it should be; nothing was written.
    Faults(Vec<String>),
    /// The store could not.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for ImportError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Loads the file over `base` and stores the new version. Items keep their objectives.
///
/// # Errors
/// Defects of the file, a version that is there already, or the store's.
pub async fn import_framework(store: &Store, base: &Framework, file: &[u8], source: &str, now: i64) -> Result<Framework, ImportError> {
    let text = framework_csv::read(file).map_err(ImportError::Faults)?;
    let next = import_official(base, &text.version, &text.effective, source, &text.rows).map_err(ImportError::Faults)?;
    let row = frameworks::FrameworkImport { version: next.version.clone(), body: serde_json::to_string(&next).map_err(Failure::from)?, imported_at: now };
    let line = administrators(Act::FrameworkImported, &next.version, now);
    let stored = store
        .write(move |tx| {
            Box::pin(async move {
                frameworks::insert(tx, &row).await?;
                audit::add(tx, &line).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await;
    match stored {
        Ok(()) => Ok(next),
        Err(error) if error.is_conflict() => Err(ImportError::Faults(vec![format!("version « {} » is loaded already: name a new one", next.version)])),
        Err(error) => Err(error.into()),
    }
}
