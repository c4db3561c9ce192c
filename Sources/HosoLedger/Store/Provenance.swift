internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// Tells a ledger that was written last in its folder from one that was restored or copied.
enum Provenance {
  /// What is known beside the ledger.
  struct Evidence {
    /// The note in `writer.lock`.
    var note: WriterNote?
    var file: FileIdentity?
    var lock: FileIdentity?
    /// The furthest place that deliveries saw.
    var delivered: LedgerMark?
  }

  /// Why the ledger's desk must not go on under its source; nil if it may.
  ///
  /// - Parameter leaf: The leaf hash at a position; nil beyond the head.
  static func doubt(
    of settings: LedgerSettings, head: LedgerPosition, _ evidence: Evidence,
    leaf: (LedgerPosition) throws -> Digest?
  ) throws -> EpochCause? {
    // Made before there were notes: the first writer leaves one.
    guard settings.epochs != nil else { return nil }
    guard let note = evidence.note else { return .noteGone }
    guard note.mark.ledgerID == settings.ledgerID else { return .otherLedger }
    if let cause = try doubt(by: note.mark, head: head, leaf: leaf) { return cause }
    if let lock = evidence.lock, !isSame(lock, note.lock) { return .otherFolder }
    if let file = evidence.file, !isSame(file, note.file) { return .otherFile }
    // What was seen in an earlier epoch is of the history from which this one parted.
    guard let delivered = evidence.delivered, delivered.ledgerID == settings.ledgerID,
      delivered.epoch >= settings.epoch,
      try doubt(by: delivered, head: head, leaf: leaf) != nil
    else { return nil }
    return .behindDeliveries
  }

  private static func doubt(
    by mark: LedgerMark, head: LedgerPosition, leaf: (LedgerPosition) throws -> Digest?
  ) throws -> EpochCause? {
    guard mark.position <= head else { return .behind }
    guard mark.position > .start else { return nil }
    return try leaf(mark.position) == mark.leaf ? nil : .otherHistory
  }

  /// Without a time of birth on either side, the number alone has to do.
  private static func isSame(_ one: FileIdentity, _ other: FileIdentity) -> Bool {
    one.inode == other.inode
      && (one.birthNanoseconds == other.birthNanoseconds || one.birthNanoseconds == 0
        || other.birthNanoseconds == 0)
  }
}
