//! What-ifs: a rate moved, in a unit or in the whole, as people type it.
//!
//! `[UNIT.]CRITERION_OR_INDICATOR=CHANGE`, where a change is `+2pp` (percentage points), `+3` (cases more
//! or fewer in the numerator) or `97.5%` (the rate itself). A unit goes by its name, or by its name
//! in small ASCII letters: `xa-minh-khai`.

use num_bigint::BigInt;

use super::card::Value;
use super::criteria::Criterion;
use crate::domain::Exact;
use crate::domain::exact::decimal;

/// How a rate moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// A share of 1, more or less.
    By(Exact),
    /// So many more or fewer in the numerator.
    Cases(Exact),
    /// To a share of 1.
    To(Exact),
}

impl Move {
    /// What it does to the numerator of a rate.
    pub fn of(&self, value: &Value) -> Exact {
        match self {
            Self::By(share) => share * &value.denominator,
            Self::Cases(cases) => cases.clone(),
            Self::To(rate) => rate * &value.denominator - &value.numerator,
        }
    }
}

/// One what-if.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Nothing for the whole.
    pub unit: Option<String>,
    /// Id of a criterion or of an indicator.
    pub target: String,
    pub amount: Move,
    /// As it was typed.
    pub text: String,
}

impl Change {
    /// Whether it moves what a criterion is scored by.
    pub fn is_about(&self, criterion: &Criterion) -> bool {
        let asks = criterion.ask.as_ref().is_some_and(|ask| ask.indicator == self.target);
        criterion.id == self.target || asks
    }
}

/// Why a what-if cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeError {
    /// No `=`.
    Shape,
    /// What follows `=` is no change.
    Amount(String),
    /// No criterion and no indicator of the index.
    Target(String),
    /// No unit of this name.
    Unit(String),
}

/// Reads a what-if. `is_target` knows the criteria and indicators, `unit` the full name of a unit.
///
/// # Errors
/// When it is none.
pub fn parse_change(
    text: &str,
    is_target: impl Fn(&str) -> bool,
    unit: impl Fn(&str) -> Option<String>,
) -> Result<Change, ChangeError> {
    let (place, amount) = text.split_once('=').ok_or(ChangeError::Shape)?;
    let place = place.trim();
    // Ids of criteria have points of their own: `3.3`, `UBND xã A.3.3`.
    let whole = is_target(place).then(|| (None, place.to_owned()));
    let of_unit = || {
        let places = place.match_indices('.').map(|(at, _)| at);
        places.filter_map(|at| Some((place.get(..at)?, place.get(at + 1..)?))).find_map(
            |(name, target)| is_target(target).then(|| (Some(name.to_owned()), target.to_owned())),
        )
    };
    let (name, target) =
        whole.or_else(of_unit).ok_or_else(|| ChangeError::Target(place.to_owned()))?;
    let unit = match name {
        None => None,
        Some(name) => Some(unit(name.trim()).ok_or(ChangeError::Unit(name))?),
    };
    let amount =
        parse_move(amount.trim()).ok_or_else(|| ChangeError::Amount(amount.trim().to_owned()))?;
    Ok(Change { unit, target, amount, text: text.to_owned() })
}

fn parse_move(text: &str) -> Option<Move> {
    let hundred = Exact::from_integer(BigInt::from(100));
    let is_signed = text.starts_with(['+', '-']);
    let points = ["pp", "điểm %", "điểm %"].iter().find_map(|unit| text.strip_suffix(unit));
    match (points, text.strip_suffix('%'), is_signed) {
        (Some(share), _, true) => Some(Move::By(decimal(share)? / hundred)),
        (None, Some(rate), false) => {
            let rate = decimal(rate)?;
            (rate <= hundred).then(|| Move::To(rate / hundred))
        }
        (None, None, true) => {
            let cases = decimal(text)?;
            cases.is_integer().then_some(Move::Cases(cases))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, ChangeError, Move, parse_change};
    use crate::domain::exact::{decimal, whole};

    fn read(text: &str) -> Result<Change, ChangeError> {
        let is_target = |name: &str| ["3.3", "2.1", "on_time_rate"].contains(&name);
        let unit = |name: &str| (name == "xa-minh-khai").then(|| "UBND xã Minh Khai".to_owned());
        parse_change(text, is_target, unit)
    }

    #[test]
    fn the_three_kinds_of_change_are_read() {
        let share = |text| decimal(text).expect("a decimal");
        let change = read("xa-minh-khai.on_time_rate=+2pp").expect("a change");
        assert_eq!(change.unit.as_deref(), Some("UBND xã Minh Khai"));
        assert_eq!(change.target, "on_time_rate");
        assert_eq!(change.amount, Move::By(share("0.02")));
        let change = read("3.3=97,5%").expect("a change");
        assert_eq!((change.unit, change.amount), (None, Move::To(share("0.975"))));
        let change = read("xa-minh-khai.2.1=-4").expect("a change");
        assert_eq!(change.target, "2.1");
        assert_eq!(change.amount, Move::Cases(-whole(4)));
    }

    #[test]
    fn what_cannot_be_read_says_which_part() {
        for (text, error) in [
            ("3.3", ChangeError::Shape),
            ("3.3=2pp", ChangeError::Amount("2pp".to_owned())),
            ("3.3=+1.5", ChangeError::Amount("+1.5".to_owned())),
            ("3.3=120%", ChangeError::Amount("120%".to_owned())),
            ("3.4=+1pp", ChangeError::Target("3.4".to_owned())),
            ("xa-x.3.3=+1pp", ChangeError::Unit("xa-x".to_owned())),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }
}
