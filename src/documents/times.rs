//! Times in a recording, in milliseconds from its start.

/// How much earlier or later than cited words may start: people cite the time at which they stop the player.
const AROUND: u32 = 5_000;
/// How long the words may go on that are cited with the time of their start.
const FOLLOWING: u32 = 60_000;

/// `00:14:05`, `14:05`, `00:14:05.500`, `00:14:05,500`, `00:14:05:12` with a number of frames.
pub fn time_of(written: &str) -> Option<u32> {
    let mut groups = written.trim().split(':');
    let (first, second) = (groups.next()?, groups.next()?);
    let third = groups.next();
    let frames = groups.next();
    let is_number =
        |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if groups.next().is_some() || frames.is_some_and(|frames| !is_number(frames)) {
        return None;
    }
    let (hours, minutes, seconds) = match third {
        Some(seconds) => (first, second, seconds),
        None => ("0", first, second),
    };
    let (seconds, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
    if ![hours, minutes, seconds, fraction]
        .into_iter()
        .all(is_number)
        || seconds.len() > 2
    {
        return None;
    }
    let number = |group: &str| group.parse::<u32>().ok();
    let millis = number(&format!("{fraction:0<3}")[..3])?;
    let minutes = number(hours)?
        .checked_mul(60)?
        .checked_add(number(minutes)?)?;
    let seconds = minutes.checked_mul(60)?.checked_add(number(seconds)?)?;
    seconds.checked_mul(1000)?.checked_add(millis)
}

/// `00:14:05`. The fraction of a second is left out.
pub fn written_time(time: u32) -> String {
    let seconds = time / 1000;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// Whether words at the time `cue` are among those that somebody cites `from` a time, or `from` one `to` another.
pub fn is_cited(cue: (u32, u32), from: u32, to: Option<u32>) -> bool {
    let last = match to {
        Some(to) => to.saturating_add(AROUND),
        None => from.saturating_add(FOLLOWING),
    };
    cue.0 <= last && cue.1 >= from.saturating_sub(AROUND)
}

/// Whether a time is after the last words of a recording.
pub fn is_after_the_end(time: u32, duration: u32) -> bool {
    time > duration.saturating_add(AROUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        for (written, time) in [
            ("00:14:05", Some(845_000)),
            ("14:05", Some(845_000)),
            ("75:00", Some(4_500_000)),
            ("00:14:05.5", Some(845_500)),
            ("00:14:05,123456", Some(845_123)),
            ("00:14:05:12", Some(845_000)),
            ("00:14", Some(14_000)),
            ("14", None),
            ("a:b", None),
            ("1:2:3:4:5", None),
            ("00:14:", None),
            ("4294967295:00:00", None),
            ("٠٠:١٤:٠٥", None),
        ] {
            assert_eq!(time_of(written), time, "{written}");
        }
        assert_eq!(written_time(3_845_900), "01:04:05");
    }
}
