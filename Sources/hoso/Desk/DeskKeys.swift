/// What a scanner or a keyboard sent to the desk, one key or one whole code at a time.
enum DeskInput: Hashable, Sendable {
  /// A code and what ended it; never empty.
  case code(String)
  case function(Int)
  /// Ctrl-C, or Ctrl-D with nothing typed.
  case leave
}

/// Takes the bytes of a terminal apart: codes ended by Enter, Tab, carriage return or EOT, function
/// keys, and whatever else keyboards send, which is dropped.
///
/// Source: ECMA-48 5.4 for control sequences; xterm and the Linux console for function keys.
struct DeskKeys {
  /// The longest text taken as a code, which no grammar accepts; the rest of it is dropped.
  static let codeBytesMax = 4_096
  /// The longest control sequence that is waited for; what goes on longer is none.
  private static let sequenceBytesMax = 32

  /// What was typed of a code that has not ended yet.
  private(set) var pending: [UInt8] = []
  private var sequence: [UInt8]?

  var typed: String { String(decoding: pending, as: UTF8.self) }

  /// Takes bytes in the order in which they came.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [DeskInput] {
    var inputs: [DeskInput] = []
    for byte in bytes {
      if let begun = sequence {
        take(byte, after: begun, into: &inputs)
      } else {
        take(plain: byte, into: &inputs)
      }
    }
    return inputs
  }

  private mutating func take(plain byte: UInt8, into inputs: inout [DeskInput]) {
    switch byte {
    case 0x1B: sequence = []
    case 0x0A, 0x0D, 0x09: endCode(into: &inputs)
    case 0x04:
      if pending.isEmpty { inputs.append(.leave) } else { endCode(into: &inputs) }
    case 0x03: inputs.append(.leave)
    case 0x08, 0x7F: removeLast()
    case 0x15: pending.removeAll(keepingCapacity: true)
    // Group separators and the like stand inside of symbols; the grammar takes them off.
    default: if pending.count < DeskKeys.codeBytesMax { pending.append(byte) }
    }
  }

  private mutating func endCode(into inputs: inout [DeskInput]) {
    let code = typed
    pending.removeAll(keepingCapacity: true)
    if !code.allSatisfy(\.isWhitespace) { inputs.append(.code(code)) }
  }

  /// Takes a character back, whole as people see it.
  private mutating func removeLast() {
    pending = Array(String(typed.dropLast()).utf8)
  }

  private mutating func take(
    _ byte: UInt8, after begun: [UInt8], into inputs: inout [DeskInput]
  ) {
    let isControl = byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x03 || byte == 0x04
    guard !isControl, begun.count < DeskKeys.sequenceBytesMax else {
      // A sequence that ends here was cut short; what ends a code still does.
      sequence = nil
      return take(plain: byte, into: &inputs)
    }
    guard let first = begun.first else {
      let opens = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O")
      sequence = opens ? [byte] : nil
      // A lone escape says nothing, and what follows it is what it is.
      if !opens { take(plain: byte, into: &inputs) }
      return
    }
    let isConsole = begun == Array("[[".utf8)
    let goesOn =
      first == UInt8(ascii: "[") && !isConsole
      && (0x20...0x3F ~= byte || (begun.count == 1 && byte == UInt8(ascii: "[")))
    sequence = goesOn ? begun + [byte] : nil
    guard !goesOn else { return }
    let text = String(decoding: begun + [byte], as: UTF8.self)
    if let key = DeskKeys.functions[text] { inputs.append(.function(key)) }
  }

  private static let functions: [String: Int] = [
    "OP": 1, "OQ": 2, "OR": 3, "OS": 4, "[11~": 1, "[12~": 2, "[13~": 3, "[14~": 4, "[15~": 5,
    "[17~": 6, "[18~": 7, "[19~": 8, "[20~": 9, "[21~": 10, "[23~": 11, "[24~": 12,
    "[[A": 1, "[[B": 2, "[[C": 3, "[[D": 4, "[[E": 5,
  ]
}
