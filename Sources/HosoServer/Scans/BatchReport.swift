internal import HosoDomain
internal import HosoLedger
internal import HosoWords

/// What became of the lines of a batch, in a size that the batch does not decide.
struct BatchReport: Sendable {
  /// Ranges of rejected lines, and lines told one by one, in one answer.
  static let entriesMax = 10_000
  /// Rejected lines that are told with their reason.
  static let reasonsMax = 100

  /// Whether the lines are told one by one, or only those that were rejected.
  let isTold: Bool
  /// Lines of the batch that were gone through, empty ones too.
  var lines: Int64 = 0
  /// Lines that said something.
  private(set) var taken = 0
  private var recorded: Int64 = 0
  private var duplicates: Int64 = 0
  private var setAside: Int64 = 0
  private var rejected: Int64 = 0
  private var ranges: [ClosedRange<Int64>] = []
  private var reasons: [(line: Int64, outcome: BatchIntake.Outcome)] = []
  private var told: [(line: Int64, outcome: BatchIntake.Outcome)] = []

  init(isTold: Bool) {
    self.isTold = isTold
  }

  /// Whether another line might not fit.
  var isFull: Bool { max(ranges.count, told.count) >= BatchReport.entriesMax }

  mutating func add(_ outcome: BatchIntake.Outcome, line: Int64) {
    taken += 1
    lines = line
    switch outcome {
    case .recorded: recorded += 1
    case .duplicate: duplicates += 1
    case .setAside: setAside += 1
    case .fault, .refused: reject(line, outcome)
    }
    if isTold { told.append((line, outcome)) }
  }

  private mutating func reject(_ line: Int64, _ outcome: BatchIntake.Outcome) {
    rejected += 1
    if reasons.count < BatchReport.reasonsMax { reasons.append((line, outcome)) }
    if let last = ranges.last, last.upperBound == line - 1 {
      ranges[ranges.count - 1] = last.lowerBound...line
    } else {
      ranges.append(line...line)
    }
  }

  /// The report; 200 whatever became of the lines, because what could be recorded was.
  ///
  /// - Parameter nextLine: Where the rest of the batch begins, of which nothing was recorded; nil
  ///   if the batch was gone through to its end.
  func reply(_ language: Language, nextLine: Int64? = nil) -> Reply {
    Reply.json { json in
      json.field("recorded", recorded)
      json.field("duplicates", duplicates)
      json.field("rejected", rejected)
      json.field("set_aside", setAside)
      json.field("lines", lines)
      json.field("next_line", nextLine)
      json.list("rejected_lines") { json in
        for (line, outcome) in reasons {
          json.object { BatchReport.writeReason(line, outcome, language, into: &$0) }
        }
      }
      json.list("rejected_ranges") { json in
        for range in ranges {
          json.object { json in
            json.field("first", range.lowerBound)
            json.field("last", range.upperBound)
          }
        }
      }
      guard isTold else { return }
      json.list("results") { json in
        for (line, outcome) in told {
          json.object { BatchReport.write(line, outcome, into: &$0) }
        }
      }
    }
  }

  private static func writeReason(
    _ line: Int64, _ outcome: BatchIntake.Outcome, _ language: Language,
    into json: inout JSONBuilder
  ) {
    json.field("line", line)
    switch outcome {
    case .recorded, .duplicate, .setAside: return
    case .fault(let fault):
      json.field("field", fault.field.map { CodeWords.shown($0) })
      json.field("detail", LineWords.said(fault.reason)(language))
    case .refused(let refusal):
      json.field("field", refusal.field)
      json.field("detail", WritingWords.said(refusal)(language))
    }
  }

  private static func write(
    _ line: Int64, _ outcome: BatchIntake.Outcome, into json: inout JSONBuilder
  ) {
    json.field("line", line)
    switch outcome {
    case .recorded(let position):
      json.field("outcome", "recorded")
      json.field("position", position.number)
    case .duplicate(let position):
      json.field("outcome", "duplicate")
      json.field("position", position.number)
    case .setAside(let known):
      json.field("outcome", "set_aside")
      json.field("position", known.number)
    case .fault, .refused: json.field("outcome", "rejected")
    }
  }
}
