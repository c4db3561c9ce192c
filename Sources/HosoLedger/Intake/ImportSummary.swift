public import HosoDomain

/// How an import treats its lines.
public struct ImportOptions: Sendable {
  /// Honour `recorded_at`: history moved in from another system.
  public let isBackfill: Bool
  /// Find out what would happen, record nothing.
  public let isDryRun: Bool
  /// Nothing can have been recorded after this.
  let now: RecordedAt

  public init(isBackfill: Bool = false, isDryRun: Bool = false, now: RecordedAt) {
    self.isBackfill = isBackfill
    self.isDryRun = isDryRun
    self.now = now
  }
}

/// What an import did.
public struct ImportSummary: Equatable, Sendable {
  public internal(set) var lines: Int64 = 0
  public private(set) var recorded: Int64 = 0
  public private(set) var duplicates: Int64 = 0
  /// Other content under a known identity: kept aside and listed.
  public private(set) var setAside: Int64 = 0
  public internal(set) var rejected: Int64 = 0

  public init() {}

  /// Lines of which it is known what became of them.
  var settled: Int64 { recorded + duplicates + setAside + rejected }

  mutating func count(_ outcome: AppendOutcome) {
    switch outcome {
    case .recorded: recorded += 1
    case .duplicate: duplicates += 1
    case .setAside: setAside += 1
    }
  }

  /// Adds what was done with another file.
  public mutating func add(_ other: ImportSummary) {
    lines += other.lines
    recorded += other.recorded
    duplicates += other.duplicates
    setAside += other.setAside
    rejected += other.rejected
  }
}

/// Why a line was not taken.
public enum LineRejection: Sendable {
  case fault(LineFault)
  /// `recorded_at` lies in the future, where nothing can have been recorded.
  case recordedInFuture
}

/// A line that was not taken.
public struct RejectedLine: Sendable {
  /// Which line of the file it is, from 1.
  public let number: Int64
  public let rejection: LineRejection
  /// The line without its end.
  public let bytes: [UInt8]
}

/// A line at which an import had to stop: what comes after it in the file is not recorded.
public struct ImportStop: Error {
  public let line: Int64
  public let fault: LedgerFault
}
