//! Who may do what: a pure table, and proofs that only it can build.
//!
//! A service that touches somebody's data takes an [`Authorised`] value; without the right there is nothing to pass.

use std::marker::PhantomData;

use crate::refusal::Refusal;

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody known.
    Visitor,
    /// A person, with or without an e-mail address.
    Person(u128),
    /// The bearer of one session's token, who can reach that session and nothing else.
    SessionToken(u128),
    /// A program that holds a key of this organisation.
    OrganisationKey(u128),
    /// A browser that watches an exam: its entry among the invigilators.
    Invigilator(u128),
    /// The one browser in which a sitting goes on.
    ExamDevice(u128),
}

/// Whose a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ownership {
    /// The session.
    pub session: u128,
    /// The person it belongs to, if any.
    pub person: Option<u128>,
}

/// A right that can be proved.
pub trait Right {
    /// What it is about.
    type Object;
    /// The row of the table.
    fn holds(actor: &Actor, object: &Self::Object) -> bool;
}

/// Take, read or end a session and see its result.
#[derive(Debug, Clone, Copy)]
pub struct UseSession;
impl Right for UseSession {
    type Object = Ownership;
    fn holds(actor: &Actor, object: &Ownership) -> bool {
        match actor {
            Actor::Person(id) => object.person == Some(*id),
            Actor::SessionToken(session) => object.session == *session,
            _ => false,
        }
    }
}

/// Show a result to others, and stop showing it.
#[derive(Debug, Clone, Copy)]
pub struct ShareResult;
impl Right for ShareResult {
    type Object = Ownership;
    fn holds(actor: &Actor, object: &Ownership) -> bool {
        matches!(actor, Actor::Person(id) if object.person == Some(*id))
    }
}

/// Read, change, export and erase one's own account.
#[derive(Debug, Clone, Copy)]
pub struct ManageAccount;
impl Right for ManageAccount {
    type Object = u128;
    fn holds(actor: &Actor, object: &u128) -> bool {
        matches!(actor, Actor::Person(id) if id == object)
    }
}

/// Follow modules, practise, say what one knows, and read what comes of it; the object is the person.
#[derive(Debug, Clone, Copy)]
pub struct Learn;
impl Right for Learn {
    type Object = u128;
    fn holds(actor: &Actor, person: &u128) -> bool {
        matches!(actor, Actor::Person(id) if id == person)
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident => $code:literal),* $(,)?) => {
        /// What a person may do besides being one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role { $($(#[$doc])* $name),* }

        impl Role {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable word by which it is stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The role of this word.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|role| role.code() == code)
            }
        }
    };
}

roles! {
    /// Writes items.
    Author => "author",
    /// Judges the items of others.
    Reviewer => "reviewer",
    /// Says who may do what, and decides what the bank is made of.
    Administrator => "administrator",
    /// Accredits centres, keeps the rules, the register and the keys of certification.
    Certifier => "certifier",
    /// Decides on exams with others.
    Juror => "juror",
    /// Checks training offers against their source, reads what is said of them.
    Referencer => "referencer",
}

/// The roles of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles(std::collections::BTreeSet<Role>);

impl Roles {
    /// As stored: words with a space between them. A word that this program does not know gives no right.
    pub fn parse(stored: &str) -> Self {
        Self(stored.split_whitespace().filter_map(Role::parse).collect())
    }

    /// To be stored.
    pub fn stored(&self) -> String {
        self.0.iter().map(|role| role.code()).collect::<Vec<_>>().join(" ")
    }

    /// Whether this role is among them.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }

    /// With this role too.
    #[must_use]
    pub fn with(mut self, role: Role) -> Self {
        self.0.insert(role);
        self
    }

    /// Without this role.
    #[must_use]
    pub fn without(mut self, role: Role) -> Self {
        self.0.remove(&role);
        self
    }
}

/// A person with their roles, as they were read for this very request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: u128,
    /// What they may do besides being one.
    pub roles: Roles,
}

macro_rules! rights_of_members {
    ($($(#[$doc:meta])* $name:ident: $($role:ident)|+;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Right for $name {
                type Object = Member;
                fn holds(actor: &Actor, member: &Member) -> bool {
                    matches!(actor, Actor::Person(id) if *id == member.person) && [$(Role::$role),+].iter().any(|role| member.roles.has(*role))
                }
            }
        )+
    };
}

rights_of_members! {
    /// Come into the workshop, read every item with its key and its history, take part in the discussion.
    EnterWorkshop: Author | Reviewer | Administrator;
    /// Begin an item, write it, ask for its review.
    WriteItems: Author | Administrator;
    /// Judge the text of somebody else, answer learners' reports, take a question out of the drawing in a hurry.
    ReviewItems: Reviewer | Administrator;
    /// Decide what the bank is made of: publish, retire, approve a calibration.
    GovernBank: Administrator;
    /// Say who may do what.
    GrantRoles: Administrator;
    /// Come into the certifier's pages, see exams to decide on by their numbers, propose a decision and settle the proposals of others.
    SitOnJury: Certifier | Juror;
    /// Accredit centres, study and adopt rules, revoke, keep the keys, send to the Caisse des Dépôts.
    GovernCertification: Certifier;
    /// Check training offers, take over lists of them, read what people say of offers and modules before it is shown.
    ReferenceOffers: Referencer;
}

/// What a member does in an organisation; the later includes the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Post {
    /// Runs campaigns, knows the learners, reads results, keeps the hours.
    Trainer,
    /// Also says who belongs to it, and signs for it.
    Manager,
}

impl Post {
    /// Both, the lesser first.
    pub const ALL: [Self; 2] = [Self::Trainer, Self::Manager];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Manager => "manager",
        }
    }

    /// The post of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.code() == code)
    }
}

/// What somebody is in an organisation, as it was read for this very request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The organisation.
    pub organisation: u128,
    /// The person; nobody for a program with a key.
    pub person: Option<u128>,
    /// Their post there, if they have one.
    pub post: Option<Post>,
}

impl Seat {
    /// The seat of a person, from the posts they have in the organisation (0 steps up) and in those above it. Who manages a group manages
    /// what belongs to it; its trainers do not.
    pub fn of(organisation: u128, person: u128, posts: impl IntoIterator<Item = (i64, Post)>) -> Self {
        let post = posts.into_iter().filter(|(up, post)| *up == 0 || *post == Post::Manager).map(|(_, post)| post).max();
        Self { organisation, person: Some(person), post }
    }
}

macro_rules! rights_of_seats {
    ($($(#[$doc:meta])* $name:ident: $post:ident, $key:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Right for $name {
                type Object = Seat;
                fn holds(actor: &Actor, seat: &Seat) -> bool {
                    match actor {
                        Actor::Person(id) => seat.person == Some(*id) && seat.post.is_some_and(|post| post >= Post::$post),
                        Actor::OrganisationKey(id) => $key && seat.organisation == *id,
                        _ => false,
                    }
                }
            }
        )+
    };
}

rights_of_seats! {
    /// See the pages of an organisation.
    EnterOrganisation: Trainer, true;
    /// Read and change its learners, units and cohorts.
    ManageLearners: Trainer, true;
    /// Make, open and close its campaigns.
    RunCampaigns: Trainer, false;
    /// Read what its people's results add up to, and the results that were shown to it.
    ReadResults: Trainer, true;
    /// Keep the hours of training and who was there.
    KeepHours: Trainer, false;
    /// Say who belongs to it, change what it is, sign for it, close it.
    GovernOrganisation: Manager, false;
    /// Make its exams, enrol candidates, send what was reported to the jury.
    RunExams: Trainer, false;
    /// Propose its training offers, and keep them true.
    ProposeOffers: Trainer, false;
}

/// A place from which an exam is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch {
    /// The exam.
    pub exam: u128,
    /// The entry of the browser among its invigilators.
    pub invigilator: u128,
}

/// Watch an exam: let candidates in, stop their clock, settle their alerts, report.
#[derive(Debug, Clone, Copy)]
pub struct Invigilate;
impl Right for Invigilate {
    type Object = Watch;
    fn holds(actor: &Actor, watch: &Watch) -> bool {
        *actor == Actor::Invigilator(watch.invigilator)
    }
}

/// Answer the questions of a sitting; the object is the sitting.
#[derive(Debug, Clone, Copy)]
pub struct TakeExam;
impl Right for TakeExam {
    type Object = u128;
    fn holds(actor: &Actor, sitting: &u128) -> bool {
        *actor == Actor::ExamDevice(*sitting)
    }
}

/// Whose a candidacy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidacy {
    /// The candidate.
    pub candidate: u128,
    /// The person who said that it is theirs.
    pub person: Option<u128>,
}

/// Read one's own result, its explanation and its certificate, and ask for another look.
#[derive(Debug, Clone, Copy)]
pub struct FollowCandidacy;
impl Right for FollowCandidacy {
    type Object = Candidacy;
    fn holds(actor: &Actor, object: &Candidacy) -> bool {
        matches!(actor, Actor::Person(id) if object.person == Some(*id))
    }
}

/// Proof that an actor holds a right over an object.
#[derive(Debug, Clone)]
pub struct Authorised<R: Right> {
    object: R::Object,
    right: PhantomData<R>,
}

impl<R: Right> Authorised<R> {
    /// What the right is about.
    pub const fn object(&self) -> &R::Object {
        &self.object
    }
}

/// May this actor do this? The proof, or why not.
///
/// # Errors
/// [`Refusal::Unauthorised`] for a visitor, [`Refusal::NotYours`] for somebody else.
pub fn may<R: Right>(actor: &Actor, object: R::Object) -> Result<Authorised<R>, Refusal> {
    if R::holds(actor, &object) {
        Ok(Authorised { object, right: PhantomData })
    } else if *actor == Actor::Visitor {
        Err(Refusal::Unauthorised)
    } else {
        Err(Refusal::NotYours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_owner_or_its_token_reaches_a_session() {
        let mine = Ownership { session: 7, person: Some(1) };
        assert!(may::<UseSession>(&Actor::Person(1), mine).is_ok());
        assert!(may::<UseSession>(&Actor::SessionToken(7), mine).is_ok());
        assert_eq!(may::<UseSession>(&Actor::Person(2), mine).err(), Some(Refusal::NotYours));
        assert_eq!(may::<UseSession>(&Actor::SessionToken(8), mine).err(), Some(Refusal::NotYours));
        assert_eq!(may::<UseSession>(&Actor::Visitor, mine).err(), Some(Refusal::Unauthorised));
        assert!(may::<ShareResult>(&Actor::SessionToken(7), mine).is_err(), "a session's token shares nothing");
        let nobody = Ownership { session: 7, person: None };
        assert!(may::<UseSession>(&Actor::Person(1), nobody).is_err());
    }

    #[test]
    fn a_role_opens_its_doors_and_no_others() {
        let member = |roles: &str| Member { person: 1, roles: Roles::parse(roles) };
        let doors = |roles: &str| {
            let actor = Actor::Person(1);
            [
                may::<EnterWorkshop>(&actor, member(roles)).is_ok(),
                may::<WriteItems>(&actor, member(roles)).is_ok(),
                may::<ReviewItems>(&actor, member(roles)).is_ok(),
                may::<GovernBank>(&actor, member(roles)).is_ok(),
                may::<GrantRoles>(&actor, member(roles)).is_ok(),
            ]
        };
        assert_eq!(doors(""), [false; 5]);
        assert_eq!(doors("janitor"), [false; 5], "an unknown word opens nothing");
        assert_eq!(doors("author"), [true, true, false, false, false]);
        assert_eq!(doors("reviewer"), [true, false, true, false, false]);
        assert_eq!(doors("author reviewer"), [true, true, true, false, false]);
        assert_eq!(doors("administrator"), [true; 5]);
        assert_eq!(doors("certifier juror"), [false; 5], "who certifies does not write the bank");
        let stranger = may::<EnterWorkshop>(&Actor::Person(2), member("administrator"));
        assert_eq!(stranger.err(), Some(Refusal::NotYours), "the roles of somebody else serve nobody");
        assert_eq!(may::<EnterWorkshop>(&Actor::Visitor, member("administrator")).err(), Some(Refusal::Unauthorised));
    }

    #[test]
    fn a_post_opens_its_organisation_and_no_other() {
        let doors = |actor: &Actor, seat: Seat| {
            [
                may::<EnterOrganisation>(actor, seat).is_ok(),
                may::<ManageLearners>(actor, seat).is_ok(),
                may::<RunCampaigns>(actor, seat).is_ok(),
                may::<ReadResults>(actor, seat).is_ok(),
                may::<KeepHours>(actor, seat).is_ok(),
                may::<GovernOrganisation>(actor, seat).is_ok(),
            ]
        };
        let seat = |posts: &[(i64, Post)]| Seat::of(7, 1, posts.iter().copied());
        let me = Actor::Person(1);
        assert_eq!(doors(&me, seat(&[])), [false; 6]);
        assert_eq!(doors(&me, seat(&[(0, Post::Trainer)])), [true, true, true, true, true, false]);
        assert_eq!(doors(&me, seat(&[(0, Post::Manager)])), [true; 6]);
        assert_eq!(doors(&me, seat(&[(2, Post::Manager)])), [true; 6], "who manages the group manages what belongs to it");
        assert_eq!(doors(&me, seat(&[(1, Post::Trainer)])), [false; 6], "its trainers do not");
        assert_eq!(doors(&Actor::Person(2), seat(&[(0, Post::Manager)])), [false; 6], "the seat of somebody else serves nobody");
        let nobody = Seat { organisation: 7, person: None, post: None };
        assert_eq!(doors(&Actor::OrganisationKey(7), nobody), [true, true, false, true, false, false]);
        assert_eq!(doors(&Actor::OrganisationKey(8), nobody), [false; 6]);
        assert_eq!(doors(&Actor::SessionToken(7), nobody), [false; 6]);
        assert_eq!(doors(&Actor::Visitor, seat(&[(0, Post::Manager)])), [false; 6]);
        for post in Post::ALL {
            assert_eq!(Post::parse(post.code()), Some(post));
        }
    }

    #[test]
    fn a_jury_decides_a_certifier_governs_and_an_administrator_does_neither() {
        let me = Actor::Person(1);
        let doors = |roles: &str| {
            let member = || Member { person: 1, roles: Roles::parse(roles) };
            [may::<SitOnJury>(&me, member()).is_ok(), may::<GovernCertification>(&me, member()).is_ok()]
        };
        assert_eq!(doors("juror"), [true, false]);
        assert_eq!(doors("certifier"), [true, true]);
        assert_eq!(doors("administrator author reviewer"), [false, false]);
    }

    #[test]
    fn an_exam_is_watched_from_its_own_places_and_taken_in_one_browser() {
        let watch = Watch { exam: 3, invigilator: 9 };
        assert!(may::<Invigilate>(&Actor::Invigilator(9), watch).is_ok());
        for other in [Actor::Invigilator(8), Actor::Person(9), Actor::ExamDevice(9), Actor::Visitor, Actor::OrganisationKey(3)] {
            assert!(may::<Invigilate>(&other, watch).is_err(), "{other:?}");
        }
        assert!(may::<TakeExam>(&Actor::ExamDevice(5), 5).is_ok());
        for other in [Actor::ExamDevice(6), Actor::Person(5), Actor::SessionToken(5), Actor::Invigilator(5), Actor::Visitor] {
            assert!(may::<TakeExam>(&other, 5).is_err(), "{other:?}");
        }
        let mine = Candidacy { candidate: 5, person: Some(1) };
        assert!(may::<FollowCandidacy>(&Actor::Person(1), mine).is_ok());
        assert!(may::<FollowCandidacy>(&Actor::Person(2), mine).is_err());
        assert!(may::<FollowCandidacy>(&Actor::Person(1), Candidacy { person: None, ..mine }).is_err());
    }

    #[test]
    fn roles_are_stored_and_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Some(*role));
        }
        let roles = Roles::default().with(Role::Reviewer).with(Role::Author).with(Role::Author);
        assert_eq!(roles.stored(), "author reviewer");
        assert_eq!(Roles::parse(&roles.stored()), roles);
        assert_eq!(roles.without(Role::Author).stored(), "reviewer");
        assert!(Roles::parse(" ").is_empty());
    }
}
