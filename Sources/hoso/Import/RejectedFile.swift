import HosoDomain
import HosoLedger

/// The lines an import could not take, as they were, to be mended and imported again.
///
/// Made with the first such line; an older one of the same name is replaced.
struct RejectedFile {
  let path: String
  /// What the file starts with, such as the header row of a CSV file.
  private let header: [UInt8]
  private var file: OutputFile?
  private var buffer: [UInt8] = []

  init(path: String, header: [UInt8] = []) {
    self.path = path
    self.header = header
  }

  /// The header of a file of rejected rows: the reason comes first, so that a row that is no CSV
  /// cannot hide it.
  static func header(
    _ line: UnsafeBufferPointer<UInt8>, separator: UInt8, hasReasons: Bool
  ) -> [UInt8] {
    let reasons = hasReasons ? [] : Array(CSVInterchangeReader.reasonName.utf8) + [separator]
    return reasons + Array(line) + [0x0a]
  }

  mutating func add(_ line: [UInt8]) throws {
    if file == nil {
      try made { () throws(FileFault) in
        file = try OutputFile(path, .anew, for: .owner, followsLinks: false)
      }
      buffer.append(contentsOf: header)
    }
    buffer.append(contentsOf: line)
    buffer.append(0x0a)
    if buffer.count > 1 << 16 { try flush() }
  }

  mutating func finish() throws {
    guard file != nil else { return }
    try flush()
    file = nil
  }

  private mutating func flush() throws {
    try made { () throws(FileFault) in try file?.write(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func made(_ body: () throws(FileFault) -> Void) throws {
    do throws(FileFault) {
      try body()
    } catch {
      throw Failure(.cannotCreate, FileWords.sentence(error))
    }
  }
}
