internal import RawStructuredFieldValues

/// Why a field is not what its type says.
///
/// Nothing is read from a field that has a fault (RFC 9651 section 4.2: it is ignored as a whole,
/// or the message refused).
public struct StructuredFieldFault: Error, Hashable, Sendable {
  /// Bytes before the place where reading stopped.
  public let offset: Int
  public let reason: Reason

  /// What was found there.
  public enum Reason: Hashable, Sendable {
    /// A byte that cannot stand there.
    case unexpected(UInt8)
    /// The field ends where more is needed.
    case unexpectedEnd
    /// A number with more digits than a number may have.
    case numberTooLong
    /// Bytes that are not base 64.
    case notBase64
    /// A display string that is not UTF-8.
    case notUTF8
    /// More bytes, members, items or parameters than are read.
    case tooMany(max: Int)
  }
}
