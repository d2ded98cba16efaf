//! Parenting, home and household.

pub static CARE: &[&str] = &[
    "An ordinary day: {mother} up at [six|seven], {children} fed and [walked to school|driven by {gran}], tea at five, bed by [eight|nine, later at weekends]. I saw [tea twice and bedtime once|a school run]. {father} [has them on Saturdays|does not share the care|does baths and bins]. What I saw was [kind and tired|patchy: good hours and bad|better than what was reported].",
    "{mother} does nearly all of it. She knows each child's [fears|foods|teachers]. Safety is weaker: [the stair gate was off|who comes to the house is not thought about|medicine stood on the table]. She put it right when told.",
    "{mother} and {man} each describe the other as the strict one. Rules [change with the mood|are clear and few]. {children} are [supervised|out a lot]. Neither parent has hit them, both say and the children say too.",
];

pub static WARMTH: &[&str] = &[
    "{mother} praises {child} [by name and for small things|rarely, and lights up when she does]. She gets down on the floor. Boundaries [come late and loud|are kept, with humour]. {father} [is playful and does not follow through|phones at bedtime].",
    "There is affection in this house: [hair is plaited, jokes are shared|arms go round shoulders without thinking]. “No” means [maybe|no, from Nan; maybe, from Mum]. {man} [keeps out of it|is too hard on the boys and knows it].",
    "Warmth goes to the youngest most easily. {child} [waits for hers|takes what is going]. We talked about it; {mother} [had not noticed and was upset|said “he doesn't need it like she does”].",
];

pub static HOUSEHOLD: &[&str] = &[
    "{mother} lives with {children}. {father} [lives across town and comes by on most days|is part of the household|has not been seen since the summer]. {gran} is [the hub of it|ten minutes away]. They get on [as families do|by not talking about money].",
    "In the home: {mother}, {children} [and, on most nights, {man}|and nobody else]. Names and dates of birth are checked against the family page. [Cousins come and go.|An uncle sleeps on the settee at present.]",
];

pub static HOME_MONEY: &[&str] = &[
    "[Two-bedroom council flat|Private let, damp in the back room|Three-bedroom house from the housing association]. [Rent is paid|Arrears of £[380|740|1,120]]. {mother} works [mornings at the bakery|nights, cleaning|when she can]. Heating is [on a meter and often off|fine].",
    "Clean, small and warm. Universal credit and [some hours at the fish dock|child benefit]. There is [nothing over at the end of the month|a loan from a doorstep lender]. The welfare fund was asked for [beds|a cooker] and said yes.",
    "The house is [crowded: four to a room|good, and cannot be afforded]. [No work since the factory shut|{father} drives for a parcel firm on no fixed hours].",
];

pub static LANGUAGE: &[&str] = &["English", "English; no interpreter wanted"];

pub static TOOK_PART: &[&str] = &[
    "{mother}, {children}, {gran}; {school}. {father} [by telephone, twice|at his home|was written to twice and did not answer].",
    "{mother} and {father} apart; {children} together and each alone; {gran}. {man} [would not meet|met once, at the office].",
];

pub static SEEN_WHERE: &[&str] =
    &["At home", "At school", "At home, in the kitchen", "At {gran}'s", "At the family hub", "Walking to the park"];

pub static NOT_ALONE: &[&str] = &[
    "Too young to be apart from {mother}; seen with her.",
    "{He} did not want to leave {mother} this time. I meet {him} at school next.",
    "{child} asked for {sibling} to stay.",
];

pub static NOT_SEEN: &[&str] = &[
    "{He} was [at a friend's|out and did not come back while I was there]. I go to school on [Thursday|Monday].",
    "{mother} said {he} was asleep and I accepted that. I come again within two working days.",
];

pub static PROCESS_SEEN: &[&str] = &[
    "Visit completed as planned. {mother} and {children} at home. Home conditions discussed. Next visit arranged.",
    "T/C to school. Attendance discussed. Left message for health visitor.",
    "E-mail received from housing and filed. Replied.",
    "Statutory visit. Family engaging. Plan discussed with {mother}.",
    "Meeting attended. Minutes to follow.",
];

pub static PROCESS_MEANS: &[&str] = &["", "No concerns noted.", "As above.", "Will continue to monitor.", ""];
