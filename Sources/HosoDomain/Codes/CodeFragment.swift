/// Part of a printed code, as somebody reads it out or remembers it: last digits, a piece of a
/// dossier number.
///
/// Blanks, points, hyphens and strokes say nothing in it, nor do small letters.
public struct CodeFragment: Hashable, Sendable {
  /// Less is part of nearly every code; no code is longer.
  static let lengths = 3...40

  /// How much of a code a part is; what is more like what was meant comes first.
  public enum Match: Int, Comparable, Sendable {
    /// All of it.
    case whole
    /// Its last characters, the country's letters of an item number apart.
    case ending
    case inside

    /// A stable name for programs.
    public var slug: String {
      switch self {
      case .whole: "whole"
      case .ending: "ending"
      case .inside: "inside"
      }
    }

    public static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  private let bytes: [UInt8]

  public init(_ text: String) throws(CodeFault) {
    let plain = ScannerText.normalise(text).filter { !CodeFragment.divides($0) }
    try CodeText.check(plain, length: CodeFragment.lengths, allowed: CodeText.isUpperOrDigit)
    bytes = Array(plain.utf8)
  }

  private static func divides(_ character: Character) -> Bool {
    character == "-" || character == "." || character == "/" || character.isWhitespace
  }

  /// How much it is of a code; nil if it is no part of it.
  public func match(_ code: Alias) -> Match? {
    let own = code.text.utf8.filter(CodeText.isAlphanumeric).map { byte in
      CodeText.isLower(byte) ? byte & ~0x20 : byte
    }
    guard own.count >= bytes.count else { return nil }
    if own == bytes { return .whole }
    if own.ends(with: bytes) || (code.kind == .item && own.dropLast(2).ends(with: bytes)) {
      return .ending
    }
    let starts = 0...(own.count - bytes.count)
    return starts.contains { own[$0...].starts(with: bytes) } ? .inside : nil
  }
}

extension BidirectionalCollection<UInt8> {
  fileprivate func ends(with bytes: [UInt8]) -> Bool {
    suffix(bytes.count).elementsEqual(bytes)
  }
}
