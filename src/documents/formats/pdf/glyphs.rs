//! The glyphs of a page, joined to fragments: text without a gap, on one line.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use rustc_hash::FxHashSet;

/// Text on one line. The axes go to the right and down.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    /// The height of the font.
    pub size: f64,
}

/// Gaps in heights of the font: from the first one on, there is a space between two words; from the second one on, they
/// belong to different columns or cells.
const SPACE: f64 = 0.16;
const APART: f64 = 1.3;

/// Of how many glyphs in a hundred the characters may be unknown before a page counts as one without text.
const UNKNOWN: usize = 30;

const MAX_GLYPHS: usize = 500_000;

pub struct GlyphReader<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
}

impl<'a> GlyphReader<'a> {
    pub fn of(pdf: &'a Pdf) -> GlyphReader<'a> {
        GlyphReader {
            pdf,
            cache: InterpreterCache::new(),
        }
    }

    /// The text of a page in the order in which it is drawn. None if nobody can say which characters it has.
    pub fn fragments(&mut self, page: &Page<'a>) -> Option<Vec<Fragment>> {
        let transform = page.initial_transform(true).to_kurbo();
        let settings = InterpreterSettings::default();
        let everywhere = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let mut context = Context::new(
            transform,
            everywhere,
            &self.cache,
            self.pdf.xref(),
            settings,
        );
        let mut page_text = PageText::default();
        interpret_page(page, &mut context, &mut page_text);
        let is_known = page_text.unknown * 100 <= page_text.glyphs * UNKNOWN;
        is_known.then_some(page_text.fragments)
    }
}

#[derive(Default)]
struct PageText {
    fragments: Vec<Fragment>,
    /// Bold text may be drawn twice.
    drawn: FxHashSet<(char, i64, i64)>,
    glyphs: usize,
    unknown: usize,
}

impl PageText {
    fn add(&mut self, text: &str, transform: Affine, width: f64) {
        let start = transform * Point::ZERO;
        let end = transform * Point::new(width, 0.0);
        let top = transform * Point::new(0.0, 1000.0);
        let size = (top - start).hypot();
        self.glyphs += 1;
        let is_upright = (end.x - start.x).abs() >= (end.y - start.y).abs();
        let is_sound =
            size.is_finite() && size > 0.01 && start.x.is_finite() && start.y.is_finite();
        if self.glyphs > MAX_GLYPHS || !is_upright || !is_sound {
            return;
        }
        let place = |at: f64| (at * 4.0 / size).round() as i64;
        let first = text.chars().next().unwrap_or_default();
        if !self.drawn.insert((first, place(start.x), place(start.y))) {
            return;
        }
        let (left, right) = (start.x.min(end.x), start.x.max(end.x));
        if let Some(last) = self.fragments.last_mut() {
            let gap = left - last.right;
            let is_same_line = (start.y - last.baseline).abs() < 0.4 * size.max(last.size);
            let is_next = gap < APART * last.size && gap > -0.5 * last.size;
            if is_same_line && is_next {
                if gap > SPACE * last.size && !last.text.ends_with(' ') && !text.starts_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.right = right.max(last.right);
                return;
            }
        }
        if !text.trim().is_empty() {
            self.fragments.push(Fragment {
                text: text.to_owned(),
                left,
                right,
                baseline: start.y,
                size,
            });
        }
    }
}

impl Device<'_> for PageText {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let width = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let transform = props.transform * glyph.transform();
            let width = f64::from(width.unwrap_or(500.0));
            match glyph.as_unicode() {
                Some(BfString::Char(c)) => self.add(c.encode_utf8(&mut [0; 4]), transform, width),
                Some(BfString::String(text)) => self.add(&text, transform, width),
                None => {
                    self.unknown += 1;
                    self.add("\u{fffd}", transform, width);
                }
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
