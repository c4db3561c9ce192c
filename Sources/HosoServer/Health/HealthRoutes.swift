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
        try await services.ledger.commit(for: .check) { _ = $0.position }
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
      let diary = BackupDiary(of: services.configuration.folder)
      json.field("backup", diary.backup)
      json.field("drill", diary.drill)
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
    write(BackupDiary(of: services.configuration.folder), at: call.moment, to: &text)
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
    let deliveries = services.configuration.deliveryStatistics()
    text.append(try await services.meterShelf.text(deliveries, call))
    if let deliveries { write(deliveries, to: &text) }
    return Reply(.ok, PrometheusText.mediaType, Array(text.text.utf8))
  }

  /// How old the last backup and the last good drill are, once there are any.
  private static func write(
    _ diary: BackupDiary, at now: Moment, to text: inout PrometheusText
  ) {
    func seconds(_ entry: BackupDiary.Entry) -> Int64 {
      max(0, now.seconds - Moment(entry.at).seconds)
    }
    if let backup = diary.backup {
      text.single(
        "hoso_backup_age_seconds", "gauge", "How long ago the last backup was made.",
        seconds(backup))
      text.single(
        "hoso_backup_position", "gauge", "Through where the last backup holds the ledger.",
        backup.position.number)
    }
    if let drill = diary.drill {
      text.single(
        "hoso_drill_age_seconds", "gauge", "How long ago a backup was last tried and good.",
        seconds(drill))
    }
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
  }

  @Sendable private static func webhookKeys(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    return try await call.services.publicKeys.reply(to: call)
  }
}
