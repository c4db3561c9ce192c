// HosoEgress: HTTP requests to the outside, only where they are allowed to go.
//
// May import HosoCrypto and CCurl, which no other module does: whoever reaches the network does so
// through here. Knows no ledger and no endpoint.
