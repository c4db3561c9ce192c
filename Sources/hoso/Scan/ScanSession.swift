import HosoDomain
import HosoLedger

/// Records codes and tells the clerk what became of each, once it is durable.
struct ScanSession {
  private let writer: LedgerWriter
  private let desk: ScanDesk
  private var template: ScanTemplate
  private let json: Bool
  private let rules: CodeRules
  private var hasRecorded = false
  private(set) var refusedCount = 0

  init(writer: LedgerWriter, template: ScanTemplate, json: Bool) {
    self.writer = writer
    desk = ScanDesk(writer)
    rules = writer.settings.codes
    self.template = template
    self.json = json
  }

  /// Records codes as one commit and prints a line for each, in their order.
  mutating func record(_ codes: [String]) throws {
    report(try answers(codes))
  }

  /// Records codes as one commit and answers each with a line, in their order.
  ///
  /// - Parameter asks: Whether whoever sits there is asked about a clock that jumped.
  mutating func answers(_ codes: [String], asks: Bool = true) throws -> [ScanLine] {
    let now = SystemClock.nowOccurred()
    var scans: [Scan] = []
    let read = try codes.map { raw -> Result<Range<Int>, CodeFault> in
      try subject(raw).map { read in
        let first = scans.count
        scans += template.scans(
          read.subject, scannedText: read.isNormalised ? raw : nil, now: now)
        return first..<scans.count
      }
    }
    let outcomes = scans.isEmpty ? [] : try recordAtOnce(scans, asks: asks)
    return zip(codes, read).flatMap { raw, result -> [ScanLine] in
      switch result {
      case .success(let places): outcomes[places].map { .done(raw: raw, outcome: $0) }
      case .failure(let fault): [.refused(raw: raw, fault: fault)]
      }
    }
  }

  /// Records as one commit; asks whoever sits there if the clock jumped, and says what was
  /// recorded before if the disk is full now.
  private mutating func recordAtOnce(_ scans: [Scan], asks: Bool) throws -> [ScanOutcome] {
    do {
      let outcomes = try desk.record(scans)
      hasRecorded = true
      return outcomes
    } catch LedgerFault.clock(let doubt) where asks {
      try ClockOptions.ask(doubt, writer)
      return try desk.record(scans)
    } catch {
      guard hasRecorded, FaultWords.isDiskFull(error) else { throw error }
      throw Failure(.inputOutput, FaultWords.diskFullMidway)
    }
  }

  private typealias Read = (subject: ScanSubject, isNormalised: Bool)

  /// What a code names: a bag where the clerk said so or counted what is in it, or if it can be
  /// nothing else and is known; a code that is on record also if it would not be taken anew.
  ///
  /// - Throws: What keeps the ledger from being asked; that says nothing about the code.
  private func subject(_ raw: String) throws -> Result<Read, CodeFault> {
    let bag: Result<ContainerCode, CodeFault>
    do throws(CodeFault) {
      bag = .success(try ContainerCode.scanned(raw, by: rules))
    } catch {
      bag = .failure(error)
    }
    if template.isOfBags {
      guard case .failure(let fault) = bag else { return bag.map { (.container($0), false) } }
      return try known(raw).map { .success($0) } ?? .failure(fault)
    }
    let read = try desk.read(raw, for: template.type)
    guard case .failure(let fault) = read else {
      return read.map { (.code($0.alias), $0.normalised) }
    }
    if template.isOfCountedBags, case .success(let code) = bag {
      return .success((.container(code), false))
    }
    return try known(raw).map { .success($0) } ?? .failure(fault)
  }

  /// A bag that the ledger knows, whatever its code looks like.
  private func known(_ raw: String) throws -> Read? {
    guard template.type.mayBeOfContainer,
      let bag = try? ContainerCode.scanned(raw, by: rules.takingRecorded),
      bag.kindOfOther == nil, try desk.knows(bag)
    else { return nil }
    return (.container(bag), false)
  }

  /// Records one event that links all the codes.
  mutating func link(_ codes: [String]) throws {
    guard codes.count >= 2 || (codes.count == 1 && !template.details.aliases.isEmpty) else {
      throw Failure(
        .usage, say("link cần ít nhất hai mã của cùng hồ sơ.", "link needs two codes or more."))
    }
    var aliases: [Alias] = []
    for raw in codes.dropFirst() {
      switch try desk.read(raw, for: template.type) {
      case .success(let read): aliases.append(read.alias)
      case .failure(let fault): return report([.refused(raw: raw, fault: fault)])
      }
    }
    template.details.aliases = aliases + template.details.aliases
    guard try isAboutSeveralCodes(codes[0]) else {
      throw Failure(
        .usage,
        say(
          "link: các mã đều là một. Cần hai mã khác nhau của cùng hồ sơ.",
          "link: all of this is one code. Give two different codes of the same dossier."))
    }
    try record([codes[0]])
  }

  /// Whether a link from this code leads to another one; of a code that will be refused, yes.
  private func isAboutSeveralCodes(_ raw: String) throws -> Bool {
    switch try desk.read(raw, for: template.type) {
    case .success(let read): template.details.aliases.contains { $0 != read.alias }
    case .failure: true
    }
  }

  /// Records what arrives on standard input: whatever is there at once is one commit.
  mutating func recordStandardInput() throws {
    var input = ScanInput()
    defer { input.close() }
    while let codes = try input.next() {  // Bounded by the input.
      for start in stride(from: 0, to: codes.count, by: ScanSession.codesPerCommit) {
        try record(Array(codes[start..<min(start + ScanSession.codesPerCommit, codes.count)]))
      }
    }
  }

  /// Codes in one commit, so that no clerk waits long for the first answer.
  private static let codesPerCommit = 500

  private mutating func report(_ lines: [ScanLine]) {
    refusedCount += lines.count(where: \.isRefused)
    ScanLine.tell(lines, json: json)
  }
}
