//! The colours of maps: five shades from pale to dark, on dark paper from dark to bright, judged and plain.
//!
//! In: inks. Out: colours as 0xRRGGBB, and the style rules of pages. The scales grow steadily in lightness, so that they
//! are told apart in grey and by those who do not see red or green; the test measures it.

use std::fmt::Write as _;

use super::scene::Ink;
use crate::answers::map::Tone;

/// The colours of a paper.
pub struct Paper {
    pub ground: u32,
    pub text: u32,
    pub quiet: u32,
    /// Borders of communes.
    pub border: u32,
    /// The lines of what has no figure.
    pub hatch: u32,
    judged: [u32; 5],
    plain: [u32; 5],
}

pub const LIGHT: Paper = Paper {
    ground: 0xff_ff_ff,
    text: 0x17_21_2b,
    quiet: 0x55_61_6d,
    border: 0x4a_55_60,
    hatch: 0x9a_a5_b0,
    judged: [0xff_f3_cf, 0xfe_d3_7d, 0xf5_9b_35, 0xc0_4f_06, 0x7a_28_04],
    plain: [0xe6_f0_fa, 0xb2_d0_ec, 0x6d_a9_da, 0x2a_70_b2, 0x0d_42_7c],
};

pub const DARK: Paper = Paper {
    ground: 0x1a_20_27,
    text: 0xe6_ed_f3,
    quiet: 0xa3_af_bb,
    border: 0x97_a3_af,
    hatch: 0x6a_76_82,
    judged: [0x38_30_24, 0x64_47_1c, 0x9a_66_18, 0xdb_95_3a, 0xff_d2_8c],
    plain: [0x1f_2f_40, 0x24_4d_75, 0x31_70_a8, 0x68_a6_dd, 0xb2_d7_fa],
};

const WHITE: u32 = 0xff_ff_ff;
const BLACK: u32 = 0x0b_10_14;

/// Which of the five shades a step of a scale with so many steps has: far apart where there are few.
const fn step(shade: usize, of: usize) -> usize {
    const STEPS: [[usize; 5]; 5] =
        [[1, 1, 1, 1, 1], [0, 3, 3, 3, 3], [0, 2, 4, 4, 4], [0, 1, 3, 4, 4], [0, 1, 2, 3, 4]];
    let of = if of < 1 {
        1
    } else if of > 5 {
        5
    } else {
        of
    };
    STEPS[of - 1][if shade > 4 { 4 } else { shade }]
}

impl Paper {
    pub fn colour(&self, tone: Tone, ink: Ink) -> u32 {
        let shades = match tone {
            Tone::Judged => &self.judged,
            Tone::Plain => &self.plain,
        };
        match ink {
            Ink::Paper | Ink::NoData | Ink::OnDot => self.ground,
            Ink::Text => self.text,
            Ink::Quiet => self.quiet,
            Ink::Shade(shade, of) => shades[step(shade, of)],
            Ink::OnShade(shade, of) => on(shades[step(shade, of)]),
        }
    }
}

/// Black or white, whatever is read better on it.
fn on(colour: u32) -> u32 {
    let [black, white] = [BLACK, WHITE].map(|ink| contrast(colour, ink));
    if black >= white { BLACK } else { WHITE }
}

/// The class of an ink.
pub fn class(tone: Tone, ink: Ink) -> String {
    let scale = match tone {
        Tone::Judged => "mj",
        Tone::Plain => "mp",
    };
    match ink {
        Ink::Paper => "mpa".to_owned(),
        Ink::NoData => "mx".to_owned(),
        Ink::Text => "mt".to_owned(),
        Ink::Quiet => "mq".to_owned(),
        Ink::OnDot => "mo".to_owned(),
        Ink::Shade(shade, of) => format!("{scale}{}", step(shade, of)),
        Ink::OnShade(shade, of) => format!("{scale}{}i", step(shade, of)),
    }
}

/// The style rules of maps. Printed pages are light whatever the screen is.
pub fn style() -> String {
    let mut style = String::from(":root{");
    properties(&LIGHT, &mut style);
    style.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
    properties(&DARK, &mut style);
    style.push_str("}}\n");
    for scale in ["mj", "mp"] {
        for shade in 0..5 {
            // Writing to a string cannot fail.
            let _ = writeln!(
                style,
                ".{scale}{shade}{{fill:var(--{scale}{shade});background:var(--{scale}{shade})}}\
                 .{scale}{shade}i{{fill:var(--{scale}{shade}i)}}"
            );
        }
    }
    style.push_str(RULES);
    style
}

const RULES: &str = "\
.mpa,.mo{fill:var(--mpa)}.mt{fill:var(--mt)}.mq{fill:var(--mq)}
.ma path,.mb{stroke:var(--mb);stroke-width:8;stroke-linejoin:round}
.mb{stroke-width:1}.md{fill:var(--mt);stroke:var(--mpa);stroke-width:1.5}
.mh{stroke:var(--mh);stroke-width:16}.ma path:hover{stroke-width:24}
.k.mx{background:repeating-linear-gradient(45deg,var(--mh) 0 2px,var(--mpa) 2px 5px)}
svg.mm{min-width:0;max-width:50rem}
.mn{margin:.25rem 0 .5rem;padding-left:1.6rem;font-size:.9rem;columns:18rem}
";

fn properties(paper: &Paper, style: &mut String) {
    let named = [
        ("mpa", paper.ground),
        ("mt", paper.text),
        ("mq", paper.quiet),
        ("mb", paper.border),
        ("mh", paper.hatch),
    ];
    for (name, colour) in named {
        let _ = write!(style, "--{name}:#{colour:06x};");
    }
    for (scale, shades) in [("mj", paper.judged), ("mp", paper.plain)] {
        for (shade, colour) in shades.into_iter().enumerate() {
            let ink = on(colour);
            let _ = write!(style, "--{scale}{shade}:#{colour:06x};--{scale}{shade}i:#{ink:06x};");
        }
    }
}

/// Relative luminance as the web guidelines (WCAG 2) define it.
fn luminance(colour: u32) -> f64 {
    let part = |shift: u32| {
        let part = f64::from(colour >> shift & 0xff) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.0722_f64.mul_add(part(0), 0.2126_f64.mul_add(part(16), 0.7152 * part(8)))
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, contrast, luminance, on, step};

    #[test]
    fn shades_are_told_apart_in_grey_on_both_papers() {
        for (paper, is_darker) in [(LIGHT, true), (DARK, false)] {
            for scale in [paper.judged, paper.plain] {
                for pair in scale.windows(2) {
                    let grows = luminance(pair[0]) > luminance(pair[1]);
                    assert_eq!(grows, is_darker, "{:06x} {:06x}", pair[0], pair[1]);
                    assert!(contrast(pair[0], pair[1]) >= 1.2, "{:06x} {:06x}", pair[0], pair[1]);
                }
            }
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for paper in [LIGHT, DARK] {
            for colour in paper.judged.into_iter().chain(paper.plain) {
                assert!(contrast(colour, on(colour)) >= 4.5, "{colour:06x}");
            }
            assert!(contrast(paper.ground, paper.text) >= 7.0);
            assert!(contrast(paper.ground, paper.quiet) >= 4.5);
        }
    }

    #[test]
    fn steps_of_any_scale_grow() {
        for of in 1..=5 {
            let steps: Vec<usize> = (0..of).map(|shade| step(shade, of)).collect();
            assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
        }
    }
}
