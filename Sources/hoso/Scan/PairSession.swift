import HosoDomain
import HosoLedger

/// Records pairs of codes from standard input and tells what became of each line.
struct PairSession {
  /// Lines in one commit, so that no clerk waits long for the first answer.
  private static let linesPerCommit = 500

  private let desk: ScanDesk
  private let template: ScanTemplate
  private let mayJoin: Bool
  private let json: Bool
  private(set) var refusedCount = 0

  /// - Parameter mayJoin: Whether codes of two open dossiers are joined without asking.
  init(writer: LedgerWriter, template: ScanTemplate, mayJoin: Bool, json: Bool) throws {
    guard template.type == .dossierDelivered || template.type == .resultCollected else {
      throw Failure(
        .usage,
        say(
          "--pairs chỉ dùng với delivery, collection.",
          "--pairs goes with delivery and collection only."))
    }
    desk = ScanDesk(writer)
    self.template = template
    self.mayJoin = mayJoin
    self.json = json
  }

  mutating func recordStandardInput() throws {
    var input = ScanInput(endsAtTab: false)
    defer { input.close() }
    while let lines = try input.next() {  // Bounded by the input.
      for start in stride(from: 0, to: lines.count, by: PairSession.linesPerCommit) {
        let end = min(start + PairSession.linesPerCommit, lines.count)
        try record(Array(lines[start..<end]))
      }
    }
  }

  /// Records lines as one commit and answers each, in their order.
  mutating func record(_ lines: [String]) throws {
    let now = SystemClock.nowOccurred()
    let read = try lines.map { line -> Result<PairLine, PairLine.Flaw> in
      do {
        return .success(try PairLine(line, of: template.type, desk: desk))
      } catch let flaw as PairLine.Flaw {
        return .failure(flaw)
      }
    }
    let pairs = read.compactMap { try? $0.get() }
    let scans = pairs.map { ScannedPair($0, template, now: now) }
    var outcomes = try desk.record(scans, mayJoin: mayJoin)[...]
    report(
      zip(lines, read).map { line, result -> ScanLine in
        switch result {
        case .failure(.code(let fault, let field)): return .refused(raw: field, fault: fault)
        case .failure(.words(let words)): return .misfit(raw: line, words: words, codes: [])
        case .success(let pair):
          switch outcomes.removeFirst() {
          case .done(let outcome): return .done(raw: pair.raw, outcome: outcome)
          case .belongsElsewhere(let conflict):
            let words = PairWords.sentence(conflict, in: pair)
            return .misfit(raw: line, words: words, codes: conflict.others)
          }
        }
      })
  }

  private mutating func report(_ lines: [ScanLine]) {
    refusedCount += lines.count(where: \.isRefused)
    ScanLine.tell(lines, json: json)
  }
}

extension ScannedPair {
  /// What a pair records.
  init(_ line: PairLine, _ template: ScanTemplate, now: OccurredAt) {
    var details = template.details
    details.dueDate = line.due ?? details.dueDate
    var scan = Scan(
      type: template.type, code: line.first, occurredAt: template.occurredAt ?? now,
      details: details)
    scan.scannedText = line.scannedText
    self.init(scan, of: line.first, with: line.second)
  }
}
