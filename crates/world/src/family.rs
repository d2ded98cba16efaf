//! A family before anybody at the council knows it: who lives there, who used to, how old the children are.

use crate::grow::{Cast, Memory};
use crate::luck::Luck;
use crate::names::{self, Culture};
use crate::places;
use crate::words::Theme;
use law::day::Day;
use law::id::{FactId, PersonId};
use law::people::{Address, Birth, Relation};

/// A person of a family. The id is nil until they enter the record.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub given: String,
    pub family: String,
    pub female: bool,
    pub birth: Birth,
    pub died: bool,
    /// Disabilities by census code; empty where nobody asked.
    pub disabilities: Vec<&'static str>,
    /// Nobody asked this person's ethnicity.
    pub ethnicity_gap: bool,
    /// When views were last recorded.
    pub views_on: Option<Day>,
}

impl Person {
    pub fn age(&self, on: Day) -> Option<u16> {
        self.birth.day().and_then(|born| on.age_of(born))
    }

    pub fn unborn(&self) -> bool {
        matches!(self.birth, Birth::Expected(_))
    }
}

/// An adult of the family, and what they are to the children.
#[derive(Debug, Clone)]
pub struct Adult {
    pub person: Person,
    pub relation: Relation,
    pub responsibility: bool,
    pub at_home: bool,
}

/// A household and those round it.
pub struct Family {
    pub culture: &'static Culture,
    pub theme: &'static Theme,
    pub children: Vec<Person>,
    pub adults: Vec<Adult>,
    pub address: Address,
    pub address_facts: Vec<FactId>,
    pub school: &'static str,
    pub surgery: &'static str,
    /// The family's address is kept from the children's father.
    pub hidden: bool,
    pub interpreter: bool,
    pub twins: bool,
    /// On the record.
    pub known: bool,
    /// The open case, if there is one.
    pub open_case: Option<usize>,
    /// Finished steps that a later assessment can look back to.
    pub past: Vec<String>,
    pub memory: Memory,
}

impl Family {
    /// A family whose first contact is on that day.
    pub fn draw(luck: &mut Luck, theme: &'static Theme, on: Day) -> Self {
        let culture = names::culture(luck);
        let ward = places::ward(luck);
        let mut family = Self {
            culture,
            theme,
            children: Vec::new(),
            adults: Vec::new(),
            address: places::address(luck, ward),
            address_facts: Vec::new(),
            school: luck.pick(&places::PRIMARIES),
            surgery: luck.pick(&places::SURGERIES),
            hidden: theme.name == "domestic abuse" && luck.chance(22),
            interpreter: culture.language.is_some() && luck.chance(35),
            twins: false,
            known: false,
            open_case: None,
            past: Vec::new(),
            memory: Memory::default(),
        };
        let name = luck.pick(culture.families).to_owned();
        family.draw_children(luck, &name, on);
        family.draw_adults(luck, &name, on);
        family
    }

    fn draw_children(&mut self, luck: &mut Luck, name: &str, on: Day) {
        let (youngest, oldest) = self.theme.ages;
        let expecting = youngest < 0;
        let count = if expecting {
            luck.weighted(&[(70, 1), (22, 2), (8, 3)])
        } else {
            luck.weighted(&[(38, 1), (30, 2), (18, 3), (9, 4), (3, 5), (2, 6)])
        };
        let mut months = match (expecting, count) {
            (true, 1) => -1,
            (true, _) => luck.between(40, 120),
            _ => luck.between(youngest * 12, oldest * 12 + 11),
        };
        let mut taken = Vec::new();
        for place in 0..count {
            if place > 0 {
                months -= if luck.chance(3) && !self.twins { 0 } else { luck.between(14, 46) };
                if expecting && place + 1 == count {
                    months = -1;
                }
            }
            let twin = place > 0 && self.children.last().is_some_and(|last| months == months_old(last, on));
            let mut child = draw_child(luck, self, name, months, on, &taken);
            if let Some(other) = self.children.last().filter(|_| twin) {
                child.birth = other.birth;
            }
            taken.push(child.given.clone());
            self.twins |= twin;
            self.children.push(child);
            if months < 0 {
                break;
            }
        }
        self.children.sort_by_key(|child| child.birth.day().unwrap_or(on.plus_months(12)));
    }

    fn draw_adults(&mut self, luck: &mut Luck, name: &str, on: Day) {
        let eldest = self.children.iter().filter_map(|child| child.age(on)).max().unwrap_or(0);
        let age = i64::from(eldest) + luck.between(18, 33);
        let own_name = if luck.chance(55) { name.to_owned() } else { luck.pick(self.culture.families).to_owned() };
        let mother = draw_adult(luck, self.culture.women, &own_name, true, age, on);
        self.adults.push(Adult { person: mother, relation: Relation::Mother, responsibility: true, at_home: true });
        if luck.chance(88) {
            let years = age + luck.between(-2, 8);
            let father = draw_adult(luck, self.culture.men, name, false, years, on);
            let at_home = luck.chance(if self.hidden { 0 } else { 46 });
            let responsibility = at_home || luck.chance(60);
            self.adults.push(Adult { person: father, relation: Relation::Father, responsibility, at_home });
        }
        let father_home = self.adults.iter().any(|adult| adult.relation == Relation::Father && adult.at_home);
        if !father_home && luck.chance(38) {
            let (culture, years) = (names::culture(luck), age + luck.between(-8, 6));
            let family = luck.pick(culture.families).to_owned();
            let partner = draw_adult(luck, culture.men, &family, false, years, on);
            self.adults.push(Adult {
                person: partner,
                relation: Relation::StepParent,
                responsibility: false,
                at_home: luck.chance(70),
            });
        }
        if luck.chance(55) {
            let years = age + luck.between(19, 32);
            let mother = self.adults[0].person.given.clone();
            let free: Vec<&str> = self.culture.women.iter().copied().filter(|name| *name != mother).collect();
            let gran = draw_adult(luck, &free, &own_name, true, years, on);
            let at_home = luck.chance(14);
            self.adults.push(Adult { person: gran, relation: Relation::Grandparent, responsibility: false, at_home });
        }
    }

    pub fn adult(&self, relation: Relation) -> Option<&Adult> {
        self.adults.iter().find(|adult| adult.relation == relation)
    }

    /// Children under 18 and living, on that day.
    pub fn minors(&self, on: Day) -> Vec<usize> {
        let minor = |child: &Person| !child.died && child.birth.is_child(on) != Some(false);
        (0..self.children.len()).filter(|n| minor(&self.children[*n])).collect()
    }

    /// Who fills the slots of the family's texts.
    pub fn cast(&self) -> Cast {
        let called = |relation, other: &str| {
            self.adult(relation).map_or_else(|| other.to_owned(), |adult| adult.person.given.clone())
        };
        let father = self.adult(Relation::Father);
        let man = self.adult(Relation::StepParent).or(father);
        let cast = match self.children.as_slice() {
            [only] => Cast::about_one(&only.given),
            _ => Cast::default(),
        };
        cast.with("mother", called(Relation::Mother, "Mum"))
            .with("father", called(Relation::Father, "their father"))
            .with("man", man.map_or("her partner".to_owned(), |adult| adult.person.given.clone()))
            .with("gran", called(Relation::Grandparent, "a neighbour"))
            .with("school", self.school)
            .with("surgery", self.surgery)
            .with("ward", self.address.ward.as_str())
            .with("children", names_of(&self.children.iter().collect::<Vec<_>>()))
            .with("faith", self.culture.faith.unwrap_or("no faith"))
            .with("language", self.culture.language.unwrap_or("English"))
    }

    /// The cast with one child at its centre.
    pub fn cast_of(&self, child: usize, on: Day) -> Cast {
        let it = &self.children[child];
        let (he, him, his) = if it.female { ("she", "her", "her") } else { ("he", "him", "his") };
        let himself = if it.female { "herself" } else { "himself" };
        let age = it.age(on).unwrap_or(0);
        let school = match age {
            0..=3 => places::NURSERIES[child % places::NURSERIES.len()],
            4..=10 => self.school,
            _ => places::SECONDARIES[self.school.len() % places::SECONDARIES.len()],
        };
        let sibling = self.children.iter().find(|other| other.given != it.given);
        self.cast()
            .with("child", if it.unborn() { "the baby" } else { it.given.as_str() })
            .with("he", he)
            .with("him", him)
            .with("his", his)
            .with("himself", himself)
            .with("He", if it.female { "She" } else { "He" })
            .with("His", if it.female { "Her" } else { "His" })
            .with("age", age.to_string())
            .with("school", school)
            .with("sibling", sibling.map_or("a cousin".to_owned(), |other| other.given.clone()))
    }
}

/// `Ellie, Tom and Jay`.
pub fn names_of(children: &[&Person]) -> String {
    let named = |child: &&Person| if child.unborn() { "the unborn baby".to_owned() } else { child.given.clone() };
    let names: Vec<String> = children.iter().map(named).collect();
    match names.as_slice() {
        [] => "the children".to_owned(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn months_old(child: &Person, on: Day) -> i64 {
    child.birth.day().map_or(-1, |born| born.days_until(on) / 30)
}

fn draw_child(luck: &mut Luck, family: &Family, name: &str, months: i64, on: Day, taken: &[String]) -> Person {
    let female = luck.chance(48);
    let birth = if months < 0 {
        Birth::Expected(on.plus_days(luck.between(20, 170)))
    } else if luck.chance(2) {
        Birth::Unknown { about: Some(on.plus_months(-months).0.year()) }
    } else {
        Birth::Born(on.plus_days(-(months * 30 + luck.between(3, 27))))
    };
    let unborn = matches!(birth, Birth::Expected(_));
    let given = if unborn { "Baby".to_owned() } else { names::child(luck, family.culture, female, taken) };
    Person {
        id: PersonId(uuid::Uuid::nil()),
        given,
        family: name.to_owned(),
        female,
        birth,
        died: false,
        disabilities: disabilities(luck, family, unborn),
        ethnicity_gap: luck.chance(9),
        views_on: None,
    }
}

fn disabilities(luck: &mut Luck, family: &Family, unborn: bool) -> Vec<&'static str> {
    let disabled = family.theme.name == "disability" || luck.chance(7);
    match (unborn || luck.chance(12), disabled) {
        (true, _) => Vec::new(),
        (false, false) => vec!["NONE"],
        (false, true) => {
            let one: &[&'static str] = luck.weighted(&[
                (30, ["AUT"].as_slice()),
                (16, &["AUT", "LD"]),
                (14, &["LD"]),
                (10, &["MOB", "PC"]),
                (10, &["BEH"]),
                (8, &["COMM", "HEAR"]),
                (6, &["CON"]),
                (6, &["VIS"]),
            ]);
            one.to_vec()
        }
    }
}

fn draw_adult(luck: &mut Luck, names: &[&str], family: &str, female: bool, age: i64, on: Day) -> Person {
    let birth = match luck.between(0, 99) {
        0..=79 => Birth::Born(on.plus_days(-(age.max(17) * 365 + luck.between(0, 364)))),
        80..=89 => Birth::Unknown { about: Some(on.plus_months(-age * 12).0.year()) },
        _ => Birth::Unknown { about: None },
    };
    Person {
        id: PersonId(uuid::Uuid::nil()),
        given: luck.pick(names).to_owned(),
        family: family.to_owned(),
        female,
        birth,
        died: false,
        disabilities: Vec::new(),
        ethnicity_gap: luck.chance(45),
        views_on: None,
    }
}
