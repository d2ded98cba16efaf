//! What a worker changes on a person's record: each a short form of its own, read into entries.

mod around;
mod family;
mod guard;
mod home;
mod join;
mod who;

use super::fields::hidden;
use crate::child::card::Card;
use crate::people::queries::Person;
use law::day::{Day, Moment};
use law::id::{FactId, PersonId, WorkerId};
use law::people::PersonEntry;
use law::people::change::Life;
use law::step::offer::Actor;
use maud::{Markup, html};
use uuid::Uuid;
use web::{FieldErrors, Fields, FormState};

/// An entry, and the day on which what it says took place.
pub type Entries = Vec<(PersonEntry, Day)>;

/// What reading a form gives.
pub type Read = Result<Entries, FieldErrors>;

/// What a change is made on.
pub struct Context {
    pub card: Card,
    pub actor: Actor,
    pub at: Moment,
    /// An id for whatever new fact the change records.
    pub fresh: Uuid,
    /// An id for somebody who enters the record with the change.
    pub newcomer: PersonId,
    /// The record was looked through for somebody: `around` holds who was found.
    pub looked: bool,
    /// The fact that the change is about: an address, a hazard.
    pub fact: Option<FactId>,
    /// Another person whom the change is about, if they may be known of.
    pub other: Option<Person>,
    /// Other people whom it may be about.
    pub around: Vec<Person>,
    /// Workers to choose from.
    pub workers: Vec<(WorkerId, String)>,
    /// Workers who may open the record while it is restricted.
    pub may_open: Vec<WorkerId>,
    /// Other records that were joined to this one.
    pub joined: Vec<Person>,
    /// The other record in full, where two stand side by side.
    pub beside: Option<Card>,
}

impl Context {
    pub fn today(&self) -> Day {
        self.actor.today
    }

    pub fn id(&self) -> PersonId {
        self.card.person.id
    }

    pub fn life(&self) -> Life {
        let person = &self.card.person;
        Life { birth: person.birth, died_on: person.died_on, today: self.today() }
    }

    fn fresh(&self) -> FactId {
        FactId(self.fresh)
    }
}

macro_rules! changes {
    ($($change:ident $slug:literal $title:literal $module:ident::$form:ident $read:ident),+ $(,)?) => {
        /// The closed list of changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Change { $($change),+ }

        impl Change {
            pub const ALL: &'static [Change] = &[$(Change::$change),+];

            /// The word in the address.
            pub fn slug(self) -> &'static str {
                match self { $(Change::$change => $slug),+ }
            }

            /// The heading of its page.
            pub fn title(self) -> &'static str {
                match self { $(Change::$change => $title),+ }
            }

            /// Its questions.
            pub fn form(self, about: &Context, state: &FormState) -> Markup {
                match self { $(Change::$change => $module::$form(about, state)),+ }
            }

            /// Reads what was posted into entries.
            pub fn read(self, about: &Context, fields: &Fields) -> Read {
                match self { $(Change::$change => $module::$read(about, fields)),+ }
            }
        }
    };
}

changes! {
    Name "name" "Record a name" who::name_form name,
    Birth "birth" "Record the birth" who::birth_form birth,
    Death "death" "Record a death" who::death_form death,
    Identity "identity" "Record identity" who::identity_form identity,
    Number "number" "Add a number" who::number_form number,
    Move "move" "Record a move" home::move_form moved,
    Protect "protect" "Protect an address" home::protect_form protect,
    Leave "leave" "Left an address" home::leave_form leave,
    Reach "reach" "Add a telephone number or e-mail" home::reach_form reach,
    Unreach "unreach" "No longer reached there" home::unreach_form unreach,
    Relative "relative" "Add a relative" family::relative_form relative,
    Unrelated "unrelated" "End a relationship" family::end_form end,
    Hazard "hazard" "Note a hazard" around::hazard_form hazard,
    HazardEnd "hazard-end" "End a hazard" around::hazard_end_form hazard_end,
    Agency "agency" "Who is involved" around::agency_form agency,
    AgencyChecked "agency-checked" "Checked today" around::checked_form checked,
    AgencyEnd "agency-end" "No longer involved" around::agency_end_form agency_end,
    Story "story" "The story" around::story_form story,
    Views "views" "The child’s views" around::views_form views,
    Restrict "restrict" "Restrict this record" guard::restrict_form restrict,
    Unrestrict "unrestrict" "End the restriction" guard::unrestrict_form unrestrict,
    Join "join" "Join with another record of the same person" join::join_form join,
    Part "part" "Part two records again" join::part_form part,
}

impl Change {
    pub fn from_slug(slug: &str) -> Option<Change> {
        Change::ALL.iter().copied().find(|change| change.slug() == slug)
    }

    /// Only managers decide on these.
    pub fn is_for_managers(self) -> bool {
        matches!(self, Change::Restrict | Change::Unrestrict | Change::Join | Change::Part)
    }

    /// What the form begins with: what stands on the record.
    pub fn kept(self, about: &Context) -> Fields {
        match self {
            Change::Identity => who::identity_kept(about),
            Change::Story => around::story_kept(about),
            Change::AgencyChecked => around::agency_kept(about),
            Change::Protect => home::protect_kept(about),
            Change::Restrict => guard::restrict_kept(about),
            _ => Fields::default(),
        }
    }

    /// Needs the list of people round the person.
    pub fn asks_for_people(self) -> bool {
        matches!(self, Change::Move | Change::Protect | Change::Relative | Change::Join)
    }

    /// Where the browser goes when it is done.
    pub fn leads_to(self, person: PersonId) -> String {
        match self {
            Change::Story | Change::Views | Change::Hazard => format!("/person/{person}"),
            _ => format!("/person/{person}/people"),
        }
    }
}

/// The hidden field that keeps the fact of the change.
fn keep_fact(about: &Context) -> Markup {
    html! { @if let Some(fact) = about.fact { (hidden("fact", &fact.to_string())) } }
}

/// What to say where the fact is not on this record: it ended meanwhile, or the page is an old one.
fn gone() -> FieldErrors {
    FieldErrors::one("fact", "This is no longer on the record as it was. Go back and look again")
}
