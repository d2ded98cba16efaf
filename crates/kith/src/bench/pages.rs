//! Pages as a browser gets them, through the whole service in process: gate, permit, view log, queries, page.

use super::sample::Sample;
use super::{Line, floors};
use crate::config::Config;
use crate::exit::{Exit, of_web};
use crate::home::{Place, now};
use crate::serve::kit;
use app::council::Council;
use app::desk::Desk;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use law::role::Role;
use store::{Options, sql};
use tower::ServiceExt;
use web::Now;
use web::kit::Kit;

/// Measures the main pages.
pub fn measure(place: &Place, requests: usize) -> Result<Vec<Line>, Exit> {
    let council = place.council(Options::default())?;
    let config = Config { https: false, proxies: 0, ..Config::default() };
    let kit = kit(&council, place.web_key()?, &config, "Bench");
    let service = app::routes::service(Desk { council: council.clone(), kit: kit.clone() })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let cookie = manager(&council, &kit)?;
    let durable = floors::durable_append(place.data(), 200)?;
    let point = point_read(&council, requests)?;
    let mut lines = Vec::new();
    for (what, path, logged) in paths(&council)? {
        let figure = Sample::of(requests, |_| runtime.block_on(get(service.clone(), &cookie, &path)))?;
        let (floor, floor_is) = if logged { (&durable, "durable append") } else { (&point, "point read") };
        lines.push(Line { what, figure, floor: floor.clone(), floor_is: floor_is.to_owned() });
    }
    council.db.close();
    Ok(lines)
}

/// A session of a team manager, who may open every record that is not restricted.
fn manager(council: &Council, kit: &Kit) -> Result<String, Exit> {
    let workers = council.db.read_now(app::caseload::queries::workers)?;
    let manager = workers.into_iter().find(|worker| worker.roles.contains(&Role::TeamManager));
    let manager = manager.ok_or_else(|| Exit::usage("the council has no team manager"))?;
    let (chance, at) = (kit.chance.clone(), Now(now().0));
    let new = web::session::NewSession {
        worker: manager.id.to_string(),
        second_factor: true,
        return_to: "/".to_owned(),
        device: "bench".to_owned(),
    };
    let begun = council.db.write_now(move |conn| web::session::begin(conn, chance.as_ref(), at, new));
    Ok(format!("kith={}", begun.map_err(of_web)?.1.cookie_value()))
}

/// The pages to ask for: the child with the most entries first.
fn paths(council: &Council) -> Result<Vec<(String, String, bool)>, Exit> {
    let row = council.db.read_now(|conn| {
        conn.query_one(
            sql!(
                "SELECT t.person, COUNT(*) AS entries FROM timeline t JOIN person p ON p.id = t.person
                 WHERE p.restricted = 0 GROUP BY t.person ORDER BY 2 DESC, 1 LIMIT 1"
            ),
            &[],
        )
    })?;
    let (child, entries) = (row.get::<String>("person")?, row.get::<i64>("entries")?);
    let people = council.db.read_now(|conn| conn.query_one(sql!("SELECT COUNT(*) AS people FROM person"), &[]))?;
    let open =
        council.db.read_now(|conn| conn.query_one(sql!("SELECT COUNT(*) AS open FROM step WHERE is_open = 1"), &[]))?;
    eprintln!("{} people, {} open steps", people.get::<i64>("people")?, open.get::<i64>("open")?);
    Ok(vec![
        (format!("child's page, {entries} lines, view logged first"), format!("/person/{child}"), true),
        ("team board".to_owned(), "/team".to_owned(), true),
        ("my day of a manager".to_owned(), "/".to_owned(), true),
        ("front door queue".to_owned(), "/front-door".to_owned(), true),
    ])
}

fn point_read(council: &Council, count: usize) -> Result<Sample, Exit> {
    let read = |_| council.db.read_now(|conn| conn.query(sql!("SELECT name FROM council WHERE id = 1"), &[]).map(drop));
    Ok(Sample::of(count, read)?)
}

async fn get(service: Router, cookie: &str, path: &str) -> Result<(), Exit> {
    let request =
        Request::get(path).header(header::COOKIE, cookie).header(header::HOST, "localhost").body(Body::empty());
    let response = service.oneshot(request?).await?;
    if !response.status().is_success() {
        return Err(Exit::usage(format!("{path} answered {}", response.status())));
    }
    axum::body::to_bytes(response.into_body(), 64 << 20).await?;
    Ok(())
}
