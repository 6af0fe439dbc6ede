//! The colour of everything that is drawn, on light and on dark paper.
//!
//! In: roles of series, steps of the heat scale. Out: class names, and the style rules behind them.
//! Nothing is told by colour alone; the colours still keep apart for those who do not see red or
//! green, because they differ in lightness as well. The test measures their contrast.

use std::fmt::Write as _;

use crate::answers::publication::{Role, Series};

/// A colour and what is legible on it, as 0xRRGGBB.
#[derive(Debug, Clone, Copy)]
pub struct Shade {
    pub fill: u32,
    pub ink: u32,
}

/// A colour that has a name.
#[derive(Debug, Clone, Copy)]
pub struct Colour {
    /// The class of elements of this colour.
    pub class: &'static str,
    pub light: Shade,
    pub dark: Shade,
}

const WHITE: u32 = 0xff_ff_ff;
const BLACK: u32 = 0x0b_10_14;

/// What charts are drawn on.
#[cfg(test)]
const PAPER: (u32, u32) = (WHITE, 0x1a_20_27);

const fn colour(class: &'static str, light: u32, light_ink: u32, dark: u32) -> Colour {
    let light = Shade { fill: light, ink: light_ink };
    Colour { class, light, dark: Shade { fill: dark, ink: BLACK } }
}

/// By role; the roles of one chart keep apart.
const COLOURS: [Colour; 11] = [
    colour("pl", 0x4d_6a_8a, WHITE, 0x8f_b0_d4),
    colour("ea", 0x00_5f_56, WHITE, 0x2f_a3_94),
    colour("ot", 0x43_97_cf, BLACK, 0x9a_d3_f5),
    colour("la", 0xc2_41_0c, WHITE, 0xff_8a_5c),
    colour("un", 0x86_8e_96, BLACK, 0x8b_94_9e),
    colour("on", 0x0b_7f_75, WHITE, 0x35_c0_b1),
    colour("ip", 0xb8_7d_00, BLACK, 0xe0_ac_3f),
    colour("po", 0x8e_5e_a2, WHITE, 0xc7_9b_e0),
    colour("oh", 0x6b_72_80, WHITE, 0x98_a1_ad),
    colour("ra", 0x2b_5c_94, WHITE, 0x6e_a8_e5),
    colour("iv", 0x1f_29_33, WHITE, 0xe6_ed_f3),
];

/// From calm to alarming: eight steps from pale to dark, the other way round on dark paper.
pub const HEAT: [Colour; 8] = [
    heat("q0", 0xff_fb_e8, BLACK, 0x2a_2b_2a, WHITE),
    heat("q1", 0xff_f1_bf, BLACK, 0x3c_33_22, WHITE),
    heat("q2", 0xfe_df_8b, BLACK, 0x54_40_20, WHITE),
    heat("q3", 0xfe_c2_4f, BLACK, 0x70_50_1f, WHITE),
    heat("q4", 0xfb_9a_2b, BLACK, 0x93_63_1c, WHITE),
    heat("q5", 0xe8_6d_12, BLACK, 0xbd_7c_22, BLACK),
    heat("q6", 0xb8_44_04, WHITE, 0xe6_9d_3f, BLACK),
    heat("q7", 0x7f_27_04, WHITE, 0xff_c8_7a, BLACK),
];

const fn heat(class: &'static str, light: u32, light_ink: u32, dark: u32, dark_ink: u32) -> Colour {
    Colour {
        class,
        light: Shade { fill: light, ink: light_ink },
        dark: Shade { fill: dark, ink: dark_ink },
    }
}

/// What series get that share a role with another.
const SPARE: [&str; 7] = ["ra", "ip", "ea", "po", "la", "un", "ot"];

const fn of_role(role: Role) -> &'static str {
    match role {
        Role::Plain => "pl",
        Role::Early => "ea",
        Role::OnTime => "ot",
        Role::Late => "la",
        Role::Undated => "un",
        Role::Online => "on",
        Role::InPerson => "ip",
        Role::Postal => "po",
        Role::Other => "oh",
        Role::Rate => "ra",
        Role::Interval => "iv",
    }
}

/// A class for each series: that of its role; spare ones in turn when several have one role.
pub fn classes(series: &[Series]) -> Vec<&'static str> {
    let is_shared = |role: Role| series.iter().filter(|series| series.role == role).count() > 1;
    let mut spare = SPARE.iter().cycle();
    series
        .iter()
        .map(|series| match spare.next() {
            Some(class) if is_shared(series.role) => class,
            _ => of_role(series.role),
        })
        .collect()
}

/// The style rules: custom properties for both papers, and three classes per colour. `.ea` is an
/// area, `.ea-i` the ink on it, `.ea-l` a line.
pub fn style() -> String {
    let all = || COLOURS.iter().chain(&HEAT);
    let mut style = String::from(":root{");
    for colour in all() {
        properties(colour.class, colour.light, &mut style);
    }
    // Printed pages are light whatever the screen is.
    style.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
    for colour in all() {
        properties(colour.class, colour.dark, &mut style);
    }
    style.push_str("}}\n");
    for Colour { class, .. } in all() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            style,
            ".{class}{{fill:var(--{class});background:var(--{class})}}.{class}-i{{fill:var(--{class}-i)}}\
             .{class}-l{{stroke:var(--{class})}}"
        );
    }
    style
}

fn properties(class: &str, shade: Shade, style: &mut String) {
    let Shade { fill, ink } = shade;
    let _ = write!(style, "--{class}:#{fill:06x};--{class}-i:#{ink:06x};");
}

#[cfg(test)]
mod tests {
    use super::{COLOURS, HEAT, PAPER, classes, style};
    use crate::answers::publication::{Role, Series};

    /// WCAG 2: contrast of two colours.
    fn contrast(one: u32, other: u32) -> f64 {
        let luminance = |colour: u32| {
            let part = |shift: u32| {
                let part = f64::from(colour >> shift & 0xff) / 255.0;
                if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn ink_is_legible_on_every_colour() {
        for colour in COLOURS.iter().chain(&HEAT) {
            for shade in [colour.light, colour.dark] {
                let found = contrast(shade.fill, shade.ink);
                assert!(found >= 4.5, "{}: {found:.2}", colour.class);
            }
        }
    }

    #[test]
    fn series_stand_out_from_the_paper() {
        for colour in COLOURS {
            let light = contrast(colour.light.fill, PAPER.0);
            let dark = contrast(colour.dark.fill, PAPER.1);
            assert!(light >= 3.0 && dark >= 3.0, "{}: {light:.2} {dark:.2}", colour.class);
        }
    }

    #[test]
    fn heat_grows_in_contrast_to_the_paper() {
        for pair in HEAT.windows(2) {
            let light = |place: usize| contrast(pair[place].light.fill, PAPER.0);
            let dark = |place: usize| contrast(pair[place].dark.fill, PAPER.1);
            assert!(light(0) < light(1) && dark(0) < dark(1), "{}", pair[0].class);
        }
    }

    #[test]
    fn series_of_one_role_get_different_colours() {
        let series = |role| Series { column: 1, name: String::new(), role };
        let different = classes(&[series(Role::Early), series(Role::Late)]);
        assert_eq!(different, ["ea", "la"]);
        let same = classes(&[series(Role::Plain), series(Role::Plain), series(Role::Plain)]);
        assert!(same[0] != same[1] && same[1] != same[2] && same[0] != same[2], "{same:?}");
        assert!(style().contains("--ea:#005f56;--ea-i:#ffffff;"));
    }
}
