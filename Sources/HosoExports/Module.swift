// HosoExports: a period as known at a position, as files that are the same bytes each time.
//
// May import HosoDomain, HosoLedger (for files that are written whole), HosoProjections and HosoCrypto
// (the manifest names each file's SHA-256).
