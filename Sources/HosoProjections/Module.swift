// HosoProjections: what can be computed from the ledger and thrown away.
//
// Timelines, the cube of differences and the figures. May import HosoDomain, HosoSQLite and
// HosoLedger. Only this module opens views.db; deleting that file loses nothing.
