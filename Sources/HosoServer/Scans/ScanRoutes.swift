internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Recording: one scan, one event of another system, or a batch of those.
enum ScanRoutes {
  /// Bytes of a batch, as behind most proxies.
  static let batchBytesMax = 16 << 20

  static let all = [
    Operation(
      id: "recordScans", method: .post, path: "/v1/scans", access: .key(.scan),
      body: .upTo(batchBytesMax, types: [MediaType.json, MediaType.ndjson, "text/csv"]),
      repetition: .answeredAgain, handler: record)
  ]

  @Sendable private static func record(_ call: Call) async throws -> Reply {
    let type = MediaType.essence(call.headers[.contentType] ?? MediaType.json)
    switch type {
    case MediaType.ndjson: return try await call.services.batches.take(BatchIntake(call), .lines)
    case "text/csv": return try await call.services.batches.take(BatchIntake(call), .rows)
    default: return try await recordOne(call)
    }
  }

  private static func recordOne(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    guard call.body.count <= InterchangeLimits.lineBytes else {
      throw Problem.tooLarge(max: InterchangeLimits.lineBytes)
    }
    let value: JSONValue
    do throws(JSONValueFault) {
      value = try JSONValue(reading: call.body)
    } catch {
      throw Problem(error)
    }
    guard let members = value.members else {
      throw Problem.member("", LineWords.said(.wrongType(expected: .object)))
    }
    guard OwnScan.isOne(members) else { return try await BatchIntake(call).takeOne() }
    let settings = call.services.ledger.settings
    let own = try OwnScan(members, call: call, settings: settings)
    let claim = call.claim
    let writer = try call.writer()
    let outcome = try await call.services.ledger.commit { transaction in
      try own.check(in: transaction)
      var watch = CrowdWatch(of: writer)
      guard try writer.kind == .administrator || watch.admits(own.event, to: transaction) else {
        throw Problem(LineFault.crowded)
      }
      let outcome = try ScanDesk.record(
        [own.scan], as: transaction.settings.source, in: transaction)[0]
      return try ScanRoutes.resumed(outcome, claim: claim, in: transaction)
    }
    if case .recorded(let recorded, let flags, let related) = outcome {
      let seen = try await call.seen(related, beside: recorded)
      return reply(.recorded(recorded, flags: flags, related: seen))
    }
    return reply(outcome)
  }

  /// What an attempt that was cut off had recorded is answered as it would have been then.
  ///
  /// The claim kept the moment of the scan, so the desk takes the second attempt for a stutter of
  /// the first.
  private static func resumed(
    _ outcome: ScanOutcome, claim: IdempotencyClaim?, in transaction: LedgerTransaction
  ) throws -> ScanOutcome {
    guard let claim, claim.isResumed, case .stutter(let first) = outcome,
      first.position > claim.head
    else { return outcome }
    let known = try transaction.history(around: [first.position])
    let flags = ScanDesk.flags(
      of: first.position, in: known, codes: transaction.settings.codes)
    return .recorded(first, flags: flags, related: known)
  }

  private static func reply(_ outcome: ScanOutcome) -> Reply {
    switch outcome {
    case .recorded(let recorded, let flags, let related):
      return Reply.json(.created) { json in
        RecordedJSON.write(
          recorded, outcome: flags.isEmpty ? "recorded" : "flagged", flags: flags,
          related: related, into: &json)
      }.with(.location, RecordedJSON.location(of: recorded))
    case .stutter(let first):
      return Reply.json { json in
        RecordedJSON.write(first, outcome: "known", flags: [], related: [], into: &json)
      }.with(.location, RecordedJSON.location(of: first))
    }
  }
}
