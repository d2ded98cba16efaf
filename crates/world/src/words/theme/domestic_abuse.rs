//! Domestic abuse.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "domestic abuse",
    weight: 230,
    need: "N1",
    sources: &[(52, "6"), (10, "2A"), (8, "1A"), (6, "3E"), (6, "3B"), (6, "4"), (4, "9"), (4, "3A"), (4, "5C")],
    ages: (4, 14),
    factors: &["3B", "3A", "4B", "1B", "17A"],
    harm: 20,
    worry: &[
        "@6@Officers were called to the address at [22:40|01:15|19:50] by [a neighbour who heard screaming|{mother} herself, who then hung up|a passer-by]. {man} had [pushed {mother} against the cooker|thrown a plate that cut {mother}'s hand|held {mother} by the throat “for a second”, in her words]. {children} [were upstairs and awake|stood on the stairs throughout|were found under a bed]. {man} had left when officers came. {mother} did not wish to make a statement.",
        "@2A@The [class teacher|designated safeguarding lead] rang after {child} [drew a picture of {man} with “a red face shouting”|told a teaching assistant that “Mummy's arm is purple again”|refused to go home at the end of the day]. Staff have noticed that {mother} [wears sunglasses at the gate|no longer speaks to other parents|leaves her telephone in the office so that {man} cannot hear]. {child} [flinches when a chair falls|has become very quiet|hit another child for shouting].",
        "@3B,3D,4@{mother} told the [health visitor|midwife at the drop-in|housing officer] that {man} [checks her telephone and her purse every evening|has had her bank card since the spring|locks the front door and takes the key to work]. She said “he has never touched the kids” and then that {child} [“gets in between us”|“stops eating when he comes in”]. She asked that nobody write to the house.",
        "@6@Third call to the address in [six weeks|two months]. {man} is on bail with conditions not to go there and [was found in the loft|was seen leaving by the back gate|answered the door in his socks]. {mother} said she had invited him “for the kids' sake”. {children} [would not look at officers|asked whether Dad was going to prison|were told by {man} what to say].",
        "@9,1B@A caller [who would not give a name|from two doors down] says she hears {man} [calling {mother} names for an hour at a time|breaking things|shouting at the children to get out of the way]. Last [Saturday|Tuesday] {mother} was in the street at midnight [without shoes|holding the youngest]. The caller is frightened that “one day she won't get out”.",
    ],
    why_harm: &[
        "The violence has become worse [over three months|since the separation] and {child} was [within arm's reach|hit by something that was thrown|in {mother}'s arms] this time. {man} has [broken bail|made threats to kill|access to the home]. This is likely to hurt {child} again, in body as well as mind.",
        "Strangulation is named by the police. {child} tried to pull {man} away. Any next time may kill {child}'s mother in front of {him}, and {child} puts {himself} between them.",
    ],
    risks: &[
        (
            "{man}'s violence to {mother}",
            "[Four|Three|Six] police call-outs since [March|June|last autumn], each with {child} in the home; bruising to {mother} seen by the [health visitor|surgery]",
        ),
        (
            "{child} puts {himself} between the adults",
            "{child} told me so; {mother} says the same; a torn school jumper was seen",
        ),
        (
            "Control of money and movement",
            "{mother} had no card or door key at the first visit; she asked before answering each question",
        ),
        (
            "Separation, when danger is greatest",
            "{man} left on a bail condition and has come back at least [once|twice]",
        ),
        (
            "{child} is afraid at night",
            "School says {he} falls asleep in lessons; {he} keeps [a chair|a torch] by the door",
        ),
    ],
    protects: &[
        (
            "{mother} calls for help",
            "She called the police herself [twice|on the last two occasions] and opened the door to them",
        ),
        (
            "{gran} takes the children in",
            "They slept there on [the last two bad nights|each occasion since the summer]; {gran} answers the telephone at any hour",
        ),
        ("The independent adviser sees {mother} weekly", "Confirmed by telephone; safety plan and changed locks seen"),
        (
            "{child} has an adult at school whom {he} tells",
            "{He} went to [the learning mentor|a teacher] on {his} own [three|four] times this term",
        ),
    ],
    analysis: &[
        "{child} lives with fear that comes and goes with {man}'s mood. What stands out is not any one night but how {he} has arranged {his} life round it: [sleeping in {his} clothes|listening on the stairs|keeping the little ones quiet]. {mother} protects {child} in the ways open to her, and her choices, which may look like failing to protect, are made under threat. The responsibility for the violence is {man}'s. I am fairly sure that {child} is safer while {man} is away; I am not at all sure that he will stay away. I would think otherwise if [he completed the programme and {mother} said, alone, that things had changed|he kept the conditions for three months].",
        "The police reports each read as small. Together they show [a grip that tightens when {mother} plans anything of her own|violence that began in pregnancy and has grown]. {child}'s behaviour at school makes sense in this light: {he} is watchful, not naughty. {mother} and {child} are close, and that closeness is the best thing {he} has; it also means that {he} carries what {he} thinks {his} mother cannot. The likely harm is to {child}'s sense that home is safe, and the injury of being in the way.",
        "{man} speaks of “arguments”; {child} speaks of “the bad nights”. They do not describe the same house, and I believe {child}. {mother}'s move to [her own tenancy|{gran}'s] has changed more than any agreement with us did. What remains uncertain is contact: {child} wants to see {his} dad and is frightened of [the handover|what {he} will have to tell him].",
    ],
    danger: &[
        "{child} will go on listening for {man}'s step and putting {himself} between the adults. Sooner or later {he} will be hurt, or will see {mother} badly hurt. {He} will learn that this is what love is like.",
        "The violence is likely to return within weeks, worse if {mother} tries to leave without help. {child}'s sleep, learning and trust would suffer for years.",
    ],
    gets_in_the_way: &[
        "{mother} is afraid, tired and watched. She has no money of her own [and her family is far away|and her residence depends on his]. She has [started the freedom programme|changed her number|spoken to a solicitor]. {man} drinks at weekends and grew up with the same; he has [twice missed the first session of the programme|agreed to the programme and gone to two sessions].",
    ],
    history_means: &[
        "[Four|Five] earlier contacts, all about the same thing, each closed because {mother} said he had gone. He had not. The pattern is that help ends when he leaves, and he returns when help ends. What helped before was the adviser who kept ringing.",
        "The record shows violence in {mother}'s first pregnancy, with another man. She protected that child by leaving. She can do it; she did it with [{gran}'s|her sister's] help and a refuge place. It took us eleven weeks then to answer.",
    ],
    parents_say: &[
        "{mother}: “You lot write that I chose him. I chose not to be killed.” She wants help with [the locks|a court order|the tenancy] and for {children} to have somebody to talk to. {man}: “It's six of one.” He says he never touched the children and that the police exaggerate. He accepts that they heard it.",
        "{mother} agrees with the worries and says the assessment is fair, “but put in that I rang every time”. {man} was offered three appointments and came to one. He disagrees that he controls money; he says she cannot budget.",
    ],
    child_says: &[
        "“When the door goes loud I take {sibling} to the wardrobe and we do a sleepover in there.” {He} said it is “a good wardrobe”. {He} wants [Mum to laugh like on holiday|a lock that only opens from inside|Dad to be nice like on Sundays].",
        "“Dad's angry lives in his hands.” {He} put the sad bear on the bed and the shouting bear outside the house, and shut the door. {He} said “that's better”.",
        "“I don't want Mum to cry in the bathroom. I sing so {sibling} can't hear.” Asked what {he} would change with a magic wand: “the nights”.",
    ],
    teen_says: &[
        "“Everyone asks Mum. Nobody asks me and I'm the one who's awake.” {child} says {he} would [stay at {gran}'s for good|leave tomorrow] “but who'd look after them?”. {He} wants us to stop telling {man} what {he} said.",
        "“It isn't arguing. Arguing is when both people can win.” {child} wants to see {his} dad “somewhere with other people in it”.",
    ],
    notes: &[
        (
            "{mother} rang from [work|a friend's telephone]. {man} [sat outside the school in his car|sent forty messages on Sunday|rang {gran} asking where they were]. She spoke fast and said {child} [would not get out of the car|wet the bed again].",
            "The bail condition is not holding. {child} reads {his} mother's fear before she says anything; the bed-wetting is back on the same nights. Less safe than last week.",
            "I rang the officer in the case at [11:20|14:05]; he will log a breach. {mother} keeps to the other gate. School told. I visit [tomorrow|on Thursday] after school.",
        ),
        (
            "Spoke with the independent adviser. {mother} has come to [three|five] sessions. The safety plan was gone through: bag packed, papers at {gran}'s, code word with {child}'s school.",
            "{mother} is doing things for herself which she could not do in [the spring|September]. A plan that {child} knows and did not have to make is a relief to {him}.",
            "No change to the plan. The adviser tells me if a session is missed, the same day.",
        ),
        (
            "MARAC heard the case. Marker on the address, lock change approved, {man}'s probation officer named. Nobody had told them that he has [a new partner with a baby|the car].",
            "There may be another child in danger, whom nobody has asked about. For {child} the marker means that a call will be answered quickly.",
            "Contact recorded for the other household today. I tell {mother} about the marker by telephone, not by letter.",
        ),
        (
            "School: {child} [told the mentor that Dad was “sleeping in the shed”|came in without a coat and would not say why|has been at every breakfast club this week].",
            "If he is in the shed he is in the home. I am not sure; {child} has used this word before for {his} uncle. Needs asking gently and not in front of {mother}.",
            "Visit brought forward to tomorrow. Manager told.",
        ),
    ],
    visits: &[
        (
            "New locks on both doors. {mother} showed me [the camera that the council put up|the bag by the door]. {child} [came down in {his} uniform and showed me a reading certificate|stayed on {his} mother's knee until I sat on the floor]. The hole in the kitchen door has been covered with a calendar.",
            "The house is quieter and {child} moves about in it; last time {he} did not leave the settee. Safer than last time, as long as he stays away.",
            "{mother} applies for the order on [Monday|Friday], I go with her. Next visit unannounced.",
        ),
        (
            "{man} opened the door. He said he was “fixing the boiler”. {mother} did not speak. {child} was [upstairs with the door shut|sent out to play as I came in]. I asked to see {child} and did, in {his} bedroom, for [ten|five] minutes.",
            "He is back, and everybody acts as if he is not. {child} said nothing while he was in the house. Less safe than at the last visit; the agreement means nothing today.",
            "I spoke with my manager from the car. Strategy discussion to be considered today. {mother} to be seen alone at the surgery tomorrow.",
        ),
        (
            "{mother} and {children} at {gran}'s. Mattresses on the floor, everyone fed, the cat too. {child} did most of the talking. {mother} slept in the chair for part of it.",
            "They are crowded and calm. {child} asked how long they can stay, not whether {he} must go back: to {him} this is already home.",
            "Housing priority letter goes tomorrow. School transport asked for.",
        ),
    ],
    directs: &[
        (
            "See {child} alone away from the home before the next review. Speak to {man} about his behaviour, separately, with a second worker. Do not ask {mother} to sign anything that makes her responsible for his actions.",
            "The recording is about what {mother} does and hardly mentions {man}. The risk comes from him. I would think otherwise if he were engaged with the programme, and he is not.",
        ),
        (
            "The assessment goes on as planned. Ask the police for all call-outs, not only the last. Chronology to be read before the analysis is written.",
            "Three contacts look small alone. I want to be sure that we see the pattern before we decide that the level is right.",
        ),
    ],
    closes: &[
        "We became involved after police were called to violence by {man} against {mother} with {children} in the home. {mother} has her own tenancy, an order that has held for [five|four] months, and an adviser whom she rings herself. {child} sleeps through and has stopped sitting by the door at school. {man} sees the children at the contact centre and has kept to it. What is different is that the children no longer plan for bad nights.",
        "There were [two|three] incidents before the referral and none since. {man} finished the programme; {mother} said, alone, that she is not afraid and told us how she would know if that changed. {children} said the same in their own ways. We checked with school, the police and the surgery.",
    ],
    story: (
        "Police have come to the house several times because {man} hurt {mother}. {child} was there.",
        "{man} may come back. {child} gets between the adults, and is frightened at night.",
        "{mother} calls for help, and {gran} is there. {child} talks to somebody at school.",
        "Court order, safety plan with the adviser, and time alone with {child} to hear how nights are.",
    ),
    night: &[(
        "[23:55|02:10] Police at the address: {man} [forced the kitchen door|refused to leave], {mother} has [a cut lip|a sore wrist]. {children} are there, awake. {man} arrested. Officers ask whether the children can stay.",
        "Spoke with {mother} on the officer's telephone. {gran} came by taxi within the half hour and is staying. Spoke with {child}, who said “is he coming back tonight?” and was told no. Police will tell us before release. No visit was needed with {gran} there.",
        "{children} are safe until {man} is released, which rests on {gran} being there and on the police ringing us. They have had perhaps three hours of sleep.",
        "Ring {mother} before 9:30 [on her own number only|at {gran}'s]. Ask the custody sergeant for the time of release and conditions. Tell school that the children may be late. Consider a strategy discussion: this is the [third|second] time since the summer.",
    )],
};
