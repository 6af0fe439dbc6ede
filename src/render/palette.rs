//! What a series means → its colour, the same in every format that has colours.
//!
//! In: a [`Role`] or a [`Verdict`]. Out: a colour as `0xRRGGBB`. Must not know: file formats. No colour
//! says anything alone: labels, words and arrows say it, too. The hues keep apart for the common kinds
//! of colour blindness (blue to teal against vermilion, no red beside green), and every series is at
//! least 3 : 1 against white paper.

use std::cmp::Ordering;

use crate::answers::publication::{Evaluation, Role};
use crate::indicators::Sense;

/// The colour of a header row.
pub const HEAD: u32 = 0xD9_E2F3;
/// Rules between cells.
pub const RULE: u32 = 0xA6_A6A6;
/// Text that stands back: notes, marks of missing figures.
pub const QUIET: u32 = 0x59_5959;
/// Headings and links.
pub const ACCENT: u32 = 0x0B_5563;
/// A place left open for people.
pub const OPEN: u32 = 0xFF_F8DC;
/// Behind a total.
pub const TOTAL: u32 = 0xF2_F2F2;
/// A heat map from its low end over the middle to its high end, where higher is better.
pub const HEAT: [u32; 3] = [0xF4_A582, 0xF7_F7F7, 0x92_C5DE];

const TEAL: u32 = 0x0B_5563;
const LIGHT_BLUE: u32 = 0x4A_9BD1;
const VERMILION: u32 = 0xD5_5E00;
const OCHRE: u32 = 0xA8_7B00;
const GREY: u32 = 0x76_7676;
const BLUE: u32 = 0x1F_5F8B;
const PURPLE: u32 = 0x8E_4585;

/// Colours of series that have no meaning but their order.
const SEQUENCE: [u32; 6] = [BLUE, VERMILION, TEAL, OCHRE, PURPLE, GREY];

/// The colour of a series. `place` tells series of the same meaning apart.
pub const fn series(role: Role, place: usize) -> u32 {
    match role {
        Role::Early | Role::InPerson => TEAL,
        Role::OnTime | Role::Online => LIGHT_BLUE,
        Role::Late => VERMILION,
        Role::Postal => OCHRE,
        Role::Undated | Role::Other => GREY,
        Role::Interval => 0x26_2626,
        Role::Plain | Role::Rate => SEQUENCE[place % SEQUENCE.len()],
    }
}

/// A bar behind figures: light enough to read black text on it.
pub const fn bar(sense: Sense) -> u32 {
    match sense {
        Sense::HigherIsBetter => 0xBF_E3DC,
        Sense::LowerIsBetter => 0xF8_D5C2,
        Sense::Neutral => 0xD6_DCE4,
    }
}

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Better,
    Worse,
    /// No change, or one that is neither good nor bad.
    Neither,
}

impl Verdict {
    /// What a change in a direction means.
    pub const fn new(sense: Sense, direction: Ordering) -> Self {
        Self::of_change(Evaluation::of_count(sense, direction))
    }

    /// What a change was found to mean.
    pub const fn of_change(evaluation: Evaluation) -> Self {
        match evaluation {
            Evaluation::Better => Self::Better,
            Evaluation::Worse => Self::Worse,
            Evaluation::Ordinary | Evaluation::Unknown | Evaluation::Neither => Self::Neither,
        }
    }

    /// Of a judgement in words.
    pub const fn of(is_good: Option<bool>) -> Self {
        match is_good {
            Some(true) => Self::Better,
            Some(false) => Self::Worse,
            None => Self::Neither,
        }
    }

    /// The colour of its text.
    pub const fn color(self) -> u32 {
        match self {
            Self::Better => 0x00_695C,
            Self::Worse => 0xB2_3B00,
            Self::Neither => 0x26_2626,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{ACCENT, HEAD, HEAT, OPEN, QUIET, TOTAL, Verdict, bar, series};
    use crate::answers::publication::Role;
    use crate::indicators::Sense;

    /// Relative luminance as the web guidelines (WCAG 2) define it.
    fn luminance(color: u32) -> f64 {
        let channel = |shift: u32| {
            let share = f64::from((color >> shift) & 0xFF) / 255.0;
            if share <= 0.039_28 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let [one, other] = [luminance(one), luminance(other)];
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    const WHITE: u32 = 0xFF_FFFF;
    const SENSES: [Sense; 3] = [Sense::HigherIsBetter, Sense::LowerIsBetter, Sense::Neutral];

    #[test]
    fn every_series_stands_out_from_paper() {
        let roles = [
            Role::Plain,
            Role::Early,
            Role::OnTime,
            Role::Late,
            Role::Undated,
            Role::Online,
            Role::InPerson,
            Role::Postal,
            Role::Other,
            Role::Rate,
            Role::Interval,
        ];
        for role in roles {
            for place in 0..8 {
                let color = series(role, place);
                assert!(contrast(color, WHITE) >= 3.0, "{role:?} {color:06X}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_ground_and_in_every_verdict() {
        let bars = SENSES.map(bar);
        for ground in bars.into_iter().chain(HEAT).chain([HEAD, OPEN, TOTAL, WHITE]) {
            assert!(contrast(0, ground) >= 7.0, "{ground:06X}");
        }
        for text in [Verdict::Better, Verdict::Worse, Verdict::Neither].map(Verdict::color) {
            assert!(contrast(text, WHITE) >= 4.5, "{text:06X}");
        }
        assert!(contrast(QUIET, WHITE) >= 4.5 && contrast(ACCENT, WHITE) >= 4.5);
    }

    #[test]
    fn a_fall_is_good_where_lower_is_better() {
        let verdicts = SENSES.map(|sense| Verdict::new(sense, Ordering::Less));
        assert_eq!(verdicts, [Verdict::Worse, Verdict::Better, Verdict::Neither]);
        let same = SENSES.map(|sense| Verdict::new(sense, Ordering::Equal));
        assert_eq!(same, [Verdict::Neither; 3]);
    }
}
