/// Files in one archive, as they are: not compressed, and without times of their own, so that the
/// same files are the same bytes.
///
/// Source: PKWARE, .ZIP File Format Specification; its 32-bit fields hold what an export has.
public enum ZipArchive {
  public static let mediaType = "application/zip"

  /// 1980-01-01, the first day that the format has.
  private static let date: UInt16 = 1 << 5 | 1
  /// Names are UTF-8.
  private static let flags: UInt16 = 1 << 11
  private static let version: UInt16 = 20

  /// - Parameter files: By name, with the folders that they are in; in any order.
  public static func bytes(of files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for file in sorted {
      let offset = UInt32(truncatingIfNeeded: archive.count)
      let entry = self.entry(of: file)
      append(0x0403_4B50, to: &archive)
      archive += entry
      archive += file.name.utf8
      archive += file.bytes
      append(0x0201_4B50, to: &directory)
      append(version, to: &directory)
      directory += entry
      // No comment, the first disk, no attributes.
      directory += [UInt8](repeating: 0, count: 10)
      append(offset, to: &directory)
      directory += file.name.utf8
    }
    let start = UInt32(truncatingIfNeeded: archive.count)
    archive += directory
    append(0x0605_4B50, to: &archive)
    append(UInt32(0), to: &archive)
    append(UInt16(truncatingIfNeeded: files.count), to: &archive)
    append(UInt16(truncatingIfNeeded: files.count), to: &archive)
    append(UInt32(truncatingIfNeeded: directory.count), to: &archive)
    append(start, to: &archive)
    append(UInt16(0), to: &archive)
    return archive
  }

  /// What is said of a file before its bytes and in the directory alike.
  private static func entry(of file: (name: String, bytes: [UInt8])) -> [UInt8] {
    let size = UInt32(truncatingIfNeeded: file.bytes.count)
    var entry: [UInt8] = []
    // Stored, at no time of the day.
    for number in [version, flags, 0, 0, date] { append(number, to: &entry) }
    for number in [checksum(file.bytes), size, size] { append(number, to: &entry) }
    append(UInt16(truncatingIfNeeded: file.name.utf8.count), to: &entry)
    append(UInt16(0), to: &entry)
    return entry
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func append(_ signature: Int, to bytes: inout [UInt8]) {
    append(UInt32(truncatingIfNeeded: signature), to: &bytes)
  }

  /// CRC-32 as in ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in
      sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1
    }
  }
}
