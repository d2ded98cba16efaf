//! The council's own closed days are not working days, for clocks that run already too.

use app::step::commands::{Begin, begin};
use app::testing::each_town;
use law::journal::Happening;
use law::practice::PracticeEntry;
use law::role::Role;
use law::step::StepKind;
use store::{params, sql, text};

#[test]
fn a_day_that_the_council_closes_moves_a_clock_that_runs_over_it() {
    each_town(|town| {
        let council = town.council.clone();
        let done = town
            .happens(Role::DutyScreener, move |conn| {
                let screener = app::testing::worker(Role::DutyScreener);
                let worker = app::caseload::queries::worker(conn, screener)?.ok_or(app::command::Rejected::Absent)?;
                let now = app::testing::MONDAY.parse().unwrap_or_else(|_| panic!("a moment"));
                let contact = Begin {
                    kind: StepKind::Contact,
                    children: vec![],
                    others: vec![],
                    team: None,
                    part_of: None,
                    carried: vec![],
                };
                begin(&council, conn, &worker.actor("2026-11-23".parse().unwrap()), now, contact)
            })
            .unwrap();
        let due = || {
            let step = done.started[0];
            let select = sql!("SELECT due_on FROM clock WHERE step = $1");
            let row = town.council.db.read_now(move |conn| conn.query_one(select, params![text(step)])).unwrap();
            row.get::<String>("due_on").unwrap()
        };
        assert_eq!(due(), "2026-11-24");
        let closed = PracticeEntry::ClosedDay { day: "2026-11-24".parse().unwrap(), why: "Founder's day".to_owned() };
        town.happens(Role::Administrator, move |_| Ok(vec![Happening::of(closed, "2026-11-23".parse().unwrap())]))
            .unwrap();
        assert_eq!(due(), "2026-11-25");
        town.verify();
    });
}
