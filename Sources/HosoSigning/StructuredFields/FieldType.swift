internal import RawStructuredFieldValues

/// The three types of fields, and where one is not what its type says.
///
/// The library says what it was reading, not where. It reads one way and stops at the first byte
/// that cannot be: the last one that it looked at.
enum FieldType {
  case item
  case list
  case dictionary

  /// The fault of a field that the library refused.
  ///
  /// The field is read again, with two bytes behind it that can stand nowhere: if the library comes
  /// to them, the field ends too early.
  func fault(in bytes: [UInt8]) -> StructuredFieldFault {
    let watched = WatchedBytes(bytes + [0, 0])
    var parser = StructuredFieldValueParser(watched)
    do {
      switch self {
      case .item: _ = try parser.parseItemFieldValue()
      case .list: _ = try parser.parseListFieldValue()
      case .dictionary: _ = try parser.parseDictionaryFieldValue()
      }
    } catch {
      return StructuredFieldFault(error as? StructuredHeaderError, bytes, watched.last.place)
    }
    return StructuredFieldFault(nil, bytes, watched.last.place)
  }
}

extension StructuredFieldFault {
  fileprivate init(_ error: StructuredHeaderError?, _ bytes: [UInt8], _ last: Int) {
    let (before, rest) = (bytes.prefix(last), bytes.dropFirst(last))
    if StructuredFieldFault.isTooLong(error, before.last, rest.first) {
      let end = rest.firstIndex { !digits.contains($0) }
      self.init(offset: end ?? bytes.count, reason: .numberTooLong)
    } else if let byte = rest.first {
      switch error {
      case .invalidByteSequence:
        let start = before.lastIndex(of: UInt8(ascii: ":")) ?? last
        self.init(offset: start + 1, reason: .notBase64)
      case .invalidDisplayString where byte == UInt8(ascii: "\""):
        self.init(offset: last + 1, reason: .notUTF8)
      default: self.init(offset: last, reason: .unexpected(byte))
      }
    } else {
      self.init(offset: bytes.count, reason: .unexpectedEnd)
    }
  }

  /// A number's fault behind a digit; but a date may not have the point that a decimal may.
  private static func isTooLong(
    _ error: StructuredHeaderError?, _ before: UInt8?, _ byte: UInt8?
  ) -> Bool {
    guard let before, digits.contains(before) else { return false }
    return error == .invalidIntegerOrDecimal
      || error == .invalidDate && byte != UInt8(ascii: ".")
  }
}

private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

/// Bytes that remember how far they were read.
private struct WatchedBytes: RandomAccessCollection {
  final class Last {
    var place = 0
  }

  let startIndex = 0
  let endIndex: Int
  let last = Last()
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    endIndex = bytes.count
  }

  subscript(place: Int) -> UInt8 {
    if place > last.place { last.place = place }
    return bytes[place]
  }
}
