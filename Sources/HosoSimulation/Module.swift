// HosoSimulation: histories with a known truth, for demos, tests, benchmarks and sizing.
//
// May import HosoDomain only. The same scale, seed and calendar give the same bytes on every
// machine: integers throughout, and every draw of chance is computed from the seed.
//
// `Plan/` decides how much happens on which day, `Country/` where and for whom, `Run/` walks
// through the days and writes. `Realism/` lays over it what goes otherwise than planned: a script
// for each dossier, whose statements become lines and whose claims become the truth.
