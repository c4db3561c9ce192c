import ArgumentParser
import HosoDomain
import HosoLedger
internal import HosoWords

/// Voids what is named by ids, ranges or printed codes, on the command line or from a pipe.
struct VoidRun {
  /// Events of one range, so that a slip of the finger names no whole ledger.
  private static let rangeMax: UInt64 = 1_000
  /// Lines in one commit, so that no clerk waits long for the first answer.
  private static let linesPerCommit = 500

  private let options: ScanOptions
  private let changes: AmendmentOptions
  private let json: Bool
  private let types: Set<EventType>

  /// - Parameter verb: What recorded the events that codes stand for; nil for any.
  init(verb: ScanVerb?, options: ScanOptions, changes: AmendmentOptions, json: Bool) throws {
    self.options = options
    self.changes = changes
    self.json = json
    switch verb {
    case nil: types = Set(EventType.allCases.filter { $0.subjectKind == .dossier })
    case .fee: types = [.feeCollected, .feeRemitted]
    case let verb?:
      guard let type = verb.type else {
        throw Failure(
          .usage,
          say(
            "--verb: huỷ một lần huỷ, một lần đính chính thì nêu mã sự kiện.",
            "--verb: to void a void or an amendment, give its id."))
      }
      types = [type]
    }
  }

  func run(_ texts: [String], writer: LedgerWriter) throws {
    let template = try options.template(type: .eventVoided, writer: writer)
    let voider = Voider(
      desk: ScanDesk(writer), template: template, types: types,
      source: try changes.source.map(OptionValues.source))
    let rules = writer.settings.codes
    guard texts.isEmpty || texts == ["-"] else {
      let targets = try texts.map { ($0, try VoidRun.target($0, by: rules).get()) }
      return try end(report(try voider.void(targets)))
    }
    var input = ScanInput()
    defer { input.close() }
    var worst: Failure.Code?
    var count = 0
    while let lines = try input.next() {  // Bounded by the input.
      count += lines.count
      for start in stride(from: 0, to: lines.count, by: VoidRun.linesPerCommit) {
        let part = lines[start..<min(start + VoidRun.linesPerCommit, lines.count)]
        worst = try void(part, voider, rules) ?? worst
      }
    }
    guard count > 0 else { throw Failure(.usage, CorrectionWords.noTarget) }
    try end(worst)
  }

  /// Voids what some lines name; those that name nothing are told, and hold up no others.
  private func void(
    _ lines: ArraySlice<String>, _ voider: Voider, _ rules: CodeRules
  ) throws -> Failure.Code? {
    let read = lines.map { ($0, VoidRun.target($0, by: rules)) }
    let targets = read.compactMap { text, target in (try? target.get()).map { (text, $0) } }
    var answers = try voider.void(targets)[...]
    let told = read.map { text, target -> [CorrectionLine] in
      switch target {
      case .success: answers.popFirst() ?? []
      case .failure(let failure): [.refused(text, failure.message)]
      }
    }
    return report(told)
  }

  /// What a text names; the ledger is not asked yet.
  private static func target(_ text: String, by rules: CodeRules) -> Result<VoidTarget, Failure> {
    let trimmed = ScannerText.trimmed(text)
    if let dots = trimmed.firstRange(of: "..") {
      return range(trimmed[..<dots.lowerBound], trimmed[dots.upperBound...])
    }
    let id = try? EventID(trimmed)
    let code = try? Alias.scanned(text, by: rules.takingRecorded).alias
    let bag = try? ContainerCode.scanned(text, by: rules.takingRecorded)
    guard id == nil, code == nil, bag == nil else {
      return .success(.named(id, code: code, bag: bag))
    }
    do throws(CodeFault) {
      _ = try Alias.scanned(text, by: rules)
      return .success(.named(nil, code: code, bag: nil))
    } catch {
      return .failure(
        Failure(
          .badData, "'\(CodeWords.shown(text))': " + say(CodeWords.said(error, from: .value))))
    }
  }

  /// `100000-3f9a2c-1-17..25`, or both ends in full.
  private static func range(
    _ first: Substring, _ last: Substring
  ) -> Result<VoidTarget, Failure> {
    let end = last.split(separator: "-", omittingEmptySubsequences: false).last ?? last
    guard let hyphen = first.lastIndex(of: "-"),
      let source = try? SourceName(String(first[..<hyphen])),
      let from = UInt64(first[first.index(after: hyphen)...]), let through = UInt64(end),
      last == end || last.dropLast(end.count + 1) == first[..<hyphen],
      from <= through, through - from < rangeMax
    else {
      let shown = CodeWords.shown("\(first)..\(last)")
      return .failure(
        Failure(
          .badData,
          say(
            "'\(shown)': dãy viết như 100000-3f9a2c-1-17..25, tối đa \(rangeMax) sự kiện.",
            "'\(shown)': write a range as 100000-3f9a2c-1-17..25, at most \(rangeMax) events.")))
    }
    return .success(.sequences(from...through, of: source))
  }

  /// Tells what became of each; answers what the command is to end with.
  private func report(_ lines: [[CorrectionLine]]) -> Failure.Code? {
    CorrectionLine.report(lines.joined(), json: json)
  }

  private func end(_ code: Failure.Code?) throws {
    if let code { throw ExitCode(code.rawValue) }
  }
}

/// Records voids with what the command line says of all of them.
private struct Voider {
  let desk: ScanDesk
  let template: ScanTemplate
  let types: Set<EventType>
  let source: SourceName?

  /// Voids as one commit; a list of lines for each target.
  func void(_ targets: [(text: String, target: VoidTarget)]) throws -> [[CorrectionLine]] {
    guard !targets.isEmpty else { return [] }
    let now = SystemClock.nowOccurred()
    let answers = try desk.void(
      targets.map(\.target), of: source, types: types, by: template.details.actor
    ) { template.correction($0, of: $1, now: now) }
    return zip(targets, answers).map { named, answers in
      answers.map { CorrectionLine(named.text, $0) }
    }
  }
}
