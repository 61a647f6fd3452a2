//! Words: how a text is cut, which words carry meaning, which ones tell too much. French and English.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::fold;

/// The words of a text, folded: lower case, no accents, cut at everything that is neither letter nor digit.
pub(super) fn tokens(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// A word without the endings that number, gender and person give it, so that `signaler` and `signalez` are one.
pub(super) fn stem(word: &str) -> &str {
    let plain = word.trim_end_matches(['s', 'x']);
    let bare = plain.trim_end_matches(['e', 'r', 'z']);
    if bare.len() >= 4 { bare } else { plain }
}

/// The stems of the words that carry meaning, each once, in alphabetical order.
pub(super) fn content(words: &[String], lists: &Lists) -> Vec<String> {
    let carries = |w: &&String| w.len() >= 4 && !w.bytes().any(|b| b.is_ascii_digit()) && !lists.common.has(w);
    let mut stems: Vec<String> = words.iter().filter(carries).map(|w| stem(w).to_owned()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A folded word as a text writes it, with its accents.
pub(super) fn as_written(word: &str, text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).find(|w| fold(w) == word).unwrap_or(word).to_owned()
}

/// Number of words that are read: what stands between spaces and holds a letter or a digit.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// The sentences of a text, as they are written. A line that ends ends its sentence, and so does a semicolon,
/// behind which the reader breathes; the points of `M. Petit` and `1.5` do not.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let mut characters = line.char_indices().peekable();
        while let Some((i, c)) = characters.next() {
            let next = characters.peek().map(|(_, n)| *n);
            let ends = matches!(c, '.' | '!' | '?' | '…' | ';') && next.is_none_or(char::is_whitespace) && !(c == '.' && is_abbreviation(&line[start..i]));
            if ends {
                let end = i + c.len_utf8();
                found.push(line[start..end].trim());
                start = end;
            }
        }
        found.push(line[start..].trim());
    }
    found.retain(|s| !s.is_empty());
    found
}

/// Whether a full stop behind this belongs to its last word.
fn is_abbreviation(before: &str) -> bool {
    const SHORT: [&str; 16] = ["M", "MM", "Mme", "Mlle", "Dr", "Pr", "Mr", "Mrs", "Ms", "St", "art", "ex", "p", "cf", "vs", "min"];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    SHORT.contains(&word) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

/// A set of words.
#[derive(Debug)]
pub(super) struct Words(BTreeSet<&'static str>);

impl Words {
    /// Of a text that holds them, with spaces between.
    pub fn of(text: &'static str) -> Self {
        Self(text.split_whitespace().collect())
    }

    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    #[cfg(test)]
    fn iter(&self) -> impl Iterator<Item = &&'static str> {
        self.0.iter()
    }
}

/// What the rules know of a language. Every word is folded.
#[derive(Debug)]
pub(super) struct Lists {
    pub is_french: bool,
    /// Words so common in the texts of the bank that they point nowhere.
    pub common: Words,
    /// Words that hold without exception.
    pub absolute: Words,
    /// Words that soften.
    pub vague: Words,
    /// Small words that say no.
    pub negations: Words,
    /// Words that turn a no around inside the same clause.
    pub against: Words,
    /// Words of a stem that ask for what is out.
    pub exceptions: Words,
    /// What « which one is… » may ask for.
    pub untrue: Words,
    /// Words at which a clause begins.
    pub clauses: Words,
    /// Words behind which a negation is no longer what is asked.
    pub asides: Words,
    /// Words that point back to somebody or something told before.
    pub pointers: Words,
    /// Openings of an option that stands for others.
    pub all_of_the_above: Vec<&'static str>,
    /// Words that betray a place in an order.
    pub orderings: Words,
    /// How an option is called.
    pub names_of_options: Words,
    /// Places an option may be called by.
    pub ordinals: Words,
    /// What a remark says when it says nothing.
    pub approvals: Words,
}

impl Lists {
    /// Of a language; English for those we have no lists of.
    pub fn of(language: &str) -> &'static Self {
        if language == "fr" { &FRENCH } else { &ENGLISH }
    }
}

static FRENCH: LazyLock<Lists> = LazyLock::new(|| Lists {
    is_french: true,
    common: Words::of(
        "afin aide ainsi alors apres aucun aucune aussi autre autres avant avec avez avoir beaucoup besoin bien bonne cabinet cela celle celui cette
         ceux chacun chacune chaque chez chose cinq comme comment compte contre cours dans date deja demain demande demandent demander demandez
         demandes depuis deux devant dire dites doit doivent donc donne donner dont dossier dossiers ecran elle elles encore ensuite entre equipe
         etait etes etre faire fait faites faut fois font garde garder heure heures hier infirmier infirmiere information informations jamais jour
         jours jusqu leur leurs lieu ligne logiciel lors lorsque mais matin medecin medecins meme memes message mettre mieux minutes moins mois
         monsieur madame nombre note notre nous nouveau nouvelle numero outil parce part passe patient patiente patientes patients pendant personne
         personnes petit peut peuvent place plus plusieurs plutot pour pourquoi premier premiere prendre presque professionnel professionnels propose
         proposez puis puisque quand quatre quel quelle quelles quels quelque quelques question quoi rendu repond repondez reponse reponses reste
         rien sans sante selon semaine sera serait sert service seul seule seulement situation soin soins soir soit sont sous souvent suite suivi
         telephone temps toujours tous tout toute toutes traitement tres trois trop utile vers veut vient voir votre vous vrai ete avait ayant etant
         ouvre ouvrir voit lire ecrit ecrire donnee donnees hopital faux",
    ),
    absolute: Words::of(
        "toujours jamais aucun aucune uniquement systematiquement obligatoirement forcement exclusivement absolument totalement impossible garanti
         garantie garantit",
    ),
    vague: Words::of("souvent parfois generalement habituellement probablement plutot certains certaines quelquefois frequemment"),
    negations: Words::of("pas jamais aucun aucune rien plus personne point ni"),
    against: Words::of(
        "sans impossible inutile incorrect incorrecte inexact inexacte interdit interdite illegal illegale invalide injustifie injustifiee anormal
         anormale",
    ),
    exceptions: Words::of("sauf excepte hormis"),
    untrue: Words::of("faux fausse fausses incorrecte incorrectes inexacte inexactes erronee erronees"),
    clauses: Words::of("et mais ou car donc que qu qui si quand puisque puisqu lorsque lorsqu dont parce alors comme"),
    asides: Words::of("pourquoi pour afin si quand parce puisque puisqu lorsque lorsqu meme"),
    pointers: Words::of("il elle ils elles lui son sa ses leur leurs celui celle ceux cela"),
    all_of_the_above: vec![
        "toutes les reponses",
        "aucune des reponses",
        "toutes ces reponses",
        "aucune de ces reponses",
        "toutes les propositions",
        "aucune des propositions",
        "toutes ces propositions",
        "aucune de ces propositions",
        "tout ce qui precede",
        "rien de tout cela",
        "rien de ce qui precede",
        "les deux reponses",
        "toutes les options",
        "aucune option",
        "aucune des options",
        "aucune reponse",
        "les reponses a et",
        "les trois reponses",
        "tous les choix",
    ],
    orderings: Words::of("abord ensuite enfin premierement deuxiemement finalement auparavant"),
    names_of_options: Words::of("reponse reponses option options proposition propositions choix affirmation"),
    ordinals: Words::of("premiere premier deuxieme seconde second troisieme quatrieme cinquieme derniere dernier"),
    approvals: Words::of("oui bravo exact exactement bonne reponse correct parfait juste bien felicitations effet cela faut faire vrai tres voila fallait"),
});

static ENGLISH: LazyLock<Lists> = LazyLock::new(|| Lists {
    is_french: false,
    common: Words::of(
        "about after again also although always another answer answers anyone because been before being between both could data does doing done down
         during each either enough even every first five four from give given gives have having health here hers hospital hours information into just
         keep know like made make makes many message minutes more most much must need needs never nothing nurse doctor once only open other others
         over patient patients people person question rather record records same says screen should since some software somebody someone such take
         team tell than that their them then there these they thing this those three through today tool under until very want wants were what when
         where which while will with without work would write your yours",
    ),
    absolute: Words::of("always never only none impossible entirely completely invariably absolutely exclusively guaranteed guarantees necessarily"),
    vague: Words::of("often sometimes usually generally probably frequently occasionally possibly"),
    negations: Words::of("not never no nothing nobody none cannot don doesn isn aren didn won can shouldn"),
    against: Words::of("without impossible unnecessary incorrect unable unlikely unless invalid illegal forbidden useless untrue"),
    exceptions: Words::of("except excepting"),
    untrue: Words::of("false incorrect untrue wrong"),
    clauses: Words::of("and but or because so that which who if when since as while whose"),
    asides: Words::of("why because if when since so even although"),
    pointers: Words::of("he she they him her his hers their them it its this that these those"),
    all_of_the_above: vec![
        "all of the above",
        "none of the above",
        "all of these",
        "none of these",
        "all the answers",
        "none of the answers",
        "all of the answers",
        "both of the above",
        "both answers",
        "both of these",
    ],
    orderings: Words::of("first firstly secondly then next finally lastly afterwards"),
    names_of_options: Words::of("answer answers option options choice proposition statement"),
    ordinals: Words::of("first second third fourth fifth last"),
    approvals: Words::of("yes well done correct right exactly good answer perfect true indeed this that very"),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_its_reader_stops() {
        assert_eq!(sentences("M. Petit arrive. Il a 1.5 g. Que faire ?"), ["M. Petit arrive.", "Il a 1.5 g.", "Que faire ?"]);
        assert_eq!(sentences("Une ligne\nUne autre…  Fin"), ["Une ligne", "Une autre…", "Fin"]);
    }

    #[test]
    fn every_word_of_the_lists_can_be_met_in_a_folded_text() {
        for lists in [Lists::of("fr"), Lists::of("en")] {
            let all = [&lists.common, &lists.absolute, &lists.vague, &lists.negations, &lists.against, &lists.exceptions, &lists.untrue, &lists.clauses];
            let more = [&lists.asides, &lists.pointers, &lists.orderings, &lists.names_of_options, &lists.ordinals, &lists.approvals];
            for word in all.into_iter().chain(more).flat_map(Words::iter) {
                assert_eq!(tokens(word), [*word]);
            }
            for opening in &lists.all_of_the_above {
                assert_eq!(tokens(opening).join(" "), *opening);
            }
        }
    }

    #[test]
    fn endings_do_not_make_another_word() {
        for (one, other) in [("signaler", "signalez"), ("verifie", "verifier"), ("identite", "identites")] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("carte"), stem("carton"));
        assert_eq!(count("Un mot - « deux » : 3 !"), 4);
    }
}
