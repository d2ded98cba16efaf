//! The day and the time of England, as the browser's own clock has them.

use crate::browser::Browser;
use crate::failure::{Failure, Outcome};

const NOW: &str = "\
const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'numeric', year: 'numeric',
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(Date.now() + arguments[0] * 86400000);
const part = type => parts.find(one => one.type === type).value;
return [Number(part('day')), Number(part('month')), part('year'), part('hour') + ':' + part('minute')].join(' ');";

impl Browser {
    /// This minute, as people type it into boxes: `14 3 2026 14:30`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn now(&self) -> Outcome<String> {
        self.in_days(0).await
    }

    /// Today, `14 3 2026`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn today(&self) -> Outcome<String> {
        self.day(0).await
    }

    /// The day that many days from now; before it when negative.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn day(&self, days: i32) -> Outcome<String> {
        let now = self.in_days(days).await?;
        Ok(now.rsplit_once(' ').map_or(now.clone(), |(day, _)| day.to_owned()))
    }

    async fn in_days(&self, days: i32) -> Outcome<String> {
        let said = self.client.execute(NOW, vec![days.into()]).await?;
        said.as_str().map(str::to_owned).ok_or(Failure::new("the browser's clock says nothing"))
    }
}
