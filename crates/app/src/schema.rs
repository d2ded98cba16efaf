//! The tables of the product.

use store::{Migration, sql};

/// Applied in this order after the store's and the web kit's own.
pub const MIGRATIONS: &[Migration] = &[
    Migration { id: "app/0001-state", sql: include_str!("schema.sql") },
    Migration { id: "app/0002-beside", sql: include_str!("side.sql") },
    Migration { id: "app/0003-intake", sql: include_str!("front_door/intake.sql") },
    Migration { id: "app/0004-looks", sql: include_str!("step/looks.sql") },
    Migration { id: "app/0005-open-episodes", sql: include_str!("step/open_episodes.sql") },
    Migration { id: "app/0006-parts", sql: include_str!("part/parts.sql") },
    Migration { id: "app/0007-plan", sql: include_str!("plan/state.sql") },
    Migration { id: "app/0008-transfer", sql: include_str!("transfer/transfer.sql") },
    Migration { id: "app/0009-pack", sql: include_str!("pack/pack.sql") },
];

/// A state table and the statement that reads all of it.
pub struct StateTable {
    pub name: &'static str,
    pub all: &'static store::Sql,
}

macro_rules! state {
    ($($table:ident),+ $(,)?) => {
        /// State that follows from the journal: every table here can be thrown away and built again.
        pub fn state() -> Vec<StateTable> {
            vec![$(StateTable { name: stringify!($table), all: sql!(concat!("SELECT * FROM ", stringify!($table))) }),+]
        }
    };
}

state! {
    person, person_name, name_key, identifier, address, reach, relation, hazard, involvement, story, child_views,
    restricted_to, glass, step, step_person, step_answer, step_fact, step_seat, step_action,
    step_check, decision, clock, manager_look, episode, team, worker, allocation,
    document, document_person, council, closed_day, pack, imported, timeline, plan_outcome, plan_outcome_child, plan_action,
    plan_progress, plan_contingency, transfer, transfer_child, other_council, transfer_pack, pack_child, imported_entry,
}
