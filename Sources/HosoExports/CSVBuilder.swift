/// Comma-separated values in the making, as people open them in a spreadsheet.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front; a number never.
public struct CSVBuilder: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Adds a line; nothing is quoted that need not be.
  public mutating func line(_ values: [FigureValue]) {
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch value {
      case .text(let text): append(text)
      case .count(let count): bytes.append(contentsOf: String(count).utf8)
      case .percent(let text): bytes.append(contentsOf: text.utf8)
      case .empty: break
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ plain: String) {
    let text = CSVBuilder.guarded(plain)
    guard text.utf8.contains(where: CSVBuilder.needsQuotes) else {
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

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
