//! What leaves for a browser: the question without its key.
//!
//! Authored names never leave: lists are shown in an order drawn for this person ([`Shown`]), and each entry is named
//! by its place in that order. What was shown is stored with the answer, so that a replay reads it the same way.

use psychometrics::random::Random;
use serde::{Deserialize, Serialize};

use super::simulator::Fact;
use super::{Interaction, Item, MailAction, PresentedSimulator, simulator};

/// The order in which each list of an item was shown: for each list, authored indices in display order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shown(pub Vec<Vec<u8>>);

impl Shown {
    /// Draws an order for every list of the item.
    pub fn draw(interaction: &Interaction, random: &mut Random) -> Self {
        let mut drawn = |length: usize, shuffle: bool| {
            let mut order: Vec<u8> = (0..length as u8).collect();
            if shuffle {
                random.shuffle(&mut order);
            }
            order
        };
        Self(match interaction {
            Interaction::SingleChoice(x) => vec![drawn(x.options.len(), x.shuffle)],
            Interaction::MultipleChoice(x) => vec![drawn(x.options.len(), x.shuffle)],
            Interaction::Ordering(x) => {
                let mut order = drawn(x.steps.len(), true);
                if order.len() > 1 && order.is_sorted() {
                    order.rotate_left(1); // the right order must not be what is already there
                }
                vec![order]
            }
            Interaction::Matching(x) => vec![drawn(x.answers.len(), x.shuffle)],
            Interaction::Categorise(x) => vec![drawn(x.elements.len(), true)],
            Interaction::Gaps(x) => x.gaps.iter().map(|gap| drawn(gap.options.len(), true)).collect(),
            Interaction::ShortAnswer(_) | Interaction::Number(_) | Interaction::HotText(_) | Interaction::Mailbox(_) => Vec::new(),
            Interaction::Simulator(x) => return Self(simulator::draw(x, random)),
        })
    }

    /// The authored index behind a displayed name (`"1"` is the first entry shown), or none.
    pub(super) fn authored(&self, list: usize, name: &str) -> Option<usize> {
        let order = self.0.get(list)?;
        order.get(place(name, order.len())?).map(|i| usize::from(*i))
    }

    /// Authored indices of a list, in display order.
    pub(super) fn order(&self, list: usize) -> impl Iterator<Item = usize> + '_ {
        self.0.get(list).into_iter().flatten().map(|i| usize::from(*i))
    }
}

/// The index that a displayed name stands for. Each entry has one name: `01` or `+1` would count an entry twice.
pub(super) fn place(name: &str, length: usize) -> Option<usize> {
    let n: usize = name.parse().ok()?;
    (name.starts_with(|c: char| matches!(c, '1'..='9')) && (1..=length).contains(&n)).then(|| n - 1)
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its place in this display, from `"1"`.
    pub id: String,
    /// What is read.
    pub text: String,
}

/// A piece of a text with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapPiece {
    /// Words.
    Text(String),
    /// A gap to choose for.
    Select {
        /// Name of the gap.
        id: String,
        /// Texts offered.
        options: Vec<Choice>,
    },
    /// A gap to type in.
    Typed {
        /// Name of the gap.
        id: String,
    },
}

/// A piece of a text with passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HotPiece {
    /// Words.
    Text(String),
    /// A passage that can be marked.
    Spot(Choice),
}

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyPiece {
    /// Words.
    Text(String),
    /// A link that shows its real address when it is looked at, and leads nowhere.
    Link {
        /// What is read.
        text: String,
        /// Where it would lead.
        address: String,
    },
}

/// A message as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentedMessage {
    /// Its place, from `"1"`.
    pub id: String,
    /// Displayed sender.
    pub from: String,
    /// Real sender.
    pub address: String,
    /// Recipient.
    pub to: Option<String>,
    /// What the full header says, `["label", "value"]`.
    #[serde(default)]
    pub headers: Vec<Fact>,
    /// Date as displayed.
    pub date: String,
    /// Subject.
    pub subject: String,
    /// Paragraphs.
    pub body: Vec<Vec<BodyPiece>>,
    /// Names of attached files.
    pub attachments: Vec<String>,
}

/// What is to be done, without its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "field by field the interaction of the same name")]
pub enum Task {
    SingleChoice { options: Vec<Choice> },
    MultipleChoice { options: Vec<Choice> },
    Ordering { steps: Vec<Choice> },
    Matching { prompts: Vec<Choice>, answers: Vec<Choice> },
    Categorise { categories: Vec<Choice>, elements: Vec<Choice> },
    Gaps { pieces: Vec<GapPiece> },
    ShortAnswer { placeholder: Option<String> },
    Number { units: Vec<Choice> },
    HotText { pieces: Vec<HotPiece> },
    Mailbox { owner: String, actions: Vec<MailAction>, messages: Vec<PresentedMessage> },
    Simulator(PresentedSimulator),
}

/// A question as a person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Presentation {
    /// Language of the texts.
    pub language: String,
    /// Paragraphs of the situation.
    pub situation: Vec<String>,
    /// What is asked.
    pub question: String,
    /// Seconds a typical reader needs.
    pub seconds: u32,
    /// What is to be done.
    pub task: Task,
}

/// Shows an item in the given order, without its key.
pub fn present(item: &Item, shown: &Shown) -> Presentation {
    Presentation {
        language: item.language.clone(),
        situation: paragraphs(&item.situation),
        question: item.question.trim().to_owned(),
        seconds: item.time,
        task: task(&item.interaction, shown),
    }
}

/// Paragraphs of a text: separated by empty lines, single line breaks folded.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.trim().split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|p| !p.is_empty()).collect()
}

fn named<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    texts.enumerate().map(|(i, text)| Choice { id: (i + 1).to_string(), text: text.trim().to_owned() }).collect()
}

fn task(interaction: &Interaction, shown: &Shown) -> Task {
    match interaction {
        Interaction::SingleChoice(x) => Task::SingleChoice { options: named(shown.order(0).map(|i| x.options[i].text.as_str())) },
        Interaction::MultipleChoice(x) => Task::MultipleChoice { options: named(shown.order(0).map(|i| x.options[i].text.as_str())) },
        Interaction::Ordering(x) => Task::Ordering { steps: named(shown.order(0).map(|i| x.steps[i].text.as_str())) },
        Interaction::Matching(x) => {
            Task::Matching { prompts: named(x.prompts.iter().map(|p| p.text.as_str())), answers: named(shown.order(0).map(|i| x.answers[i].text.as_str())) }
        }
        Interaction::Categorise(x) => Task::Categorise {
            categories: named(x.categories.iter().map(|c| c.text.as_str())),
            elements: named(shown.order(0).map(|i| x.elements[i].text.as_str())),
        },
        Interaction::Gaps(x) => Task::Gaps {
            pieces: gap_pieces(&x.text)
                .map(|piece| match piece {
                    Ok(words) => GapPiece::Text(words.to_owned()),
                    Err(name) => {
                        let at = x.gaps.iter().position(|g| g.id == name).unwrap_or_default();
                        let id = (at + 1).to_string();
                        let gap = &x.gaps[at];
                        if gap.options.is_empty() {
                            GapPiece::Typed { id }
                        } else {
                            GapPiece::Select { id, options: named(shown.order(at).map(|i| gap.options[i].as_str())) }
                        }
                    }
                })
                .collect(),
        },
        Interaction::ShortAnswer(x) => Task::ShortAnswer { placeholder: x.placeholder.clone() },
        Interaction::Number(x) => Task::Number { units: named(x.units.iter().map(|u| u.name.as_str())) },
        Interaction::HotText(x) => Task::HotText {
            pieces: spot_pieces(&x.text)
                .map(|piece| match piece {
                    Ok(words) => HotPiece::Text(words.to_owned()),
                    Err((name, words)) => {
                        let at = x.spots.iter().position(|s| s.id == name).unwrap_or_default();
                        HotPiece::Spot(Choice { id: (at + 1).to_string(), text: words.to_owned() })
                    }
                })
                .collect(),
        },
        Interaction::Simulator(x) => Task::Simulator(simulator::present(x, shown)),
        Interaction::Mailbox(x) => Task::Mailbox {
            owner: x.owner.clone(),
            actions: x.actions.clone(),
            messages: x
                .messages
                .iter()
                .enumerate()
                .map(|(i, m)| PresentedMessage {
                    id: (i + 1).to_string(),
                    from: m.from.clone(),
                    address: m.address.clone(),
                    to: m.to.clone(),
                    headers: m.headers.clone(),
                    date: m.date.clone(),
                    subject: m.subject.clone(),
                    body: paragraphs(&m.body).iter().map(|p| body_pieces(p, &m.links)).collect(),
                    attachments: m.attachments.clone(),
                })
                .collect(),
        },
    }
}

/// Words (`Ok`) and names of gaps (`Err`) of a text such as `before {gap} after`.
pub(super) fn gap_pieces(text: &str) -> impl Iterator<Item = Result<&str, &str>> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            rest = after;
            return Some(Err(name));
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(i, _)| i);
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Ok(words))
    })
}

/// Words (`Ok`) and passages (`Err((name, words))`) of a text such as `before [[name:words]] after`.
pub(super) fn spot_pieces(text: &str) -> impl Iterator<Item = Result<&str, (&str, &str)>> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix("[[")
            && let Some((spot, after)) = inside.split_once("]]")
            && let Some((name, words)) = spot.split_once(':')
        {
            rest = after;
            return Some(Err((name.trim(), words.trim())));
        }
        let end = rest.char_indices().skip(1).map(|(i, _)| i).find(|i| rest[*i..].starts_with("[[")).unwrap_or(rest.len());
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Ok(words))
    })
}

pub(super) fn body_pieces(paragraph: &str, links: &[String]) -> Vec<BodyPiece> {
    let mut pieces = Vec::new();
    let mut rest = paragraph;
    while let Some(start) = rest.find('[') {
        let Some((text, after)) = rest[start + 1..].split_once("](") else { break };
        let Some((number, after)) = after.split_once(')') else { break };
        let Some(address) = place(number, links.len()).map(|i| links[i].clone()) else { break };
        if start > 0 {
            pieces.push(BodyPiece::Text(rest[..start].to_owned()));
        }
        pieces.push(BodyPiece::Link { text: text.to_owned(), address });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(BodyPiece::Text(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_gaps_and_passages_are_cut_where_their_author_said() {
        let pieces: Vec<_> = gap_pieces("{a} été {b}, puis").collect();
        assert_eq!(pieces, [Err("a"), Ok(" été "), Err("b"), Ok(", puis")]);
        let pieces: Vec<_> = spot_pieces("É [[x: deux mots ]] fin [[y:z]]").collect();
        assert_eq!(pieces, [Ok("É "), Err(("x", "deux mots")), Ok(" fin "), Err(("y", "z"))]);
        let pieces = body_pieces("Voir [ici](1) ou [là](2).", &["https://a.example".into(), "https://b.example".into()]);
        assert_eq!(pieces.len(), 5);
    }
}
