//! A film with its captions, chapters and transcript.

use serde::Serialize;

/// What `parts/learn-video.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct Film {
    /// Title.
    pub title: String,
    /// Address of the film.
    pub source: String,
    /// Of its first picture.
    pub poster: String,
    /// Of its captions.
    pub captions: String,
    /// Language of what is said.
    pub content_lang: String,
    /// How long it lasts: « 57 s ».
    pub length: String,
    /// What it weighs: « 0,7 Mo ».
    pub weight: String,
    /// Its chapters.
    pub chapters: Vec<Mark>,
    /// What is said and seen, chapter by chapter.
    pub transcript: Vec<Told>,
    /// On paper: what is said and seen, and no player.
    pub is_printed: bool,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Seconds from the beginning.
    pub at: u32,
    /// The same as a clock shows it.
    pub time: String,
    /// Title.
    pub title: String,
}

/// A paragraph of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The chapter that begins here.
    pub chapter: Option<String>,
    /// What is said and seen.
    pub text: String,
}

impl Film {
    /// The same on paper.
    #[must_use]
    pub fn printed(self) -> Self {
        Self { is_printed: true, ..self }
    }

    /// Something to look at.
    pub fn sample() -> Self {
        let mark = |at, title: &str| Mark { at, time: clock(at), title: title.into() };
        Self {
            title: "Lire une adresse, du bout du doigt".into(),
            source: "/progresser/modules/une-adresse-se-lit-par-la-fin/films/lire-une-adresse.webm?v=0123456789abcdef".into(),
            poster: "/progresser/modules/une-adresse-se-lit-par-la-fin/films/lire-une-adresse.webp?v=0123456789abcdef".into(),
            captions: "/progresser/modules/une-adresse-se-lit-par-la-fin/films/lire-une-adresse.vtt?v=0123456789abcdef".into(),
            content_lang: "fr".into(),
            length: "57 s".into(),
            weight: "0,7 Mo".into(),
            chapters: vec![mark(0, "La page du message"), mark(12, "À qui est cette page ?"), mark(40, "Le bon chemin")],
            transcript: vec![
                told("**La page du message.** Nadia a touché un lien. La page demande son mot de passe."),
                told("**À qui est cette page ?** On cherche la première barre oblique. Juste avant elle : equipes-web.test."),
                told("Elle passe par son favori."),
            ],
            is_printed: false,
        }
    }
}

/// A moment of a film as a clock shows it.
pub(in crate::web) fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A paragraph that may begin with the name of its chapter, in bold.
pub(in crate::web) fn told(paragraph: &str) -> Told {
    match paragraph.trim().strip_prefix("**").and_then(|rest| rest.split_once("**")) {
        Some((chapter, text)) => Told { chapter: Some(chapter.to_owned()), text: text.trim().to_owned() },
        None => Told { chapter: None, text: paragraph.trim().to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transcript_is_told_by_chapter() {
        assert_eq!(
            told("**Le bon chemin.** Elle ouvre ses favoris.\n"),
            Told { chapter: Some("Le bon chemin.".into()), text: "Elle ouvre ses favoris.".into() }
        );
        assert_eq!(told("Elle ouvre ses favoris."), Told { chapter: None, text: "Elle ouvre ses favoris.".into() });
        assert_eq!([0, 9, 75].map(clock), ["0:00", "0:09", "1:15"]);
    }
}
