public import HosoDomain

/// The machine's clock, and what shows that it was moved.
public struct ClockWatch: Sendable {
  /// What the machine's clock shows.
  public var now: @Sendable () -> RecordedAt
  /// The time since the machine's start, which nobody sets; nil where it cannot be told.
  public var sinceBoot: @Sendable () -> SinceBoot?
  /// When the program was built; nil if it does not say.
  public var built: RecordedAt?

  public init(
    now: @escaping @Sendable () -> RecordedAt, sinceBoot: @escaping @Sendable () -> SinceBoot?,
    built: RecordedAt?
  ) {
    self.now = now
    self.sinceBoot = sinceBoot
    self.built = built
  }
}

/// The time since a machine was started.
public struct SinceBoot: Hashable, Sendable {
  /// Names the start: another one after each.
  public let bootID: String
  public let microseconds: Int64

  /// - Returns: nil for a name that is not one word.
  public init?(bootID: String, microseconds: Int64) {
    guard !bootID.isEmpty, bootID.utf8.count <= 64,
      bootID.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ".") })
    else { return nil }
    self.bootID = bootID
    self.microseconds = microseconds
  }
}

/// What a writer's clocks showed at its last commit.
struct ClockNote: Hashable {
  /// What was believed, an offset included.
  var now: RecordedAt
  var sinceBoot: SinceBoot?

  /// What a clock that nobody moved shows now; nil after another start.
  func expected(_ sinceBoot: SinceBoot?) -> RecordedAt? {
    guard let then = self.sinceBoot, let sinceBoot, then.bootID == sinceBoot.bootID,
      sinceBoot.microseconds >= then.microseconds
    else { return nil }
    return now.adding(microseconds: sinceBoot.microseconds - then.microseconds)
  }

  /// One word of a note.
  var text: String {
    "\(now.microseconds)" + (sinceBoot.map { ".\($0.microseconds).\($0.bootID)" } ?? "")
  }

  init(now: RecordedAt, sinceBoot: SinceBoot?) {
    self.now = now
    self.sinceBoot = sinceBoot
  }

  init?(text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let now = parts.first.flatMap({ Int64($0) }) else { return nil }
    self.now = RecordedAt(microseconds: now)
    guard parts.count == 3, let microseconds = Int64(parts[1]) else { return }
    sinceBoot = SinceBoot(bootID: String(parts[2]), microseconds: microseconds)
  }
}

extension RecordedAt {
  /// The moment so much later, or the last one that can be written.
  func adding(microseconds more: Int64) -> RecordedAt {
    let (sum, isOverflow) = microseconds.addingReportingOverflow(more)
    return RecordedAt(microseconds: isOverflow ? (more < 0 ? .min : .max) : sum)
  }
}
