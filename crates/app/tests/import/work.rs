//! What goes on and what has ended.

use super::*;
use law::id::StepId;
use law::step::State;

const OPEN: &str = "<CINreferralDate>2026-09-01</CINreferralDate><ReferralSource>2A</ReferralSource>
    <PrimaryNeedCode>N1</PrimaryNeedCode>
    <Assessments><AssessmentActualStartDate>2026-09-03</AssessmentActualStartDate></Assessments>
    <Section47><S47ActualStartDate>2026-11-09</S47ActualStartDate><InitialCPCtarget>2026-11-30</InitialCPCtarget></Section47>
    <Section47><S47ActualStartDate>2026-09-20</S47ActualStartDate><ICPCnotRequired>true</ICPCnotRequired></Section47>
    <ReferralNFA>0</ReferralNFA>
    <ChildProtectionPlans><CPPstartDate>2026-10-01</CPPstartDate></ChildProtectionPlans>";

#[test]
fn open_work_waits_for_a_worker_with_its_clock_running_from_the_referral() {
    each_town(|town| {
        import(town, &census(2027, "AB1", &[OPEN])).unwrap();
        let child = child(town, "AB1");
        let waits = rows(town, sql!("SELECT * FROM allocation WHERE child = $1"), &child.to_string());
        assert_eq!(waits.len(), 1);
        assert_eq!(waits[0].str("team").unwrap(), town.planning.to_string());
        assert_eq!(waits[0].get::<Option<String>>("worker").unwrap(), None);

        let steps = sql!(
            "SELECT s.* FROM step s JOIN step_person p ON p.step = s.id WHERE p.person = $1 AND s.is_open = 1
             ORDER BY s.kind"
        );
        let open = rows(town, steps, &child.to_string());
        let kinds: Vec<&str> = open.iter().map(|row| row.str("kind").unwrap()).collect();
        assert_eq!(kinds, ["assessment", "protection_plan", "section47_enquiry"]);
        let clock = sql!("SELECT due_on FROM clock WHERE step = $1 AND rule = 'assessment_authorised' AND running = 1");
        let clocks = rows(town, clock, open[0].str("id").unwrap());
        assert_eq!(clocks[0].str("due_on").unwrap(), "2026-11-03", "45 working days from 1 September");

        let assessment: StepId = open[0].parse("id").unwrap();
        write_in(town, assessment);
        town.verify();
    });
}

/// What went wrong: an import that named no team left open children on no list at all, and a second run could not mend it.
#[test]
fn open_children_of_an_import_without_a_team_wait_where_managers_look() {
    each_town(|town| {
        let plain = "<CINreferralDate>2026-09-01</CINreferralDate><ReferralSource>2A</ReferralSource>
            <PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>";
        run(town, &census(2027, "AB1", &[plain]), None, u64::MAX).unwrap();
        run(town, &census(2026, "CD2", &[OPEN]), None, u64::MAX).unwrap();
        let manager = town.as_a(Role::TeamManager);
        manager.get("/").must_say("2 waiting for a worker, all teams");
        let page = manager.get("/allocation");
        page.must_say("2 waiting for a worker").must_say("AB1").must_say("CD2").must_say("Tue 1 September");
        let (child, to) = (child(town, "AB1").to_string(), worker(Role::SocialWorker).to_string());
        let fields = [("child", &child[..]), ("worker", &to), ("reason", "Opening caseload")];
        manager.post("/allocation", "/allocation", &fields).goes_to("/allocation");
        manager.get("/allocation").must_say("1 waiting for a worker");
        town.as_a(Role::SocialWorker).get("/").must_say("AB1").must_say("1 child, weight 1 of 25");
        town.verify();
    });
}

/// A social worker writes in the assessment as the page would.
fn write_in(town: &Town, assessment: StepId) {
    let council = town.council.clone();
    let now = town.now();
    town.happens(Role::SocialWorker, move |conn| {
        let step = app::step::commands::find(conn, assessment)?;
        assert_eq!(step.state, State::Open);
        assert_eq!(step.facts.day(law::fact::Fact::AssessmentStartedOn, None), "2026-09-03".parse().ok());
        let actor = law::step::offer::Actor {
            worker: worker(Role::SocialWorker),
            roles: vec![Role::SocialWorker],
            team: None,
            registration: None,
            today: now.day(),
        };
        let asked = law::answer::Asked { question: "parents_views".to_owned(), child: None };
        let answer = law::answer::Answer::Words("They want help with sleep.".to_owned());
        let given = law::answer::Given { asked, answer };
        app::step::commands::answer(&council, conn, &actor, assessment, vec![given])
    })
    .unwrap();
}

#[test]
fn closed_and_undecided_work_ends_with_its_episode() {
    each_town(|town| {
        let closed = "<CINreferralDate>2026-03-02</CINreferralDate><CINclosureDate>2026-05-01</CINclosureDate>
            <Assessments><AssessmentActualStartDate>2026-03-04</AssessmentActualStartDate>
            <FactorsIdentifiedAtAssessment><AssessmentFactors>18A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
            <CINPlanDates><CINPlanStartDate>2026-03-20</CINPlanStartDate></CINPlanDates>";
        let nfa = "<CINreferralDate>2026-08-03</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>1</ReferralNFA>";
        let report = import(town, &census(2026, "AB1", &[closed, nfa])).unwrap();
        assert_eq!(report.refused, []);
        let child = child(town, "AB1").to_string();
        let steps = sql!(
            "SELECT s.kind, s.ended_on, s.sentence FROM step s JOIN step_person p ON p.step = s.id WHERE p.person = $1
             ORDER BY s.ended_on, s.kind"
        );
        let ended: Vec<String> = rows(town, steps, &child)
            .iter()
            .map(|row| {
                format!("{} {}", row.get::<Option<String>>("ended_on").unwrap().unwrap(), row.str("sentence").unwrap())
            })
            .collect();
        let expected = [
            "2026-03-02 Referral from source not recorded",
            "2026-05-01 Child and family assessment",
            "2026-05-01 Child in need plan",
            "2026-05-01 Closure",
            "2026-08-03 Referral from police: no further action",
        ];
        assert_eq!(ended, expected);
        let episode = &rows(town, sql!("SELECT * FROM episode WHERE child = $1 AND nfa = 0"), &child)[0];
        assert_eq!(episode.get::<Option<String>>("reason").unwrap(), None, "the file gave none");
        assert!(rows(town, sql!("SELECT * FROM allocation WHERE child = $1"), &child).is_empty());
        town.verify();
    });
}

#[test]
fn a_retired_factor_does_not_stand_in_an_assessment_still_being_written() {
    each_town(|town| {
        let open = "<CINreferralDate>2026-09-01</CINreferralDate>
            <Assessments><AssessmentActualStartDate>2026-09-03</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>
            <AssessmentFactors>18A</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors>
            </FactorsIdentifiedAtAssessment></Assessments>";
        let report = import(town, &census(2027, "AB1", &[open])).unwrap();
        let refused: Vec<_> = report.refused.iter().map(|one| (one.value.as_str(), one.kind.as_str())).collect();
        assert_eq!(refused, [("18A", "retired code")]);
        assert!(report.adds_up());
    });
}
