public import HosoCrypto
public import HosoDomain

/// What showed that a ledger is not the one that was written last in its folder.
public enum EpochCause: String, Hashable, Sendable, CaseIterable {
  /// It ends before what was recorded in this folder already: an older copy was put back.
  case behind
  /// Another event stands where one was recorded already: it went on elsewhere.
  case otherHistory = "other-history"
  /// It ends before what was delivered already, or holds another event there.
  case behindDeliveries = "behind-deliveries"
  /// Its file was replaced by another one.
  case otherFile = "other-file"
  /// The whole folder is a copy.
  case otherFolder = "other-folder"
  /// The note beside it is another ledger's.
  case otherLedger = "other-ledger"
  /// It was made from a backup.
  case backup
  /// There is no note beside it.
  case noteGone = "note-gone"
}

/// The beginning of a new epoch: a ledger was restored or copied, and its desk writes under another
/// source since, so that no event id ever names two things.
public struct LedgerEpoch: Hashable, Sendable {
  /// Counts from 1; the first has no beginning of this kind.
  public let number: Int
  public let cause: EpochCause
  /// Where it began: what was recorded after this position before is not here.
  public let parted: LedgerPosition
  public let at: RecordedAt
  /// Far above what any ledger comes to; one more is always a number too.
  private static let numberMax = 1 << 30
  /// What the desk wrote under before.
  let formerSource: SourceName

  init(
    number: Int, cause: EpochCause, parted: LedgerPosition, at: RecordedAt,
    formerSource: SourceName
  ) {
    self.number = number
    self.cause = cause
    self.parted = parted
    self.at = at
    self.formerSource = formerSource
  }

  /// Whether anybody can tell where the histories part.
  ///
  /// Not where another event stands everywhere that was noted; only the beginning is certain then.
  public var isPartingKnown: Bool {
    switch cause {
    case .otherHistory, .behindDeliveries: parted > .start
    case .behind, .otherFile, .otherFolder, .otherLedger, .backup, .noteGone: true
    }
  }

  /// One line of the setting `epochs`.
  var text: String {
    "\(number) \(cause.rawValue) \(parted.number) \(at.microseconds) \(formerSource.text)"
  }

  init?(text: Substring) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 5, let number = Int(parts[0]), 1...Self.numberMax ~= number,
      let cause = EpochCause(rawValue: String(parts[1])), let parted = Int64(parts[2]),
      let microseconds = Int64(parts[3]), let source = try? SourceName(String(parts[4]))
    else { return nil }
    self.init(
      number: number, cause: cause, parted: LedgerPosition(parted),
      at: RecordedAt(microseconds: microseconds), formerSource: source)
  }
}

/// A place in a ledger, and what stands there: enough to tell a history from another.
public struct LedgerMark: Hashable, Sendable {
  public let ledgerID: String
  public let position: LedgerPosition
  /// The leaf hash of the event there; zero before the first.
  public let leaf: Digest
  /// The epoch the ledger was in when it was seen.
  public let epoch: Int

  public init(ledgerID: String, position: LedgerPosition, leaf: Digest, epoch: Int) {
    self.ledgerID = ledgerID
    self.position = position
    self.leaf = leaf
    self.epoch = epoch
  }
}

extension LedgerSettings {
  /// The epoch the desk is in.
  public var epoch: Int { (epochs?.last?.number) ?? 1 }

  /// What this ledger's own desk writes under, and wrote under in earlier epochs.
  public var desks: [SourceName] { [source] + (epochs ?? []).map(\.formerSource) }

  /// Whether a source is, or was, this ledger's own desk.
  public func isOwn(_ source: SourceName) -> Bool { desks.contains(source) }

  /// Where a reader who knew the ledger in an epoch goes on: nothing behind that position can be
  /// taken for known; nil if no epoch began since.
  public func parting(since epoch: Int) -> LedgerPosition? {
    (epochs ?? []).filter { $0.number > epoch }.map(\.parted).min()
  }
}
