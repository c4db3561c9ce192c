// HosoServer: HTTP in; decodes a request, calls one function, encodes the answer.
//
// May import everything below it, Hummingbird, and what Hummingbird is made of (NIO, HTTPTypes,
// Logging). Knows no rule of its own about dossiers, figures or deliveries.
import Hummingbird
import HummingbirdTLS
