//! Recording informs analysis, not just process: a note asks what was seen, what it means and what changes; one that tells
//! only what happened is pointed out to its writer and counted for the manager.

use app::testing::each_town;
use app::testing::family::{NOTE, family, send, start};
use law::role::Role;

#[test]
fn a_note_of_process_alone_is_pointed_out_and_counted() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let form = worker.get(&step);
        for asked in ["What happened", "What does it mean", "What changes"] {
            form.must_say(asked);
        }
        let process: Vec<(&str, &str)> =
            NOTE.iter().copied().filter(|(name, _)| !["q.what_it_means", "q.what_changes"].contains(name)).collect();
        send(&worker, &step, &process);
        worker.get(&format!("{step}/check")).must_say("says what happened, not what it means for Zainab");
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        worker.get(&step).must_say("says what happened, not what it means for Zainab");

        let manager = town.as_a(Role::TeamManager);
        let counted = manager.get("/oversight");
        counted.must_say("1 recorded as process only").must_say("Social worker One 1 1");
        town.verify();
    });
}

#[test]
fn a_note_that_says_what_it_means_is_not_counted() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        send(&worker, &step, NOTE);
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        let shown = worker.get(&step);
        shown.must_say("frightened of something at home");
        assert!(!shown.says("says what happened, not what it means"));
        worker.get(&format!("/person/{}", family.child())).must_say("Case note: telephone call");
        town.verify();
    });
}
