// HosoServer: HTTP in; decodes a request, calls one function, encodes the answer.
//
// May import everything below it, Hummingbird, and what Hummingbird is made of (NIO, HTTPTypes,
// Logging). Knows no rule of its own about dossiers, figures or deliveries.
//
// The way of a request: `Listener` (sockets, TLS, limits) → `Responder` (request id, language,
// route, who is calling, rate, body, idempotency) → the handler of one `Operation` → `Reply`.
// Whatever a handler throws becomes problem+json in `Problem+Faults.swift`.
//
// To add a route: write a handler `(Call) async throws -> Reply` in a file of its feature's folder,
// give it an `Operation` (id, method, path template, who may, what body) in a static list there,
// and name that list in `Operations.all`. OpenAPI describes every operation of that table; a test
// compares.
