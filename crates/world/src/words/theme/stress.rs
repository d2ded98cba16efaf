//! Poverty, housing, families in acute stress.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "acute stress",
    weight: 110,
    need: "N4",
    sources: &[(26, "4"), (22, "2A"), (14, "8"), (12, "1A"), (10, "5D"), (8, "3B"), (8, "5B")],
    ages: (4, 13),
    factors: &["20", "4B"],
    harm: 1,
    worry: &[
        "@4@The family are to be evicted on [the 9th|Friday]. {mother} has [five bin bags by the door|not opened the last three letters]. {children} have been told they are “going on holiday”. The homelessness officer has one room, thirty miles away, and a school run cannot be done from it.",
        "@8@The food bank has seen {mother} [every week|on three Fridays] since [August|the hours were cut]. She takes less than she is offered. Last week {child} asked the volunteer for “a pretend receipt”, so that it would look like shopping.",
        "@2A@{school} reports that {child} [has no coat|is wearing shoes two sizes small]. {mother} was open about it: {father}'s firm shut, the car went, then the boiler. She has never asked for anything before and could not finish the sentence.",
    ],
    why_harm: &[
        "Seven people are in one room with a paraffin heater and no alarm; the baby has been in hospital twice with {his} chest. Advice has not changed it and the weather will not wait.",
    ],
    risks: &[
        ("Home to be lost", "Notice seen, dated; arrears of £[1,900|2,600|840]"),
        ("Cold and damp", "Mould on the bedroom wall; two chest infections since [autumn|January]"),
        ("Parents at breaking point", "{mother} cried at both visits; {father} sleeps in the van to “give them room”"),
    ],
    protects: &[
        ("They work together", "Seen: {father} cooks, {mother} sorts; they ask each other before answering"),
        ("{child} is happy at school", "Attendance 99%; teacher says “a joy”"),
        ("Neighbours and chapel help", "Coats, lifts and Sunday dinner"),
    ],
    analysis: &[
        "This is a good home that is running out of money. {child} is loved, listened to and cold. There is nothing in {mother}'s or {father}'s care that a social worker should change, and much in their circumstances that somebody should. The risk is that poverty is written up as neglect. I looked for neglect and did not find it.",
        "The strain has begun to reach {child}: {he} [hides letters|says {he} isn't hungry so that {sibling} can have it|asks about prices]. {He} is protecting {his} parents as they protect {him}. With the rent settled I would expect this to go as it came.",
    ],
    danger: &[
        "They will lose the home, the school and each other's patience, in that order. {child} will be in a room by the ring road with nowhere to do homework.",
    ],
    gets_in_the_way: &[
        "Wages, rent, a form filled in wrongly in [June|March]. {mother} is ashamed and so tells nobody. They have [sold the car|seen the adviser and done everything she said].",
    ],
    history_means: &[
        "Nothing before this year. That is itself worth saying: these are people whom we should never have met.",
    ],
    parents_say: &[
        "{mother}: “I thought you took kids for this.” {father}: “I'd rather have overtime than a social worker, no offence.” They agree with the assessment and ask that school be told it was not about care.",
    ],
    child_says: &[
        "“We're camping in the front room because it's the warm one.” {He} likes it, “but {sibling} kicks”. {He} knows about the letters. {He} wants [Dad to stop adding up|to stay at the same school].",
        "“I've got £4.10 if they need it.” {He} would like nobody to be told that {he} said so; we agreed that I may tell Mum.",
    ],
    teen_says: &[
        "“It's not a crisis. Crisis is on telly. We're just skint.” {child} wants to work at [the chip shop|the market] and to keep it.",
    ],
    notes: &[
        (
            "Housing: eviction stopped, [arrears plan at £15 a week|two-bedroom offered in {ward}]. {father} has agency work from Monday.",
            "{child} keeps {his} school and {his} friends. That was the whole worry.",
            "I stay until the first payment goes through.",
        ),
        (
            "Welfare fund: [boiler|beds, coats and a cooker] approved. {mother} asked whether it must be paid back. It need not.",
            "Warm by Thursday. {child} can sleep in a bed in the second room.",
            "Visit after it is fitted.",
        ),
    ],
    visits: &[
        (
            "The back bedroom is painted and the beds are in. {child} made {his} bed and showed me how the window shuts now. {mother} offered tea without apologising for the cup.",
            "{child} has {his} place back. There is nothing here for us.",
            "Closure next, if {mother} agrees.",
        ),
        (
            "Cold enough to see breath. Everyone in one room, in coats, doing a jigsaw. {father} was out asking for work. {mother} was cheerful until the little one coughed.",
            "{children} are well looked after in conditions nobody should be in. {child} watches {mother}'s face when money is spoken of.",
            "Emergency heating today. I ring the housing manager and do not write.",
        ),
    ],
    directs: &[(
        "Section 17 money today for heating. The rest through housing, by name and by Friday.",
        "It costs less than an assessment and it is what {child} needs.",
    )],
    closes: &[
        "The family are in a two-bedroom house with the rent paid. {father} works. {child} changed neither school nor friends. There were never concerns about care and this record should say so plainly.",
    ],
    story: (
        "The family was about to lose its home.",
        "Cold, debt and worry that {child} has begun to carry.",
        "Loving parents who work together. School is going well.",
        "Housing, heating, and then to leave them in peace.",
    ),
    night: &[(
        "{mother} at {time} from the [bus shelter|police station desk], with {children}: locked out by the landlord.",
        "Emergency bed and breakfast until Monday. Taxi sent. Spoke with {child}: “is it a hotel?”",
        "Safe, warm and in one room. The landlord has no order.",
        "Housing solicitor first thing, then school. The room ends on Monday at ten.",
    )],
};
