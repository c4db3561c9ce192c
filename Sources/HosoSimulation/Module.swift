// HosoSimulation: histories with a known truth, for demos, tests, benchmarks and sizing.
//
// May import HosoDomain only. The same scale and seed give the same bytes on every machine.
