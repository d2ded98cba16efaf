//! Children's own distress: self-harm, school, being ill with worry.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "child's distress",
    weight: 65,
    need: "N5",
    sources: &[(34, "2A"), (22, "3E"), (14, "3F"), (12, "1A"), (8, "3A"), (6, "1C"), (4, "8")],
    ages: (10, 16),
    factors: &["15A", "4A", "20"],
    harm: 3,
    worry: &[
        "@3E@{child} was brought to hospital having taken [twelve|nine] tablets. {He} told [{mother}|a friend by message], who rang. Medically well. {He} says “I wanted it to stop, not me.” The ward will not discharge {him} until somebody has talked with us.",
        "@3C,2A@The school nurse saw cuts on {child}'s [thighs|arm], [old and new|in neat rows]. {He} has asked that {mother} not be told. {He} stopped eating in the hall in [October|May]. A video [has gone round the year|of {him} was shared].",
        "@1A,3A@{child} has not been to school for [seven|nine] weeks. {mother} has tried [bribes, the lift, crying|four doctors]. {He} is up all night and asleep all day, and has written [on the wall|in a note] that nobody would notice.",
    ],
    why_harm: &[
        "{child} has a plan, the means and a date. {mother} does not believe it and will not lock the tablets away.",
    ],
    risks: &[
        ("Self-harm, becoming more frequent", "School nurse's body map; {child}: “most nights”"),
        ("Alone at night online", "Phone shows four hours after midnight"),
        ("{mother} and {father} give opposite answers", "One takes the door off, one says leave {him} be"),
    ],
    protects: &[
        ("{child} tells before or soon after", "[Three|Two] times {he} sent a message"),
        ("{mother} put tablets and blades in a locked box", "Seen; {child} has no key and said “good”"),
        ("A friend who stays", "{child} names her; {mother} likes her"),
    ],
    analysis: &[
        "{child} hurts {himself} to feel less, not to die, and {he} knows the difference. The danger lies in nights when {he} does not. Behind it are [the video and everyone having seen it|being the sensible one in a loud house|{his} nan's death, which nobody spoke of]. {mother} is frightened and so she searches {his} room, and {he} hides better. What helps is dull: sleep, food, one adult, no speeches.",
        "This has been treated as illness by some and behaviour by others. {child} says it is a language. {His} parents are learning it late and in earnest. I would worry more if {he} stopped sending the messages.",
    ],
    danger: &["{child} will go on alone at night with it, and one night will go too far without meaning to."],
    gets_in_the_way: &[
        "The parents are separated and {child} is the only post between them. The waiting list is [nine|eleven] months. They have [begun to eat together on Wednesdays|both read the same leaflet].",
    ],
    history_means: &[
        "An earlier contact, at nine: “tummy aches, school to monitor”. It was the same thing in a child's words.",
    ],
    parents_say: &[
        "{mother}: “I'm scared to say good morning wrong.” {father}: “In my day”, and then he stopped himself. Both want to be told what to do on a bad night.",
    ],
    child_says: &["“It's like when you shake the bottle.” {He} wants people to [stop asking on a scale|knock]."],
    teen_says: &[
        "“You can't fix it so don't do the face.” {child} wants [the video gone|Mum to watch rubbish telly with {him} and not talk], and to choose who knows.",
        "“I write to you because I can type it and not say it.” Two pages came. {He} asks to be in the meeting, by text.",
    ],
    notes: &[
        (
            "Mental health team: first appointment moved up to [the 16th|next Tuesday]. Safety plan shared: messages first, box, Nan's sofa.",
            "There is something between a bad night and hospital now. {child} wrote half of it.",
            "School has a copy, with what {he} left out left out.",
        ),
        (
            "{child} messaged at [23:10|00:30]: “bad one.” {mother} sat on {his} floor until two. No harm done. Both at school and work by nine.",
            "The plan worked on a night that counted. {mother} did the right thing by doing little.",
            "Told them both so. Nothing else.",
        ),
    ],
    visits: &[
        (
            "{child} downstairs, in daylight, with toast. Sleeves up, healed. {He} showed me a [playlist|drawing] and asked when I was leaving, kindly.",
            "Sleeves up is a sentence. Safer.",
            "Fortnightly. {He} picks where.",
        ),
        (
            "Door shut, music. {mother} had found a blade in a pencil case. We talked through the door; {he} pushed a note under it: “not today.”",
            "{He} answered, which is the plan. A worse week, after the video came round again. Less safe at night.",
            "School and police about the video today. {father} has agreed to the box at his.",
        ),
    ],
    directs: &[(
        "Make the night plan first. The assessment of everything else can follow.",
        "The risk has an hour of the day.",
    )],
    closes: &[
        "{child} has not hurt {himself} for [three|four] months and says that {he} might again and what {he} would do. Therapist weekly. Back at school by halves. {mother} knocks.",
    ],
    story: (
        "{child} has been hurting {himself}.",
        "Nights, the phone, and parents who differ.",
        "{He} tells somebody. A friend stays.",
        "A plan for nights, and the therapist.",
    ),
    night: &[(
        "{mother} at {time}: {child} has cut deeper than before. Ambulance is there. {He} will go if [Dad does not|the friend's mother] comes.",
        "{mother} went with {him}. Stitches, home at five. Mental health nurse saw {him} on the ward.",
        "Safe, tired and sorry. {mother} sleeps beside {him}.",
        "Ring after eleven. Bring the appointment forward. {child} would like a text and not a call.",
    )],
};
