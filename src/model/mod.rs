//! What one file declares and refers to: entities, sources, claims, the article.
