//! Neglect.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "neglect",
    weight: 190,
    need: "N1",
    sources: &[(38, "2A"), (16, "3B"), (8, "4"), (9, "1B"), (8, "1A"), (6, "9"), (5, "3A"), (5, "6"), (5, "5D")],
    ages: (4, 13),
    factors: &["16A", "4B", "5B", "1B"],
    harm: 14,
    worry: &[
        "@2A@{child} has come to school [hungry on most days|in the same clothes since Monday|with head lice for the fifth week]. The [teaching assistant|class teacher] keeps [bread|a spare jumper] for {him}. [Letters home are not answered.|{mother} says the machine is broken.] Staff went round on [Friday|Wednesday] and saw [no bedding on {child}'s bed|rubbish bags in the hall and dog dirt on the landing|the youngest in a pushchair in front of the television, where {he} seems to be most of the day].",
        "@3B@Home visit by the health visitor for the [two-year check|weight check]. {child} has lost weight since [May|the last clinic] and [has a nappy rash that has bled|did not babble or reach]. The home smelled of [urine|smoke and damp]. There were [two bottles for the day, both sour|no cot sheets]. {mother} was friendly, and [fell asleep as we spoke|said “I know, I know” to everything].",
        "@4@The [gas engineer|housing officer] reports that the [bathroom has no working light or water|back bedroom is full to the ceiling and the children share one mattress]. {children} were [at home on a school day|playing on the landing behind a stair gate tied shut]. He has been in many homes and “this one stayed with me”.",
        "@3A,3F@{child} missed [four|three] appointments at the [dentist|eye clinic|hospital]. The [surgery|consultant] writes that {he} needs [six teeth out|patching before the eye is lost|{his} asthma seen to] and that {mother} has agreed each time and not come. “This would be hard to put right later.”",
        "@1B@A neighbour says {children} are out [till ten at night|on the harbour wall without an adult], that the eldest [shops with coins at the corner|carries the baby], and that she has fed them “more times than I can count”. She likes {mother} and does not want her to know who rang.",
    ],
    why_harm: &[
        "{child}'s weight has crossed [two|three] centile lines and the paediatrician finds no illness that explains it. Advice has been given [four|five] times with no change. If it goes on {he} is likely to be harmed in growth and brain, and {he} cannot wait.",
        "{child}, who is {age}, was found alone with [a toddler|the gas on]. {mother} did not come back for [three|five] hours and could not say who was in charge.",
    ],
    risks: &[
        (
            "Not enough food, regularly",
            "School feeds {child} on [four days of five|most mornings]; cupboards seen on [two|three] visits held [cereal and ketchup|very little]",
        ),
        ("Missed health care", "[Three|Four] appointments missed; letters unopened on the windowsill"),
        (
            "Home unsafe for small children",
            "Seen: [trailing wires, no stair gate|dog mess, open bleach under the sink|broken pane held with tape]",
        ),
        (
            "{child} looks after {his} brothers and sisters",
            "{sibling} calls for {child} and not for {mother}; {he} knows the formula by heart",
        ),
        ("Change does not last", "Two earlier periods of help: clean for [three|six] weeks after each, then as before"),
    ],
    protects: &[
        ("Warmth between {mother} and {child}", "Cuddles, jokes, {child} looks for her first; seen on each visit"),
        ("{gran} cooks on Sundays and notices", "Met her; she rang school herself in [the autumn|February]"),
        ("{child} is never absent from school", "Attendance [96|97|98]%: {he} gets {himself} and {sibling} there"),
        (
            "{mother} now opens the door and the post",
            "Last [three|four] visits kept; brought a carrier bag of letters to go through together",
        ),
    ],
    analysis: &[
        "No single thing in this home would bring us through the door. It is the length of it. {child} has been a little hungry, a little cold and a little late for as long as {he} has been at school, and has learned not to ask. {mother} loves {child} and is [flattened by low mood|overwhelmed by four under nine|unsure how any of it is done]. The question is not whether she is willing but whether she can keep it up, and history says not without somebody beside her. I am confident about the harm, less so about the cause.",
        "When help is in the home things improve within days, which tells me that {mother} knows what to do. When it leaves they slip within weeks, which tells me that something else is in the way, and I think it is [her depression|debt and the dread of the post|a partner who takes the money]. {child} shows it in [{his} teeth|{his} weight|how {he} pockets food]. What {he} needs cannot wait until that is solved: meals, bed, clinic, now, by somebody's hand.",
        "The school's picture and mine agree. Health's is older and rosier. {child} is bright, funny and grey with tiredness. {He} is [parent to {sibling}|the one who wakes everyone], does it well and should not be doing it at all.",
    ],
    danger: &[
        "{child} will go on being tired and hungry in lessons and will fall behind a little more each term. {His} [teeth|breathing|growth] will be harder to put right. {He} will believe that {he} does not deserve better.",
        "Nothing sudden. {child} will grow up doing without, and the little ones with {him}. One winter there will be [a fire|an accident|a chest infection caught too late].",
    ],
    gets_in_the_way: &[
        "{mother} has been low since [the last birth|her own mother died|she lost the job at the market]. She [was in care herself and nobody showed her|reads with difficulty and hides it]. Debts take [a third|most] of what comes in. She has [seen the doctor and started tablets|let the family worker in twice a week], which is more than last time.",
    ],
    history_means: &[
        "[Two|Three] periods of early help in [four|five] years, each closed as improved. Each time the worker did the cleaning alongside her and each time nobody asked why it stopped. For {child} this has been the whole of {his} schooldays.",
        "The older half-sister's file has the same words in it, from [nine|ten] years ago: “home conditions poor, mother engaging”. This is a long story told in short contacts. What helped was the nursery place and what did not was letters.",
    ],
    parents_say: &[
        "{mother}: “I'm not a bad mum, I'm a knackered one.” She agrees with most of it, minds the word neglect, and asked for it to be explained. {father} thinks school should “mind its own”. He has not been in the home since [Easter|the summer].",
        "{mother} cried at the photographs and said “I'd stopped seeing it”. She wants help with [the debts first|the mornings], and not another course. {gran} wants it written that she has said so for years.",
    ],
    child_says: &[
        "“I do the toast. {sibling} likes it brown.” {He} drew the house with [nobody in the kitchen|a big fridge, “a full one”]. {He} would like [a bed that is {his} own|Mum to get up when it's light|to have people round].",
        "“I'm not hungry, I'm just always eating.” {He} laughed. Then, later: “Sundays are best because Nan does dinner and you can have more.”",
        "“Don't take my mum.” {He} said it twice and then talked for [half an hour|ages] about the dog. {He} wants the washing machine to work.",
    ],
    teen_says: &[
        "“If I say it's bad they'll split us up, and if I say it's fine nothing changes. So what do I say?” {child} wants [one day a week off|to go on the residential], and for somebody else to do the baby's bottles.",
        "“I can cook better than her. That's not a compliment.” {child} showed me the rota {he} made. {mother} is not on it.",
    ],
    notes: &[
        (
            "School meeting. {child} has been [fed each morning|in clean clothes for nine days]. Attendance [97|94]%. {His} teacher says {he} [smiled in the photograph|put {his} hand up].",
            "{child} is not hungry at ten o'clock and can learn. It rests on breakfast club, not yet on home.",
            "Breakfast club paid until [half-term|Easter]. {mother} to do the Monday and Friday breakfasts and tell me how it went.",
        ),
        (
            "Dentist kept. [Four|Two] teeth out under anaesthetic. {mother} stayed the whole day; {gran} had the others.",
            "{mother} did a hard thing well and {child} saw her do it. The pain that made {him} cross is gone.",
            "Check-up in [three|six] months, in {mother}'s telephone and mine.",
        ),
        (
            "{mother} rang to cancel, the [second|third] time running: “everyone's got a bug”. School says {children} are in, and well.",
            "The pattern before each slide is cancelling. I think the house is not good at present and that she does not want me to see it.",
            "I call today at four, unannounced, with the family worker.",
        ),
        (
            "The debt adviser found [£2,100 of council tax she need not have paid|a benefit not claimed since the birth]. {mother} “slept for the first time”.",
            "Money was behind more of this than we knew. For {child} it means [heating|shoes] this week.",
            "Adviser sees her fortnightly. Recheck cupboards without making it a test.",
        ),
    ],
    visits: &[
        (
            "Kitchen floor clear, bins out, milk and vegetables in the fridge. Beds had [sheets|sheets, odd ones, all clean]. {child} pulled me upstairs to see. {mother} looked tired and pleased.",
            "Better than the last [two|three] visits and it was unannounced. {child} showed it off, which {he} could not have done in [June|the autumn]. Safer.",
            "Family worker stays at twice a week through the winter; we do not step down on one good month.",
        ),
        (
            "No answer for ten minutes, then {child} opened. {mother} in bed at [four in the afternoon|noon]. The baby in a wet cot. [No food but crisps|The meter had run out]. {child} was making a bottle with cold water.",
            "{child} is doing what {mother} should do. It has slipped fast since the [family worker's leave|Christmas break]. Less safe than last time, above all for the baby.",
            "Stayed until {gran} came. Meter topped up. {mother} to the surgery tomorrow, I drive. Manager told at 17:10.",
        ),
        (
            "The landlord has mended the [bathroom|boiler]. {mother} had made a start on the back bedroom. {child} and {sibling} argued about who gets the window and nobody told them to hush.",
            "An ordinary squabble: they expect to have rooms. {mother} talked about next month, which is new.",
            "Beds from the fund on [Tuesday|Friday]. I come after to see them slept in.",
        ),
    ],
    directs: &[
        (
            "Use the graded care profile at the next visit and again in eight weeks. Photograph with {mother}'s agreement. I want to see what changed by measure and not by impression.",
            "“Improving” stands in the last five records and I cannot tell from what to what. {child} has been in this for years; we should be able to show whether we help.",
        ),
        (
            "Paediatric opinion this week. If weight has dropped again we meet the same day to consider significant harm.",
            "We have advised four times. Advising a fifth time would be about us and not about {child}.",
        ),
    ],
    closes: &[
        "We became involved because {children} were hungry, often dirty and missing health care. Over [seven|five] months {mother} was treated for depression, debts were put in order and the family worker stayed long enough for habits to hold. School has not fed {child} since [January|September]. Teeth, eyes and injections are up to date. {child} has a bed and friends to tea. It is not tidy and need not be.",
    ],
    story: (
        "School and the health visitor saw that {child} was often hungry, cold or unwell and that nothing changed.",
        "It gets better with help and slips without. {child} looks after {sibling}.",
        "{mother} and {child} love each other and it shows. {child} never misses school. {gran} cooks and notices.",
        "Family worker twice a week, clinic dates kept together, and a measure of the home every eight weeks.",
    ),
    night: &[(
        "[21:30|20:15] A neighbour found {child} at the bus stop with {sibling}, in pyjamas. Nobody answered at home. Police are with them.",
        "{mother} reached by telephone at [22:05|21:00], at a friend's; she said {gran} was to have come. {gran} knew nothing of it. {gran} took {children} home with her. Police did not smell drink. I spoke with {child}: “I was going to the shop for milk.”",
        "Safe at {gran}'s tonight. {child} at {age} was in charge of a small child, and thought it ordinary.",
        "See {children} and {mother} today, apart. Find out how often they are left. {gran} expects a call by ten and can keep them until the weekend.",
    )],
};
