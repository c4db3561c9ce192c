// HosoSigning: what is sent is signed, and what comes is believed only if it is.
//
// Standard Webhooks and HTTP Message Signatures (RFC 9421). May import HosoCrypto. Knows no clock:
// what time it is, is said by whoever asks.
