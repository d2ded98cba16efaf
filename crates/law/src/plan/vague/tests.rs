use super::*;
use crate::id::{OutcomeId, PersonId, WorkerId};
use crate::plan::{Amount, Doer, Measure, Scale};
use uuid::Uuid;

/// Names of the rules of wording that point something out.
fn names(part: Part, words: &str) -> Vec<&'static str> {
    of_text(part, words).into_iter().map(|finding| finding.rule).collect()
}

/// As people really write it: shouted, dictated, without a full stop, with odd marks.
fn ways(words: &str) -> [String; 5] {
    [
        words.to_owned(),
        words.to_uppercase(),
        format!("  {}!! ", words.to_lowercase()),
        format!("{} full stop", words.replace(", ", " comma ")),
        format!("“{}”", words.replace('-', "\u{2013}")),
    ]
}

#[test]
fn each_rule_points_out_its_examples_however_they_are_written() {
    let mut missed = Vec::new();
    for rule in RULES {
        assert!(rule.points_out.len() >= 2 && !rule.leaves.is_empty(), "{} wants examples both ways", rule.name);
        for example in rule.points_out {
            for words in ways(example) {
                if !rule.parts.iter().any(|part| names(*part, &words).contains(&rule.name)) {
                    missed.push((rule.name, words));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_said_clearly_is_left_alone() {
    let clear = RULES.iter().flat_map(|rule| rule.leaves).chain(GOOD);
    let mut seen = 0;
    for words in clear {
        for way in ways(words) {
            for part in [Part::Change, Part::What, Part::Risk, Part::Measure, Part::Contingency] {
                assert_eq!(of_text(part, &way), [], "“{way}” is clear, as {part:?}");
            }
        }
        seen += 1;
    }
    assert!(seen >= 80, "{seen}");
}

/// Lines of good plans. None of them is nagged, in whatever box it stands.
const GOOD: &[&str] = &[
    "Mum walks Zainab to school every morning and signs the late book if they arrive after 8.50",
    "Dad leaves the house before he drinks, and comes back the next day",
    "The health visitor, Ruth Cole, weighs Mariam at home every Tuesday",
    "Amina Rahman sees Idris by himself at school each fortnight",
    "Zainab has her glasses by 12 December and wears them in lessons",
    "There is food for breakfast and tea in the house on every visit",
    "Idris sleeps in his own bed on at least 5 nights a week",
    "Mum rings the police on 999 if Mr Dale comes to the house",
    "Grandma fetches the boys within the hour when Dad rings her",
    "Both parents finish the eight evenings of the Caring Dads course by 20 March",
    "The landlord fits a lock to the kitchen window by 4 December",
    "Mum takes her tablets each morning, and the chemist gives them out daily",
    "Dad gives a breath test before each contact on Saturdays",
    "Zainab tells Ms Lane one thing about the weekend every Monday",
    "Mariam’s red book shows that she has had all her 12-month injections",
    "Nobody hits Idris",
    "Nobody shouts at night: Zainab’s sleep diary shows 6 nights in 7 without waking",
    "Mr Dale does not come into the house, and his bail conditions say so until 9 February",
    "Idris knows whom to ring and shows that he can do it",
    "Dad reads to Idris for ten minutes at bedtime on four nights a week",
    "Mum has her own front door key and a phone with credit",
    "Ms Lane fills in the home-school book each Friday",
    "A and E tells Amina Rahman the same day if either boy is brought in",
    "The children’s bedroom has beds, sheets and a working light by Friday",
    "Zainab goes to the young carers’ club on Wednesdays, 4pm to 6pm, from 7 January",
    "The police drive past the house twice a night until Christmas",
    "Mum shows the midwife a cot, a car seat and nappies before 36 weeks",
    "Dad tests clear for cocaine in each of six weekly tests",
    "Grandma has Zainab to stay on Friday and Saturday nights until the summer holiday",
    "Idris says what he wants to say at the meeting, or his advocate says it for him",
    "PC Malik gives Mum an alarm for the back door on Thursday",
    "The nursery keeps a place for Mariam from 9am to 3pm, Monday to Friday",
    "Mum and Dad each write down what they do when they are angry, and show it to Zainab",
    "If Mum cannot be reached for four hours, Aunt Sadia collects the children",
    "The dog is chained in the yard whenever somebody visits",
    "Zainab misses no more than 2 days of school before half term",
    "Dr Shah reviews Mum’s medicine on 8 December",
    "The water and heating work: Jo Field looks on each visit and writes it down",
    "Idris is dry in the daytime at nursery for 20 days running",
    "Dad pays the gas card by the first of each month",
    "Amina Rahman writes to the school by Monday, with copies to both parents",
    "Ali is home by 9pm on school nights; if he is not, Mum rings the police at 10",
    "Mum lets Amina Rahman in, and Amina sees each bedroom",
    "The interpreter, Mrs Begum, comes to every visit",
    "Zainab’s number for “how safe do I feel at home?” is 7 or more, twice running",
    "Mum sleeps in her own room and Mariam in the cot beside her",
    "Nobody smokes in the house",
    "Dad pays for the taxi that brings Idris home on Sundays at 5pm",
    "The school nurse checks Zainab’s hair on Mondays and gives Mum the lotion",
    "Uncle Tariq takes the car keys on Friday nights",
    "Idris eats at the table with an adult at teatime, five days out of seven",
    "Mum asks for the food bank voucher at the children’s centre on Thursday",
    "Dad is sober at handover: the contact centre asks him to blow",
    "Zainab chooses two photographs for her room by the next core group",
    "Mum opens her post with Jo Field each Wednesday",
    "The GP surgery rings Mum the day before each blood test",
    "Mariam is never left alone in the bath",
    "They each have a toothbrush and use it morning and night",
    "Amina looks at the children’s bedrooms with Dad",
    "If Dad comes to the door, Mum gets help from Mrs Patel next door",
    "Take Idris to the developmental check with the health visitor",
    "The team manager’s concerns are written down for both parents by Friday",
    "Idris can say which days were better and why",
    "Get help from Shelter with the tenancy letter",
    "Grandma wraps presents with Idris",
    "Mum meets Jo Field at the library",
    "The tap in the bathroom works",
    "Dad shows that he can change a nappy, wind the baby and lay her on her back",
    "Mum puts her phone away while they eat",
    "Zainab has a key and somewhere to go after school",
    "Idris’s hearing aids work and he wears them",
    "The police know the address and come first",
    "Nobody but Grandma and Ms Lane collects Zainab from school",
    "Mr Dale lives in Leeds and writes to the children once a fortnight",
    "Dad has a bed for each child before the first night at his flat",
    "Mum writes down what she eats, and Dr Shah reads it on Thursdays",
    "Zainab picks who comes to her meeting",
    "Idris is with Aunt Sadia while Mum is at work",
    "The building’s owner mends the front door lock",
    "Dad manages bath and bed by himself on Wednesdays and Sundays",
    "Ms Cole shows Mum how to make up a feed, and Mum makes one while she watches",
    "Nobody leaves medicine where Idris can reach it",
    "The solicitor explains the order to Mum with an interpreter",
    "زينب تنام في غرفتها كل ليلة",
    "Zosia chodzi do szkoły codziennie",
];

#[test]
fn what_the_report_found_is_pointed_out() {
    let vague = [
        (Part::What, "parent to work with social worker", Lack::What),
        (Part::What, "engage with services", Lack::What),
        (Part::What, "monitor", Lack::What),
        (Part::What, "ongoing", Lack::ByWhen),
        (Part::What, "as soon as possible", Lack::ByWhen),
        (Part::Change, "improve parenting", Lack::HowWeWillKnow),
        (Part::What, "attend appointments", Lack::ByWhen),
        (Part::Change, "better", Lack::HowWeWillKnow),
        (Part::Change, "Idris’s attachment difficulties and disguised compliance", Lack::PlainWords),
    ];
    for (part, words, lacks) in vague {
        for way in ways(words) {
            let found = of_text(part, &way);
            assert!(found.iter().any(|finding| finding.lacks == lacks), "“{way}”: {found:?}");
        }
    }
}

#[test]
fn the_words_pointed_out_are_those_that_were_typed() {
    let found = of_text(Part::What, "On Monday Jo rings.\nParents TO — Engage, with “local services”; ongoing");
    let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
    assert_eq!(words, ["Engage, with", "ongoing"]);
}

fn wanted() -> Wanted {
    Wanted {
        children: vec![PersonId(Uuid::from_u128(1))],
        risk: "Dad drinks and falls asleep while he looks after Idris".into(),
        danger: "Idris could be hurt, or get out of the house, while nobody is awake".into(),
        change: "An adult who has not been drinking is awake whenever Idris is at home".into(),
        measure: Measure {
            words: "Idris and Grandma each say a number from 0 to 10".into(),
            scale: Scale::ZeroToTen,
            baseline: Some(Amount::whole(3)),
            target: Some(Amount::whole(8)),
        },
        by_when: Some("2027-02-26".parse().unwrap()),
    }
}

fn gaps_of(wanted: &Wanted) -> Vec<(Part, &'static str)> {
    outcome(wanted).into_iter().map(|finding| (finding.part, finding.rule)).collect()
}

#[test]
fn what_an_outcome_does_not_say_is_named() {
    assert_eq!(gaps_of(&wanted()), []);
    let mut bare = wanted();
    bare.risk.clear();
    bare.by_when = None;
    bare.measure = Measure { words: String::new(), scale: Scale::ZeroToTen, baseline: None, target: None };
    assert_eq!(
        gaps_of(&bare),
        [
            (Part::Risk, "no risk"),
            (Part::Measure, "no measure"),
            (Part::Baseline, "no baseline"),
            (Part::Target, "no target"),
            (Part::ByWhen, "no date")
        ]
    );
    let mut still = wanted();
    still.measure.baseline = still.measure.target;
    assert_eq!(gaps_of(&still), [(Part::Target, "nothing changes")]);
    for (words, found) in [("How well Dad parents", true), ("What Idris says", false), ("Nights in his own bed", false)]
    {
        let mut one = wanted();
        one.measure.words = words.into();
        assert_eq!(gaps_of(&one).contains(&(Part::Measure, "nothing to see")), found, "{words}");
    }
    let mut counted = wanted();
    counted.measure.words = String::new();
    counted.measure.scale = Scale::Number { unit: "days at school a week".into() };
    assert_eq!(gaps_of(&counted), [], "a unit says what is counted");
}

fn action(what: &str, who: Option<Doer>, due: Option<&str>) -> Vec<(Part, &'static str)> {
    let task_of = Task {
        outcome: OutcomeId(Uuid::from_u128(2)),
        what: what.into(),
        who,
        due: due.map(|day| day.parse().unwrap()),
    };
    task(&task_of).into_iter().map(|finding| (finding.part, finding.rule)).collect()
}

#[test]
fn what_an_action_does_not_say_is_named() {
    let worker = || Some(Doer::Worker(WorkerId(Uuid::from_u128(3))));
    let named = |name: &str| Some(Doer::Named(name.into()));
    let day = Some("2026-12-04");
    assert_eq!(action("Ask Little Stars nursery for a place", worker(), day), []);
    assert_eq!(
        action("Ask Little Stars nursery for a place", None, None),
        [(Part::Who, "nobody"), (Part::Due, "no date")]
    );
    assert_eq!(action("Referral to be made to Little Stars", None, day), [(Part::What, "done by nobody")]);
    assert_eq!(action("The school should be informed", None, day), [(Part::What, "done by nobody")]);
    assert_eq!(action("Referral to be made to Little Stars", worker(), day), [], "who does it stands beside");
    assert_eq!(action("Have both boys to stay every Friday night until 27 March", named("Grandma"), None), []);
    for nobody in ["All", "all professionals", "Everyone.", "TBC", "core group", "n/a", "The family"] {
        assert_eq!(action("Ring the school", named(nobody), day), [(Part::Who, "everybody")], "{nobody}");
    }
    for somebody in
        ["Mum", "Ms Lane, class teacher", "Both parents", "Harbour Recovery", "All Saints School", "PC Malik"]
    {
        assert_eq!(action("Ring the school", named(somebody), day), [], "{somebody}");
    }
    assert_eq!(action("  ", None, None), [], "an empty box is not nagged before anything stands in it");
}

#[test]
fn a_contingency_says_who_acts() {
    let of = |words: &str| {
        let found = contingency(&Contingency { bottom_lines: String::new(), contingency: words.into() });
        found.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(of("Legal advice will be sought"), ["done by nobody"]);
    assert_eq!(of("If Dad comes to the house Mum rings 999. The night team is told by Mum."), Vec::<&str>::new());
    assert_eq!(of(""), Vec::<&str>::new());
}
