import Glibc

/// Reads standard input or a file in pieces and hands out whole lines.
struct LineReader {
  /// The longest line kept; of a longer one the beginning is handed out, which no grammar accepts.
  static let lineBytesMax = 1 << 20

  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  /// The rest of a line that was too long is still to come.
  private var isInLongLine = false
  private(set) var isAtEnd = false
  /// Bytes read so far, for showing progress.
  private(set) var bytesRead: Int64 = 0

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Reads once, waiting if it must, and hands over every line that is whole by then.
  mutating func readLines(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    try readOnce { bytes, isAtEnd in
      var start = 0
      while let end = bytes[start...].firstIndex(of: 0x0a) {  // Bounded by the buffer.
        try body(LineReader.trimmed(bytes, start, end))
        start = end + 1
      }
      let rest = bytes.count - start
      if rest > 0, isAtEnd || rest > LineReader.lineBytesMax {
        try body(LineReader.trimmed(bytes, start, bytes.count))
        start = bytes.count
      }
      return start
    }
  }

  /// Reads once and hands over what `body` finds whole.
  ///
  /// - Parameter body: Takes what was not used up yet, and whether that is the end of the input;
  ///   answers how many bytes it used up. If that is all of a line that has not ended yet, the
  ///   rest of the line is dropped.
  mutating func readOnce(
    _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ isAtEnd: Bool) throws -> Int
  ) throws {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    let count = try Files.append(from: descriptor, to: &buffer, path: path)
    bytesRead += Int64(count)
    isAtEnd = count == 0
    let isAtEnd = isAtEnd
    let wasInLongLine = isInLongLine
    (start, isInLongLine) = try buffer.withUnsafeBufferPointer { bytes in
      var first = 0
      if wasInLongLine {
        guard let end = bytes.firstIndex(of: 0x0a) else { return (bytes.count, true) }
        first = end + 1
      }
      let rest = UnsafeBufferPointer(rebasing: bytes[first...])
      let used = try body(rest, isAtEnd)
      return (first + used, used == rest.count && rest.last.map { $0 != 0x0a } ?? false)
    }
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let last = end > start && bytes[end - 1] == 0x0d ? end - 1 : end
    return UnsafeBufferPointer(rebasing: bytes[start..<last])
  }
}
