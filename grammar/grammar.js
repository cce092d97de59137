/**
 * @file Sayso: the annotated draft of a news article
 * @license MIT
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// A file is a list of declarations. A line in column 0 begins a declaration; indented lines belong to
// it. Two tokens implement this: `_newline` ends a declaration; `_indent`, a line end with the white
// space of the next line, continues it. The longer match wins, so no external scanner is needed.
//
// The grammar accepts a little more than the language: a field without its colon, a string without
// its end, an unknown declaration. So half-typed text keeps its shape and its colours in every editor,
// and the checker can say what is missing instead of "error".

const LINE_END = '(\\r\\n|\\r|\\n)';
const NAME = '[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_\\-]*';

// The shape of EDTF levels 0 and 1. The checker checks whether the date exists.
const DAY = '-?[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?';
const CLOCK = 'T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+\\-][0-9]{2}(:?[0-9]{2})?)?';
const MOMENT = `-?[0-9]{4}-[0-9]{2}-[0-9]{2}${CLOCK}`;
const EDGE = `(${DAY}|\\.\\.)`;

// Several moments of a recording, or ranges of them. Seconds can have a fraction, or a fourth group counts frames.
const TIME = '[0-9]{1,3}(:[0-9]{2}){1,3}([.,][0-9]{1,3})?';
const TIMES = `${TIME}( *[\\-–—] *${TIME})?`;

// A place in a source, as people cite it: `3`, `3–5, 7`, `2, p. 3`, `5(2)`, `Sheet1!B7`, `"Budget" cell B7`. The checker
// checks whether there can be such a place. A comma is part of it, unless a further value of the field follows: that
// begins with `@`.
const SPACE = '\\s\\p{Z}\\p{Cc}';
const LABEL = '((\\p{L}+\\.)+|\\p{L}+|[§¶]+)';
const ITEM = `[^${SPACE},;@#"“”]+`;
const WORD = `[^${SPACE},;@#"“”0-9]+`;
const TITLE = `("[^"\\r\\n]*"|“[^”\\r\\n]*”|'[^'\\r\\n]*'[^${SPACE},;@#"“”]*)`;
const GAP = '[ \\u00a0]';
const PLACES = `(${ITEM}|${TITLE})(`
  + `${GAP}*[,;]${GAP}*(${WORD}${GAP}+)?${ITEM}`
  + `|${GAP}+${WORD}${GAP}+${ITEM}`
  + `|${GAP}+\\([^${SPACE},;@#"“”)]+\\)`
  + `)*`;

// Signs of units, which may touch their number: `5%`, `US$5`.
const SIGN = '%‰‱°\\p{Sc}';
const UNQUOTED = `[^${SPACE},#"“”${SIGN}]`;

// The contents of a string: the rest of its line, and further lines that are indented, are not blank, and
// do not look like a field (a name and a colon). Without the last condition, one missing quotation mark
// would swallow all fields below it, and one mistake would be reported as many. A string that is never
// closed also ends before a line of one small word, which is a half-typed field. The price: a further line
// of a quotation cannot begin with `word:`.
const contents = (mark, one_word) => {
  const rest = `[^${mark}\\r\\n]*`;
  return `${rest}(${LINE_END}[ \\t]+(`
    + `[^a-z\\-\\s${mark}]${rest}`
    + `|[a-z\\-]+([^a-z\\-:\\r\\n${mark}]${rest}|:/${rest})${one_word}`
    + `))*`;
};
const closed = (open, close) => `${open}${contents(close, '?')}(${LINE_END}[ \\t]+)?${close}`;
const unclosed = (open, close) => `${open}${contents(close, '')}`;

const regex = source => new RustRegex(source);

// KEYWORD [name] [: [kind]] ["title"], and the fields below. The colon may be there without a kind: people
// write `claim closed: "…"`.
const declaration = ($, keyword) => seq(
  keyword,
  optional(field('name', $.name)),
  optional(seq(':', optional(field('kind', alias($.name, $.kind))))),
  optional(field('title', $._string)),
  repeat(seq($._indent, optional($.field))),
);

module.exports = grammar({
  name: 'sayso',

  extras: $ => [/[ \t\u00a0]/, $.comment],
  word: $ => $.name,

  rules: {
    source_file: $ => seq(
      optional($._declaration),
      repeat(seq($._newline, optional($._declaration))),
    ),

    _declaration: $ => choice($.article, $.text, $.entity, $.source, $.claim, $.unknown),

    article: $ => declaration($, 'article'),
    entity: $ => declaration($, 'entity'),
    source: $ => declaration($, 'source'),
    claim: $ => declaration($, 'claim'),

    // A word in column 0 that is not the keyword of a declaration.
    unknown: $ => declaration($, field('keyword', alias($.name, $.word))),

    text: $ => seq('text', optional(':'), repeat(seq($._indent, optional($.prose)))),

    field: $ => seq(
      field('name', alias($.name, $.field_name)),
      optional(':'),
      optional(seq($.value, repeat(seq(',', optional($.value))))),
    ),

    value: $ => repeat1(choice(
      $.reference,
      $._string,
      $.date,
      $.time,
      $.number,
      $.url,
      $.symbol,
      $.locator,
      $.by,
      $.seal,
      alias($.name, $.word),
      $.unquoted,
    )),

    // A place in a source: a CSL label with a value, or a time in a recording.
    locator: $ => seq('at', choice(
      field('time', $.time),
      seq(field('label', $.label), field('value', $.locator_value)),
    )),
    by: $ => seq('by', choice($._string, $.reference)),
    seal: $ => seq('seal', $.fingerprint),

    _string: $ => choice($.string, $.unterminated_string),

    prose: _ => token(prec(1, /[^\s][^\r\n]*/)),

    // If two tokens match the same length, the one that is listed first wins.
    time: _ => token(regex(`${TIMES}(, *${TIMES})*`)),
    label: _ => token(regex(LABEL)),
    locator_value: _ => token(regex(PLACES)),
    date: _ => token(choice(
      regex(DAY),
      regex(MOMENT),
      regex(`${EDGE}/${EDGE}?`),
      regex(`/${DAY}`),
    )),
    number: _ => token(regex("[+\\-−]?[0-9]+([.,'’\u00a0\u2009\u202f][0-9]+)*")),
    symbol: _ => token(regex(`[${SIGN}]+`)),
    url: _ => token(regex('[A-Za-z][A-Za-z0-9+.\\-]*:(//)?[^\\s,"“”:/]([^\\s,"“”]|,[^\\s,"“”])*')),
    reference: _ => token(regex(`@([\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.\\-]*/)?${NAME}`)),
    string: _ => token(choice(regex(closed('"', '"')), regex(closed('“', '”')))),
    unterminated_string: _ => token(choice(regex(unclosed('"', '"')), regex(unclosed('“', '”')))),
    fingerprint: _ => token(regex('[0-9a-f]+(-[0-9a-f]+)*')),

    name: _ => token(regex(NAME)),
    // Anything else up to the next space: a unit such as `km/h`, or text that lacks its quotation marks.
    unquoted: _ => token(regex(`(/${UNQUOTED}|[^${SPACE},:/@#"“”${SIGN}])${UNQUOTED}*`)),
    comment: _ => token(/#[^\r\n]*/),

    _newline: _ => token(regex(`${LINE_END}([ \\t]*${LINE_END})*`)),
    _indent: _ => token(regex(`(${LINE_END}[ \\t]*)*${LINE_END}[ \\t]+`)),
  },
});
