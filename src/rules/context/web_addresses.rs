//! Recognises the web addresses of archives and encyclopedias.

/// Hosts that archive copies of pages, and hosts of permanent addresses.
pub const ARCHIVES: [&str; 13] = [
    "archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.vn",
    "archive.fo",
    "perma.cc",
    "webcitation.org",
    "ghostarchive.org",
    "doi.org",
    "handle.net",
];

/// Hosts of encyclopedias, and of wikis that anyone can edit.
pub const ENCYCLOPEDIAS: [&str; 25] = [
    "wikipedia.org",
    "wikidata.org",
    "wiktionary.org",
    "wikiwand.com",
    "dbpedia.org",
    "britannica.com",
    "encyclopedia.com",
    "infoplease.com",
    "newworldencyclopedia.org",
    "grokipedia.com",
    "conservapedia.com",
    "rationalwiki.org",
    "citizendium.org",
    "everipedia.org",
    "fandom.com",
    "brockhaus.de",
    "universalis.fr",
    "treccani.it",
    "enciclopedia.cat",
    "ecured.cu",
    "bigenc.ru",
    "ruwiki.ru",
    "baike.baidu.com",
    "namu.wiki",
    "kotobank.jp",
];

/// Whether the address is on one of the hosts or on a subdomain, as `en.wikipedia.org` is of `wikipedia.org`.
pub fn leads_to(url: &str, places: &[&str]) -> bool {
    let Some(host) = host_of(url) else {
        return false;
    };
    let is_at = |place: &&str| {
        let before = host.strip_suffix(*place);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    places.iter().any(is_at)
}

/// The address's host in lower case, without the port.
fn host_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.');
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{ARCHIVES, ENCYCLOPEDIAS, leads_to};

    #[test]
    fn recognises_hosts_and_subdomains() {
        for place in ENCYCLOPEDIAS {
            assert!(leads_to(
                &format!("https://en.{place}/wiki/X"),
                &ENCYCLOPEDIAS
            ));
        }
        for url in [
            "https://Web.Archive.org/web/2026/https://town.example.org",
            "http://user@archive.org:80?x",
            "https://doi.org./10.1000/1",
        ] {
            assert!(leads_to(url, &ARCHIVES), "{url}");
        }
        for url in [
            "https://archive.example.org/https://archive.org",
            "https://notarchive.org",
            "https://archive.org.example.org",
            "https:///archive.org",
            "archive.org",
            "",
        ] {
            assert!(!leads_to(url, &ARCHIVES), "{url}");
        }
    }
}
