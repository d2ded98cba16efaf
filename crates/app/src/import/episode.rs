//! One `CINdetails` as steps: a referral, and the work that it opened.

use super::plan::{Plan, codes};
use super::report::Why;
use law::answer::Answer;
use law::clock::reckon;
use law::code::ASSESSMENT_FACTORS;
use law::day::Day;
use law::fact::{About, Fact, Known};
use law::id::StepId;
use law::journal::Happening;
use law::step::{Started, Step, StepEntry, StepKind};
use returns::cin_census::child::{Assessment, CinPlan, Coded, Enquiry, Episode, Kept, ProtectionPlan};
use returns::cin_census::tree::Item;
use std::collections::BTreeMap;

/// A piece of work as the file tells it.
struct Work {
    kind: StepKind,
    /// Its place in the child, from which its id follows.
    place: String,
    line: u32,
    began: Day,
    /// `None` where it goes on.
    ended: Option<Day>,
    facts: Vec<(Fact, Option<Answer>)>,
    /// Its values, for the case that it cannot be taken.
    items: Vec<Item>,
}

/// What the work of an episode has in common.
struct Under<'a> {
    place: String,
    referral: StepId,
    episode: &'a Episode,
    /// Facts of the referral that go with the work.
    facts: Vec<(Fact, Option<Answer>)>,
}

impl Under<'_> {
    fn place(&self, kind: StepKind, at: usize) -> String {
        format!("{}/{}/{at}", self.place, kind.slug())
    }
}

impl Plan<'_> {
    /// Takes one episode with everything in it.
    pub fn episode(&mut self, at: usize, episode: &Episode) {
        let day = episode.referral.value;
        if self.stand.contains(&day) {
            return self.refuse_all(&episode.items(), &Why::EpisodeStands(day));
        }
        let Some(under) = self.referral(at, episode) else { return };
        for (at, assessment) in episode.assessments.iter().enumerate() {
            self.assessment(&under, at, assessment);
        }
        for (at, plan) in episode.cin_plans.iter().enumerate() {
            self.cin_plan(&under, at, plan);
        }
        for (at, enquiry) in episode.enquiries.iter().enumerate() {
            self.enquiry(&under, at, enquiry);
        }
        self.transfer_conference(&under);
        for (at, plan) in episode.protection_plans.iter().enumerate() {
            self.protection_plan(&under, at, plan);
        }
        for group in &episode.pre_proceedings {
            self.refuse_all(&group.items(), &Why::PreProceedings);
        }
        self.closure(&under);
    }

    /// The referral and the episode that it opens; `None` where its day is before the clocks begin.
    fn referral<'a>(&mut self, at: usize, episode: &'a Episode) -> Option<Under<'a>> {
        let day = episode.referral.value;
        let carried = vec![
            (Fact::ReceivedAt, day.at(9, 0).ok().map(Answer::Moment)),
            (Fact::Source, code(episode.source.as_ref())),
            (Fact::PrimaryNeed, code(episode.need.as_ref())),
        ];
        let mut facts = carried.clone();
        facts.push((Fact::NoFurtherAction, yes_no(episode.no_further_action.as_ref())));
        let nfa = episode.no_further_action.as_ref().is_some_and(|kept| kept.value);
        let work = Work {
            kind: StepKind::Referral,
            place: at.to_string(),
            line: episode.line,
            began: day,
            ended: Some(day),
            facts,
            items: episode.items(),
        };
        let referral = self.work(work, None)?;
        let text = |kept: &Option<Kept<Coded>>| kept.as_ref().map(|kept| kept.value.code.to_owned());
        let (need, source) = (text(&episode.need), text(&episode.source));
        let opened = StepEntry::EpisodeOpened { step: referral, child: self.child, on: day, nfa, need, source };
        self.add(Happening::of_step(opened, &[self.child], day), episode.line);
        self.goes_on |= episode.closure.is_none() && !nfa;
        Some(Under { place: at.to_string(), referral, episode, facts: carried })
    }

    fn assessment(&mut self, under: &Under<'_>, at: usize, assessment: &Assessment) {
        let ended = self.end(under, assessment.authorised.as_ref());
        let (kept, retired): (Vec<_>, Vec<_>) = assessment
            .factors
            .iter()
            .cloned()
            .partition(|factor| ended.is_some() || ASSESSMENT_FACTORS.has(factor.value.code));
        let mut items = assessment.items();
        items.retain(|item| !retired.iter().any(|factor| factor.item == *item));
        let mut facts = under.facts.clone();
        facts.extend([
            (Fact::AssessmentStartedOn, Some(Answer::Day(assessment.start.value))),
            (Fact::AssessmentReviewedOn, day(assessment.internal_review.as_ref())),
            (Fact::AuthorisedOn, day(assessment.authorised.as_ref())),
            (Fact::Factors, Some(Answer::Codes(codes(&kept)))),
        ]);
        retired.iter().for_each(|factor| self.refuse(&factor.item, &Why::Retired));
        let place = under.place(StepKind::Assessment, at);
        let work = Work {
            kind: StepKind::Assessment,
            place,
            line: assessment.line,
            began: assessment.start.value,
            ended,
            facts,
            items,
        };
        self.work(work, Some(under.referral));
    }

    fn cin_plan(&mut self, under: &Under<'_>, at: usize, plan: &CinPlan) {
        let ended = self.end(under, plan.end.as_ref());
        let facts = vec![
            (Fact::NeedPlanStartedOn, Some(Answer::Day(plan.start.value))),
            (Fact::NeedPlanEndedOn, day(plan.end.as_ref())),
        ];
        let place = under.place(StepKind::CinPlan, at);
        let work = Work {
            kind: StepKind::CinPlan,
            place,
            line: plan.line,
            began: plan.start.value,
            ended,
            facts,
            items: plan.items(),
        };
        self.work(work, Some(under.referral));
    }

    /// An enquiry ends with its conference, or when it is decided that none is needed. On which day that was decided no census
    /// tells; it was by the last day of which the file speaks.
    fn enquiry(&mut self, under: &Under<'_>, at: usize, enquiry: &Enquiry) {
        let start = enquiry.start.value;
        let none_needed = enquiry.conference_not_required.as_ref().is_some_and(|kept| kept.value);
        let ended = self
            .end(under, enquiry.conference.as_ref())
            .or_else(|| none_needed.then(|| self.by.known_until.max(start)));
        let facts = vec![
            (Fact::EnquiryStartedOn, Some(Answer::Day(start))),
            (Fact::ConferenceTarget, day(enquiry.conference_target.as_ref())),
            (Fact::ConferenceHeldOn, day(enquiry.conference.as_ref())),
            (Fact::ConferenceNotRequired, yes_no(enquiry.conference_not_required.as_ref())),
        ];
        let place = under.place(StepKind::Section47Enquiry, at);
        let work = Work {
            kind: StepKind::Section47Enquiry,
            place,
            line: enquiry.line,
            began: start,
            ended,
            facts,
            items: enquiry.items(),
        };
        self.work(work, Some(under.referral));
    }

    /// A conference that stands in the episode itself is one for a child who moved here with a plan.
    fn transfer_conference(&mut self, under: &Under<'_>) {
        let Some(held) = &under.episode.transfer_conference else { return };
        let facts = vec![(Fact::ConferenceHeldOn, Some(Answer::Day(held.value)))];
        let items = vec![held.item.clone()];
        let place = under.place(StepKind::Conference, 0);
        let work = Work {
            kind: StepKind::Conference,
            place,
            line: held.item.line,
            began: held.value,
            ended: Some(held.value),
            facts,
            items,
        };
        self.work(work, Some(under.referral));
    }

    fn protection_plan(&mut self, under: &Under<'_>, at: usize, plan: &ProtectionPlan) {
        let ended = self.end(under, plan.end.as_ref());
        let row = |review: &Kept<Day>| BTreeMap::from([("on".to_owned(), review.value.to_string())]);
        let previous = plan.previous_plans.as_ref().map(|kept| Answer::Number(kept.value.into()));
        let facts = vec![
            (Fact::ProtectionPlanStartedOn, Some(Answer::Day(plan.start.value))),
            (Fact::ProtectionPlanEndedOn, day(plan.end.as_ref())),
            (Fact::InitialCategory, code(plan.first_category.as_ref())),
            (Fact::LatestCategory, code(plan.latest_category.as_ref())),
            (Fact::PreviousPlans, previous),
            (Fact::ReviewHeldOn, Some(Answer::Rows(plan.reviews.iter().map(row).collect()))),
        ];
        let place = under.place(StepKind::ProtectionPlan, at);
        let work = Work {
            kind: StepKind::ProtectionPlan,
            place,
            line: plan.line,
            began: plan.start.value,
            ended,
            facts,
            items: plan.items(),
        };
        self.work(work, Some(under.referral));
    }

    /// The closure, as a step of its own so that it stands in the chronology, and the end of the episode.
    fn closure(&mut self, under: &Under<'_>) {
        let Some(closure) = &under.episode.closure else { return };
        let reason = under.episode.closure_reason.as_ref();
        let mut items = vec![closure.item.clone()];
        items.extend(reason.map(|reason| reason.item.clone()));
        let facts = vec![(Fact::ClosedOn, Some(Answer::Day(closure.value))), (Fact::ClosureReason, code(reason))];
        let (on, line) = (closure.value, closure.item.line);
        let place = under.place(StepKind::Closure, 0);
        let work = Work { kind: StepKind::Closure, place, line, began: on, ended: Some(on), facts, items };
        if self.work(work, Some(under.referral)).is_none() {
            return;
        }
        let reason = reason.map(|kept| kept.value.code.to_owned()).unwrap_or_default();
        let closed = StepEntry::EpisodeClosed { step: under.referral, child: self.child, on, reason };
        self.add(Happening::of_step(closed, &[self.child], on), line);
    }

    /// When work ended: on its own day, or with the episode. `None` where it goes on.
    fn end(&self, under: &Under<'_>, own: Option<&Kept<Day>>) -> Option<Day> {
        own.or(under.episode.closure.as_ref()).map(|kept| kept.value)
    }

    /// Adds a step, and its end. A step whose clocks cannot be run is refused with all its values.
    fn work(&mut self, work: Work, opened_by: Option<StepId>) -> Option<StepId> {
        let started = match self.begun(&work, opened_by) {
            Ok(started) => started,
            Err(why) => {
                self.refuse_all(&work.items, &Why::Clock(why));
                return None;
            }
        };
        let step = started.step;
        self.add(Happening::of(StepEntry::Started(started), work.began), work.line);
        match work.ended {
            Some(on) => {
                let ended = StepEntry::EndedElsewhere { step, on };
                self.add(Happening::of_step(ended, &[self.child], on), work.line);
            }
            None => self.goes_on = true,
        }
        *self.made.steps.entry(work.kind).or_default() += 1;
        Some(step)
    }

    /// The step as it begins; an error where a clock needs a year that the list of bank holidays does not hold.
    fn begun(&self, work: &Work, opened_by: Option<StepId>) -> Result<Started, String> {
        let open = work.ended.is_none();
        let started = Started {
            step: self.step_id(&work.place),
            kind: work.kind,
            form: if open { self.by.council.form_today(work.kind) } else { None },
            children: vec![self.child],
            others: Vec::new(),
            owner: None,
            team: self.by.team.filter(|_| open),
            opened_by,
            at: work.began.at(9, 0).map_err(|error| error.to_string())?,
            carried: self.carried(&work.facts),
        };
        let figures = &self.by.council.reckoner.figures;
        for clock in Step::begun(&started, self.by.author.worker).clocks() {
            reckon(clock.rule, clock.start, &self.calendar, figures).map_err(|error| error.to_string())?;
        }
        Ok(started)
    }

    fn carried(&self, facts: &[(Fact, Option<Answer>)]) -> Vec<Known> {
        let known = |(fact, value): &(Fact, Option<Answer>)| {
            let child = (fact.about() == About::Child).then_some(self.child);
            let value = value.clone().filter(|value| !value.is_empty())?;
            Some(Known { fact: *fact, child, value })
        };
        facts.iter().filter_map(known).collect()
    }
}

fn day(kept: Option<&Kept<Day>>) -> Option<Answer> {
    kept.map(|kept| Answer::Day(kept.value))
}

fn yes_no(kept: Option<&Kept<bool>>) -> Option<Answer> {
    kept.map(|kept| Answer::YesNo(kept.value))
}

fn code(kept: Option<&Kept<Coded>>) -> Option<Answer> {
    kept.map(|kept| Answer::Code(kept.value.code.to_owned()))
}
