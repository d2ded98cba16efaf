//! A parent's mental illness.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "parent's mental health",
    weight: 120,
    need: "N3",
    sources: &[(20, "3F"), (20, "2A"), (16, "3A"), (14, "3B"), (14, "1A"), (8, "6"), (4, "3E"), (4, "1C")],
    ages: (5, 15),
    factors: &["4B", "7A", "4A", "16A"],
    harm: 9,
    worry: &[
        "@3F@The [crisis team|community nurse] visited {mother} today. She has [stopped her tablets|not slept for four nights] and [says the neighbours are listening through the sockets|talks of “going away so they'd be better off”]. {children} were [off school to keep her company|told to be quiet in case it starts again]. {child} opened the door and answered for her.",
        "@2A,3C@{child} told [{his} form tutor|the school nurse] that {he} “can't come on the trip because of Mum”. {He} [rings home at break|counts her tablets every night|has not brought a friend home this year]. Attendance has slipped to [84|79]% and {he} will not say why.",
        "@1A@{gran} rang. {mother} has [been in bed since the weekend|painted over the windows|given the rent away]. {gran} has the little one and cannot manage all of them. “She was like this when {child} was a baby and nobody listened to me then.”",
        "@3B@Six-week check: {mother} scored [19|22|17] on the questionnaire, cried throughout and [would not look at the baby|said the baby hates her]. She has thoughts of harming herself, none of harming the baby. {man} is [at sea|on nights] until [the 14th|Friday].",
    ],
    why_harm: &[
        "{mother} includes {child} in her frightening beliefs: she [will not let {him} eat what the school cooks|says {he} has been swapped]. There is nobody else in the home. Harm is likely and could be sudden.",
        "{mother} took tablets last night with {child} in the house; {he} found her. She has gone home against advice and {he} with her.",
    ],
    risks: &[
        (
            "{mother}'s illness is active",
            "Nurse: [third|second] relapse in [two years|eighteen months]; tablets stopped in [March|the summer]",
        ),
        (
            "{child} is a carer",
            "{He} cooks, wakes the others, keeps the tablets; school counts [nineteen|eleven] late mornings",
        ),
        ("{child} thinks it is {his} fault", "{He} said so: “it's worse when I answer back”"),
        ("Few other adults", "{father} away; {gran} [seventy-four and not well|works nights]"),
    ],
    protects: &[
        (
            "{mother} knows her early signs",
            "She wrote them down with the nurse; the list is on the fridge and {child} has read it",
        ),
        ("{gran} takes over when asked", "Did so on [two|three] occasions this year without a row"),
        ("{child} has young carers' club", "Goes every [Tuesday|Thursday]; the leader knows {him} well"),
        (
            "Treatment works when it is taken",
            "[Eleven|Eight] good months last year: school has the attendance to show it",
        ),
    ],
    analysis: &[
        "When {mother} is well this is a warm and orderly home, and nobody would be writing about it. When she is ill {child} becomes the adult, and does it so well that nobody notices. What worries me is not {mother}'s love, nor even the illness, but that each relapse is met as if it were the first. The plan must be about the bad weeks: who comes, who cooks, who tells {child} what is happening. I am confident of this because {child}, {mother} and {gran} each told me the same.",
        "{child} reads {his} mother's face as other children read a clock. {He} has learned to be [cheerful|small|useful]. The likely harm is slow: tiredness, lost schooling, the belief that everything depends on {him}. There have been two frightening days, and those are what professionals remember; {child} remembers the evenings. I would be more worried if {mother} did not see any of this. She does.",
    ],
    danger: &[
        "There will be another relapse, and {child} will again be the first to see it and the last to be told. In time {he} will stop going to school, or will become ill {himself}.",
    ],
    gets_in_the_way: &[
        "{mother}'s illness comes [twice a year|with every birth|when she stops sleeping]. The tablets make her [slow and fat, she says|feel nothing], so she stops. She [has agreed to the monthly injection|wants a different doctor]. She lost her own mother to the same illness, and nobody told her anything.",
    ],
    history_means: &[
        "Each of the earlier contacts follows a relapse by a week or two, and each was closed when {mother} was well. Read together they show an illness with seasons. What helped was the children's centre worker who came in the good weeks too.",
    ],
    parents_say: &[
        "{mother}: “When I'm well you don't need to be here and when I'm ill I don't want you here. So when?” She asks that {child} be told things, properly, by somebody who knows. {father} says it is “in her head” and, later, that he is frightened of it.",
    ],
    child_says: &[
        "“Mum's brain gets stuck in the rain.” {He} drew a cloud with a plug. “I do the drying up so she doesn't have to see it.” {He} wants [to know when she'll be better|Nan to have a key|somebody to come on Sundays].",
        "“If I'm good she stays downstairs.” We talked about whether that is how it works. {He} was not sure. {He} would like [to go to football|to sleep at Jess's house and not think].",
    ],
    teen_says: &[
        "“I know her tablets better than the doctor. Nobody asks me because I'm [thirteen|twelve].” {child} wants a number that somebody answers at night, and a day off that is really off.",
    ],
    notes: &[
        (
            "Nurse rang: {mother} has [restarted tablets|had her injection]. Sleeping six hours. {child} came to the last ten minutes of the appointment and asked [three questions, good ones|whether it is catching].",
            "{child} was told the truth by somebody who knows, for the first time. {He} looked lighter walking out.",
            "Nurse invites {him} again in [six weeks|January]. I note it on the family's calendar.",
        ),
        (
            "School: {child} [late four times|asleep in maths|has stopped answering register in French]. {mother} did not answer two calls.",
            "Lateness has been the first sign each time before. I am not sure yet; a cold went round the house as well.",
            "I call in this afternoon. If it is what I think, {gran}'s part of the plan starts tonight.",
        ),
        (
            "Young carers' worker: {child} led the cooking session, [laughed a lot|argued with nobody]. {He} told her that {he} hides letters from the council.",
            "{He} is a child there for two hours a week. The letters tell me that {he} is still running the house.",
            "Post goes through together with {mother} on Fridays from now on.",
        ),
    ],
    visits: &[
        (
            "Curtains open, {mother} dressed and cooking. She talked about [the garden|a course]. {child} was in the bath, singing, with the door shut. The list of early signs has two ticks on it, both from [last week|the same day].",
            "{mother} is watching herself and not being watched by {child}. Safer than last time.",
            "Keep fortnightly. The plan for bad weeks is tried out with a rehearsal at {gran}'s.",
        ),
        (
            "{mother} in the dark front room, phone switched off. She said “they know” and did not want to say who. {child} stood between us. The little one had eaten dry cereal from the box.",
            "She is ill again and {child} is managing it. Less safe. {He} looked relieved when I rang {gran}.",
            "Crisis team came at [15:20|17:05] while I was there. {children} to {gran}'s until Friday. Manager told.",
        ),
    ],
    directs: &[
        (
            "Write the bad-week plan with {mother} while she is well, with names against hours. {child} reads it before it is final.",
            "We close when she is well and return when she is ill. That rhythm suits us and not {child}.",
        ),
        (
            "Invite adult mental health to every review. No decision on parenting without their view of outlook.",
            "Two services are each describing half a family.",
        ),
    ],
    closes: &[
        "{mother} has been well for [seven|nine] months and has stayed with treatment. There is a plan for bad weeks which was used once, in [May|October], and worked: {gran} came the same night and {child} missed no school. {child} has young carers and a nurse whom {he} can ring. That is what we set out to do.",
    ],
    story: (
        "{mother} has an illness that comes back. When it does {child} looks after everybody.",
        "The bad weeks come quickly and {child} is alone with them.",
        "{mother} is loving and knows her early signs. {gran} takes over when asked.",
        "A plan for bad weeks with names in it, and time off for {child}.",
    ),
    night: &[(
        "{gran} rang at {time}: {mother} is [walking up and down in the street|locked in the bathroom and will not speak]. {children} are in the house.",
        "Rang the crisis team, who went out. Spoke with {mother} through {gran}; she agreed to be seen. {children} are asleep at {gran}'s. {child} packed for the others.",
        "{children} are safe at {gran}'s. {mother} is being assessed; the outcome was not known when I finished at six.",
        "Ring the crisis team before nine and then {gran}. {child} has a test today and wants to go: school should know why {he} is tired.",
    )],
};
