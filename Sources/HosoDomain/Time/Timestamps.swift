/// Why a text is no moment in time.
///
/// Source: RFC 3339 section 5.6, narrowed to what can be stored and printed back.
public enum TimestampFault: Error, Hashable, Sendable {
  /// Not `YYYY-MM-DDThh:mm:ss`, optional fraction, offset.
  case notRFC3339
  /// A local time: without an offset nobody can tell when it was.
  case missingOffset
  /// A day, a time of day or an offset that does not exist, or a year outside 1 to 9999.
  case impossibleDate
  /// More digits of a second than the ledger keeps; they would be lost silently.
  case tooManyFractionDigits(max: Int)
}

extension OccurredAt {
  /// Reads an RFC 3339 timestamp with an offset and at most three digits of a second.
  public init(rfc3339 bytes: some Collection<UInt8>) throws(TimestampFault) {
    let units = try Timestamp.units(bytes, fractionDigits: 3)
    self.init(milliseconds: units)
  }

  /// Reads an RFC 3339 timestamp with an offset and at most three digits of a second.
  public init(rfc3339 text: String) throws(TimestampFault) {
    try self.init(rfc3339: text.utf8)
  }

  /// `2020-03-05T08:12:00+07:00`; milliseconds only if there are any.
  public var rfc3339: String { Timestamp.text(milliseconds, fractionDigits: 3) }

  /// `08:12 05/03/2020`, as Vietnamese readers expect it.
  public var vietnameseClock: String {
    let local = VietnamTime.day(of: milliseconds, unitsPerSecond: 1_000)
    let minutes = Int(local.units / 60_000)
    let time = Digits.text(minutes / 60, width: 2) + ":" + Digits.text(minutes % 60, width: 2)
    return "\(time) \(LocalDate(clamping: local.day).vietnamese)"
  }
}

extension RecordedAt {
  /// Reads an RFC 3339 timestamp with an offset and at most six digits of a second.
  public init(rfc3339 bytes: some Collection<UInt8>) throws(TimestampFault) {
    let units = try Timestamp.units(bytes, fractionDigits: 6)
    self.init(microseconds: units)
  }

  /// Reads an RFC 3339 timestamp with an offset and at most six digits of a second.
  public init(rfc3339 text: String) throws(TimestampFault) {
    try self.init(rfc3339: text.utf8)
  }

  /// `2020-03-05T08:12:00.000250+07:00`; microseconds only if there are any.
  public var rfc3339: String { Timestamp.text(microseconds, fractionDigits: 6) }

  /// `08:12 05/03/2020`, as Vietnamese readers expect it.
  public var vietnameseClock: String {
    let seconds = VietnamTime.quotient(Int(microseconds), 1_000)
    return OccurredAt(milliseconds: Int64(seconds)).vietnameseClock
  }
}

/// The grammar of timestamps: one for both kinds of instant, which differ in their unit only.
///
/// Source: RFC 3339 section 5.6. Stricter: capital `T` and `Z`, no leap second (UTC+7 civil time
/// has no use for one), an offset of at most 18 hours.
enum Timestamp {
  /// The instant in units of ten to the minus `fractionDigits` seconds.
  static func units(
    _ bytes: some Collection<UInt8>, fractionDigits: Int
  ) throws(TimestampFault) -> Int64 {
    let read = bytes.withContiguousStorageIfAvailable { storage in
      outcome(storage.span, fractionDigits: fractionDigits)
    }
    if let read { return try read.get() }
    let copy = Array(bytes)
    return try outcome(copy.span, fractionDigits: fractionDigits).get()
  }

  private static func outcome(
    _ bytes: Span<UInt8>, fractionDigits: Int
  ) -> Result<Int64, TimestampFault> {
    do throws(TimestampFault) {
      return .success(try read(bytes, fractionDigits: fractionDigits))
    } catch {
      return .failure(error)
    }
  }

  private static func read(
    _ bytes: Span<UInt8>, fractionDigits: Int
  ) throws(TimestampFault) -> Int64 {
    guard bytes.count >= 19, hasShape(bytes) else { throw .notRFC3339 }
    var end = 19
    var fraction: Int64 = 0
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      (fraction, end) = try readFraction(bytes, fractionDigits: fractionDigits)
    }
    let offset = try readOffset(bytes, from: end)
    let date = LocalDate(
      year: CodeText.digits(bytes, from: 0, count: 4),
      month: CodeText.digits(bytes, from: 5, count: 2),
      day: CodeText.digits(bytes, from: 8, count: 2))
    let hour = CodeText.digits(bytes, from: 11, count: 2)
    let minute = CodeText.digits(bytes, from: 14, count: 2)
    let second = CodeText.digits(bytes, from: 17, count: 2)
    guard let date, hour < 24, minute < 60, second < 60 else { throw .impossibleDate }
    let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    let instant = seconds - Int64(offset)
    guard printableSeconds.contains(instant) else { throw .impossibleDate }
    return instant * scale(fractionDigits) + fraction
  }

  /// Instants whose local year has four digits; others could not be printed and read again.
  private static let printableSeconds: Range<Int64> =
    (-62_135_596_800 - VietnamTime.offsetSeconds)..<(253_402_300_800 - VietnamTime.offsetSeconds)

  private static func hasShape(_ bytes: Span<UInt8>) -> Bool {
    for offset in 0..<19 {
      let byte = bytes[offset]
      let fits =
        switch offset {
        case 4, 7: byte == UInt8(ascii: "-")
        case 10: byte == UInt8(ascii: "T")
        case 13, 16: byte == UInt8(ascii: ":")
        default: CodeText.isDigit(byte)
        }
      if !fits { return false }
    }
    return true
  }

  /// The fraction that starts with the point at 19, in units, and where it ends.
  private static func readFraction(
    _ bytes: Span<UInt8>, fractionDigits: Int
  ) throws(TimestampFault) -> (units: Int64, end: Int) {
    var end = 20
    var units: Int64 = 0
    while end < bytes.count, CodeText.isDigit(bytes[end]) {
      guard end - 20 < fractionDigits else { throw .tooManyFractionDigits(max: fractionDigits) }
      units = units * 10 + Int64(bytes[end] & 0x0F)
      end += 1
    }
    let found = end - 20
    guard found > 0 else { throw .notRFC3339 }
    return (units * scale(fractionDigits - found), end)
  }

  /// The offset in seconds east of UTC.
  private static func readOffset(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(TimestampFault) -> Int {
    guard start < bytes.count else { throw .missingOffset }
    if bytes[start] == UInt8(ascii: "Z") {
      guard bytes.count == start + 1 else { throw .notRFC3339 }
      return 0
    }
    let isEast = bytes[start] == UInt8(ascii: "+")
    guard isEast || bytes[start] == UInt8(ascii: "-"), bytes.count == start + 6,
      bytes[start + 3] == UInt8(ascii: ":"),
      CodeText.isDigit(bytes[start + 1]), CodeText.isDigit(bytes[start + 2]),
      CodeText.isDigit(bytes[start + 4]), CodeText.isDigit(bytes[start + 5])
    else { throw .notRFC3339 }
    let hours = CodeText.digits(bytes, from: start + 1, count: 2)
    let minutes = CodeText.digits(bytes, from: start + 4, count: 2)
    let seconds = hours * 3_600 + minutes * 60
    guard minutes < 60, seconds <= 18 * 3_600 else { throw .impossibleDate }
    return isEast ? seconds : -seconds
  }

  /// The local time with its offset.
  static func text(_ instant: Int64, fractionDigits: Int) -> String {
    let unitsPerSecond = scale(fractionDigits)
    let local = VietnamTime.day(of: instant, unitsPerSecond: unitsPerSecond)
    let second = Int(local.units / unitsPerSecond)
    let fraction = Int(local.units % unitsPerSecond)
    var bytes: [UInt8] = []
    LocalDate(clamping: local.day).appendISO(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    Digits.append(second / 3_600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Digits.append(second / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Digits.append(second % 60, width: 2, to: &bytes)
    if fraction > 0 {
      bytes.append(CodeText.point)
      Digits.append(fraction, width: fractionDigits, to: &bytes)
    }
    bytes.append(contentsOf: "+07:00".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Ten to the power of `digits`.
  private static func scale(_ digits: Int) -> Int64 {
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    return scale
  }
}
