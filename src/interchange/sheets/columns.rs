//! The columns of a spreadsheet, and the names that desks give them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::fold::fold_for_search;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    Claim,
    Kind,
    Words,
    Prefix,
    Suffix,
    Also,
    SaidBy,
    About,
    Asserts,
    Value,
    Role,
    Source,
    SourceTitle,
    SourceKind,
    Place,
    SourceWords,
    Rank,
    By,
    Publisher,
    Issued,
    Event,
    Retrieved,
    Url,
    Archived,
    Language,
    DerivedFrom,
    Terms,
    Retracted,
    Confidential,
    Verdict,
    CheckedBy,
    CheckedOn,
    Seal,
    State,
    Reply,
    Notes,
    SourceNotes,
}

/// A column with the header that Sayso writes, and others that it understands.
pub struct ColumnSpec {
    pub column: Column,
    pub name: &'static str,
    others: &'static [&'static str],
}

const fn spec(column: Column, name: &'static str, others: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec {
        column,
        name,
        others,
    }
}

/// In the order in which they are written. The names are the keys of `[import.columns]`.
pub const COLUMNS: &[ColumnSpec] = &[
    spec(
        Column::Claim,
        "claim",
        &["id", "claim id", "claim name", "no", "nr", "numero"],
    ),
    spec(
        Column::Kind,
        "kind",
        &["type", "claim type", "tipo", "tipo de dato", "categoria"],
    ),
    spec(
        Column::Words,
        "words",
        &[
            "statement",
            "sentence",
            "text",
            "passage",
            "fact",
            "quote",
            "line",
            "content",
            "assertion",
            "frase",
            "oracion",
            "texto",
            "dato",
            "afirmacion",
            "declaracion",
            "pasaje",
        ],
    ),
    spec(Column::Prefix, "prefix", &["text before", "texto anterior"]),
    spec(Column::Suffix, "suffix", &["text after", "texto posterior"]),
    spec(Column::Also, "also", &["other words", "otras palabras"]),
    spec(
        Column::SaidBy,
        "said-by",
        &[
            "speaker",
            "attribution",
            "who said it",
            "dicho por",
            "quien lo dice",
            "hablante",
            "atribucion",
        ],
    ),
    spec(
        Column::About,
        "about",
        &["subject", "sobre", "acerca de", "sujeto"],
    ),
    spec(Column::Asserts, "asserts", &[]),
    spec(
        Column::Value,
        "value",
        &["figure", "number", "valor", "cifra"],
    ),
    spec(
        Column::Role,
        "role",
        &["source role", "relation", "papel", "funcion"],
    ),
    spec(
        Column::Source,
        "source",
        &[
            "sources",
            "evidence",
            "source id",
            "reference",
            "fuente",
            "fuentes",
            "referencia",
            "evidencia",
        ],
    ),
    spec(
        Column::SourceTitle,
        "source-title",
        &[
            "source name",
            "document",
            "title of source",
            "titulo",
            "titulo de la fuente",
            "documento",
            "nombre de la fuente",
        ],
    ),
    spec(
        Column::SourceKind,
        "source-kind",
        &["source type", "kind of source", "tipo de fuente"],
    ),
    spec(
        Column::Place,
        "place",
        &[
            "locator",
            "page",
            "pages",
            "where",
            "timestamp",
            "page or time",
            "pagina",
            "paginas",
            "lugar",
            "minuto",
        ],
    ),
    spec(
        Column::SourceWords,
        "source-words",
        &[
            "source quote",
            "excerpt",
            "words of the source",
            "extracto",
            "cita de la fuente",
        ],
    ),
    spec(Column::Rank, "rank", &["primary or secondary", "rango"]),
    spec(
        Column::By,
        "by",
        &[
            "author",
            "authors",
            "source by",
            "autor",
            "autora",
            "autores",
        ],
    ),
    spec(
        Column::Publisher,
        "publisher",
        &[
            "publication",
            "outlet",
            "editorial",
            "medio",
            "publicado por",
        ],
    ),
    spec(
        Column::Issued,
        "issued",
        &[
            "date",
            "published",
            "source date",
            "fecha",
            "fecha de publicacion",
            "publicado",
        ],
    ),
    spec(Column::Event, "event", &["event date", "fecha del hecho"]),
    spec(
        Column::Retrieved,
        "retrieved",
        &["accessed", "access date", "consultado", "fecha de consulta"],
    ),
    spec(
        Column::Url,
        "url",
        &[
            "link",
            "web",
            "address",
            "source url",
            "source link",
            "enlace",
            "direccion",
            "vinculo",
        ],
    ),
    spec(
        Column::Archived,
        "archived",
        &["archive", "archive url", "archivo", "archivado", "copia"],
    ),
    spec(
        Column::Language,
        "language",
        &["source language", "idioma", "lengua"],
    ),
    spec(
        Column::DerivedFrom,
        "derived-from",
        &["based on", "basado en"],
    ),
    spec(
        Column::Terms,
        "terms",
        &["terms of use", "terminos", "condiciones"],
    ),
    spec(Column::Retracted, "retracted", &["withdrawn", "retractado"]),
    spec(Column::Confidential, "confidential", &["confidencial"]),
    spec(
        Column::Verdict,
        "verdict",
        &[
            "result",
            "status",
            "ok",
            "rating",
            "outcome",
            "veredicto",
            "resultado",
            "estado",
        ],
    ),
    spec(
        Column::CheckedBy,
        "checked-by",
        &[
            "checker",
            "fact checker",
            "verified by",
            "initials",
            "revisado por",
            "verificado por",
            "verificador",
            "comprobado por",
        ],
    ),
    spec(
        Column::CheckedOn,
        "checked-on",
        &[
            "date checked",
            "checked",
            "verified on",
            "check date",
            "fecha de verificacion",
            "fecha de revision",
            "revisado el",
        ],
    ),
    spec(Column::Seal, "seal", &[]),
    spec(Column::State, "state", &[]),
    spec(
        Column::Reply,
        "reply",
        &[
            "response",
            "right of reply",
            "respuesta",
            "derecho de replica",
        ],
    ),
    spec(
        Column::Notes,
        "notes",
        &[
            "note",
            "comment",
            "comments",
            "remarks",
            "nota",
            "notas",
            "comentario",
            "comentarios",
            "observaciones",
        ],
    ),
    spec(
        Column::SourceNotes,
        "source-notes",
        &["notes on the source", "notas de la fuente"],
    ),
];

/// The headers that a desk uses, by the names of columns.
pub type ColumnNames = BTreeMap<String, Vec<String>>;

/// The column with this header.
pub fn column_of(header: &str, names: &ColumnNames) -> Option<Column> {
    let header = plain(header);
    if header.is_empty() {
        return None;
    }
    let is_set = |spec: &&ColumnSpec| {
        let set = names.get(spec.name);
        set.is_some_and(|set| set.iter().any(|name| plain(name) == header))
    };
    let is_usual =
        |spec: &&ColumnSpec| plain(spec.name) == header || spec.others.contains(&header.as_str());
    let set = COLUMNS.iter().find(is_set);
    let known = set.or_else(|| COLUMNS.iter().find(is_usual))?;
    Some(known.column)
}

/// The header without letter case, accents and marks.
fn plain(header: &str) -> String {
    let folded = fold_for_search(header);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_column() {
        let mut seen = BTreeMap::new();
        for spec in COLUMNS {
            for name in spec.others.iter().copied().chain([spec.name]) {
                assert_eq!(
                    column_of(name, &ColumnNames::new()),
                    Some(spec.column),
                    "{name}"
                );
                assert_eq!(seen.insert(plain(name), spec.name), None, "{name}");
            }
        }
    }

    #[test]
    fn a_desk_may_have_its_own_names() {
        let names = [("words".to_owned(), vec!["Was wir sagen".to_owned()])].into();
        assert_eq!(column_of("WAS  wir sagen:", &names), Some(Column::Words));
        assert_eq!(column_of("Página", &names), Some(Column::Place));
        assert_eq!(column_of("Farbe", &names), None);
    }
}
