//! A profile as a person gets it, for the tests.

use super::{Axis, CompetenceRow, CompetenceWords, DomainRow, Evidence, FigureWords, Footer, MadeOn, NextStep, NextSteps, Picture, ProfileDocument, Reading};

use Evidence::{Held, NotEnough, NotHeld};

/// A nurse's profile, in French.
pub(super) fn profile() -> ProfileDocument {
    ProfileDocument {
        lang: "fr".to_owned(),
        made_on: MadeOn { year: 2026, month: 11, day: 21 },
        title: "Votre profil en santé numérique".to_owned(),
        subtitle: "Positionnement du 20 novembre 2026 · 20 questions · 18 minutes".to_owned(),
        summary: "Vous tenez le niveau Socle en données de santé et en communication, et très probablement en \
                  télésanté. La cybersécurité reste à construire\u{202f}; sur les outils numériques, il est encore trop tôt \
                  pour conclure."
            .to_owned(),
        picture: Picture {
            heading: "Vos cinq domaines".to_owned(),
            alt: "Cinq lignes, une par domaine, sur une échelle à quatre niveaux. Données de santé\u{202f}: Avancé. \
                  Cybersécurité\u{202f}: Découverte. Communication\u{202f}: Socle. Outils numériques\u{202f}: Socle. Télésanté\u{202f}: Socle. Les \
                  nombres sont dans le tableau de la page 2."
                .to_owned(),
            estimate_legend: "estimation".to_owned(),
            interval_legend: "intervalle à 95\u{202f}%".to_owned(),
            required_caption: "Socle\u{202f}: ce que chacun doit tenir".to_owned(),
        },
        axis: Axis {
            from: -3.0,
            to: 3.0,
            cuts: vec![-0.6, 0.6, 1.6],
            levels: ["Découverte", "Socle", "Avancé", "Expert"].map(str::to_owned).to_vec(),
            required: 1,
        },
        domains: domains(),
        next_steps: next_steps(),
        reading: Reading {
            heading: "Comment lire ce profil".to_owned(),
            text: "Le point est notre meilleure estimation\u{202f}; la barre, l'intervalle où votre niveau se trouve avec 95\u{202f}% \
                   de chances. Plus elle est longue, moins nous savons. Vingt questions donnent une bonne idée, pas un \
                   verdict\u{202f}: la probabilité écrite à côté du niveau dit à quel point il est sûr. Une réponse dans un \
                   domaine renseigne aussi, un peu, sur les autres."
                .to_owned(),
        },
        figures: FigureWords {
            heading: "En chiffres".to_owned(),
            domain: "Domaine".to_owned(),
            level: "Niveau".to_owned(),
            probability: "Probabilité".to_owned(),
            estimate: "Estimation".to_owned(),
            interval: "Intervalle à 95\u{202f}%".to_owned(),
        },
        competences: CompetenceWords {
            heading: "Compétence par compétence".to_owned(),
            competence: "Compétence".to_owned(),
            evidence: "Ce que montrent vos réponses".to_owned(),
            none: "Aucune question n'a porté sur ce domaine.".to_owned(),
            working_wording_note: "Libellé de travail de l'équipe Socle, en attendant le texte officiel.".to_owned(),
        },
        terms: "Sigles. DMP : dossier médical partagé ; INS : identité nationale de santé.".into(),
        footer: Footer {
            product: "Socle".to_owned(),
            reference: "7Q4M-2KXD".to_owned(),
            reference_text: "Session 7Q4M-2KXD".to_owned(),
            made: "Document établi le 21 novembre 2026".to_owned(),
            unreviewed: "Les questions n'ont pas encore été relues par des experts.".to_owned(),
            page: "page".to_owned(),
            of: "sur".to_owned(),
        },
    }
}

fn next_steps() -> NextSteps {
    let step = |title: &str, reason: &str| NextStep { title: title.to_owned(), reason: reason.to_owned() };
    NextSteps {
        heading: "Trois choses à faire ensuite".to_owned(),
        steps: vec![
            step(
                "Reprendre les réponses manquées en cybersécurité",
                "Trois réponses sur quatre y sont à revoir, et c'est le domaine où le Socle est le moins probable (12\u{202f}%).",
            ),
            step(
                "Répondre à quelques questions de plus sur les outils numériques",
                "Nous ne savons pas encore assez\u{202f}: 58\u{202f}% de chances seulement que vous y teniez le Socle.",
            ),
            step(
                "Transmettre ce que vous savez des données de santé",
                "Vous y êtes au-dessus du Socle (96\u{202f}%)\u{202f}: un collègue peut apprendre de vous.",
            ),
        ],
    }
}

fn domains() -> Vec<DomainRow> {
    vec![
        domain(
            "Les données de santé",
            ("Avancé", 61),
            (0.94, 0.21, 1.67),
            &[
                ("Identifier un usager ou un professionnel de santé", Held, true),
                ("Caractériser et traiter la donnée à caractère personnel de santé en appliquant la réglementation", Held, false),
                ("Accéder aux données à caractère personnel de santé en vigueur dans le cadre de la réglementation", Held, true),
                ("Exploiter des données de santé à des fins d'évaluation, de recherche et d'innovation", NotEnough, true),
            ],
        ),
        domain(
            "La cybersécurité en santé",
            ("Découverte", 88),
            (-1.32, -2.11, -0.53),
            &[
                ("Concevoir et maintenir sécurisé son environnement numérique de travail", NotHeld, true),
                ("Se protéger et réagir face à un incident", NotHeld, true),
            ],
        ),
        domain(
            "La communication en santé",
            ("Socle", 79),
            (0.12, -0.55, 0.79),
            &[
                (
                    "Utiliser les outils appropriés pour interagir avec les usagers, les aidants, les accompagnants et \
                     les professionnels",
                    Held,
                    true,
                ),
                (
                    "Interagir de manière adaptée entre professionnels, avec l'usager, avec les aidants et \
                     accompagnants et avec les institutions",
                    NotEnough,
                    true,
                ),
            ],
        ),
        domain(
            "Les outils numériques en santé",
            ("Socle", 52),
            (-0.41, -1.24, 0.42),
            &[
                ("Se repérer parmi les outils et services numériques, les choisir et les utiliser", NotEnough, true),
                ("Utiliser avec discernement les dispositifs, objets et algorithmes", Held, true),
                ("Prendre part au déploiement d'un outil et en mesurer les effets", NotEnough, true),
            ],
        ),
        domain(
            "La télésanté",
            ("Socle", 67),
            (0.33, -0.46, 1.12),
            &[
                ("Distinguer les actes de télésanté, leurs conditions et leur pertinence", Held, true),
                ("Préparer, conduire et tracer un acte à distance", NotEnough, true),
                ("Suivre à distance, monter et évaluer un projet de télésanté", NotEnough, true),
            ],
        ),
    ]
}

fn domain(name: &str, (level, percent): (&str, u8), (estimate, low, high): (f64, f64, f64), competences: &[(&str, Evidence, bool)]) -> DomainRow {
    let decimal = |value: f64| format!("{value:.2}").replace('.', ",").replace('-', "−");
    DomainRow {
        name: name.to_owned(),
        level: level.to_owned(),
        level_probability: format!("probabilité {percent}\u{202f}%"),
        probability_text: format!("{percent}\u{202f}%"),
        estimate,
        low,
        high,
        estimate_text: decimal(estimate),
        interval_text: format!("{} à {}", decimal(low), decimal(high)),
        competences: competences
            .iter()
            .map(|&(title, evidence, working_wording)| CompetenceRow {
                title: title.to_owned(),
                evidence,
                evidence_text: match evidence {
                    Held => "vu et tenu",
                    NotHeld => "vu et non tenu",
                    NotEnough => "pas assez d'éléments",
                }
                .to_owned(),
                working_wording,
            })
            .collect(),
    }
}
