// HosoSimulation: histories with a known truth, for demos, tests, benchmarks and sizing.
//
// May import HosoDomain only. The same scale, seed and calendar give the same bytes on every
// machine: integers throughout, and every draw of chance is computed from the seed.
//
// `Plan/` decides how much happens on which day, `Country/` where and for whom, `Run/` walks
// through the days and writes. What the history is to become (late scans, corrections, losses)
// grows as further steps of a dossier in `Run/` and further shares in `Plan/`.
