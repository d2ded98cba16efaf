//! Quarrels between teenagers and parents; going missing; the end of patience.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "family conflict",
    weight: 100,
    need: "N5",
    sources: &[(26, "1A"), (24, "6"), (22, "2A"), (8, "1C"), (8, "3F"), (6, "2B"), (6, "5D")],
    ages: (11, 16),
    factors: &["10A", "14A", "4A", "17A"],
    harm: 5,
    worry: &[
        "@1A@{mother} rang, crying. {child} [put a fist through the bedroom door|threw a chair last night|has not been home since Friday]. “I love {him} but I can't have {him} here.” {He} is at [a friend's|{gran}'s], for now. The younger ones are frightened. She wants somebody to come and take {him}.",
        "@6@{child} was reported missing for the [third|fifth] time this [term|month] and was found at [the skate park|a friend's in Northmoor] at [02:40|23:15]. {He} told officers that {he} was “thrown out”; {mother} says {he} stormed out. Both were hoarse.",
        "@2A,2B@School: {child} is on [{his} last warning|a part-time timetable] after [fighting|swearing at the head]. {He} says home is “a war”. {mother} and {man} came to the meeting and shouted at each other; {child} left by the fire door.",
        "@1C@{child} came to reception {himself} with a bag. {He} says {man} told {him} to choose between rules and the street. {He} has slept [on sofas for a week|in a car, two nights]. {He} is hungry and polite.",
    ],
    why_harm: &[
        "{child} is {age} and has nowhere to sleep tonight; {mother} refuses to have {him}. Last time {he} was out {he} was found with adults whom nobody knows.",
    ],
    risks: &[
        (
            "{child} leaves, and nobody knows where {he} is",
            "[Five|Seven] missing reports since [the summer|April]; phone off each time",
        ),
        ("Violence in rows", "Holes in two doors; {mother}'s wrist; {child}'s own account"),
        ("{man} and {child} do not speak", "Both say so; meals are taken apart"),
        ("School place about to be lost", "[Fourteen|Nine] days of exclusion this year"),
    ],
    protects: &[
        ("{gran}'s sofa is always there", "She keeps a toothbrush for {him} and rings {mother} when {he} arrives"),
        ("{mother} and {child} laugh at the same things", "Seen at the second visit, to the surprise of both"),
        ("{child} has boxing", "Coach confirms [three|four] evenings a week, never late"),
    ],
    analysis: &[
        "Two frightened people are shouting at each other. {mother} is afraid of losing {child} as she lost [her brother|his father], and holds tighter; {child} feels held and runs. {man} came into this [a year|eighteen months] ago and became the policeman, which nobody asked him to be. There is no cruelty here and little listening. Left alone it will end with {child} out of the home, which neither of them wants. I am fairly sure of that because both told me, on different days, in nearly the same words.",
        "Everybody describes {child}'s behaviour and nobody {his} year: [{his} granddad died|they moved twice|{his} dad had a new baby and stopped calling]. The anger came after. It is loud at home because home is the only place where it is safe to be loud.",
    ],
    danger: &[
        "{child} will be out of school and out of the home by [summer|sixteen], sleeping where {he} can, with whoever lets {him}. {mother} will not forgive herself.",
    ],
    gets_in_the_way: &[
        "{mother} and {man} do not agree on rules, so {child} finds the gap. They have [begun the family group|both come to two sessions, which surprised me]. {child} came to one and drew through it, and listened.",
    ],
    history_means: &[
        "There is nothing until {child} was twelve, and then five contacts in a year. Something happened. Asked directly, {gran} told me what.",
    ],
    parents_say: &[
        "{mother}: “I want my boy back, not a placement.” {man}: “I'm damned if I do.” Both want somebody to tell {child} to behave. By the third visit {mother} asked what I thought {he} wanted, which was the right question.",
    ],
    child_says: &[
        "“They shout in stereo.” {child} would like [one tea a week without phones or {man}|to be asked before and not told after].",
    ],
    teen_says: &[
        "“I don't run away. I go to where it's quiet.” {child} named three places; two are all right and one is not. {He} wants [to see {his} dad|{man} to stop coming in without knocking|Mum on her own for a day].",
        "“Write down that I do the dishes. Nobody writes that down.” Written down. {He} would come home tonight if somebody fixed the door.",
    ],
    notes: &[
        (
            "{child} missing from 21:00 to [01:20|07:40], back by {himself}. Return interview offered and [taken: at a friend's, the friend's mother confirms|refused].",
            "Shorter than before, and {he} came back unasked. {He} still leaves when {man} raises his voice.",
            "Police told what we know of the friend. {mother} practises saying “I'm glad you're home” first.",
        ),
        (
            "Family session. {man} said he does not want to be the policeman. {mother} said “then don't”. {child} laughed and then so did all of them.",
            "The first time I have seen them on the same side. It may not last till Friday and it happened.",
            "Rules cut from eleven to three; {child} wrote one of them.",
        ),
    ],
    visits: &[
        (
            "Door mended by {child} and {man}, “in silence, nearly”. {mother} cooked. {child} stayed at the table for [eleven|twenty] minutes, by her count.",
            "Something has softened. {child} looks tired and less ready to bolt. Safer.",
            "Mediation goes on fortnightly. School meeting on the [9th|14th], {child} chairs it.",
        ),
        (
            "Row in progress as I arrived; I could hear it from the gate. {child} left past me. {mother} sat on the stairs. {man} said “see?”.",
            "They perform it for each other and now for me. The little ones were under the table, which neither adult knew. It is their childhood too.",
            "{child} rang within the hour from {gran}'s. I see the little ones at school tomorrow.",
        ),
    ],
    directs: &[
        (
            "A family group conference before anything else. No talk of accommodation unless {child} has nowhere at all.",
            "Children who come into care this way at this age rarely do better for it, and both want to live together.",
        ),
        (
            "Look at the missing episodes together: where, who with, what time. Consider the exploitation tool.",
            "We treat each as a row. The places repeat.",
        ),
    ],
    closes: &[
        "{child} lives at home and has not been missing since [June|November]. {man} knocks. There are rows, and doors survive them. {child} is back at school [full time|on a college day-release, which suits {him}]. The family group runs without us.",
    ],
    story: (
        "Rows at home have ended with {child} leaving, or being told to leave.",
        "Nobody knows where {he} is when {he} goes, and school is nearly lost.",
        "{mother} and {child} love each other and can laugh. {gran} has a sofa.",
        "Family sessions, three rules, and a place to go that everybody knows of.",
    ),
    night: &[(
        "{child} rang {him}self at {time} from [the bus station|a friend's]: “I've been kicked out.” {mother}, rung back, says {he} can come home when {he} says sorry.",
        "Forty minutes on the telephone between the two. {gran} has {him} tonight. {mother} agreed to bring {his} uniform. Police told, so that {he} is not reported missing.",
        "Safe at {gran}'s. It was about a phone charger and about everything.",
        "{mother} expects a call after nine when the little ones are at school. {child} asked for the worker “with the dog”; find out who that was.",
    )],
};
