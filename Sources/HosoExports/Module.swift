// HosoExports: a period as known at a position, as files that are the same bytes each time.
//
// May import HosoDomain, HosoProjections and HosoCrypto (the manifest names each file's SHA-256).
