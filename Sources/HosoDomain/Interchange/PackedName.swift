/// A short name as three machine words, so that comparing names costs three comparisons.
///
/// The last byte holds the length: without it a name and the same name followed by a NUL
/// would be equal.
struct PackedName: Equatable {
  static let lengthMax = 23

  private let words: (UInt64, UInt64, UInt64)

  /// Fails for a name that is too long to be one of the format.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    let length = end - start
    guard 0...Self.lengthMax ~= length else { return nil }
    words = (
      bytes.word(at: start, length: length),
      bytes.word(at: start + 8, length: length - 8),
      bytes.word(at: start + 16, length: length - 16) | UInt64(length) << 56
    )
  }

  /// A name of up to 15 bytes, of which the words may hold some more.
  @inline(__always)
  init(_ words: (UInt64, UInt64), length: Int) {
    let bits = UInt64(8 * min(length, 15))
    self.words =
      bits < 64
      ? (words.0 & (1 << bits - 1), 0, UInt64(length) << 56)
      : (words.0, words.1 & (1 << (bits - 64) - 1), UInt64(length) << 56)
  }

  @inline(__always)
  static func == (left: PackedName, right: PackedName) -> Bool {
    left.words == right.words
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Eight bytes, the first one lowest; nil if fewer are left.
  @inline(__always)
  func word(at index: Int) -> UInt64? {
    guard let baseAddress, index >= 0, index <= count - 8 else { return nil }
    let raw = UnsafeRawPointer(baseAddress)
    return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Up to eight bytes, the first one lowest, filled up with zeros.
  @inline(__always)
  fileprivate func word(at index: Int, length: Int) -> UInt64 {
    guard length > 0 else { return 0 }
    if let word = word(at: index) {
      return length >= 8 ? word : word & (1 << (8 * UInt64(length)) - 1)
    }
    return self[index..<Swift.min(index + Swift.min(length, 8), count)]
      .reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// The names of a closed list, for finding which one a piece of text is.
struct PackedNames {
  private let names: [PackedName]

  init(_ names: [String]) {
    self.names = names.compactMap { name in
      Array(name.utf8).withUnsafeBufferPointer { PackedName($0, from: 0, to: $0.count) }
    }
  }

  /// The place of a name in the list, looked for at `hint` first.
  ///
  /// Lines written in the order of the contract have most of their names right after the last.
  @inline(__always)
  func find(_ name: PackedName, near hint: Int = 0) -> Int? {
    if hint < names.count, names[hint] == name { return hint }
    return names.firstIndex(of: name)
  }
}
