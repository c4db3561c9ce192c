internal import Glibc
internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks

/// Whether the server runs and can do its work, what it did, and the keys it signs with.
enum HealthRoutes {
  /// Room on the ledger's disk below which no more is promised to be recorded.
  private static let freeBytesMin: Int64 = 64 << 20

  static let all = [
    Operation(id: "getHealth", method: .get, path: "/healthz", access: .open) { _ in
      Reply.json { $0.field("status", "ok") }
    },
    Operation(
      id: "getReadiness", method: .get, path: "/readyz", access: .open, handler: readiness),
    Operation(
      id: "getMetrics", method: .get, path: "/metrics", access: .key(.metrics), handler: metrics),
    Operation(
      id: "getWebhookKeys", method: .get, path: "/.well-known/webhook-keys.json", access: .open,
      handler: webhookKeys),
  ]

  /// What has to work: the ledger can be written, there is room, deliveries run.
  @Sendable private static func readiness(_ call: Call) async throws -> Reply {
    let services = call.services
    let free = freeBytes(services.configuration.folder.path)
    var isClockBelieved = true
    let isWritable = await succeeds {
      do {
        try await services.ledger.commit { _ = $0.position }
      } catch LedgerFault.clock {
        isClockBelieved = false
      }
    }
    let isStateReadable = await succeeds {
      _ = try await services.state.read { try $0.changes(of: .access) }
    }
    let checks: [(String, Bool)] = [
      ("ledger", isWritable), ("clock", isClockBelieved), ("state", isStateReadable),
      ("disk", free.map { $0 >= freeBytesMin } ?? false),
      ("deliveries", services.configuration.areDeliveriesAlive()),
    ]
    let settings = services.ledger.settings
    let isReady = checks.allSatisfy(\.1)
    var reply = Reply.json(isReady ? .ok : .serviceUnavailable) { json in
      json.field("status", isReady ? "ready" : "not-ready")
      json.field("epoch", Int64(settings.epoch))
      if let begun = settings.epochs?.last {
        json.object("restored") { json in
          json.field("cause", begun.cause.rawValue)
          json.field("at", Moment(begun.at).rfc3339)
          json.field("parted", begun.isPartingKnown ? begun.parted.number : nil)
        }
      }
      json.object("checks") { json in
        for (name, isFine) in checks { json.field(name, isFine ? "ok" : "failing") }
      }
    }
    if !isReady { reply.headers[.retryAfter] = "5" }
    return reply
  }

  private static func succeeds(_ work: () async throws -> Void) async -> Bool {
    do {
      try await work()
      return true
    } catch {
      return false
    }
  }

  /// What a process without privileges may still write; nil if nobody can tell.
  static func freeBytes(_ path: String) -> Int64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int64(status.f_bavail) * Int64(status.f_frsize)
  }

  @Sendable private static func metrics(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let services = call.services
    var text = PrometheusText()
    services.meters.write(to: &text)
    let head = try await services.desks.read { $0.head }
    text.single(
      "hoso_ledger_position", "gauge", "The ledger's last position.", head.position.number)
    text.single(
      "hoso_ledger_epoch", "gauge", "Counts up when the ledger was restored or copied.",
      Int64(services.ledger.settings.epoch))
    if let free = freeBytes(services.configuration.folder.path) {
      text.single("hoso_disk_free_bytes", "gauge", "Room on the ledger's disk.", free)
    }
    let connections = services.census.counts
    text.single("hoso_connections", "gauge", "Connections.", Int64(connections.now))
    text.single(
      "hoso_connections_spared_total", "counter", "Idle or silent ones that made room.",
      connections.spared)
    text.single(
      "hoso_connections_refused_total", "counter", "Those for which there was no room.",
      connections.refused)
    text.single(
      "hoso_body_bytes", "gauge", "Bodies that have arrived and are not dealt with.",
      Int64(services.bodies.used))
    let now = call.moment
    let rows = try await services.state.read { store in
      let counts = try store.outstandingCounts()
      return try store.endpoints().map { endpoint in
        EndpointMeter(
          endpoint, try store.progress(of: endpoint.id),
          counts[endpoint.id] ?? OutstandingCounts())
      }
    }
    EndpointMeter.write(rows, head: head.position, now: now, to: &text)
    if let deliveries = services.configuration.deliveryStatistics() {
      write(deliveries, to: &text)
    }
    return Reply(.ok, PrometheusText.mediaType, Array(text.text.utf8))
  }

  /// What only the process that delivers knows.
  private static func write(_ deliveries: DeliveryStatistics, to text: inout PrometheusText) {
    let counters = deliveries.counters
    text.single(
      "hoso_delivery_active", "gauge", "1 if this process delivers, 0 while another one does.",
      deliveries.isWaiting ? 0 : 1)
    text.single(
      "hoso_delivery_in_flight", "gauge", "Requests on the line.", Int64(deliveries.inFlight))
    text.single(
      "hoso_delivery_attempts_total", "counter", "Requests that ended.", counters.attempts)
    text.single(
      "hoso_delivery_commits_total", "counter", "Commits of attempts and cursors.",
      counters.commits)
    text.single(
      "hoso_delivery_failed_commits_total", "counter", "Commits that have to be made again.",
      counters.failedCommits)
    text.single(
      "hoso_delivery_troubles_total", "counter", "How often a fault was waited out.",
      deliveries.troubles)
    text.begin("hoso_endpoint_breaker", "gauge", "1 for the state an endpoint's breaker is in.")
    for endpoint in deliveries.endpoints {
      text.sample([("endpoint", endpoint.id.text), ("state", endpoint.breaker.rawValue)], 1)
    }
    text.begin("hoso_endpoint_in_flight", "gauge", "Requests on the line to an endpoint.")
    for endpoint in deliveries.endpoints {
      text.sample([("endpoint", endpoint.id.text)], Int64(endpoint.inFlight))
    }
  }

  /// The public halves of the keys deliveries are signed with, in an order that tells nothing of
  /// the endpoints: how many there are, and whose, is nobody's business.
  @Sendable private static func webhookKeys(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let now = call.moment.seconds
    let endpoints = try await call.services.state.read { try $0.endpoints() }
    let entries = endpoints.flatMap { $0.keys.signing?.entries ?? [] }
      .filter { $0.isValid(at: now) }
      .map { (key: $0.key.verifyingKey.serialized, entry: $0) }
      .sorted { $0.key < $1.key }
    return Reply.json { json in
      json.list("keys") { json in
        for (key, entry) in entries {
          json.object { json in
            json.field("algorithm", "ed25519")
            json.field("key", key)
            json.field("valid_from", Moment(seconds: entry.validFrom).rfc3339)
            json.field(
              "valid_until", entry.validUntil.map { Moment(seconds: $0).rfc3339 })
          }
        }
      }
    }.with(.cacheControl, "public, max-age=300")
  }
}

/// What is measured of one endpoint.
private struct EndpointMeter: Sendable {
  let endpoint: Endpoint
  let progress: DeliveryProgress?
  let counts: OutstandingCounts

  init(_ endpoint: Endpoint, _ progress: DeliveryProgress?, _ counts: OutstandingCounts) {
    self.endpoint = endpoint
    self.progress = progress
    self.counts = counts
  }

  static func write(
    _ rows: [EndpointMeter], head: LedgerPosition, now: Moment, to text: inout PrometheusText
  ) {
    text.begin("hoso_endpoint_state", "gauge", "1 for the state an endpoint is in.")
    for row in rows { text.sample(row.labels + [("state", row.endpoint.state.name)], 1) }
    text.begin("hoso_endpoint_lag_positions", "gauge", "Positions its cursor is behind.")
    for row in rows {
      guard row.endpoint.kind.getsEvents, let progress = row.progress else { continue }
      text.sample(row.labels, max(0, head.number - progress.cursor.position.number))
    }
    text.begin("hoso_endpoint_outstanding", "gauge", "Deliveries its cursor left behind.")
    for row in rows {
      text.sample(row.labels + [("state", "retrying")], row.counts.retrying)
      text.sample(row.labels + [("state", "held")], row.counts.held)
      text.sample(row.labels + [("state", "parked")], row.counts.parked)
    }
    text.begin("hoso_endpoint_delivered_total", "counter", "Deliveries that succeeded.")
    for row in rows { text.sample(row.labels, row.progress?.delivered ?? 0) }
    text.begin("hoso_endpoint_failures_total", "counter", "Attempts that failed.")
    for row in rows { text.sample(row.labels, row.progress?.failures ?? 0) }
    text.begin("hoso_endpoint_failing_seconds", "gauge", "How long it has been failing.")
    for row in rows {
      let since = row.progress?.failingSince
      text.sample(row.labels, since.map { max(0, now.seconds - $0.seconds) } ?? 0)
    }
  }

  private var labels: [(String, String)] { [("endpoint", endpoint.id.text)] }
}
