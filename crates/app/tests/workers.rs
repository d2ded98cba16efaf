//! Workers and accounts as an administrator keeps them, on each engine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod staff;

use app::command::Rejected;
use app::testing::{Shown, Town, each_town, worker};
use law::role::Role;
use law::step::StepKind;
use law::step::act::Refusal;
use staff::{allocate, child, work};

const NEW: &[(&str, &str)] = &[
    ("name", "Amina Reid"),
    ("roles", "social_worker"),
    ("registration", "sw 54321"),
    ("expires", "30 11 2027"),
    ("username", "amina.reid"),
];

fn added(town: &Town) -> (Shown, String) {
    let team = town.planning.to_string();
    let mut fields = NEW.to_vec();
    fields.push(("team", &team));
    let admin = town.as_a(Role::Administrator);
    let shown = admin.post("/workers/new", "/workers/new", &fields);
    let list = admin.get("/workers").body;
    let at = list.find("Amina Reid").unwrap();
    let start = list[..at].rfind("/workers/worker/").unwrap() + "/workers/worker/".len();
    (shown, list[start..start + 36].to_owned())
}

fn account(town: &Town) -> web::credential::Credential {
    town.council.db.read_now(|conn| web::credential::by_username(conn, "amina.reid")).unwrap().unwrap()
}

/// Whether sign-in would take this password for the account.
fn opens(town: &Town, password: &str) -> bool {
    let known = account(town);
    !known.disabled && known.must_change && web::password::verify(Some(&known.password_hash), password).unwrap()
}

#[test]
fn a_new_worker_gets_a_one_time_password_that_is_shown_once() {
    each_town(|town| {
        let (shown, id) = added(town);
        shown.must_say("amina.reid").must_say("cannot be shown again");
        let password = shown.body.split("k-secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert_eq!(password.len(), 23, "{password}");
        let admin = town.as_a(Role::Administrator);
        let list = admin.get("/workers");
        list.must_say("amina.reid: one-time password not used yet").must_say("SW54321 until 30 Nov 2027");
        let one = admin.get(&format!("/workers/worker/{id}"));
        assert!(!one.body.contains(&password) && !list.body.contains(&password));
        admin.get("/").must_say("1 one-time passwords not used yet");

        assert!(opens(town, &password), "the password that was shown is the account's");
        town.verify();
    });
}

#[test]
fn the_list_is_filtered_by_team_role_and_name_and_no_name_stands_in_an_address() {
    each_town(|town| {
        added(town);
        let admin = town.as_a(Role::Administrator);
        let planning = town.planning.to_string();
        let to = admin.post("/workers", "/workers", &[("name", " "), ("team", &planning), ("role", "social_worker")]);
        let path = to.goes_to("/workers?team=");
        let shown = admin.get(&path);
        shown.must_say("Amina Reid").must_say("Social worker One").must_say("2 of 16: 2 working here");
        assert!(!shown.says("Practitioner One"));
        let named = admin.post("/workers", "/workers", &[("name", "réid AM"), ("team", ""), ("role", "")]);
        assert!(named.to.is_none(), "a name is answered where it was posted");
        named.must_say("Amina Reid").must_say("1 of 16").must_say("Show everybody");
        assert!(!named.says("Social worker One") && named.body.contains("value=\"réid AM\""));
        admin.post("/workers", "/workers", &[("name", "Nobody")]).must_say("Nobody fits all of this");
        admin.get("/workers?team=none&role=director").must_say("Director One").must_say("1 of 16");
        town.verify();
    });
}

#[test]
fn what_cannot_be_is_refused_field_by_field_with_everything_kept() {
    each_town(|town| {
        let admin = town.as_a(Role::Administrator);
        let post = |fields: &[(&str, &str)]| admin.post("/workers/new", "/workers/new", fields);
        let wrong = post(&[
            ("roles", "social_worker"),
            ("registration", "12345"),
            ("expires", "31 2 2027"),
            ("username", "jo"),
        ]);
        assert_eq!(wrong.status, 422);
        wrong.must_say("Enter the worker’s name").must_say("SW and then digits").must_say("must be a real date");
        assert!(wrong.body.contains("value=\"12345\"") && wrong.body.contains("value=\"jo\""));
        post(&[("name", "Jo")]).must_say("Select at least one role");
        post(&[("name", "Jo"), ("roles", "social_worker")]).must_say("a social worker is registered");
        post(&[("name", "Jo"), ("roles", "administrator"), ("roles", "team_manager")]).must_say("sees no case content");
        added(town);
        let taken = post(&[("name", "Jo"), ("roles", "practitioner"), ("username", " AMINA.Reid ")]);
        taken.must_say("Somebody has this username");
        // Nobody gives themselves a role, and the only administrator does not leave.
        let own = format!("/workers/worker/{}", worker(Role::Administrator));
        admin
            .post(&own, &own, &[("name", "Me"), ("roles", "team_manager")])
            .must_say("Another administrator changes your roles");
        assert_eq!(admin.post(&own, &format!("{own}/leave"), &[]).status, 403);
        town.verify();
    });
}

#[test]
fn a_worker_who_leaves_is_out_at_once_cannot_sign_in_and_their_caseload_is_flagged() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        allocate(town, &[ana], me, "Duty").unwrap();
        work(town, StepKind::Assessment, &[ana], Some(me), town.planning);
        let leaver = town.as_a(Role::SocialWorker);
        assert_eq!(leaver.get("/").status, 200);
        let admin = town.as_a(Role::Administrator);
        let page = format!("/workers/worker/{me}");
        admin.post(&page, &format!("{page}/leave"), &[]).goes_to(&page);
        admin.get(&page).must_say("left on 23 November 2026");
        leaver.get("/").goes_to("/sign-in");
        assert_eq!(town.as_a(Role::SocialWorker).get("/").status, 403, "a session that somehow lives opens nothing");
        work(town, StepKind::Assessment, &[child(town, "Mia", "Hall", "2020-02-03")], None, town.planning);
        let page = town.as_a(Role::TeamManager).get("/allocation");
        page.must_say("1 caseloads to move")
            .must_say("Social worker One · Planning team 1 · 1 child, weight 1 of 25 , 1 open pieces of work");
        let refused = allocate(town, &[child(town, "Tom", "Price", "2019-02-03")], me, "No");
        let Err(Rejected::Refused(Refusal::Fix(problems))) = refused else { panic!("{refused:?}") };
        assert!(problems[0].say.contains("left on 23 November 2026"));
        let select = page.body.split("id=\"worker\"").nth(1).unwrap().split("</select>").next().unwrap().to_owned();
        assert!(!select.contains("Social worker One") && select.contains("Practitioner One"), "{select}");
        town.verify();
    });
}

#[test]
fn a_leaver_with_an_account_cannot_sign_in_with_it() {
    each_town(|town| {
        let (shown, id) = added(town);
        let password = shown.body.split("k-secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let admin = town.as_a(Role::Administrator);
        let page = format!("/workers/worker/{id}");
        for action in ["second-factor", "unlock"] {
            admin.post(&page, &format!("{page}/{action}"), &[]).goes_to(&page);
        }
        admin.post(&page, &format!("{page}/password"), &[]).must_say("One-time password");
        assert!(!opens(town, &password), "the first password was replaced");
        admin.post(&page, &format!("{page}/leave"), &[]).goes_to(&page);
        assert!(account(town).disabled);
        assert_eq!(admin.post(&page, &format!("{page}/unlock"), &[]).status, 404);
        town.verify();
    });
}

#[test]
fn teams_are_added_and_renamed_once_each() {
    each_town(|town| {
        let admin = town.as_a(Role::Administrator);
        let post = |fields: &[(&str, &str)]| admin.post("/workers/teams", "/workers/teams", fields);
        post(&[("name", "Disability team")]).goes_to("/workers/teams");
        post(&[("name", "disability TEAM")]).must_say("There is a team of this name");
        post(&[("name", " ")]).must_say("Enter the team’s name");
        let planning = town.planning.to_string();
        post(&[("team", &planning), ("name", "Planning team 2")]).goes_to("/workers/teams");
        admin.get("/workers/teams").must_say("Disability team, 0 workers").must_say("Planning team 2, 3 workers");
        town.verify();
    });
}

#[test]
fn an_administrator_sees_no_childs_name_anywhere() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let ana = child(town, "Xanthippe", "Quillfeather", "2018-02-03");
        allocate(town, &[ana], me, "Duty").unwrap();
        let step = work(town, StepKind::Assessment, &[ana], Some(me), town.planning);
        let admin = town.as_a(Role::Administrator);
        let (mut waiting, mut seen) = (vec!["/".to_owned()], std::collections::BTreeSet::new());
        let guesses = [
            "/team",
            "/teams",
            "/allocation",
            "/allocation/move",
            "/authorise",
            "/oversight",
            "/front-door",
            "/search",
        ];
        waiting.extend(guesses.map(str::to_owned));
        waiting.extend([format!("/person/{ana}"), format!("/person/{ana}/allocation"), format!("/step/{step}")]);
        waiting.push(format!("/team/{}", town.planning));
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let page = admin.get(&path);
            assert!(!page.body.contains("Xanthippe") && !page.body.contains("Quillfeather"), "{path}: {}", page.text());
            let links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let ours =
                links.filter(|link| link.starts_with('/') && !link.contains('#') && !link.starts_with("/assets"));
            waiting.extend(ours.map(|link| link.split('?').next().unwrap().to_owned()));
        }
        assert!(
            seen.contains("/workers") && seen.contains("/workers/new") && seen.contains("/workers/teams"),
            "{seen:?}"
        );
        assert!(seen.iter().filter(|path| path.starts_with("/workers/worker/")).count() >= Role::ALL.len());
        let pin = admin.post("/workers/new", &format!("/person/{ana}/pin"), &[("keep", "yes")]);
        assert_eq!(pin.status, 403);
        town.verify();
    });
}
