//! The program that drives the browser.

use crate::failure::{Failure, Outcome};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A chromedriver of our own on a port it chose; it and its browser end when this is dropped.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
    /// The session to end, once there is one.
    pub session: Option<String>,
}

impl Driver {
    /// Starts the program named by `CHROMEDRIVER`, or the one on the PATH.
    pub fn start() -> Outcome<Self> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or("chromedriver".into());
        let mut command = Command::new(&program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let could_not = |e| Failure::new(format!("{}: {e}; run through cargo xtask test", program.display()));
        let mut child = command.spawn().map_err(could_not)?;
        let said = child.stdout.take().ok_or(Failure::new("chromedriver has no output"))?;
        let mut lines = BufReader::new(said).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        // Whatever it says later must not fill the pipe and stop it.
        std::thread::spawn(move || lines.for_each(drop));
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::new("chromedriver did not say which port it took"));
        };
        Ok(Self { child, port, session: None })
    }

    /// The address commands go to.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks for the session's end and waits for the answer, which comes when the browser has ended.
    fn end_session(&self) -> std::io::Result<()> {
        let Some(session) = &self.session else {
            return Ok(());
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let port = self.port;
        write!(stream, "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        stream.read(&mut [0; 64]).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Err(e) = self.end_session() {
            eprintln!("the browser's session could not be ended: {e}");
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in "ChromeDriver was started successfully on port 41234."
fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ")?;
    after.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_drivers_words() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41234."), Some(41234));
        assert_eq!(port_in("Starting ChromeDriver 1.2 on port 0"), None);
    }
}
