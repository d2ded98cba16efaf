//! Times of one thing done many times: middle, tail, rate, and processor time.

use std::time::{Duration, Instant};

/// Microseconds, but for the rate.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Sample {
    pub count: usize,
    pub p50: f64,
    pub p99: f64,
    pub per_second: f64,
    /// Processor time of this process for each, all threads together.
    pub cpu_each: f64,
}

impl Sample {
    /// Times `each` so many times, one after another.
    pub fn of<E>(count: usize, mut each: impl FnMut(usize) -> Result<(), E>) -> Result<Self, E> {
        let mut times = Vec::with_capacity(count);
        let (began, cpu) = (Instant::now(), cpu_time());
        for n in 0..count {
            let one = Instant::now();
            each(n)?;
            times.push(one.elapsed());
        }
        Ok(Self::from_times(times, began.elapsed(), cpu_time().saturating_sub(cpu)))
    }

    /// From times taken elsewhere, by several threads at once for example.
    pub fn from_times(mut times: Vec<Duration>, all: Duration, cpu: Duration) -> Self {
        times.sort();
        let at = |part: f64| {
            let place = ((times.len() as f64 - 1.0) * part).round() as usize;
            times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e6)
        };
        let count = times.len();
        Self {
            count,
            p50: at(0.50),
            p99: at(0.99),
            per_second: count as f64 / all.as_secs_f64().max(1e-9),
            cpu_each: cpu.as_secs_f64() * 1e6 / count.max(1) as f64,
        }
    }
}

/// Processor time of this process so far, in the kernel's ticks of a hundredth of a second.
pub fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in brackets; user and system time are the twelfth and thirteenth after it.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
