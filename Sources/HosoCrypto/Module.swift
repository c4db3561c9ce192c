// HosoCrypto: hashes, signatures, sealed and random bytes, and the texts they are written as.
//
// May import CCrypto, and is the only module that does. Knows nothing of dossiers, nor of who
// signs.
