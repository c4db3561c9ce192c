import HosoDomain
import HosoLedger
internal import HosoWords

/// What `--as-of` asks for: the ledger as it was known before a moment.
enum AsOf {
  /// A cutoff from a date, which means 00:00 local of that day, or from a moment.
  static func cutoff(_ text: String) throws -> RecordedAt {
    try cutoff(text, option: "--as-of")
  }

  /// The same for another option.
  static func cutoff(_ text: String, option: String) throws -> RecordedAt {
    guard text.contains("T") else {
      return try OptionValues.date(text, option: option).startRecordedAt
    }
    do throws(TimestampFault) {
      return try RecordedAt(rfc3339: text)
    } catch {
      throw Failure(
        .usage, "\(option): '\(CodeWords.shown(text))': " + say(CodeWords.said(error)))
    }
  }

  /// The last position that counts: strictly before the cutoff, or the head without one.
  static func position(_ cutoff: RecordedAt?, reader: LedgerReader) throws -> LedgerPosition {
    guard let cutoff else { return reader.head.position }
    return try reader.lastPosition(recordedBefore: cutoff)
  }
}
