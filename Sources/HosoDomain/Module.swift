// HosoDomain: what a dossier is, what may happen to it, when it is due.
//
// Values and pure functions. May import nothing at all, not even Foundation: no clock, no file,
// no network, no random source. What changes from call to call comes in as a parameter, which is
// what lets tests replay any history and get the same answer on any machine.
