//! The article and its claims for search engines: `ClaimReview`, `Claim` and `citation` of schema.org, as JSON-LD. Only
//! what those types require, and what a desk publishes anyway: no notes, no states, no sign-offs.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::model::{Claim, Draft, Source};
use super::released::Released;

pub fn write(draft: &Released) -> Result<Vec<u8>> {
    let Some(url) = &draft.url else {
        bail!("schema.org requires the address of the article: add `url:` to `article`");
    };
    let mut graph = vec![article(draft, url)];
    graph.extend(draft.claims.iter().map(|claim| match &claim.verdict {
        Some(verdict) => review(draft, url, claim, verdict),
        None => about(draft, url, claim),
    }));
    let page = json!({ "@context": "https://schema.org", "@graph": graph });
    Ok((serde_json::to_string_pretty(&page)? + "\n").into_bytes())
}

fn article(draft: &Draft, url: &str) -> Value {
    let mut article = Map::new();
    let mut put = |name: &str, value: Value| _ = article.insert(name.to_owned(), value);
    put("@type", json!("NewsArticle"));
    put("@id", json!(url));
    put("url", json!(url));
    if let Some(title) = &draft.title {
        put("headline", json!(title));
    }
    if let Some(date) = &draft.published {
        put("datePublished", json!(date));
    }
    if let Some(date) = &draft.updated {
        put("dateModified", json!(date));
    }
    if let Some(language) = &draft.language {
        put("inLanguage", json!(language));
    }
    if !draft.byline.is_empty() {
        let authors: Vec<Value> = draft
            .byline
            .iter()
            .map(|by| json!({ "@type": "Person", "name": by.name }))
            .collect();
        put("author", json!(authors));
    }
    let citations: Vec<Value> = draft
        .sources
        .iter()
        .filter(|it| !it.is_confidential)
        .map(citation)
        .collect();
    if !citations.is_empty() {
        put("citation", json!(citations));
    }
    Value::Object(article)
}

fn citation(source: &Source) -> Value {
    let mut citation = Map::new();
    citation.insert("@type".to_owned(), json!("CreativeWork"));
    if let Some(title) = &source.title {
        citation.insert("name".to_owned(), json!(title));
    }
    if let Some(url) = source.urls.first() {
        citation.insert("url".to_owned(), json!(url));
    }
    Value::Object(citation)
}

fn about(draft: &Draft, url: &str, claim: &Claim) -> Value {
    let mut about = Map::new();
    about.insert("@type".to_owned(), json!("Claim"));
    about.insert("text".to_owned(), json!(claim.words));
    about.insert("appearance".to_owned(), json!({ "@id": url }));
    let cited = claim.evidence.iter().filter_map(|evidence| {
        let source = draft
            .sources
            .iter()
            .find(|source| source.key == evidence.source)?;
        (!source.is_confidential).then(|| citation(source))
    });
    let cited: Vec<Value> = cited.collect();
    if !cited.is_empty() {
        about.insert("citation".to_owned(), json!(cited));
    }
    Value::Object(about)
}

/// A rating is a number for a search engine and a word for readers.
fn review(draft: &Draft, url: &str, claim: &Claim, verdict: &str) -> Value {
    let rating = match verdict {
        "confirmed" => Some(5),
        "wrong" => Some(1),
        _ => None,
    };
    let mut review_rating = json!({ "@type": "Rating", "alternateName": verdict });
    if let (Some(rating), Some(fields)) = (rating, review_rating.as_object_mut()) {
        fields.insert("ratingValue".to_owned(), json!(rating));
        fields.insert("bestRating".to_owned(), json!(5));
        fields.insert("worstRating".to_owned(), json!(1));
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": claim.words,
        "reviewRating": review_rating,
        "itemReviewed": about(draft, url, claim),
    });
    if let (Some(date), Some(fields)) = (&draft.published, review.as_object_mut()) {
        fields.insert("datePublished".to_owned(), json!(date));
    }
    review
}
