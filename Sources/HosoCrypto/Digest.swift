/// A SHA-256 value: 32 bytes held in place, so that millions of them need no allocation.
public struct Digest: Hashable, Sendable {
  public internal(set) var words: (UInt64, UInt64, UInt64, UInt64)

  public static let zero = Digest(words: (0, 0, 0, 0))

  init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// Reads 32 bytes; nil for any other count.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    words = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
  }

  public init?(_ bytes: [UInt8]) {
    guard let digest = bytes.withUnsafeBytes({ Digest($0) }) else { return nil }
    self = digest
  }

  /// Reads sixty-four hexadecimal digits; nil for anything else.
  public init?(hex: some StringProtocol) {
    guard hex.utf8.count == 64 else { return nil }
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == 64 else { return nil }
    self.init(stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }

  public var bytes: [UInt8] {
    withUnsafeBytes(of: words) { [UInt8]($0) }
  }

  /// Sixty-four lower-case hexadecimal digits.
  public var hex: String {
    withUnsafeBytes(of: words) { Hexadecimal.text(of: $0) }
  }

  /// The first eight bytes as a number: a short key where the full value is compared later.
  public var prefix: UInt64 { UInt64(bigEndian: words.0) }

  public static func == (left: Digest, right: Digest) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1
      && left.words.2 == right.words.2 && left.words.3 == right.words.3
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
