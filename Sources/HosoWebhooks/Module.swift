// HosoWebhooks: tells subscribers what was recorded; at least once, in order, only where allowed.
//
// May import HosoDomain, HosoSQLite, HosoLedger, CCurl and CCrypto. The only module that reaches
// the network, and the only one that opens deliveries.db.
