//! Processing times and the working calendar: dossiers worked out by hand around Tết and 30 April, a
//! place's own calendar, a naive recount of random logs, parts against the whole, the command line.

mod by_hand;
mod calendar;
mod naive;
