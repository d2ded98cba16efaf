//! Parents' drinking and drugs.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "alcohol and drugs",
    weight: 110,
    need: "N1",
    sources: &[(24, "6"), (20, "2A"), (12, "1A"), (10, "3E"), (10, "8"), (8, "1B"), (8, "9"), (8, "4")],
    ages: (5, 14),
    factors: &["1B", "2B", "16A", "3B"],
    harm: 16,
    worry: &[
        "@2A@{mother} came to collect [{child}|the little one] at [half past three|four, an hour late] and [could not walk straight|smelled of drink and argued with the caretaker]. Staff kept {child} in the office and rang {gran}. It is the [third|second] time this term. {child} said “it's only Fridays”.",
        "@6@Police searched the flat under warrant. Cannabis plants in the [loft|back bedroom], [a set of scales and cash|wraps within a child's reach]. {children} slept in the next room. {man} arrested; {mother} says she did not know what was behind the door.",
        "@3E,6@Paramedics took {mother} to hospital after [a fit|she was found on the stairs]; blood alcohol was [three times|four times] the driving limit. {child} had rung 999, [gave the address clearly|put her on her side because of “a thing at school”]. {He} asked whether {he} was in trouble.",
        "@8@The drug service writes that {mother}'s [last four tests were positive|partner is using again in the home], that she has told them so herself, and that medicine is kept [on top of the fridge|in her coat]. She knows that they are telling us.",
    ],
    why_harm: &[
        "{child} was in the car when {mother} drove after drinking, and not for the first time. Next time may be worse and she cannot promise that there will not be one.",
        "Methadone was found in the child's beaker cupboard, unlocked. A toddler who drinks it may die.",
    ],
    risks: &[
        (
            "{mother} drinks [most evenings|in bouts of three or four days]",
            "Her diary; bottles seen; police on [the 4th|two nights] in the autumn",
        ),
        ("{child} is left in charge", "{He} rang 999 {himself}; {sibling} says {child} “does bedtime”"),
        ("Visitors who use in the home", "[Two|Three] named by police; needle found on the landing by the caretaker"),
        (
            "Money goes on drink or drugs",
            "School uniform from the lost property box; meter empty on [two|three] visits",
        ),
    ],
    protects: &[
        ("{mother} has begun detox", "Service confirms [five|eight] weeks, all appointments; breath tests clear"),
        ("{gran} has the children on Fridays", "Since [October|Easter], at {mother}'s own asking"),
        ("{child} can say it", "{He} tells [Mr Lowe at school|the club leader] and knows that it is not telling tales"),
    ],
    analysis: &[
        "{child} knows from the sound of the key which evening it will be. {mother} sober is attentive and funny, and drunk she is not there at all; {child} has two mothers and prepares for both. The question for the assessment was whether the good one can be relied on. On [six|eight] weeks' evidence I think so while she goes to the service, and not otherwise. Relapse is likely and is not the end, if the plan expects it.",
        "The drinking is what everyone sees. Beneath it is [the death of the baby in 2021|what {man} does when he comes], and she drinks on the days that bring it back. {child} does not know why and thinks it is about {him}. Treatment without that would be treatment of the bottle.",
    ],
    danger: &[
        "One evening {child} will not be able to wake {mother}, or there will be a fire. If not that, {he} will go on being the one who stays awake, and will learn to trust nobody's promises.",
    ],
    gets_in_the_way: &[
        "{mother} has drunk since [she was sixteen|the separation]. {man} brings it. She [goes to the Tuesday group|has had one relapse in nine weeks and told us the same day]. She wants to be “boring by Christmas”.",
    ],
    history_means: &[
        "Contacts come in pairs: police, then school within the month. Twice {mother} stopped for [half a year|four months], both times with the same drug worker. When he left she began again. The lesson is about people, not leaflets.",
    ],
    parents_say: &[
        "{mother}: “I don't drink in front of them. I drink after.” We talked about what {child} hears after. She was quiet and then said “all right”. {father} wants {children} to live with him; {child} [does not|would like weekends].",
    ],
    child_says: &[
        "“Mum's juice makes her slow. I don't like the slow.” {He} showed me how {he} checks the front door. {He} wants [the fun Mum|Fridays at Nan's for ever|the bottles to be banned by the King].",
        "“I rang 999 because of the song we did. Will they come if I just want to ask something?” {He} wants somebody to tell {him} when it is bad enough.",
    ],
    teen_says: &[
        "“She says sorry so much it's like breathing.” {child} will [give it till summer|move to Dad's if she starts again], and has told her so. {He} would like the family group to be about her and not about {him}.",
    ],
    notes: &[
        (
            "Drug and alcohol service: {mother} attended [four of four|three of four]. Clear tests. She spoke of [the anniversary next week|{man} texting].",
            "Steady, with a hard date coming. She named it herself; a year ago she hid it.",
            "{gran} has {children} on the day. I ring in the evening.",
        ),
        (
            "{mother} rang at [08:50|09:15]: “I had a drink last night. One bottle. {child} was at Nan's.” She was ashamed and on time for the group.",
            "A lapse, told at once, with {child} out of the way as planned. This is the plan working. Still a lapse.",
            "No change to living arrangements. Extra visit on [Thursday|Friday]. The service knows.",
        ),
        (
            "Caretaker: noise and people on the stairs till three. {man}'s van was outside. {mother} says it was “his brother”.",
            "I do not believe this, and {child} was in bed at school time. If {man} is back the home changes within days.",
            "Unannounced visit tonight with a colleague; police asked for a log.",
        ),
    ],
    visits: &[
        (
            "No drink seen. Kitchen clean, locked box for medicine on the wall with the key round {mother}'s neck. {child} did {his} spellings while we talked and corrected mine.",
            "{child} has stopped listening to us for clues. That is new. Safer than in [September|the spring].",
            "Service report asked for the review. {mother} tells {child} about the anniversary, with me there if she wants.",
        ),
        (
            "{mother} spoke slowly and her eyes were glassy. She said flu. Two empty cans under the cushion. {child} said “she's fine” before I had asked.",
            "{child} is covering again. Less safe tonight. {mother} was not able to care for a small child by herself.",
            "{gran} came at [18:10|19:00] and stays. Breath test at the service tomorrow at ten. Manager told.",
        ),
    ],
    directs: &[
        (
            "Agree in writing who has {children} on a drinking day, and test it with an unannounced visit on a Friday.",
            "We know the pattern to the hour. The plan should too.",
        ),
        (
            "Ask the service for results and not for impressions. Hair test if {mother} agrees.",
            "“Engaging well” is not evidence. {child} has been told it is better before.",
        ),
    ],
    closes: &[
        "{mother} has not drunk, by test and by {child}'s account, since [February|August]. The lapse in [May|October] was handled by the plan. {gran} has her Fridays still. {child} knows whom to ring and for what, and last rang to say that {he} had passed swimming.",
    ],
    story: (
        "{mother}'s drinking has left {child} in charge more than once.",
        "On bad evenings nobody is really there. People come who should not.",
        "{mother} goes to the service and says when she has slipped. {gran} has Fridays.",
        "Tests, a Friday plan, and somebody whom {child} can ring.",
    ),
    night: &[(
        "Police at {time}: {mother} [drunk at the bus station with the youngest in the pushchair|fell asleep with the front door open]. Nobody hurt. She is [tearful|abusive, then tearful].",
        "{gran} fetched {children}. {mother} was taken home by officers, as she was fit to be alone. I spoke with {child}, who wanted to know whether “the form” had been filled in. I said it had.",
        "Safe with {gran} until tomorrow evening. {mother} cannot have care tonight and agrees.",
        "See {mother} sober, this morning, and {child} at school. Decide with {gran} what happens tonight. {gran} works from four.",
    )],
};
