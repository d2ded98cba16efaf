//! Which of the workers a list shows: by team, role or name. A name never stands in an address.

use crate::caseload::queries::{Team, Worker};
use crate::desk::{Desk, Who, form_fields};
use law::id::TeamId;
use law::matching::name_words;
use law::role::Role;
use maud::{Markup, html};
use serde::{Deserialize, Deserializer};
use web::Frame;
use web::govuk::{self, Input, Select, SelectItem};

/// What is asked for; an empty answer asks for everybody.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Wanted {
    #[serde(deserialize_with = "team")]
    team: Option<InTeam>,
    #[serde(deserialize_with = "role")]
    role: Option<Role>,
    #[serde(skip)]
    name: String,
}

/// A team, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InTeam {
    None,
    Of(TeamId),
}

/// The word in an address for those who are in no team.
const NO_TEAM: &str = "none";

impl InTeam {
    fn read(text: &str) -> Option<Self> {
        match text {
            NO_TEAM => Some(InTeam::None),
            id => id.parse().ok().map(InTeam::Of),
        }
    }

    fn text(self) -> String {
        match self {
            InTeam::None => NO_TEAM.to_owned(),
            InTeam::Of(team) => team.to_string(),
        }
    }
}

fn team<'de, D: Deserializer<'de>>(from: D) -> Result<Option<InTeam>, D::Error> {
    Ok(InTeam::read(&String::deserialize(from)?))
}

fn role<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Role>, D::Error> {
    Ok(Role::from_slug(&String::deserialize(from)?))
}

impl Wanted {
    /// From the words of a form; what names no team and no role asks for all.
    pub fn of(name: &str, team: &str, role: &str) -> Self {
        Self { team: InTeam::read(team), role: Role::from_slug(role), name: name.to_owned() }
    }

    pub fn is_by_name(&self) -> bool {
        !self.name.is_empty()
    }

    /// The address of the list under this filter, its name left out.
    pub fn path(&self) -> String {
        let team = self.team.map(|team| format!("team={}", team.text()));
        let role = self.role.map(|role| format!("role={}", role.slug()));
        let parts: Vec<String> = team.into_iter().chain(role).collect();
        if parts.is_empty() { "/workers".to_owned() } else { format!("/workers?{}", parts.join("&")) }
    }

    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the worker is one of those asked for. Every word of the name must begin one of theirs, accents and case aside.
    pub fn takes(&self, worker: &Worker) -> bool {
        let in_team = match self.team {
            None => true,
            Some(InTeam::None) => worker.team.is_none(),
            Some(InTeam::Of(team)) => worker.team == Some(team),
        };
        let names = name_words(&worker.name);
        let begins = |word: &String| names.iter().any(|part| part.starts_with(word.as_str()));
        in_team
            && self.role.is_none_or(|role| worker.roles.contains(&role))
            && name_words(&self.name).iter().all(begins)
    }
}

/// The form of the filter.
pub fn form(desk: &Desk, frame: &Frame, who: &Who, wanted: &Wanted, teams: &[Team]) -> Markup {
    let mut in_teams = vec![SelectItem::new("", "Every team"), SelectItem::new(NO_TEAM, "No team")];
    in_teams.extend(teams.iter().map(|team| SelectItem::new(team.id.to_string(), team.name.clone())));
    let mut roles = vec![SelectItem::new("", "Every role")];
    roles.extend(Role::ALL.iter().map(|role| SelectItem::new(role.slug(), role.name())));
    let team = wanted.team.map(InTeam::text).unwrap_or_default();
    let role = wanted.role.map(|role| role.slug().to_owned()).unwrap_or_default();
    html! {
        form class="k-filter" method="post" action="/workers" {
            (form_fields(desk, frame, who))
            (govuk::input(&Input { value: Some(wanted.name.clone()), autocomplete: "off".into(), ..Input::new("name", "Name begins with") }))
            (govuk::select(&Select { value: team, ..Select::new("team", "Team", in_teams) }))
            (govuk::select(&Select { value: role, ..Select::new("role", "Role", roles) }))
            button class="govuk-button govuk-button--secondary" { "Show" }
            @if !wanted.is_everybody() { " " a href="/workers" { "Show everybody" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_found_by_the_beginnings_of_their_names_a_team_and_a_role() {
        let team = TeamId(uuid::Uuid::from_u128(1));
        let worker = Worker {
            id: law::id::WorkerId(uuid::Uuid::from_u128(2)),
            name: "Zoë O’Brien-Silva".to_owned(),
            roles: vec![Role::SocialWorker],
            team: Some(team),
            team_name: Some("Planning".to_owned()),
            registration: None,
            left_on: None,
        };
        let named = |name: &str| Wanted::of(name, "", "");
        let of = |team: &str, role: &str| Wanted::of("", team, role);
        assert!(named("zoe").takes(&worker) && named(" OBRI zo ").takes(&worker) && named("").takes(&worker));
        assert!(!named("rien").takes(&worker) && !named("zoe price").takes(&worker));
        assert!(of(&team.to_string(), "social_worker").takes(&worker));
        assert!(!of("none", "").takes(&worker) && !of("", "director").takes(&worker));
        assert_eq!(of("none", "director").path(), "/workers?team=none&role=director");
        assert!(of("no team of ours", "no role").is_everybody());
    }
}
