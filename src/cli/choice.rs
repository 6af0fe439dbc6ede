//! Choices of an option, by the names that a registry gives them.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Takes the names of some values, and gives the value.
pub fn choice<T, N>(
    values: impl IntoIterator<Item = T>,
    name: N,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
    N: Fn(T) -> &'static str,
{
    let known: Vec<(&'static str, T)> =
        values.into_iter().map(|value| (name(value), value)).collect();
    let names = PossibleValuesParser::new(known.iter().map(|(name, _)| *name));
    // The names were checked just before.
    names.try_map(move |text| {
        let found = known.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value).ok_or("no choice")
    })
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command};

    use super::choice;

    #[test]
    fn a_choice_takes_the_names_of_its_values_and_no_others() {
        let command = || {
            let parser = choice([3_u8, 5, 7], |number| match number {
                3 => "three",
                5 => "five",
                _ => "seven",
            });
            Command::new("t").arg(Arg::new("n").value_parser(parser))
        };
        for (text, value) in [("three", Some(3)), ("seven", Some(7)), ("3", None), ("Five", None)] {
            let matches = command().try_get_matches_from(["t", text]);
            let found = matches.ok().and_then(|matches| matches.get_one::<u8>("n").copied());
            assert_eq!(found, value, "{text}");
        }
        let error = command().try_get_matches_from(["t", "fife"]).expect_err("no choice");
        assert!(error.to_string().contains("[possible values: three, five, seven]"), "{error}");
    }
}
