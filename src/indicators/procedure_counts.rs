//! What the catalogue of procedures is counted into.

use super::counts::counts;

counts! {
    /// The procedures of a catalogue. Of a yes/no question: how many answer, and how many say yes.
    ProcedureCounts {
        /// All of them.
        procedures,
        full,
        partial,
        information,
        /// With a fee.
        fee,
        /// With a fee that can be paid online.
        fee_integrated,
        published_asked,
        published_on_time,
        updated_asked,
        updated_on_time,
        content_asked,
        content_complete,
        citizen_facing,
        /// Citizen-facing, with population data connected.
        population_data,
        one_stop_asked,
        at_one_stop,
        portal_asked,
        national_portal,
        /// With a statutory and an announced time.
        timed,
        /// Sums over these, in hundredths of a day.
        statutory,
        committed,
        /// Full or partial, with an online dossier in the period.
        online_active,
        /// Full, with an online dossier in the period.
        full_active,
        /// With a fee, and a dossier of the period paid online.
        fee_active,
        /// Told in a way that nothing maps: in neither part of what rests on it.
        unread_level,
        unread_fee,
        /// Of those with a fee.
        unread_integrated,
        unread_published,
        unread_updated,
        unread_content,
        unread_facing,
        /// Of those facing citizens.
        unread_population,
        unread_one_stop,
        unread_portal,
        /// Both times are told, and not in days of one kind.
        unread_times,
    }
}
