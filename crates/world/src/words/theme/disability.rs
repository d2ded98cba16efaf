//! A child's disability, and the family's need of help with it.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "disability",
    weight: 65,
    need: "N2",
    sources: &[(34, "1A"), (22, "3F"), (18, "2A"), (10, "3A"), (8, "2B"), (8, "5D")],
    ages: (3, 15),
    factors: &["5A", "6A", "4B", "7A"],
    harm: 3,
    worry: &[
        "@1A@{mother} asks for help. {child} [does not sleep more than three hours|runs into the road|bites {himself} until {he} bleeds] and she has not [had a whole night since the spring|left the house with both children for a month]. “I'm not asking for a medal. I'm asking for a Saturday.”",
        "@3F,3A@The paediatrician writes that {child}'s [seizures are worse|weight needs two people to lift] and that {mother}'s own back has gone. Short breaks ended when the scheme changed. {sibling} is [doing the night feeds|“the other parent” at eleven].",
        "@2A@{school} says {child} comes [with the same pad as the day before|on a reduced timetable that suits nobody]. The family were going to refuse the place at the special school and then nobody rang them back.",
    ],
    why_harm: &[
        "{child} cannot speak and has bruises on the inside of both arms that handling does not explain. {He} cannot tell us and somebody must ask in a way that {he} can answer.",
    ],
    risks: &[
        ("Carers are worn out", "{mother}: [three|four] hours of sleep; her doctor signed her off in [May|October]"),
        ("{child} has no sense of danger", "Found on the [main road|quay] twice; new lock seen"),
        ("{sibling} is a young carer", "School letter: homework done at midnight"),
        ("Moves and handling are unsafe", "Occupational therapist's visit: no hoist, stairs"),
    ],
    protects: &[
        ("The parents know {child} through and through", "They read each sound; shown at every visit"),
        ("School and {mother} speak daily", "Home book seen, kind and exact"),
        ("{gran} learned to give the rescue medicine", "Certificate on the wall"),
    ],
    analysis: &[
        "{child}'s disability is not the problem. Night after night without help is. {mother} and {father} do with love and no sleep what a ward would do in shifts. {child} shows that {he} is content by [humming|leaning|laughing at the washing machine], and most of that happens at home. The need is for breaks, equipment and an end to telling the story to a new person each time. If it does not come, this family will break, and {child} will be moved far away from what {he} loves.",
        "It is hard to know what {child} wants, and so it is often not asked. With [pictures|the talker|somebody who knows {his} signs] {he} is clear: swimming, no hats, {sibling}. The assessment should follow that. {sibling}'s need is quieter and nearly as great.",
    ],
    danger: &[
        "{mother} will become ill, and {child} will be placed in an emergency, somewhere that does not know {his} signs.",
    ],
    gets_in_the_way: &[
        "Sleep. Forms. A wheelchair that was ordered in [March|January]. {mother} left work, {father} took a second job, and they meet on the landing.",
    ],
    history_means: &[
        "Four requests for short breaks in three years, each assessed anew and each “not meeting criteria”. The family has learned that asking makes no difference; that they ask again shows how bad it is.",
    ],
    parents_say: &[
        "{mother}: “Don't write that I'm not coping. I've coped for nine years.” They want two nights a month and one named person. {father} would like {sibling} to have somebody too.",
    ],
    child_says: &[
        "{child} used {his} cards: [swim, swim, home|more, finished, Mum|music, dog]. {He} pushed the “hat” card off the table. When {sibling} came in {he} flapped and sang.",
        "{child} does not use words. {He} took my hand to the garden door, put it on the handle and looked at me. We went out. {He} ran in circles, laughing, until {he} was tired.",
    ],
    teen_says: &[
        "On {his} talker {child} wrote: “I am not a baby. Ask me not mum.” So I did. {He} wants to go to the [cinema|skate park] with people of {his} age and without a lanyard.",
    ],
    notes: &[
        (
            "Occupational therapist: hoist [approved|delayed again], ramp in [six weeks|the new year]. {mother} should not lift alone.",
            "Every lift alone risks {child} and {mother} both. Delay is not neutral here.",
            "I chase weekly by name. Two carers for mornings until it is in.",
        ),
        (
            "Resource panel: [24|36] nights of short break and a direct payment agreed. {mother} said nothing for a while and then asked if it was a trick.",
            "It means sleep twice a month, and for {child} a place with a pool.",
            "Introductions: tea visits first, {sibling} may come.",
        ),
    ],
    visits: &[
        (
            "{child} was on the swing and did not want to stop, so we talked beside it. {mother} had slept. {sibling} showed me a model of a crane made for {child} to watch.",
            "The first visit in which nobody was on the edge of tears. {child} is busy and calm. Safer and happier.",
            "Review of nights in six weeks. {sibling}'s group starts on Thursday.",
        ),
        (
            "{father} alone with both, {mother} in hospital with her back. {child} was in the same clothes as the school had sent {him} home in, and upset. {father} had been up since two.",
            "This is the breakdown we were told would come. {child} does not understand where {mother} is. Not unsafe, and near it.",
            "Emergency hours from tonight, agreed by telephone. Picture of {mother} in bed sent, for the cards.",
        ),
    ],
    directs: &[
        (
            "See {child} at the short-break place and not only at home. Take the cards.",
            "We describe the carers' week well and {child}'s poorly.",
        ),
        (
            "Offer {mother} her own carer's assessment and {sibling} hers, this month.",
            "They are entitled to them and have not been told.",
        ),
    ],
    closes: &[
        "Short breaks, hoist and night carers are in place and reviewed by the disability service, which keeps {child} as its own case. {mother} sleeps. {sibling} has a group and a lie-in. One named person stays.",
    ],
    story: (
        "{child} is disabled and the family asked for help.",
        "No sleep, lifting alone, {sibling} caring.",
        "They know every sign of {child}'s. School writes every day.",
        "Short breaks, a hoist, and somebody for {sibling}.",
    ),
    night: &[(
        "{father} rang at {time}: {mother} has been taken to hospital and {child} will not settle; {he} is [hitting {his} head|screaming at the door].",
        "Talked {father} through {child}'s own calming plan: lights, music, blanket. Rang {gran}. {child} asleep by half past one.",
        "Safe. {father} cannot do tomorrow night alone as well.",
        "Ask the panel for emergency nights. School should know before the bus comes.",
    )],
};
