import HosoExports
import Testing

@Suite("Files in one archive")
struct ZipArchiveTests {
  @Test func `an archive holds its files as they are, each with its checksum`() {
    let digits = Array("123456789".utf8)
    let bytes = ZipArchive.bytes(of: [("b/ế.txt", []), ("a.csv", digits)])
    #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    // The check value of CRC-32, least significant byte first.
    #expect(bytes[14..<18] == [0x26, 0x39, 0xF4, 0xCB])
    #expect(bytes[18] == 9 && bytes[30..<35] == ArraySlice("a.csv".utf8))
    #expect(Array(bytes[35..<44]) == digits)
    // The end: two entries, and where the directory is.
    let end = Array(bytes.suffix(22))
    #expect(end.starts(with: [0x50, 0x4B, 0x05, 0x06]) && end[8] == 2 && end[10] == 2)
    let start = Int(end[16]) | Int(end[17]) << 8
    #expect(Array(bytes[start..<(start + 4)]) == [0x50, 0x4B, 0x01, 0x02])
  }

  @Test func `the order in which files are named changes nothing`() {
    let files: [(String, [UInt8])] = [("b", [1]), ("a/c", [2, 3]), ("a", [])]
    #expect(ZipArchive.bytes(of: files) == ZipArchive.bytes(of: files.reversed()))
  }
}
