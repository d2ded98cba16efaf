//! The threads that read, each with its own connection, each closure in a transaction that sees one state.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

use crate::conn::Conn;
use crate::db::Connector;
use crate::error::Error;
use crate::writer::run_caught;

type Job = Box<dyn FnOnce(Result<&mut Conn, Error>) + Send>;

pub(crate) struct Readers {
    queue: RwLock<Option<Sender<Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Readers {
    /// Starts the threads and waits until each has its connection.
    pub(crate) fn start(name: &str, connector: &Connector, count: usize) -> Result<Self, Error> {
        let (queue, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let (ready, opened) = mpsc::channel();
        let mut threads = Vec::new();
        for number in 1..=count.max(1) {
            let (connector, waiting, ready) = (connector.clone(), Arc::clone(&waiting), ready.clone());
            let work = move || match connector.reader() {
                Ok(conn) => {
                    let _ = ready.send(Ok(()));
                    drop(ready);
                    work(&connector, conn, &waiting);
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            };
            let thread = std::thread::Builder::new()
                .name(format!("{name}-{number}"))
                .spawn(work)
                .map_err(|error| Error::Engine(error.to_string()))?;
            threads.push(thread);
        }
        for _ in &threads {
            opened.recv().map_err(|_| Error::Closed)??;
        }
        Ok(Self { queue: RwLock::new(Some(queue)), threads: Mutex::new(threads) })
    }

    /// Hands a closure to whichever thread is free.
    pub(crate) fn submit<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        reply: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let job: Job = Box::new(move |conn| {
            reply(match conn {
                Ok(conn) => run_caught(closure, conn),
                Err(error) => Err(E::from(error)),
            });
        });
        let queue = self.queue.read().unwrap_or_else(PoisonError::into_inner);
        let refused = match queue.as_ref() {
            Some(queue) => queue.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        drop(queue);
        if let Some(job) = refused {
            job(Err(Error::Closed));
        }
    }

    /// Lets the threads finish what is waiting, and waits for them.
    pub(crate) fn close(&self) {
        drop(self.queue.write().unwrap_or_else(PoisonError::into_inner).take());
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for thread in threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn work(connector: &Connector, conn: Conn, waiting: &Mutex<Receiver<Job>>) {
    let mut conn = Some(conn);
    loop {
        // One thread waits at the channel and the others at the lock; the lock is free again while a closure runs.
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        match begin(connector, &mut conn) {
            Ok(conn) => {
                job(Ok(conn));
                let _ = conn.batch("ROLLBACK");
            }
            Err(error) => job(Err(error)),
        }
    }
}

/// Begins a transaction that sees one state, on a fresh connection where the old one was lost.
fn begin<'a>(connector: &Connector, conn: &'a mut Option<Conn>) -> Result<&'a mut Conn, Error> {
    let begun = match conn.as_mut() {
        Some(conn) => conn.batch(conn.dialect().begin_read()).map_err(Error::from),
        None => Err(Error::Closed),
    };
    if let Err(error) = begun {
        if conn.as_ref().is_some_and(|conn| !conn.is_lost()) {
            return Err(error);
        }
        *conn = None;
        let mut fresh = connector.reader()?;
        fresh.batch(fresh.dialect().begin_read())?;
        *conn = Some(fresh);
    }
    conn.as_mut().ok_or(Error::Closed)
}
