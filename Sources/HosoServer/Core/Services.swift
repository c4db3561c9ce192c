internal import HosoLedger
internal import HosoWebhooks

/// Everything the handlers share.
final class Services: Sendable {
  let configuration: ServerConfiguration
  let routes: RouteTable
  let meters: Meters
  let requestIDs: RequestIDs
  let gate: Gate

  init(_ configuration: ServerConfiguration) throws {
    self.configuration = configuration
    routes = RouteTable(Operation.all)
    meters = Meters()
    requestIDs = try RequestIDs()
    gate = Gate()
  }

  var isSecure: Bool { configuration.tls != nil }
  var scheme: String { isSecure ? "https" : "http" }
}
