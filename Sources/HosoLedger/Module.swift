// HosoLedger: the append-only record; appends, reads back, proves unchanged.
//
// May import HosoDomain, HosoSQLite and HosoCrypto. LedgerWriter and LedgerReader are different
// types, so whoever is handed a reader cannot append. Only this module opens ledger.db.
