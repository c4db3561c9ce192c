/// What a desk says of a paper that it printed, or of a shift that it closed.
public struct DeskRecord: Hashable, Sendable {
  /// The number that the paper bears.
  public var number: RecordNumber?
  /// When what it lists was recorded.
  public var span: RecordedSpan?
  /// What it said, so that a copy of it can be held against the ledger.
  public var digest: ContentDigest?

  public init() {}

  /// Whether it says nothing.
  public var isEmpty: Bool { self == DeskRecord() }
}

/// Số biên bản: the number of a paper that both sides sign.
///
/// Source: this product's rule; offices number their papers with points, hyphens and strokes.
public struct RecordNumber: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(CodeFault) {
    try CodeText.check(text, length: 1...80) { byte in
      CodeText.isAlphanumeric(byte) || byte == CodeText.hyphen || byte == CodeText.point
        || byte == CodeText.underscore || byte == CodeText.slash
    }
    self.text = text
  }
}

/// A stretch of the time in which events were recorded.
public struct RecordedSpan: Hashable, Sendable {
  public let from: RecordedAt
  /// The first moment that is not in it any more.
  public let to: RecordedAt

  /// Nil unless it has any moment.
  public init?(from: RecordedAt, to: RecordedAt) {
    guard from < to else { return nil }
    self.from = from
    self.to = to
  }
}

/// The SHA-256 of a text.
public struct ContentDigest: Hashable, Sendable {
  static let byteCount = 32
  public let bytes: [UInt8]

  /// Nil for any other count of bytes than 32.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == ContentDigest.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads sixty-four lower-case hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    let isRight = hex.utf8.allSatisfy { byte in
      CodeText.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard isRight, digits.count == hex.utf8.count, digits.count % 2 == 0 else { return nil }
    self.init(
      stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }

  /// Sixty-four lower-case hexadecimal digits.
  public var hex: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
