/// How values are separated, and numbers written.
struct CSVFlavour: Sendable {
  let separator: UInt8
  let decimalPoint: UInt8
  let lineEnd: [UInt8]
  let begin: [UInt8]
  /// Whether a text that looks like a number is kept a text.
  let keepsCodes: Bool

  /// For programs.
  static let plain = CSVFlavour(
    separator: UInt8(ascii: ","), decimalPoint: UInt8(ascii: "."), lineEnd: [0x0A], begin: [],
    keepsCodes: false)
  /// As a spreadsheet under Vietnamese settings reads it: semicolons, a decimal comma, a mark of
  /// its encoding.
  static let vietnamese = CSVFlavour(
    separator: UInt8(ascii: ";"), decimalPoint: UInt8(ascii: ","), lineEnd: [0x0D, 0x0A],
    begin: [0xEF, 0xBB, 0xBF], keepsCodes: true)
}

/// Comma-separated values in the making, as people open them in a spreadsheet.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front; a number never.
public struct CSVBuilder: Sendable {
  public private(set) var bytes: [UInt8] = []
  private let flavour: CSVFlavour

  public init() { self.init(.plain) }

  init(_ flavour: CSVFlavour) {
    self.flavour = flavour
    bytes = flavour.begin
  }

  /// Adds a line; nothing is quoted that need not be.
  public mutating func line(_ values: [FigureValue]) {
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(flavour.separator) }
      switch value {
      case .text(let text): append(text)
      case .count(let count): bytes.append(contentsOf: String(count).utf8)
      case .percent(let text):
        let point = flavour.decimalPoint
        bytes.append(contentsOf: text.utf8.map { $0 == UInt8(ascii: ".") ? point : $0 })
      case .empty: break
      }
    }
    bytes.append(contentsOf: flavour.lineEnd)
  }

  private mutating func append(_ plain: String) {
    let isCode = flavour.keepsCodes && CSVBuilder.looksLikeNumber(plain)
    // A formula that gives the text itself: the one way that every spreadsheet understands.
    let text = isCode ? "=\"\(plain)\"" : CSVBuilder.guarded(plain)
    guard text.utf8.contains(where: needsQuotes) else {
      return bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Source: OWASP, CSV Injection: what begins with one of these is evaluated.
  private static func guarded(_ text: String) -> String {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      "'" + text
    default: text
    }
  }

  private func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case flavour.separator, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }

  /// Digits and points: what a spreadsheet would drop zeros of.
  private static func looksLikeNumber(_ text: String) -> Bool {
    text.utf8.contains { 0x30...0x39 ~= $0 }
      && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
  }
}
