//! Sexual harm.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "sexual harm",
    weight: 35,
    need: "N1",
    sources: &[(36, "2A"), (30, "6"), (12, "1A"), (8, "3F"), (8, "3A"), (6, "5C")],
    ages: (4, 15),
    factors: &["19C", "4A", "17A"],
    harm: 52,
    worry: &[
        "@2A@{child} told [{his} teacher|the school counsellor] about something that [an uncle|{man}|a family friend] does “when Mum's at bingo”. The words {he} used are on the school's form, dated and timed. {He} was listened to and not questioned. {He} is due home at [half past three|four].",
        "@6@Police: a man who [has moved in with {mother}|sees the family on Sundays] has convictions for offences against children. {mother} was told today under the disclosure scheme. She said “he told me it was fraud”.",
        "@1A@{mother} found {child} [behaving in a way {he} could not have learned at {age}|frightened of bath time since the summer]. She had wondered before about [the babysitter|her brother] and had told herself not to be silly.",
    ],
    why_harm: &[
        "{child} has described abuse by an adult who has access to {him} tonight. {His} account is clear and nobody put it into {his} mouth.",
    ],
    risks: &[
        (
            "An adult who abused {child} was trusted in the home",
            "{child}'s interview; police; {mother}'s calendar fits",
        ),
        (
            "Family pressure to take it back",
            "Texts from an aunt to {mother}, seen; {child} asked if {he} could “un-say it”",
        ),
        ("{child} blames {himself}", "{He} said so to the counsellor and to me"),
    ],
    protects: &[
        ("{mother} believes {child}", "She said so to {him}, with us there, and changed the locks that night"),
        ("{child} told, and was heard", "School's record is exact; {he} says “she just listened”"),
        ("The man is kept away", "Bail conditions, checked; no breach in [five|seven] weeks"),
    ],
    analysis: &[
        "{child} told somebody, was believed, and the adult is out of the house: three things that do not often come together. {His} safety now rests on {mother} holding to it while her own family pull at her. I have seen her do that, at a cost. {child} is not “fine”; {he} is relieved, ashamed and worried about having broken something. What {he} needs is treatment, an unchanged bedtime and to stop being asked.",
        "The risk is known by its name and its address. What is less known is what {child} made of it and what {sibling} saw. I do not need the detail, and {child} has told it once to those who do.",
    ],
    danger: &[
        "If {mother} is worn down the man will come back by degrees, to a birthday first. {child} will learn that telling was a mistake.",
    ],
    gets_in_the_way: &[
        "It is {mother}'s own [brother|partner], and her mother has taken his side. She has lost half of her family in a month. She [sees the specialist worker weekly|sleeps on {child}'s floor].",
    ],
    history_means: &[
        "An allegation by a cousin, [nine|eleven] years ago, against the same man, ended with “no further action, child retracted”. Read beside {child}'s words it does not look like a retraction.",
    ],
    parents_say: &[
        "{mother}: “I asked God to make it not true, and then I asked what to do.” She agrees with every line. {father} wants to know what he is allowed to tell his own parents.",
    ],
    child_says: &[
        "“I said it and the roof didn't fall off.” {He} would like to know [if Mum is cross with {him}|when people will stop being careful]. {He} wants pizza on Fridays like before.",
    ],
    teen_says: &[
        "“Don't say brave.” {child} asked what a statement is for, who reads it and whether {he} can have a copy. I told {him}.",
    ],
    notes: &[
        (
            "Police: interview done at the [suite|centre] with an intermediary. {child} had breaks and a toy badger. Charging decision in [six|ten] weeks.",
            "It is said, once, and properly. The wait will be long for {him} and that should be planned for.",
            "Treatment need not wait for the court; referred today.",
        ),
        (
            "Therapist: {child} came [in a mask of a tiger|and talked about football for an hour]. {mother} had the parents' session.",
            "{He} sets the pace and is allowed to. {mother} has someone of her own.",
            "Nothing to change. School keeps Wednesdays free of tests.",
        ),
    ],
    visits: &[
        (
            "{child} was making pancakes with {mother}, both in flour. {He} asked about the dog. Not a word about anything else until the door: “He's not coming for Eid, is he?” or Christmas, or ever, said {mother}.",
            "{child} is checking that the grown-ups will hold. They did. Safer.",
            "Family meeting with the aunts, without {child}, led by a manager.",
        ),
        (
            "A cousin's car outside. {mother} tearful: her mother wants her to “let the family sort it”. {child} upstairs with the radio loud.",
            "The pull on {mother} is strong today. {child} hears all of it. Not less safe tonight, and it could become so.",
            "Written safety agreement gone through again. I ring at eight. Specialist worker sees her tomorrow.",
        ),
    ],
    directs: &[(
        "Nobody interviews {child} again. All who meet {him} are told so, by name.",
        "{He} has told it once to the people who needed it. Asking again would be for us.",
    )],
    closes: &[
        "The man was convicted. {child} finished treatment and {mother} hers. No contact, by an order. {child} is back at [choir|karate] and decides who knows.",
    ],
    story: (
        "{child} told somebody about harm by an adult whom the family trusted.",
        "Pressure on {mother} to let him back, and what {child} makes of it.",
        "{mother} believes {child}. {child} was heard.",
        "Treatment, a firm line about contact, and ordinary Fridays.",
    ),
    night: &[(
        "Police at {time}: the man [was seen in the street|rang the house eleven times]. {mother} is frightened.",
        "Officers went and he was arrested for breach. Stayed on the telephone with {mother}. {children} slept.",
        "Safe: he is in custody until court.",
        "Ask the court about conditions before noon. {child} does not know and {mother} would like help to tell {him}.",
    )],
};
