/// Takes in an answer piece by piece and keeps no more of it than the limits say.
struct AnswerReader {
  private var limits = TransferLimits()
  private var headerBytes = 0
  private(set) var status = 0
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// Whether a final status (not 1xx) and all its headers are there: the receiver's verdict.
  private(set) var isHeadComplete = false
  private(set) var areHeadersTooLong = false
  private(set) var isBodyTooLong = false

  /// Forgets the answer before.
  mutating func begin(limits: TransferLimits) {
    self = AnswerReader()
    self.limits = limits
  }

  /// Takes one header line with its line end; false when it is too much.
  mutating func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.headerBytes else {
      areHeadersTooLong = true
      return false
    }
    // Trailers come this way too, after the body.
    if isHeadComplete { return true }
    if line.starts(with: "HTTP/".utf8) {
      status = AnswerReader.status(in: line)
      headers = []
    } else if line.first == 0x0D || line.first == 0x0A {
      isHeadComplete = (200...599).contains(status)
    } else if let header = AnswerReader.header(in: line) {
      headers.append(header)
    }
    return true
  }

  /// Takes a piece of the body; false when it is too much.
  mutating func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
    let room = limits.bodyBytes - body.count
    body.append(contentsOf: piece.prefix(room))
    isBodyTooLong = piece.count > room
    return !isBodyTooLong
  }

  private static func status(in line: UnsafeRawBufferPointer) -> Int {
    guard let blank = line.firstIndex(of: 0x20) else { return 0 }
    let digits = line[(blank + 1)...].prefix { (0x30...0x39).contains($0) }
    return digits.count == 3 ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
  }

  private static func header(in line: UnsafeRawBufferPointer) -> HTTPHeader? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), (1...32).contains(colon) else {
      return nil
    }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    guard HTTPHeader.kept.contains(name) else { return nil }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    var value = line[(colon + 1)...].drop(while: isBlank)
    while let last = value.last, isBlank(last) { value = value.dropLast() }
    return HTTPHeader(
      name: name, value: String(decoding: value.prefix(HTTPHeader.valueBytesMax), as: UTF8.self))
  }
}
