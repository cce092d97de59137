//! What the process that reads documents denies itself.

#[cfg(unix)]
pub fn limit_this_process() -> std::io::Result<()> {
    use super::MAX_MEMORY;
    use rustix::process::{Resource, Rlimit, setrlimit};

    let at_most = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)
    };
    // Standard input, output and error are open; nothing else can be opened, be it a file or a connection.
    at_most(Resource::Nofile, 3)?;
    at_most(Resource::Fsize, 0)?;
    at_most(Resource::Core, 0)?;
    at_most(Resource::Nproc, 0)?;
    at_most(Resource::Data, MAX_MEMORY)?;
    // macOS knows no limit of the address space.
    let limited = at_most(Resource::As, MAX_MEMORY);
    if cfg!(target_os = "macos") {
        Ok(())
    } else {
        Ok(limited?)
    }
}

/// Lets the process use the processor for that many more files. The other process ends it when its time is over; this
/// ends it if the other one is gone.
#[cfg(unix)]
pub fn limit_processor_time(files: u64) -> std::io::Result<()> {
    use super::MAX_TIME;
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limit = Rlimit {
        current: Some((MAX_TIME.as_secs() + 1) * files),
        maximum: None,
    };
    Ok(setrlimit(Resource::Cpu, limit)?)
}

#[cfg(not(unix))]
pub fn limit_this_process() -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub fn limit_processor_time(_: u64) -> std::io::Result<()> {
    Ok(())
}
