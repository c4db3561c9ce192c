import Glibc
import HosoDomain
import HosoLedger

/// Records codes and tells the clerk what became of each, once it is durable.
struct ScanSession {
  private let desk: ScanDesk
  private var template: ScanTemplate
  private let json: Bool
  private(set) var refusedCount = 0

  init(writer: LedgerWriter, template: ScanTemplate, json: Bool) {
    desk = ScanDesk(writer)
    self.template = template
    self.json = json
  }

  /// Records codes as one commit and answers each with a line, in their order.
  mutating func record(_ codes: [String]) throws {
    let now = SystemClock.nowOccurred()
    var scans: [Scan] = []
    let read = codes.map { raw -> Result<Range<Int>, CodeFault> in
      do throws(CodeFault) {
        let (subject, isNormalised) = try subject(raw)
        let first = scans.count
        scans += template.scans(subject, scannedText: isNormalised ? raw : nil, now: now)
        return .success(first..<scans.count)
      } catch {
        return .failure(error)
      }
    }
    let outcomes = scans.isEmpty ? [] : try desk.record(scans)
    report(
      zip(codes, read).flatMap { raw, result -> [ScanLine] in
        switch result {
        case .success(let places): outcomes[places].map { .done(raw: raw, outcome: $0) }
        case .failure(let fault): [.refused(raw: raw, fault: fault)]
        }
      })
  }

  /// What a code names: a bag where the clerk said so, or if it can be nothing else and is known.
  private func subject(
    _ raw: String
  ) throws(CodeFault) -> (subject: ScanSubject, isNormalised: Bool) {
    if template.isOfBags { return (.container(try ContainerCode.scanned(raw)), false) }
    do throws(CodeFault) {
      let (alias, isNormalised) = try Alias.scanned(raw)
      return (.code(alias), isNormalised)
    } catch {
      guard template.type.mayBeOfContainer, let bag = try? ContainerCode.scanned(raw),
        (try? desk.knows(bag)) == true
      else { throw error }
      return (.container(bag), false)
    }
  }

  /// Records one event that links all the codes.
  mutating func link(_ codes: [String]) throws {
    guard codes.count >= 2 || (codes.count == 1 && !template.details.aliases.isEmpty) else {
      throw Failure(
        .usage, say("link cần ít nhất hai mã của cùng hồ sơ.", "link needs two codes or more."))
    }
    var aliases: [Alias] = []
    for raw in codes.dropFirst() {
      do throws(CodeFault) {
        aliases.append(try Alias.scanned(raw).alias)
      } catch {
        return report([.refused(raw: raw, fault: error)])
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
    do throws(CodeFault) {
      let code = try Alias.scanned(raw).alias
      return template.details.aliases.contains { $0 != code }
    } catch {
      return true
    }
  }

  /// Records what arrives on standard input: whatever is there at once is one commit.
  mutating func recordStandardInput() throws {
    var lines = LineReader(descriptor: STDIN_FILENO, path: "stdin")
    while !lines.isAtEnd {  // Bounded by the input.
      var codes: [String] = []
      try lines.readLines { line in
        let code = String(decoding: line, as: UTF8.self)
        if !code.allSatisfy(\.isWhitespace) { codes.append(code) }
      }
      for start in stride(from: 0, to: codes.count, by: ScanSession.codesPerCommit) {
        try record(Array(codes[start..<min(start + ScanSession.codesPerCommit, codes.count)]))
      }
    }
  }

  /// Codes in one commit, so that no clerk waits long for the first answer.
  private static let codesPerCommit = 500

  private mutating func report(_ lines: [ScanLine]) {
    refusedCount += lines.count(where: \.isRefused)
    guard json else { return Terminal.out(lines.map(\.text).joined()) }
    var builder = JSONBuilder()
    for line in lines { line.write(to: &builder) }
    Terminal.out(builder.bytes)
  }
}
