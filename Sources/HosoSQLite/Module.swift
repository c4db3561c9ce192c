// HosoSQLite: a connection, a statement, a transaction, and nothing that knows about dossiers.
//
// May import CSQLite only. A few hundred lines over the C API: what the ledger and the views
// need and no more. See docs/decisions/0002-sqlite-through-its-c-api.md.
