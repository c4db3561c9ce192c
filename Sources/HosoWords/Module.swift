// HosoWords: what people are told, in both languages, whether by the command or by the server.
//
// May import HosoDomain and the targets whose faults and states it says: HosoCrypto, HosoEgress,
// HosoSigning, HosoState. It names no option and no member of a request: who asks hands in the
// name.
