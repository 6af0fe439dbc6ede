//! Lines over months, named at their right end. Rates and counts get a panel each, for they share no
//! scale. A month without a value is a gap, never a straight line across it.

use super::axis::{Axis, step_to};
use super::drawing::{Drawing, View, WIDTH, Weight, weight};
use super::shapes::{Anchor, amount, line, path, place, px, shorten, text, titled, width};
use crate::answers::Cell;
use crate::answers::publication::{Role, Series};
use crate::render::html::markup::Markup;
use crate::words::Lang;

const LEFT: f64 = 64.0;
/// Where the last month stands; right of it are the names of the lines.
const RIGHT: f64 = WIDTH - 236.0;
const TOP: f64 = 16.0;
const HIGH: f64 = 230.0;
/// From one panel to the next: the months stand between them.
const BETWEEN: f64 = 46.0;
/// Names of lines keep so far apart.
const LEADING: f64 = 19.0;
const RADIUS: f64 = 4.0;

/// One line: a value, or none, for each month.
struct Course<'a> {
    place: usize,
    class: &'static str,
    series: &'a Series,
    points: Vec<(Option<f64>, &'a Cell)>,
}

/// Lines on one scale.
struct Panel<'a> {
    courses: Vec<Course<'a>>,
    axis: Axis,
    top: f64,
}

pub fn draw(view: &View) -> Drawing {
    let months: Vec<String> = view.lines().iter().map(|line| view.label(line)).collect();
    let mut body = Markup::default();
    let mut remarks = Vec::new();
    let mut top = TOP;
    for panel in [shares(view), counts(view)].into_iter().flatten() {
        let panel = Panel { top, ..panel };
        panel.draw(view, &months, &mut body);
        top += HIGH + BETWEEN;
        if let Some(start) = panel.axis.raised_start() {
            remarks.push(match view.lang {
                Lang::Vi => format!("Trục tung bắt đầu từ {start}, không phải từ 0%."),
                Lang::En => format!("The vertical axis starts at {start}, not at 0%."),
            });
        }
        let is_small = |(_, figure): &(Option<f64>, &Cell)| figure.is_small();
        if panel.courses.iter().any(|course| course.points.iter().any(is_small)) {
            let words =
                view.lang.of("Điểm rỗng (*): ít hồ sơ.", "Hollow points (*): few dossiers.");
            remarks.push(words.to_owned());
        }
    }
    Drawing { height: top - 14.0, body, legend: Vec::new(), remarks }
}

/// The series that have a value of one kind.
fn courses<'a>(view: &View<'a>, value: impl Fn(Weight) -> Option<f64>) -> Vec<Course<'a>> {
    let series = view.classes.iter().copied().zip(&view.chart.series).enumerate();
    let courses = series.map(|(place, (class, series))| {
        let points = view.lines().into_iter().map(|line| {
            let figure = line.get(series.column).unwrap_or(&Cell::Empty);
            (value(weight(figure)), figure)
        });
        Course { place, class, series, points: points.collect() }
    });
    courses.filter(|course| course.points.iter().any(|(value, _)| value.is_some())).collect()
}

fn shares<'a>(view: &View<'a>) -> Option<Panel<'a>> {
    let courses = courses(view, |weight| match weight {
        Weight::Share(share) => Some(share),
        _ => None,
    });
    let values =
        || courses.iter().flat_map(|course| course.points.iter().filter_map(|point| point.0));
    let (lowest, highest) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
    // Shares near to nothing are seen beside nothing.
    let is_late = courses.iter().any(|course| course.series.role == Role::Late);
    let axis = Axis::of_shares(view.lang, if is_late { 0.0 } else { lowest }, highest);
    Some(Panel { courses, axis, top: TOP })
}

fn counts<'a>(view: &View<'a>) -> Option<Panel<'a>> {
    let courses = courses(view, |weight| match weight {
        Weight::Amount(count) => Some(amount(count)),
        _ => None,
    });
    let figures = courses.iter().flat_map(|course| &course.points);
    let counts = figures.filter_map(|(_, figure)| match figure {
        Cell::Count(count) => Some(*count),
        _ => None,
    });
    let axis = Axis::of_counts(view.lang, counts.max()?);
    Some(Panel { courses, axis, top: TOP })
}

/// Where a month stands; one alone stands in the middle.
fn across(month: usize, months: usize) -> f64 {
    if months < 2 {
        return f64::midpoint(LEFT, RIGHT);
    }
    (place(month) / place(months - 1)).mul_add(RIGHT - LEFT - 24.0, LEFT + 12.0)
}

impl Panel<'_> {
    fn up(&self, value: f64) -> f64 {
        self.axis.share(value).mul_add(-HIGH, self.top + HIGH)
    }

    fn draw(&self, view: &View, months: &[String], body: &mut Markup) {
        for (value, words) in &self.axis.marks {
            let y = self.up(*value);
            line(body, "g", (LEFT, y), (RIGHT, y));
            text(body, (LEFT - 8.0, y + 4.5), Anchor::End, "m", words);
        }
        self.name_months(months, body);
        for course in &self.courses {
            self.line(course, body);
        }
        for course in &self.courses {
            self.points(view, course, months, body);
        }
        self.name_lines(view, body);
    }

    fn name_months(&self, months: &[String], body: &mut Markup) {
        let widest = months.iter().map(|month| width(month)).fold(0.0, f64::max).min(90.0) + 10.0;
        let mut free_from = 0.0;
        for (place, month) in months.iter().enumerate() {
            let x = across(place, months.len());
            if x - widest / 2.0 >= free_from {
                let at = (x, self.top + HIGH + 20.0);
                text(body, at, Anchor::Middle, "m", &shorten(month, 90.0));
                free_from = x + widest / 2.0;
            }
        }
    }

    /// The line, broken where a month has no value.
    fn line(&self, course: &Course, body: &mut Markup) {
        let mut steps = String::new();
        let mut is_drawing = false;
        for (month, (value, _)) in course.points.iter().enumerate() {
            let Some(value) = value else {
                is_drawing = false;
                continue;
            };
            let letter = if is_drawing { 'L' } else { 'M' };
            steps.push_str(&step_to(letter, (across(month, course.points.len()), self.up(*value))));
            is_drawing = true;
        }
        let class = format!("ln d{} {}-l", course.place % 4, course.class);
        path(body, &class, &steps);
    }

    fn points(&self, view: &View, course: &Course, months: &[String], body: &mut Markup) {
        for (month, ((value, figure), name)) in course.points.iter().zip(months).enumerate() {
            let Some(value) = value else { continue };
            let at = (across(month, course.points.len()), self.up(*value));
            titled(body, &format!("{name}, {}: {}", course.series.name, view.text(figure)));
            let class = if figure.is_small() {
                format!("ho {}-l", course.class)
            } else {
                format!("{0} {0}-l", course.class)
            };
            path(body, &class, &marker(course.place, at));
            body.close("g");
        }
    }

    /// The last value and the name of each line, kept apart, each tied to its point.
    fn name_lines(&self, view: &View, body: &mut Markup) {
        let mut ends: Vec<(f64, f64, &Course, &Cell)> = Vec::new();
        for course in &self.courses {
            let mut points = course.points.iter().enumerate().rev();
            let last = points.find_map(|(month, (value, figure))| Some((month, (*value)?, figure)));
            if let Some((month, value, figure)) = last {
                ends.push((self.up(value), across(month, course.points.len()), course, figure));
            }
        }
        ends.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mut places: Vec<f64> = Vec::new();
        for (wanted, ..) in &ends {
            let free = places.last().map_or(f64::MIN, |last| last + LEADING);
            places.push(wanted.max(free));
        }
        // What was pushed below the panel moves up again, as far as it must.
        let mut lowest = self.top + HIGH + 6.0;
        for place in places.iter_mut().rev() {
            *place = place.min(lowest);
            lowest = *place - LEADING;
        }
        for ((y, x, course, figure), place) in ends.into_iter().zip(places) {
            let start = RIGHT + 16.0;
            let class = format!("ld {}-l", course.class);
            line(body, &class, (x + RADIUS + 2.0, y), (start - 4.0, place));
            path(body, course.class, &marker(course.place, (start + 4.0, place)));
            let value = view.text(figure);
            let value_at = start + 14.0;
            text(body, (value_at, place + 4.5), Anchor::Start, "n", &value);
            let name_at = value_at + width(&value).max(54.0) + 4.0;
            let name = shorten(&course.series.name, WIDTH - name_at);
            text(
                titled(body, &course.series.name),
                (name_at, place + 4.5),
                Anchor::Start,
                "",
                &name,
            );
            body.close("g");
        }
    }
}

/// A shape per line, so that lines are told apart without colours.
fn marker(course: usize, (x, y): (f64, f64)) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", px(x + dx), px(y + dy));
    let r = RADIUS;
    match course % 4 {
        0 => format!("M{}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z", at(-r, 0.0), d = 2.0 * r),
        1 => format!("M{}h{d}v{d}h-{d}z", at(-r, -r), d = 2.0 * r),
        2 => format!("M{}L{}L{}z", at(0.0, -r - 1.0), at(r + 1.0, r), at(-r - 1.0, r)),
        _ => format!(
            "M{}L{}L{}L{}z",
            at(0.0, -r - 1.0),
            at(r + 1.0, 0.0),
            at(0.0, r + 1.0),
            at(-r - 1.0, 0.0)
        ),
    }
}
