use expect_test::expect;
use jiff::civil::date;

use super::{check, check_with};
use crate::ide::completion::Options;
use crate::signoff::{Signer, Signing};

#[test]
fn sign_offs() {
    let today = date(2026, 1, 9);
    let signing = Signing {
        today,
        signer: Signer::of("M. Ortega", today),
    };
    let options = Options {
        signing: Some(&signing),
        ..Options::default()
    };
    let draft = |line: &str| {
        format!(
            "source s: email \"S\"\ntext\n  One was freed.\nclaim: \"One was freed\"\n  source: @s\n  {line}\n"
        )
    };
    check_with(
        &draft("checked: <|>"),
        &options,
        expect![[r#"
            2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf-3be8 | sign off the claim |   checked: 2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf-3be8
            2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
            2026-01-09 | today |   checked: 2026-01-09 by
        "#]],
    );
    check_with(
        &draft("checked: 2026<|>"),
        &options,
        expect![[r#"
            2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf-3be8 | sign off the claim |   checked: 2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf-3be8
            2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
            2026-01-09 | today |   checked: 2026-01-09 by
        "#]],
    );
    check_with(
        &draft("checked: 2026-01-08 by \"M. Ortega\" <|>"),
        &options,
        expect![[r#"
            seal bd16-2d4f-8ddf-3be8 | the seal of the current claim |   checked: 2026-01-08 by "M. Ortega" seal bd16-2d4f-8ddf-3be8
        "#]],
    );
    check_with(
        &draft("checked: 2026-01-08 by @s s<|>"),
        &options,
        expect![[r#"
            seal bd16-2d4f-8ddf-3be8 | the seal of the current claim |   checked: 2026-01-08 by @s seal bd16-2d4f-8ddf-3be8
        "#]],
    );
    check_with(
        "source s: email \"S\"\n  approved: <|>\n",
        &options,
        expect![[r#"
            2026-01-09 by "M. Ortega" |  |   approved: 2026-01-09 by "M. Ortega"
            2026-01-09 | today |   approved: 2026-01-09 by
        "#]],
    );
    check_with(
        "claim: \"x\"\n  checked: <|>\n",
        &options,
        expect![[r#"
        2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
        2026-01-09 | today |   checked: 2026-01-09 by
    "#]],
    );
    check("claim: \"x\"\n  checked: <|>\n", expect![[""]]);
}
