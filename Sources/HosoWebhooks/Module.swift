// HosoWebhooks: tells subscribers what was recorded; at least once, in order.
//
// What a subscriber gets (Feed), and getting it there (Delivery).
//
// May import HosoDomain, HosoLedger, HosoCrypto, HosoEgress, HosoSigning and HosoState; HosoSQLite
// only to tell its faults apart.
