//! Where content is read from: the copy inside the binary, or a folder.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../content/"]
#[include = "*.toml"]
#[include = "*.json"]
#[include = "*.webm"]
#[include = "*.vtt"]
#[include = "*.webp"]
struct Embedded;

/// A text with its name, as messages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the content folder, or as given.
    pub name: String,
    /// The text, or why it could not be read.
    pub text: Result<String, String>,
}

/// The content files.
#[derive(Debug, Clone)]
pub enum Files {
    /// The copy inside the binary.
    Embedded,
    /// A folder laid out like `content/`.
    Folder(PathBuf),
}

impl Files {
    /// One file by its path from the content folder.
    pub fn one(&self, path: &str) -> SourceFile {
        match self {
            Self::Embedded => {
                let text = Embedded::get(path).map_or_else(|| Err("not in the binary".to_owned()), |f| utf8(f.data.into_owned()));
                SourceFile { name: path.to_owned(), text }
            }
            Self::Folder(folder) => read(&folder.join(path)),
        }
    }

    /// One file, or where a folder does not have it that of the program: for what came later than the folder.
    pub fn one_or_shipped(&self, path: &str) -> SourceFile {
        match self {
            Self::Folder(folder) if !folder.join(path).exists() => Self::Embedded.one(path),
            _ => self.one(path),
        }
    }

    /// The bytes of a file that stands beside another one, which is named as [`SourceFile`] names it; none if there is no such file.
    pub fn beside(&self, name: &str, file: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Embedded => Embedded::get(&Path::new(name).with_file_name(file).to_string_lossy()).map(|found| found.data),
            Self::Folder(_) => std::fs::read(Path::new(name).with_file_name(file)).ok().map(Cow::Owned),
        }
    }

    /// All item files, in order of their path.
    pub fn items(&self) -> Vec<SourceFile> {
        self.under("items")
    }

    /// All content files below a folder, in order of their path; none where there is no such folder.
    pub fn under(&self, folder: &str) -> Vec<SourceFile> {
        let inside = format!("{folder}/");
        let mut files = match self {
            Self::Embedded => Embedded::iter().filter(|p| p.starts_with(&inside) && p.ends_with(".toml")).map(|p| self.one(&p)).collect(),
            Self::Folder(root) => {
                let mut files = Vec::new();
                collect(&root.join(folder), &mut files);
                files
            }
        };
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| format!("not UTF-8 (byte {})", e.utf8_error().valid_up_to()))
}

fn read(path: &Path) -> SourceFile {
    SourceFile { name: path.display().to_string(), text: std::fs::read(path).map_err(|e| e.to_string()).and_then(utf8) }
}

fn collect(folder: &Path, files: &mut Vec<SourceFile>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(read(&path));
        }
    }
}
