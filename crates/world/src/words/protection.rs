//! What people write in child protection work, whatever the trouble: discussions, enquiries, conferences, plans.

pub static TRIGGER: &[&str] = &[
    "{child} said [at school|to the health visitor] what happened at home, and there [is a mark that fits|are two earlier reports of the same]. The referral gives {his} words.",
    "Police attended again. {child} was in the room. {mother} [has injuries|says that it has got worse since the summer].",
    "Three agencies have described the same thing within a month, and {child} is [losing weight|frightened of going home].",
];
pub static POLICE: &[&str] = &[
    "[Two|Three] earlier reports at the address, none charged. Bail conditions [keep {man} away until the 14th|are being asked for]. Nothing held on {mother}.",
    "One caution of {man} in another force, for violence. Officers will speak with him today and not before {child} is safe.",
    "Nothing held on the adults. The lane's other calls are about a different house.",
];
pub static HEALTH: &[&str] = &[
    "[No injury on record.|One attendance in June, explained late and then differently.] Immunisations are up to date. Weight [steady|has dropped across two lines].",
    "{mother} has kept [most|few] of her own appointments. The health visitor has been let in [each time|once in four].",
];
pub static EDUCATION: &[&str] = &[
    "{child} is [in every day|at eighty per cent]. Hungry on Mondays. Told the teaching assistant that {he} [does not like Fridays|sleeps at {gran}'s when it is loud].",
    "{school} describe a quiet child who has become quieter. Fetched by [{mother}|{gran}|different people].",
];
pub static OURS: &[&str] = &[
    "[One|Two] assessments in three years, closed when things were calmer. What was agreed then [held for a term|was not tested].",
    "Not known before this referral. The chronology has been begun.",
];
pub static SAFE_TONIGHT: &[&str] = &[
    "{child} sleeps at {gran}'s. {man} is told by the police not to come. I ring at seven and go in the morning.",
    "{mother} stays with {child}; {man} has left and agreed to it in writing. Duty calls by at six, and police pass the house tonight.",
    "{child} is in hospital until the morning round and leaves only after we have spoken.",
];
pub static MEDICAL: &[&str] =
    &["Paediatrician at nine tomorrow, {mother} goes along and consents. {child} has been told what will happen."];
pub static FOLLOW_UP: &[&str] = &[
    "Get the information that was missing from the discussion and tell everybody who was in it",
    "Ring back at nine, and call the discussion again if it changes anything",
];
pub static ABSENT: &[&str] = &["Nobody on the rota answered", "In clinic until five; has sent what is on the record"];
pub static DISCUSSION_ACTIONS: &[&str] = &[
    "See {child} alone, today",
    "Speak with {mother} apart from {man}",
    "Ask {school} for {his} attendance and what {he} has said",
];
pub static DISCUSSION_RATIONALE: &[&str] = &[
    "What {child} said, and what police and health hold, give reasonable cause to suspect significant harm. Enquiries are [joint|ours, police to be told of anything new].",
    "Harm is likely if nothing is done. Agencies agree on that and differ on how soon; the safety plan covers both.",
];
pub static NO_ENQUIRY: &[&str] = &[
    "The explanation fits and two people saw it happen. The threshold for enquiries is not met; the assessment goes on and asks the same questions with more time.",
];
pub static PARENTS_SAY: &[&str] = &[
    "{mother} says that it was [an accident|once, and that it will not happen again]. She is [frightened of what comes next|angry that nobody asked her first].",
    "{mother} told it as {child} does. {man} would not speak with us.",
];
pub static INJURIES: &[&str] = &[
    "None seen.",
    "A fading bruise above the left elbow, the size of a coin, seen by me and the school nurse. Explained as a fall from the [slide|bunk].",
];
pub static HISTORY_MEANS: &[&str] = &[
    "Each earlier event was looked at by itself. Side by side they show the same thing coming back when {mother} has nobody.",
];
pub static RISKS: &[(&str, &str)] = &[
    ("{man}'s temper when he drinks", "Police reports; {child}'s own words"),
    ("{mother} plays it down", "Her account changed between Tuesday and Thursday"),
];
pub static PROTECTS: &[(&str, &str)] =
    &[("{gran}", "Comes at night when rung, and has"), ("{school}", "{child} talks there and is heard")];
pub static ENQUIRY_ANALYSIS: &[&str] = &[
    "On balance {child} was hurt as {he} says. It is likely to happen again when the adults drink, and {he} has learned to keep quiet. [{his} sister watches {him} do so.|The baby cannot move away from it.]",
    "What was feared did not happen. What was found is a tired household with too little of everything, and help that {mother} asks for.",
];
pub static CHECK_ANSWERS: &[(&str, &str)] = &[
    ("police", "Two reports held, as told in the discussion; nothing since."),
    ("health", "Development as expected. One late explanation of an injury in June."),
    ("gp", "Last seen in spring for a cough. No concern recorded."),
    ("education", "Attendance and what {child} said have been sent in writing."),
];
pub static ENQUIRY_RATIONALE: &[&str] = &[
    "I agree. The enquiry saw {child} alone, asked every agency and weighed what it was told.",
    "Agreed on the evidence set out. Where agencies differ, the enquiry says so and why it prefers one account.",
];
pub static ENQUIRY_FAMILY: &[&str] = &[
    "We looked into what happened to {child} because the law says that we must. We have told you what we found and what happens next, and you can tell us where we are wrong.",
];
pub static SUPPORTED: &[&str] = &[
    "Met the chair the day before, chose where to sit, and had a card to hold up to stop.",
    "The worker went through the questions with {him} twice, with {his} drawings.",
];
pub static DANGER: &[&str] = &[
    "That {child} is hit or sees {mother} hit, at weekends when the adults drink, and that {he} stops telling anybody.",
    "That nobody notices when {child} is ill or hungry, and that {he} falls further behind and is hurt for want of watching.",
];
pub static SAFETY: &[&str] = &[
    "{gran} has kept {child} four nights when she was rung. {mother} rang her. School knows whom to call.",
    "{mother} has been to every appointment since October, and {child} has been to school each day.",
];
pub static COMPLICATING: &[&str] = &[
    "The tenancy is in {man}'s name. {mother} has no money of her own until the claim is paid.",
    "Three changes of worker in a year.",
];
pub static UNDERSTAND: &[&str] = &["\"No drinking when the children are here, and ring before it gets loud.\""];
pub static PLAN_RATIONALE: &[&str] = &[
    "Unanimous. {child} has suffered harm and is likely to again without a plan: what protects {him} is real and new, and nobody can yet say that it holds.",
    "All but one of the agencies agree; the dissent is on the record with its reasons. The threshold is met on likelihood of harm.",
];
pub static PLAN_FAMILY: &[&str] = &[
    "Everybody at the conference was worried that {child} could be hurt again. {he} has a child protection plan. It says what must be different, who helps you, and how all of us will know that it is better.",
];
pub static OFF_PLAN_RATIONALE: &[&str] = &[
    "The risk has gone down and the change has been seen over months, not promised. Help is still wanted and {mother} asks for it.",
];
pub static OFF_PLAN_FAMILY: &[&str] = &[
    "You have done what the plan asked and {child} tells us that it is different at home. {he} does not need a child protection plan. We go on helping in the way that we agreed.",
];
pub static ADJOURNED: &[&str] =
    &["Too few of those who know {child} were there to decide safely. We meet again within the week."];
pub static OUTLINE: &[(&str, &str, &str)] = &[
    (
        "{child} sleeps through weekends at home without shouting",
        "{man} stays away from Friday to Monday; {gran} is rung first",
        "{mother}",
    ),
    (
        "{child} is at school by nine, fed, each day",
        "Breakfast club, and a call to {mother} by half past nine if {he} is not there",
        "{school}",
    ),
];
pub static PROGRESS: &[&str] = &[
    "[Three|Two] of four outcomes are on their way. Weekends have been quiet for five weeks, by {child}'s account and the neighbour's. Mornings are no better.",
    "No change since last time. The course has a waiting list and nobody looked for another.",
    "{child} is at school each day and says that {he} sleeps. The measure was met two months running.",
];
pub static RISK_NOW: &[&str] = &[
    "Lower than at the conference, and resting on {gran}.",
    "As it was. What was agreed has not begun.",
    "Low while {man} is away; he is back in March.",
];
pub static CHANGES: &[&str] = &[
    "Breakfast club in place of the morning visit.",
    "None; each keeps to what was agreed.",
    "{gran} joins the core group.",
];
pub static AGREED_WITH: &[&str] = &["{mother}, {gran} and {child}, at home. {man} was sent it and has not answered."];
pub static REVIEW_RATIONALE: &[&str] =
    &["The plan helps and is not finished. It goes on, with the changes agreed at the review."];
pub static REVIEW_FAMILY: &[&str] =
    &["We looked at the plan with you. It helps {child}, and there is more to do, so it goes on."];
