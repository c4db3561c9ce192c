import HosoDomain

/// Where the records of a CSV file begin and end while it is read in pieces.
enum CSVFile {
  /// The next record; nil if more of the file is needed first, or nothing is left.
  ///
  /// - Parameter separator: Nil for the header row, which tells it.
  static func record(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8?, isAtEnd: Bool
  ) -> CSVRecord.Extent? {
    let rest = bytes.count - start
    guard rest > 0 else { return nil }
    let separator =
      separator ?? CSVRecord.separator(ofHeader: UnsafeBufferPointer(rebasing: bytes[start...]))
    let extent = CSVRecord.extent(
      in: bytes, from: start, separator: separator, isWhole: isAtEnd)
    guard extent == nil, rest > LineReader.lineBytesMax else { return extent }
    // A line that is longer than any record is handed out cut, which no row survives.
    return CSVRecord.extent(in: bytes, from: start, separator: separator, isWhole: true)
  }

  /// A first line without the mark that says the file is UTF-8.
  static func withoutMark(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard line.starts(with: mark) else { return line }
    return UnsafeBufferPointer(rebasing: line[mark.count...])
  }
}
