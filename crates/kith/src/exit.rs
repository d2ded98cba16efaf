//! How commands end: 0 done, 1 findings or refusals, 2 usage, 3 broken.

use std::process::ExitCode;

/// Findings or refusals: the command did its work and has something to report.
pub const FINDINGS: u8 = 1;

/// Why a command stopped.
#[derive(Debug)]
pub enum Exit {
    /// The person asked for something that cannot be: say what to do.
    Usage(String),
    /// The machine, the database or Kith itself is broken.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

impl Exit {
    pub fn usage(words: impl Into<String>) -> Self {
        Exit::Usage(words.into())
    }

    /// Says why on standard error, and gives the exit code.
    pub fn report(self) -> ExitCode {
        match self {
            Exit::Usage(words) => {
                eprintln!("kith: {words}");
                ExitCode::from(2)
            }
            Exit::Broken(cause) => {
                eprint!("kith: {cause}");
                let mut source = cause.source();
                while let Some(deeper) = source {
                    eprint!(": {deeper}");
                    source = deeper.source();
                }
                eprintln!();
                ExitCode::from(3)
            }
        }
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Exit {
    fn from(error: E) -> Self {
        Exit::Broken(Box::new(error))
    }
}

/// The page kit's failures outside a page.
pub fn of_web(failure: web::Failure) -> Exit {
    match failure {
        web::Failure::Broken(cause) => Exit::Broken(cause),
        other => Exit::usage(format!("{other:?}")),
    }
}

/// A refused command in words.
pub fn of_rejected(rejected: app::command::Rejected) -> Exit {
    use app::command::Rejected;
    use law::step::act::Refusal;
    match rejected {
        Rejected::Refused(Refusal::MayNot(why)) => Exit::usage(why),
        Rejected::Refused(Refusal::Fix(problems)) => {
            Exit::usage(problems.iter().map(|problem| problem.say.as_str()).collect::<Vec<_>>().join("; "))
        }
        other => Exit::from(other),
    }
}
