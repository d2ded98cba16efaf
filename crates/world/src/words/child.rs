//! Children's words and development, by age. What belongs to a theme stands with the theme.

pub static UNBORN_WORDS: &[&str] = &[
    "The baby is not born yet. Life for this baby would begin in [a one-bedroom flat with a damp wall|{gran}'s back room|a house where people shout]; with a mother who [talks to the bump and has chosen a name|is afraid to hope|has bought everything twice], and a father who [is not sure he believes it|comes to the scans].",
    "Not born yet. {mother} says the baby kicks at music and goes quiet when there is shouting. If the baby could ask for something, it would be [calm|a mother who is well|somebody awake at night].",
];

pub static BABY_WORDS: &[&str] = &[
    "{child} does not speak yet. {He} [watched my face and smiled late|turned to {mother}'s voice across the room|did not cry when put down, nor look for anybody]. {He} [settled on {mother}'s shoulder at once|arched away when held], and held my finger for a long time.",
    "At {age} {child} showed what {he} thinks with {his} whole body: [reached up to {gran} and not to anyone else|crawled to {mother} each time a door banged|offered me a brick, took it back, and laughed].",
    "{child} is too young for words. In {mother}'s arms {he} was [soft and heavy with sleep|stiff and watchful]. {He} followed {sibling} round the room with {his} eyes.",
];

pub static TODDLER_WORDS: &[&str] = &[
    "{child} has [about ten|a few dozen] words. {He} said “[mine|again|no bed|Mummy sad]” and brought me [shoes|a book upside down|the remote control]. In play {he} put the doll to bed, took it out and shouted at it, then kissed it.",
    "“[Nanna house|Car. Bye-bye car|Do it self].” {child} stayed close to {sibling}, looked at {mother} before taking a biscuit, and laughed at bubbles. {He} went very still when [somebody knocked|a man's voice came from the street].",
    "{child} played at being a dog for the whole visit. As a dog {he} told me that {he} likes [fish fingers|the park|sleeping with Mummy] and doesn't like “the shouty telly”.",
];

pub static CHILD_WORDS: &[&str] = &[
    "“My favourite thing is [swimming|when we all watch a film|drawing dragons]. My worst thing is [when it's quiet and I don't know why|Mondays|when they say wait and then nobody comes].” {He} would like [somebody to tell {him} what is going on|a hamster|more Nan].",
    "{He} rated home [six|four|seven] out of ten, “[ten when Mum's happy|it was eight before|the dog is a ten]”. To make it one better: “[no shouting for a week|my own plug|go to the beach].”",
    "{child} did not want to talk and that is {his} right. {He} wrote three words on the card and turned it over: “[tired of questions|I miss Dad|ask my sister].” We played Uno instead.",
];

pub static TEEN_WORDS: &[&str] = &[
    "“You're the [fourth|third] one. Are you staying?” {child} would talk only [walking|in the car], and then talked a lot: about [boxing|her friend's mum, who “actually listens”|what {he} will do at sixteen]. {He} wants [to be told first and not last|decisions that last longer than a week|people to stop saying “safe”].",
    "{child} read the first draft and crossed out two lines. “That's what school thinks.” In their place {he} wrote: “I'm fine when people leave me room.” {He} agreed with the rest.",
    "“Home's OK. It's everything else.” Then: “No, home's not OK.” {child} asked that {his} mother not see the last sentence until {he} has told her. We agreed to do it together.",
];

pub static WORDS_CHANGED: &[&str] = &[
    "{mother} heard it from me with {child}'s agreement and [cried, then rang {gran}|has kept to Sundays since]. School moved {his} seat.",
    "It is in the plan in {child}'s own words. I told {him} that [seeing Dad alone|moving to Nan's] cannot happen yet, and why. {He} shrugged and said “thanks for saying”.",
    "We now meet [at school|walking], not at home, because {he} asked.",
    "",
];

pub static HEALTH_UNBORN: &[&str] = &[
    "{mother} booked at [nine|fourteen|twenty-two] weeks. Scans are normal. She has [kept all her appointments|missed two of five]. She [stopped smoking in March|smokes ten a day and says so]. Iron is low and treated.",
    "The pregnancy is in its [fifth|seventh] month and going well. Midwife sees {mother} every fortnight because of her [blood pressure|earlier loss]. Takes folic acid; has a birth plan; the hospital bag is packed.",
];

pub static HEALTH_SMALL: &[&str] = &[
    "{child} follows the [25th|9th|50th|75th] centile. Injections are [up to date|two behind, booked for the 12th]. [Eczema on the arms, creamed.|A cough since autumn; the doctor has listened and is content.|Sleeps through.] Registered at {surgery}.",
    "Born at [36|39|41] weeks. {child} [was slow to gain and now thrives|has gained well]. Hearing test passed. The health visitor's two-year review [is done: speech a little late|is booked]. Teeth are brushed “when he lets us”.",
    "Walks, climbs and sleeps well. [One visit to accident and emergency, a bead up the nose.|Two courses of antibiotics for ears; hearing to be tested again.] {mother} knows the doctor at {surgery} by name.",
];

pub static HEALTH: &[&str] = &[
    "{child} is well. [Asthma, inhaler at school and at home, both in date.|Glasses, worn.|No medicines.] Dentist [in March, no work needed|not seen for three years; an appointment is made]. Sleeps about [nine|seven] hours, [phone downstairs|phone under the pillow].",
    "Registered at {surgery}. {child} has [headaches before school and none in the holidays|tummy aches that the doctor puts down to worry|grown five centimetres this year and eats like it]. Injections complete. Eats [well at school and picks at home|anything].",
    "No illness. The school nurse saw {child} in [May|October]: height and weight as expected, [hearing fine, eyes to be checked|some old scars on the knees, explained]. {He} says {he} is “never ill, only bored”.",
];

pub static EDUCATION_SMALL: &[&str] = &[
    "{child} goes to {school} [three mornings|fifteen hours a week] and runs in without looking back. {He} loves [water|the role-play corner|being read to]. Staff say speech is [as expected|behind, and a referral is made].",
    "At home {child} plays with [pans, pegs and a torch|{sibling}'s tablet, a lot]. There are [books, read ragged|few toys]. {He} is put down for {school} from [January|September].",
    "{child} learns by climbing. {He} copies {sibling} in everything, knows [four|six] colours and asks “what's that?” all day. {mother} answers [most times|when she is not too tired].",
];

pub static EDUCATION: &[&str] = &[
    "{school}, year [group as expected|group one down after a move]. Attendance [98|94|88|81]%. {child} is [ahead in maths and hides it|behind in reading; has a reader twice a week|about where {he} should be]. Teachers describe a [funny|guarded|tired] child whom they like.",
    "{child} likes [art and PE|science, “when we burn things”|lunch, {he} says, and then history]. {He} has [two good friends|one friend, and drama about it]. [Three exclusions since September, each after a weekend.|No concerns about behaviour.|Falls asleep after lunch.]",
    "{school} says {he} [has gone quiet this term|tries very hard to please|is late most days and stays late by choice]. Homework club suits {him}. {He} wants to be [a vet|a lorry driver like Grandad|“left alone, then a chef”].",
];

pub static EMOTIONAL: &[&str] = &[
    "{child} is [watchful and quick to say sorry|loud when frightened|easy to comfort]. Change sets {him} off, above all [at weekends|when plans alter without warning]. Behind it I see [worry for {mother}|not knowing who will be in the house|grief]. [Football|{gran}|The cat] calms {him}.",
    "{He} [bites {his} sleeves|counts things|takes the blame] when there is tension. At school {he} [holds it in|lets it out]. {He} can name feelings when they are on cards and not when they are {his} own. {mother} can read {him} well on good days.",
    "Mostly sunny. {child} [cries at night for {father}|has tempers that pass in five minutes|lies about small things and never about big ones]. {He} is looking for somebody who stays.",
];

pub static RELATIONSHIPS: &[&str] = &[
    "{child}'s person is {mother}, [then {gran}|then {sibling}]. {He} misses {father} and [is angry with him|keeps a bag packed for him]. {He} and {sibling} [fight and cannot be apart|share a room and a language].",
    "When hurt {child} goes to {sibling} first. {He} trusts [Miss Okafor at school|the football coach] and says why: “[she remembers|he doesn't ask].” {man} is [somebody to keep out of the way of|fun, and then not].",
    "{gran} is the one who turns up. {child} talks about [a friend called Jess|cousins in Hull] as often as about family. {He} is frightened of nobody at home, {he} says; [I believe {him}|{he} looked at the door when {he} said it].",
];

pub static IDENTITY_UNBORN: &[&str] = &[
    "The baby will be born into [a family with strong roots in {ward}|two families who do not speak to each other]. {mother} wants the baby to know [both sides|{his} grandmother's stories]. Names are chosen and mean something.",
    "{mother} speaks {language}; the baby will grow up with [{faith}|both parents' ways]. She says “this one will know who they are”.",
];
