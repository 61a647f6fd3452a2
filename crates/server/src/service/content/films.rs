//! Films, their captions and their first pictures: files that stand beside the module that shows them.

use std::collections::BTreeMap;

use domain::item::Finding;
use domain::learning::film::{Cue, faults_of_captions};
use domain::learning::module::{Module, Step, Video};
use formats::captions::webvtt;
use formats::content as format;
use formats::film::milliseconds;

use super::Files;
use super::check::{Defect, unreadable};
use crate::secret::{digest, hex};

/// Bytes of a film, at the most: it is watched on a phone, between two shifts.
const FILM: usize = 3 * 1024 * 1024;
/// Bytes of a picture or of captions.
const SMALL: usize = 96 * 1024;
/// Milliseconds by which the length that is told may miss that of the file.
const NEAR: u32 = 1000;

/// A file beside a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmFile {
    /// The module's file, as [`super::SourceFile`] names it.
    module: String,
    /// Its own name.
    file: String,
    /// Bytes of it.
    pub bytes: usize,
    /// The beginning of its digest: another text, picture or film has another one.
    pub digest: String,
}

impl FilmFile {
    /// What is in it, read where the content is.
    ///
    /// # Errors
    /// It is not there any more.
    pub fn read(&self, files: &Files) -> Result<std::borrow::Cow<'static, [u8]>, String> {
        files.beside(&self.module, &self.file).ok_or_else(|| format!("{} is no longer beside {}", self.file, self.module))
    }
}

/// The files that stand beside modules, by module and name.
#[derive(Debug, Default)]
pub struct Films(BTreeMap<String, BTreeMap<String, FilmFile>>);

impl Films {
    /// A file that this module names.
    pub fn get(&self, module: &str, file: &str) -> Option<&FilmFile> {
        self.0.get(module)?.get(file)
    }

    /// Takes up the films of a module, as written in `text`, with a defect for what is missing, too large, or cannot be read.
    pub(super) fn take(&mut self, files: &Files, module: &Module, source: (&str, &str), defects: &mut Vec<Defect>) {
        let (name, text) = source;
        let videos = module.steps.iter().enumerate().filter_map(|(i, step)| if let Step::Video(video) = step { Some((i, video)) } else { None });
        for (i, video) in videos {
            let mut push = |code, detail: String| {
                let finding = Finding { code, detail, anchor: ("[[steps]]", i) };
                defects.push(Defect { file: name.to_owned(), line: format::line_of_finding(text, &finding), code: finding.code, detail: finding.detail });
            };
            let mut files_of = BTreeMap::new();
            for (file, most) in [(&video.file, FILM), (&video.captions, SMALL), (&video.poster, SMALL)] {
                let Some(found) = files.beside(name, file) else {
                    push("film-missing", file.clone());
                    continue;
                };
                if found.len() > most {
                    push("film-large", format!("{file} ({} / {} ko)", found.len() / 1024, most / 1024));
                }
                if file == &video.file {
                    match milliseconds(&found) {
                        None => push("film-unreadable", file.clone()),
                        Some(length) if length.abs_diff(video.seconds * 1000) > NEAR => push("film-length", format!("{} / {}", video.seconds, length / 1000)),
                        Some(_) => {}
                    }
                } else if file == &video.poster && !(found.starts_with(b"RIFF") && found.get(8..12) == Some(b"WEBP")) {
                    push("film-unreadable", file.clone());
                }
                let digest = hex(&digest(&found)[..8]);
                files_of.insert(file.clone(), FilmFile { module: name.to_owned(), file: file.clone(), bytes: found.len(), digest });
            }
            captions(files, name, video, defects);
            self.0.entry(module.id.clone()).or_default().append(&mut files_of);
        }
    }
}

/// What is wrong with the captions, in their own file.
fn captions(files: &Files, module: &str, video: &Video, defects: &mut Vec<Defect>) {
    let Some(found) = files.beside(module, &video.captions) else { return };
    let file = std::path::Path::new(module).with_file_name(&video.captions).display().to_string();
    let written = match String::from_utf8(found.into_owned()).map_err(|e| (1, e.to_string())).and_then(|text| webvtt(&text).map_err(|e| (e.line, e.message))) {
        Ok(written) => written,
        Err((line, message)) => return defects.push(unreadable(&file, line, message)),
    };
    let cues: Vec<Cue> = written.iter().map(|one| one.cue.clone()).collect();
    for fault in faults_of_captions(video.seconds, &cues) {
        let line = written.get(fault.cue).map_or(1, |one| one.line);
        defects.push(Defect { file: file.clone(), line, code: fault.code, detail: fault.detail });
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const MODULE: &str = "modules/cybersecurite/une-adresse-se-lit-par-la-fin.toml";
    const FILM: &str = "lire-une-adresse";

    /// What is said of a shipped film, once something was done to its files.
    fn said(spoil: impl Fn(&Path) -> std::io::Result<()>) -> Vec<(&'static str, usize)> {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join("modules/cybersecurite");
        std::fs::create_dir_all(&beside).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(MODULE);
        for file in ["webm", "vtt", "webp"].map(|end| format!("{FILM}.{end}")) {
            std::fs::copy(shipped.with_file_name(&file), beside.join(&file)).unwrap();
        }
        spoil(&beside).unwrap();
        let text = std::fs::read_to_string(&shipped).unwrap();
        let name = folder.path().join(MODULE).display().to_string();
        let (mut films, mut defects) = (Films::default(), Vec::new());
        films.take(&Files::Folder(folder.path().to_owned()), &format::module(&text).unwrap(), (&name, &text), &mut defects);
        defects.into_iter().map(|defect| (defect.code, defect.line)).collect()
    }

    fn codes(spoil: impl Fn(&Path) -> std::io::Result<()>) -> Vec<&'static str> {
        said(spoil).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn a_film_with_its_captions_and_picture_is_without_defect() {
        assert_eq!(said(|_| Ok(())), []);
    }

    #[test]
    fn a_film_that_is_missing_too_large_or_no_film_is_refused() {
        for end in ["webm", "vtt", "webp"] {
            assert_eq!(codes(|folder| std::fs::remove_file(folder.join(format!("{FILM}.{end}")))), ["film-missing"], "{end}");
        }
        let grown = |folder: &Path| std::fs::OpenOptions::new().write(true).open(folder.join(format!("{FILM}.webm")))?.set_len(3 * 1024 * 1024 + 1);
        assert_eq!(codes(grown), ["film-large"]);
        assert_eq!(codes(|folder| std::fs::write(folder.join(format!("{FILM}.webm")), "GIF89a")), ["film-unreadable"]);
        assert_eq!(codes(|folder| std::fs::write(folder.join(format!("{FILM}.webp")), "GIF89a")), ["film-unreadable"]);
    }

    #[test]
    fn captions_that_overlap_or_outlast_the_film_are_refused_where_they_stand() {
        let written = |text: &'static str| move |folder: &Path| std::fs::write(folder.join(format!("{FILM}.vtt")), text);
        assert_eq!(said(written("WEBVTT\n\n00:00.000 --> 00:03.000\nUn\n\n00:02.900 --> 00:04.000\nDeux\n")), [("captions-overlap", 3)]);
        assert_eq!(said(written("WEBVTT\n\n00:00.000 --> 00:03.000\nUn\n\n00:59.000 --> 01:40.000\nDeux\n")), [("captions-late", 6)]);
        assert_eq!(said(written("WEBVTT\n\n00:00 --> 00:03.000\nUn\n")), [("unreadable", 3)]);
    }

    #[test]
    fn a_film_lasts_as_long_as_its_module_says() {
        let other = |folder: &Path| {
            let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/modules/telesante/commencer-une-seance-video.webm");
            std::fs::copy(shipped, folder.join(format!("{FILM}.webm"))).map(drop)
        };
        assert_eq!(codes(other), ["film-length"]);
    }
}
