//! Where sentences end, by language. `|` marks the ends; it is not part of the text.

use super::sentence_ends::ends_in;
use super::sentence_words::SentenceWords;

#[track_caller]
fn check(language: &str, texts: &[&str]) {
    let words = SentenceWords::of(language);
    for marked in texts {
        let text = marked.replace('|', "");
        let mut found = String::new();
        let mut start = 0;
        for end in ends_in(&text, words) {
            found = found + &text[start..end] + "|";
            start = end;
        }
        assert_eq!(&(found + &text[start..]), marked, "in {language}");
    }
}

#[test]
fn english() {
    check(
        "en",
        &[
            "Ms. Ana Díaz came.| Mr. and Mrs. Smith left with Dr. No.",
            "J. F. Kennedy met A. Merkel.| J. R. R. Tolkien wrote.| So did George W. Bush.",
            "He moved to the U.S. in May.| The U.S. Senate met in Washington, D.C.| It was late.",
            "She works for Acme Inc. in Ohio.| Acme Inc. Chairman Ann Lee came.| It was Acme Inc.| The firm left.",
            "Gov. Ann Lee and Sen. Bob Ray of St. Paul spoke at 5 p.m. Monday.| They left at 6 p.m.| Nobody stayed.",
            "See No. 5 and pp. 3 of vol. 2.| He said no.| Smith said yes.",
            "It was in Jan. 2024.| 1999 was worse.| 15 people came.",
            "They sell pens, paper, etc.| Smith buys them.| They sell pens, etc. in town.",
            "Smith et al. [2004] found it.| Smith et al. (2004) did not.",
            "He eats e.g. Apples and i.e. Pears.| Roe v. Wade fell.",
            "It rose by 1.5 percent at example.org.",
            "He was the best.| iPhones sell well.",
            "It was closed.| five people died.| so what?| nobody cares.",
            "He uses Yahoo! and Google.| Why not?| because.",
        ],
    );
}

#[test]
fn brackets() {
    check(
        "en",
        &[
            "I know that.| (Laughter.)| He sang.| (Applause.)| Ann Lee sang.",
            "[The bridge was closed.]| Five people died.",
            "(He came.| Why did he?)| Ann Lee left.",
            "He said that [it went on … .]| Next came Ann Lee.",
            "He came (why not? )| Next came Ann Lee.",
            "He came.| (Who knows? )| Ann Lee left.",
            "They left (it was late.)| Ann Lee stayed.",
            "Ann Lee (who else?) Smith came, and (of the U.S.) Army men.",
            "The (U.S.) Army came.| He asked (?) Ann and (!) Bob.",
            "He went on.| [...] She stayed.| It ended […] Monday.",
            "It ended [...]| However, he stayed.| MR. SMITH has MS.| He is ill.",
            "The bridge was closed.1| Five people died.[2]| Nobody knew. [3] [4]| It stayed closed.[12]",
        ],
    );
}

#[test]
fn quotation_marks_and_ellipses() {
    check(
        "en",
        &[
            "\"We came.| We saw it all,\" he said.| She said: “No.| Never.”| They left.",
            "\"Why?\" she asked.| “Go!” he said.| \"Never.\"| Ann Lee left.",
            "“Why?” Ann Lee asked.| \"No!\" Mr. Bob Ray shouted.| “Why?”| Ann Lee left.",
            "He said “no”.| J. Doe came.| He called it “art”.| A. Lee left.",
            "He said: \"Go.\"| \"Why?\"| \"Because.\"",
            "He knew ‘the end.’| Nobody did.| ``We know.''| ``We do not.''",
            "It went on ...| And on.| It went on... and on… and ended.",
            "It went on.....| Smith left.| Well . . . no.| Stop ! !| Who ?!| Go on.",
        ],
    );
    check(
        "fr",
        &[
            "« Nous venons. »| Il part.| « Quoi ? »| Elle rit.| « Non ! » dit-il.",
            "Il dit : \" Je viens. \"| Elle rit.",
        ],
    );
    check(
        "de",
        &[
            "„Wir kommen.“| Er ging.| »Nein.«| Dann kam Anna.",
            "„Nein!“, rief er.| Das verlassene… Haus.",
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            "M. Dupont et Mme. Durand sont venus.| MM. Petit et Roy aussi.| Mgr. Roy part.",
            "Il est né en 52 av. J.-C. à Rome.| Cela date du Ier siècle av. J.-C.| Les Gaulois partent.",
            "J.-P. Sartre et F. Mitterrand sont là.| L'art. 5 aussi.| C'est de l'art.| Il aime ça.",
            "Il vend des stylos, etc.| Luc les achète.| Il vient.| 1981 change tout.",
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            "Im 16. Jahrhundert kam Prof. Dr. Anna Meier.| Am 21. Oktober und am 3. Platz war sie da.",
            "Die 35. Kommandeurstagung war am Freitag, 3. Mai.| Zum 100. Mal kam sie am 2. und 3. Tag.",
            "Er wurde 19.| Dann kam sie.| Das war 1999.| Merkel kam.| 1999 war es anders.| 5 Leute starben.",
            "Sie gewannen 3:2.| Bayern verlor.| Es waren 4,5.| Merkel kam.",
            "Er hat z. B. Hunde und z.B. Katzen, d. h. Tiere.| Das kostet 5 Mio. Euro bzw. Dollar.",
            "Er lebte um 50 v. Chr. in Rom.| Ludwig II. von Bayern und Johannes Paul II. kamen.",
            "A. Merkel kam aus der Nr. 5, Abs. 3.| Sie kauft Birnen usw.| Er auch.",
        ],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        &[
            "El Sr. Pérez y la Sra. D.ª Ana viven en el n.° 5 y el núm. 7.| El n.º 8 no.",
            "Murió en el 300 d. C. en Roma.| Fue en el siglo III a. C.| Los romanos ganaron.",
            "Vende lápices, etc.| Luego se va.| Vende p. ej. Audi, etc.| Luis compra.",
            "Los EE. UU. ganaron.| EE. UU. México y Perú no.| 1999 fue peor.",
            "¿Quién vino?| ¡Nadie!| «No vino nadie.»| Ana se fue.",
        ],
    );
}

#[test]
fn other_languages() {
    check(
        "pl",
        &[
            "To 21. rocznica i 3. Dywizja.| W 2. Korpusie był prof. Jan Kowalski.| Był tam w 1999 r. w maju.",
            "To było w 1999 r.| Polska wygrała.| - Kim jesteś? - spytała.",
        ],
    );
    check(
        "ru",
        &["Это было в 1999 г.| Иван ушёл.| Он живёт в г. Москва.| А. С. Пушкин и др.| Иван."],
    );
    check(
        "it",
        &["Il dott. Rossi e l'avv. Bianchi leggono l'art. 5.| Poi vanno."],
    );
    check("cs", &["Dne 21. října přišel p. Novák.| Pak odešel."]);
    check("da", &["Den 3. maj kom hr. Hansen.| Så gik han."]);
    check("el", &["Ποιος ήρθε;| Ο κ. Παπάς."]);
    check("hi", &["राम आया।| सीता गई।"]);
    check("ar", &["من جاء؟| جاء أحمد.| ذهبت ليلى."]);
    check("zh", &["北京很大。|上海也很大！|“真的？”|是的。"]);
    check("ja", &["「はい。」と彼は言った。|終わった。"]);
    check("ka", &["თბილისი დიდია.| ქუთაისიც დიდია."]);
    check("xx", &["One.| Two."]);
}

#[test]
fn nothing_ends_inside_of_numbers_words_and_addresses() {
    check(
        "en",
        &[
            "It rose by 0.𝟎 percent in version 1.8.2 of example.org/?a=1 and www.b.example.",
            "See no.5 Court at 10.30 or a.b@c.example: it is open.",
        ],
    );
}
