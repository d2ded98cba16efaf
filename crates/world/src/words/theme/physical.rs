//! Physical harm.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "physical harm",
    weight: 80,
    need: "N1",
    sources: &[(40, "2A"), (16, "3E"), (12, "6"), (8, "3A"), (8, "1A"), (8, "3B"), (8, "9")],
    ages: (4, 14),
    factors: &["18C", "17A", "3B"],
    harm: 48,
    worry: &[
        "@2A,3B@{child} came in with a [mark on the left cheek, four lines|bruise behind the ear|burn the size of a penny on the back of the hand]. {He} said [{he} walked into a door, then that {he} wasn't allowed to say|“Daddy did it with the spoon”|the dog jumped]. {He} asked the teaching assistant not to ring home. It was drawn on a body map and {he} was not asked more.",
        "@3E,3A@Accident and emergency: {child}, {age}, with [a broken forearm|a bruise on the thigh shaped like a belt]. {mother} says {he} fell from [the settee|a trampoline]; {man} says [the stairs|he was not there]. The doctor finds that neither explains it. [An older bruise, yellow, on the back.|No other marks.]",
        "@8,1A@{child} told a friend at [lunch|Brownies] that {man} “chokes me when I'm cheeky”. The friend told. {child} then said it was a joke and did not eat. The leader saw [no marks|a red line above the collar].",
    ],
    why_harm: &[
        "{child} has an injury which the explanation does not fit, in a place where children seldom hurt themselves, and has said who did it. {He} is due to go home to that person at [half past three|five].",
        "The doctor's opinion is that the injury was caused by an adult. There are younger children in the home who cannot speak for themselves.",
    ],
    risks: &[
        (
            "{child} was injured by an adult",
            "Paediatrician's report of [the 9th|the same day]; {child}'s own account, the same to three people",
        ),
        ("Explanations change", "{mother} gave [two|three]; {man} another"),
        ("Hitting is believed in", "{man}: “I had it and it did me no harm”; wooden spoon on a hook"),
        ("Younger children in the home", "{sibling} hides when {man} raises his voice, seen at the visit"),
    ],
    protects: &[
        ("{child} tells", "{He} told a teacher, the doctor and me"),
        ("{man} lives elsewhere for now", "Bail condition; seen by police check on [two|three] evenings"),
        ("{mother} asked what would help", "She rang the parenting course herself and went to [two|four] sessions"),
    ],
    analysis: &[
        "{child} was hit hard enough to leave a mark for [nine|six] days and was told to lie about it. The hitting was not a lost moment: {he} could show me where the spoon hangs. {mother} was hit as a child and did not see it as harm until the doctor showed her the photographs; I watched that happen and think it real. {man} has not moved. {child} is safe where {he} is while he stays away, and wants him to come home “when he's learned”.",
        "What the injury means depends on what the household believes, and they believe that children should be frightened a little. {child} is frightened a lot. {He} is obedient in a way that teachers like and that worried me. Change is possible: {mother} is ahead of {man}, and {gran} is ahead of both.",
    ],
    danger: &[
        "{child} will be hurt again, worse as {he} grows and answers back. {sibling} will be next. Both will learn not to tell.",
    ],
    gets_in_the_way: &[
        "Both parents were hit. They are tired, [crowded|short of money] and have no other way when {child} [will not sleep|defies them]. {mother} is trying [the quiet corner and says it “takes ages and works”|counting to ten, in Punjabi, aloud]. {man} [has not been to a session|went once].",
    ],
    history_means: &[
        "Two earlier contacts say “reasonable chastisement, advice given”. A mark was noted in one of them. Nobody spoke to {child} alone on either occasion. What looks like the first time is the third.",
    ],
    parents_say: &[
        "{mother}: “I'll never not see that photograph.” She wants {man} to learn and to come home. {man}: “You can't look at a child these days.” He accepts that he hit {him}, and that it was “too much that once”.",
    ],
    child_says: &[
        "“The spoon is for soup and for me.” {He} said it without any feeling. Then {he} asked whether I have a spoon. {He} wants [Dad to say sorry without “but”|the spoon to go in the bin].",
        "“It only hurts for a bit, it's the waiting.” {He} drew the stairs with all the steps counted.",
    ],
    teen_says: &[
        "“He'll say I asked for it. I did answer back. Does that count?” I said it does not. {child} would like to hear {him}self on the recording, to check that {he} said it.",
    ],
    notes: &[
        (
            "Paediatrician's report in. [Bruising is not accidental; two ages of bruise|The fracture could be accidental, the bruise could not]. Skeletal survey of {sibling} clear.",
            "This settles what and not who. For {child} it means that {he} was believed by a doctor, which {he} asked about.",
            "Shared with police. I tell {child} the result tomorrow at school, in words we have agreed.",
        ),
        (
            "Parenting course: {mother} there, [talked about her own father|brought {gran}]. Leader says she “gets it”. {man} absent.",
            "{mother} is changing. {man} is waiting for it to be over. The home is as safe as the one who is not in it.",
            "Contact stays supervised. I see {man} on [Monday|Wednesday] at the office.",
        ),
    ],
    visits: &[
        (
            "The hook is empty. {mother} showed me the quiet corner: a cushion and a sand timer. {child} [turned it for me twice|says it is boring]. {sibling} threw a cup and got a hug and a cloth.",
            "I saw what used to end in a slap end otherwise. One visit is one visit. Safer.",
            "Next time at tea, when it is hardest. {man} not to be told of visit days.",
        ),
        (
            "{man}'s boots in the hall, “to collect his post”. {child} did not come down. In {his} room {he} whispered. A new scratch on {his} neck: “the cat”. They have a cat.",
            "I do not know about the scratch and will not guess. I do know that {he} whispered. Less safe.",
            "Medical look today at [four|two]. Police told of the breach. Manager rung from the stairs.",
        ),
    ],
    directs: &[
        (
            "{sibling} and the others are seen alone as well, and looked at by the doctor, this week.",
            "One child has spoken. The others live there too and are smaller.",
        ),
        (
            "No relaxing of contact until {man} has been to the course and says, in his own words, what he did.",
            "Time passing is not change.",
        ),
    ],
    closes: &[
        "{child} has not been hit since [March|the day we met], by {his} account, {mother}'s and {sibling}'s. {man} finished the course at the second try and said sorry without “but”. School sees a noisier child. The spoon went in the bin and {child} put it there.",
    ],
    story: (
        "{child} was hurt at home by an adult and told somebody.",
        "{man} does not think it wrong. The younger ones are afraid of him.",
        "{child} tells, and {mother} is learning other ways.",
        "Course, supervised contact, and each child seen alone.",
    ),
    night: &[(
        "Hospital at {time}: {child}, brought by {mother}, with [a swollen hand|marks on both arms]. She says {man} “grabbed {him}”. {man} is at home with the little ones.",
        "Spoke with the registrar and with police, who went to the address. {man} left when asked. {child} stays in overnight; {mother} is with {him}. {gran} is with the others.",
        "All safe until the morning. {child} had fallen asleep before anybody asked {him}; nobody is to ask before the trained officer.",
        "Strategy discussion first thing. Consultant {surgery} is on the ward until ten. Do not let {man} on to the ward.",
    )],
};
