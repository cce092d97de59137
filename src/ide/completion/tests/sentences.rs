use expect_test::expect;

use super::check;

const ARTICLE: &str = "article \"A\"\ntext\n  # Heading\n\n  The five were freed. Nobody *spoke*. The rest said “no” and \"yes\".\nclaim: \"Nobody spoke\"\n";

#[test]
fn uncovered_sentences() {
    check(
        &format!("{ARTICLE}claim: \"<|>\"\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        The rest said “no” and "yes". | no claim covers this yet | claim: "The rest said “no” and ”yes”."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: “the f<|>\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: \"The <|>\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        The rest said “no” and "yes". | no claim covers this yet | claim: "The rest said “no” and ”yes”."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: fact \"The <|>\n  source: @x\n"),
        expect![[r#"
            The five were freed. | no claim covers this yet | claim: fact "The five were freed."
            The rest said “no” and "yes". | no claim covers this yet | claim: fact "The rest said “no” and ”yes”."
            …
        "#]],
    );
}
