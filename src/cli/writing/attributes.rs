//! What a new file takes over from the one that it replaces: owner, group, permissions, access control list
//! and extended attributes.

use std::fs::{File, Metadata};
use std::io;

/// Gives `to` the attributes of `from`. An error means that they cannot be kept.
#[cfg(unix)]
pub fn copy(from: &File, known: &Metadata, to: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = to.metadata()?;
    let owner = (known.uid() != new.uid()).then_some(known.uid());
    let group = (known.gid() != new.gid()).then_some(known.gid());
    if owner.is_some() || group.is_some() {
        fchown(to, owner, group)?;
    }
    to.set_permissions(known.permissions())?;
    copy_extended(from, to)
}

#[cfg(not(unix))]
pub fn copy(_: &File, known: &Metadata, to: &File) -> io::Result<()> {
    to.set_permissions(known.permissions())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_extended(from: &File, to: &File) -> io::Result<()> {
    use rustix::fs::{
        XattrFlags, fgetxattr, fgetxattr_query, flistxattr, flistxattr_query, fsetxattr,
    };
    // A file system without extended attributes has none to keep.
    let length = flistxattr_query(from).unwrap_or(0);
    let mut names = vec![0; length];
    let length = flistxattr(from, &mut names[..]).unwrap_or(0);
    let names = names[..length].split(|byte| *byte == 0);
    for name in names.filter(|name| !name.is_empty()) {
        let mut value = vec![0; fgetxattr_query(from, name)?];
        let length = fgetxattr(from, name, &mut value[..])?;
        let set = fsetxattr(to, name, &value[..length], XattrFlags::empty());
        // The system labels a new file itself, as its policy says.
        let is_of_system = name.starts_with(b"security.") || name.starts_with(b"trusted.");
        if !is_of_system {
            set?;
        }
    }
    Ok(())
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn copy_extended(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// Whether the file has other names, which would keep the old text if it were replaced.
#[cfg(unix)]
pub fn has_other_names(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
pub fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Whether the file belongs to the user who runs this.
#[cfg(unix)]
pub fn is_own(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(file) == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub fn is_own(_: &Metadata) -> bool {
    true
}

/// An error if the process may not write files of this many bytes: the system would end it.
#[cfg(unix)]
pub fn refuse_too_large(bytes: usize) -> io::Result<()> {
    use rustix::process::{Resource, getrlimit};
    match getrlimit(Resource::Fsize).current {
        Some(limit) if (bytes as u64) > limit => Err(io::ErrorKind::FileTooLarge.into()),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
pub fn refuse_too_large(_: usize) -> io::Result<()> {
    Ok(())
}

/// Options for opening a file that somebody may have replaced by a link or a pipe.
#[cfg(unix)]
pub fn cautiously() -> std::fs::OpenOptions {
    use rustix::fs::OFlags;
    let mut options = File::options();
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC).bits();
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags as i32);
    options
}

#[cfg(not(unix))]
pub fn cautiously() -> std::fs::OpenOptions {
    File::options()
}
