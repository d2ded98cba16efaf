//! `kith serve`: the council's pages.

use crate::Done;
use crate::config::Config;
use crate::exit::{Exit, of_rejected};
use crate::home::{Place, now};
use app::command::Command;
use app::council::Council;
use app::desk::Desk;
use app::founding;
use jiff::SignedDuration;
use law::id::{CommandId, WorkerId};
use law::journal::Author;
use law::role::Role;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use store::Options;
use tokio::net::TcpListener;
use web::chance::MachineChance;
use web::kit::{Cookies, Kit, Limits};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// A configuration file.
    #[arg(long, env = "KITH_CONFIG")]
    config: Option<PathBuf>,
    /// The port, in place of the configured one; 0 takes a free one.
    #[arg(long)]
    port: Option<u16>,
}

pub fn run(args: Args) -> Done {
    let mut config = Config::read(args.config.as_deref())?;
    if let Some(port) = args.port {
        config.listen.set_port(port);
    }
    let mut place = args.place;
    // The command line and the environment go over the file.
    place.data = place.data.or(config.data.clone());
    place.practice = place.practice.or(config.practice.clone());
    place.database = place.database.map_or_else(|| config.database(), |url| Ok(Some(url)))?;
    let council = place.council(Options { readers: config.readers, ..Options::default() })?;
    adopt(&council)?;
    serve(council, place.web_key()?, &config, &[])
}

/// Takes a changed practice pack into force: an entry in the journal, its text kept by hash.
fn adopt(council: &Council) -> Result<(), Exit> {
    let at = now();
    let author = Author { worker: WorkerId(uuid::Uuid::nil()), role: Role::Administrator };
    let command = Command { id: CommandId(council.dice.id(at)), author, at };
    founding::adopt_pack(council, command).map_err(of_rejected)?;
    Ok(())
}

/// Serves until interrupted. `lines` are printed after the address.
pub fn serve(council: Council, key: web::key::Key, config: &Config, lines: &[String]) -> Done {
    let named = council.db.read_now(founding::named)?;
    let (name, _) = named.ok_or_else(|| Exit::usage("there is no council here yet: found one with `kith init`"))?;
    let kit = kit(&council, key, config, &name);
    let service = app::routes::service(Desk { council: council.clone(), kit: kit.clone() })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|error| Exit::usage(format!("cannot listen on {}: {error}", config.listen)))?;
        println!("listening on http://{}", listener.local_addr()?);
        lines.iter().for_each(|line| println!("{line}"));
        use std::io::Write;
        std::io::stdout().flush()?;
        let sweeper = tokio::spawn(sweep(kit, config.dormant_days));
        axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(interrupted())
            .await?;
        sweeper.abort();
        Ok::<_, Exit>(())
    })?;
    council.db.close();
    Ok(ExitCode::SUCCESS)
}

pub fn kit(council: &Council, key: web::key::Key, config: &Config, name: &str) -> Kit {
    Kit {
        db: council.db.clone(),
        council: name.into(),
        cookies: if config.https { Cookies::Secure } else { Cookies::Loopback },
        limits: Limits {
            idle: SignedDuration::from_mins(config.idle_minutes),
            absolute: SignedDuration::from_hours(config.session_hours),
        },
        proxies: config.proxies,
        key,
        time: Arc::new(|| now().0),
        chance: Arc::new(MachineChance),
    }
}

async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Every ten minutes: ended sessions, old sign-in attempts and dormant accounts are cleared away.
async fn sweep(kit: Kit, dormant_days: i64) {
    let mut every = tokio::time::interval(std::time::Duration::from_secs(600));
    loop {
        every.tick().await;
        let (now, limits) = (kit.now(), kit.limits);
        let dormant = SignedDuration::from_hours(24 * dormant_days);
        let swept = kit
            .db
            .write(move |conn| {
                web::session::sweep(conn, limits, now)?;
                web::attempts::sweep(conn, now)?;
                web::credential::disable_dormant(conn, now, dormant)
            })
            .await;
        if let Err(failure) = swept {
            tracing::error!(?failure, "sweeping ended sessions");
        }
    }
}
