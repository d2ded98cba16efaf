//! A case note, from the child's page to the record.

use app::testing::each_town;
use app::testing::family::{NOTE, family, send, start};
use axum::http::StatusCode;
use law::role::Role;

#[test]
fn a_note_is_started_written_recorded_and_read() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        worker.get(&step).must_say("Case note: Zainab").must_say("Being written");

        let mut fields = NOTE.to_vec();
        fields.push(("then", "finish"));
        assert_eq!(send(&worker, &step, &fields).goes_to("/step/"), step);

        let read = worker.get(&step);
        read.must_say("Recorded").must_say("“I don’t want to go home”").must_say("23 November 2026 at 09:30");
        assert!(!read.says("says what happened, not what it means"));
        town.verify();
    });
}

#[test]
fn what_is_missing_is_named_and_nothing_typed_is_lost() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let refused = send(
            &worker,
            &step,
            &[
                ("q.happened_at.day", "31"),
                ("q.happened_at.month", "2"),
                ("q.happened_at.year", "2026"),
                ("q.happened_at.time", "10:00"),
                ("q.what_was_seen", "Half a sent"),
                ("then", "finish"),
            ],
        );
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Error:").must_say("must be a real date").must_say("Half a sent");
        assert!(refused.body.contains("href=\"#q.happened_at\""), "{}", refused.body);
        assert!(refused.body.contains("id=\"q.happened_at\""));
        let later = town.as_a(Role::SocialWorker).get(&step);
        later.must_say("Half a sent").must_say("not saved on purpose yet");
        assert!(later.body.contains("value=\"31\""), "the day stands as it was typed");

        let refused = send(
            &worker,
            &step,
            &[
                ("q.happened_at.day", "22"),
                ("q.happened_at.month", "11"),
                ("q.happened_at.year", "2026"),
                ("q.happened_at.time", "10:00"),
                ("then", "finish"),
            ],
        );
        refused.must_say("Kind of note");
        town.verify();
    });
}

#[test]
fn a_note_of_process_alone_is_said_to_its_writer_and_not_refused() {
    each_town(|town| {
        let family = family(town, 1);
        let worker = town.as_a(Role::SocialWorker);
        let step = start(&worker, &family, "case_note");
        let mut fields: Vec<_> = NOTE.iter().copied().filter(|(name, _)| *name != "q.what_it_means").collect();
        fields.push(("then", "stay"));
        send(&worker, &step, &fields).goes_to(&step);
        worker.get(&step).must_say("This note says what happened, not what it means for Zainab");
        fields.pop();
        fields.push(("then", "finish"));
        send(&worker, &step, &fields).goes_to(&step);
        worker.get(&step).must_say("Recorded").must_say("not what it means for Zainab");
        town.verify();
    });
}
