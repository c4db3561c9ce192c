import HosoDomain
import HosoTesting

@testable import HosoLedger

/// A desk or two at one ledger, on a disk that fails them: what was acknowledged must be there
/// once, what was not at most once and only as a whole.
///
/// The same seed makes the same run.
final class DeskRun {
  /// What one commit was to record.
  private struct Attempt {
    var scans: [Scan] = []
    var events: [Event] = []

    /// Whether these events, in ledger order, are it.
    func matches(_ recorded: ArraySlice<Event>) -> Bool {
      guard recorded.count == scans.count + events.count else { return false }
      let own = zip(recorded, scans).allSatisfy { event, scan in
        .code(event.codes[0]) == scan.subject && event.type == scan.type
          && event.occurredAt == scan.occurredAt
      }
      return own && Array(recorded.dropFirst(scans.count)) == events
    }
  }

  private let disk = SimulatedDisk()
  private let scratch: ScratchFolder
  private let folder: LedgerFolder
  private let clock = TestClock()
  private var chance: Chance
  private var writers: [LedgerWriter] = []
  /// Known to be durable, in ledger order.
  private var acknowledged: [Event] = []
  /// Commits that failed since the last that did not: who opens the ledger anew, after a power cut
  /// or not, may find any one of them.
  private var uncertain: [Attempt] = []
  /// What a foreign system sends until it is acknowledged.
  private var outbox: [Event] = []
  private var sent: UInt64 = 0
  private var scanned = 0
  /// What must not happen, in words.
  private(set) var problems: [String] = []
  private(set) var powerCuts = 0
  private(set) var failures = 0

  init(seed: Int, isLying: Bool = false) throws {
    chance = Chance(seed: seed)
    scratch = try ScratchFolder()
    folder = LedgerFolder(path: scratch.path)
    DiskVFS.mount(disk, at: folder.path)
    let settings = try LedgerSettings(office: nil, province: nil, channel: nil)
    try LedgerWriter.create(in: folder, settings: settings)
    if isLying { disk.lie() }
  }

  deinit {
    writers = []
    DiskVFS.unmount(folder.path)
  }

  func run() throws {
    for _ in 0..<chance.number(10...40) where problems.isEmpty {
      if chance.percent(30) { disk.schedule(fault(), after: chance.number(0...25)) }
      do {
        try step()
      } catch {
        failures += 1
      }
      if disk.isDead { try restart() }
    }
    disk.heal()
    try endWell()
  }

  private func fault() -> SimulatedDisk.Fault {
    chance.pick(
      .powerCut, .powerCut, .full(operations: chance.number(1...30)), .inputOutput, .reading)
  }

  // MARK: - Steps

  private func step() throws {
    switch chance.number(0...11) {
    case 0...4: try scan()
    case 5...7: try send()
    case 8: try writer().finishBulk()
    case 9: clock.now = RecordedAt(microseconds: clock.now.microseconds + jump())
    case 10: try close()
    default: try check()
    }
  }

  /// Mostly a moment later, sometimes a day back or a year ahead.
  private func jump() -> Int64 {
    chance.pick(1, 1_000_000, -86_400_000_000, 0, 31_536_000_000_000, -1)
  }

  /// One of at most two desks, opened when it is needed.
  private func writer() throws -> LedgerWriter {
    if writers.isEmpty { try settle() }
    if writers.isEmpty || (writers.count < 2 && chance.percent(20)) {
      let writer = try LedgerWriter(opening: folder) { [clock] in clock.now }
      writer.checkpointPages = chance.pick(1, 8, 40, 16_000)
      writer.bulkCheckpointPages = writer.checkpointPages
      writers.append(writer)
    }
    return writers[chance.number(0...writers.count - 1)]
  }

  private func scan() throws {
    let writer = try writer()
    var attempt = Attempt()
    for _ in 0..<chance.number(1...4) {
      scanned += 1
      // Never the same code within three seconds, which would be a stutter.
      let code = try Alias("BN2020/\(1_000 + scanned % 7)")
      let at = OccurredAt(milliseconds: 1_583_370_720_000 + Int64(scanned) * 60_000)
      attempt.scans.append(Scan(type: .itemArrived, code: code, occurredAt: at))
    }
    try record(attempt) {
      try ScanDesk(writer).record(attempt.scans).map { outcome in
        guard case .recorded(let recorded, _, _) = outcome else { throw Stutter() }
        return recorded.event
      }
    }
  }

  private struct Stutter: Error {}

  /// Sends what is waiting and something new, with some that is known already.
  private func send() throws {
    let writer = try writer()
    for _ in 0..<chance.number(1...6) {
      sent += 1
      outbox.append(try foreignEvent(sent))
    }
    let known = acknowledged.filter { $0.identity.source.text != writer.settings.source.text }
    let again = chance.percent(40) ? [chance.element(of: known)].compactMap(\.self) : []
    let attempt = Attempt(events: outbox)
    let isBulk = chance.percent(60)
    try record(attempt) {
      try writer.commit(isBulk: isBulk) { transaction in
        try (attempt.events + again).filter { event in
          if case .recorded = try transaction.append(event) { true } else { false }
        }
      }
    }
    outbox = []
  }

  /// Numbered for the most part; some by their id alone, which takes another way to be known.
  private func foreignEvent(_ number: UInt64) throws -> Event {
    let isNumbered = number % 3 != 0
    let source = isNumbered ? "700000-b2-1" : "portal"
    let sequence = isNumbered ? number - number / 3 : nil
    let identity = EventIdentity(
      source: try SourceName(source), sequence: sequence, id: try EventID("x-\(number)"))
    var event = Event(
      identity: identity, type: .resultReady,
      occurredAt: OccurredAt(milliseconds: 1_583_370_720_000 + Int64(number)),
      subject: .dossier(try Alias("BN2020/\(1_000 + number % 11)")))
    event.reason = String(repeating: "x", count: chance.pick(1, 40, 1_500))
    return event
  }

  private func record(_ attempt: Attempt, _ body: () throws -> [Event]) throws {
    do {
      let events = try body()
      acknowledged += events
      uncertain = []
      if !attempt.matches(events[...]) {
        problems.append("a commit recorded \(events.count) events of another kind")
      }
    } catch {
      uncertain.append(attempt)
      throw error
    }
  }

  // MARK: - Looking

  /// The process is gone with all it had in memory, and the disk with what was not synced.
  private func restart() throws {
    powerCuts += 1
    writers = []
    disk.restart(&chance)
    try settle()
    try audit()
  }

  /// The desk is closed, to be opened again.
  private func close() throws {
    writers = []
    disk.heal()
    try settle()
  }

  /// A process that opens the ledger anew sees which of the failed commits is there.
  private func settle() throws {
    let found = try events()
    let rest = found.dropFirst(acknowledged.count)
    guard Array(found.prefix(acknowledged.count)) == acknowledged else {
      problems.append("\(acknowledged.count) events were acknowledged, others are there")
      return
    }
    guard rest.isEmpty || uncertain.contains(where: { $0.matches(rest) }) else {
      problems.append("\(rest.count) events are there that no commit made as a whole")
      return
    }
    acknowledged = found
    uncertain = []
    // The sender hears nothing and sends again; what survived is known then.
    let known = Set(found.map(\.identity))
    outbox.removeAll { known.contains($0.identity) }
  }

  /// In a live process a failed commit left nothing, and nothing is missing.
  private func check() throws {
    disk.heal()
    if writers.isEmpty { try settle() }
    if try events() != acknowledged { problems.append("a failed commit left something") }
    try audit()
  }

  private func audit() throws {
    var audit = LedgerAudit(try LedgerReader(opening: folder))
    let findings = try audit.run().findings
    if !findings.isEmpty { problems.append("the audit finds \(findings)") }
  }

  private func events() throws -> [Event] {
    let reader = try LedgerReader(opening: folder)
    var events: [Event] = []
    try reader.forEachEvent(after: .start, through: reader.head.position) { recorded in
      events.append(recorded.event)
    }
    return events
  }

  /// The disk is sound again: everything sent gets in, each event once.
  private func endWell() throws {
    guard problems.isEmpty else { return }
    sent += 1
    outbox.append(try foreignEvent(sent))
    let attempt = Attempt(events: outbox)
    let writer = try writer()
    try record(attempt) {
      try writer.commit { transaction in
        try attempt.events.filter { event in
          if case .recorded = try transaction.append(event) { true } else { false }
        }
      }
    }
    try writer.finishBulk()
    try check()
    let identities = acknowledged.map(\.identity)
    if Set(identities).count != identities.count { problems.append("an event is there twice") }
    let foreign = identities.count { $0.id.text.hasPrefix("x-") }
    if foreign != Int(sent) { problems.append("\(sent) events were sent, \(foreign) are there") }
  }
}
