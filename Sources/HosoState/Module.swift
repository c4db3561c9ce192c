// HosoState: the operational state beside a ledger: who may do what, who is told what, and how far
// that is.
//
// May import HosoDomain, HosoSQLite, HosoLedger, HosoCrypto, HosoSigning, and HosoEgress for the
// rules about headers. The only module that opens deliveries.db.
