import Glibc

extension Files {
  /// The largest body a webhook may have: hoso's own stay below 20 kB.
  private static let bodyBytesMax = 4 << 20

  /// A file's bytes as they are, or those of standard input for `-` or without a path.
  static func readBody(_ path: String?) throws -> [UInt8] {
    guard let path, path != "-" else {
      return try readBody(from: STDIN_FILENO, path: say("đầu vào chuẩn", "standard input"))
    }
    let descriptor = try openForReading(path)
    defer { close(descriptor) }
    return try readBody(from: descriptor, path: path)
  }

  private static func readBody(from descriptor: Int32, path: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while try append(from: descriptor, to: &bytes, path: path) > 0 {
      guard bytes.count <= bodyBytesMax else {  // Bounded by bodyBytesMax.
        throw Failure(.badData, FileWords.tooLarge(path))
      }
    }
    return bytes
  }

  /// The words of a small text file, such as one with a secret in each line.
  static func readWords(_ path: String) throws -> [String] {
    let text = String(decoding: try read(path), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
