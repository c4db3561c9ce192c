import HosoDomain
import Testing

@Suite("Moments as RFC 3339 text")
struct TimestampTests {
  @Test(
    arguments: [
      ("2020-03-05T08:12:00+07:00", 1_583_370_720_000, "2020-03-05T08:12:00+07:00"),
      ("2020-03-05T01:12:00Z", 1_583_370_720_000, "2020-03-05T08:12:00+07:00"),
      ("2020-03-14T17:00:00Z", 1_584_205_200_000, "2020-03-15T00:00:00+07:00"),
      ("2020-03-05T08:12:00.25+07:00", 1_583_370_720_250, "2020-03-05T08:12:00.250+07:00"),
      ("2020-03-05T08:12:00.000+07:00", 1_583_370_720_000, "2020-03-05T08:12:00+07:00"),
      ("2020-03-05T08:12:00.001+07:00", 1_583_370_720_001, "2020-03-05T08:12:00.001+07:00"),
      ("1970-01-01T00:00:00Z", 0, "1970-01-01T07:00:00+07:00"),
      ("1969-12-31T23:59:59.999Z", -1, "1970-01-01T06:59:59.999+07:00"),
      ("1969-12-31T16:59:59.999Z", -25_200_001, "1969-12-31T23:59:59.999+07:00"),
      ("2020-02-29T12:00:00-00:00", 1_582_977_600_000, "2020-02-29T19:00:00+07:00"),
      ("2020-03-05T08:12:00+18:00", 1_583_331_120_000, "2020-03-04T21:12:00+07:00"),
      ("2020-03-05T08:12:00-18:00", 1_583_460_720_000, "2020-03-06T09:12:00+07:00"),
      ("0001-01-01T00:00:00+07:00", -62_135_622_000_000, "0001-01-01T00:00:00+07:00"),
      ("9999-12-31T23:59:59.999+07:00", 253_402_275_599_999, "9999-12-31T23:59:59.999+07:00"),
    ])
  func `a right text is an instant and prints in local time`(
    text: String, milliseconds: Int64, printed: String
  ) throws {
    let instant = try OccurredAt(rfc3339: text)
    #expect(instant.milliseconds == milliseconds)
    #expect(instant.rfc3339 == printed)
    #expect(try OccurredAt(rfc3339: instant.rfc3339) == instant)
    #expect(try RecordedAt(rfc3339: text).microseconds == milliseconds * 1_000)
  }

  @Test(
    arguments: [
      ("", TimestampFault.notRFC3339), ("2020-03-05", .notRFC3339),
      ("2020-03-05 08:12:00+07:00", .notRFC3339), ("2020-03-05t08:12:00+07:00", .notRFC3339),
      ("2020-03-05T08:12:00z", .notRFC3339), ("2020-03-05T08:12+07:00", .notRFC3339),
      ("2020-03-05T08:12:00+0700", .notRFC3339), ("2020-03-05T08:12:00+07", .notRFC3339),
      ("2020-03-05T08:12:00+07:00 ", .notRFC3339), (" 2020-03-05T08:12:00Z", .notRFC3339),
      ("2020-03-05T08:12:00.Z", .notRFC3339), ("2020-03-05T08:12:00,5Z", .notRFC3339),
      ("2020-03-05T08:12:00ZZ", .notRFC3339), ("20-03-05T08:12:00Z", .notRFC3339),
      ("+2020-03-05T08:12:00Z", .notRFC3339), ("２０２０-03-05T08:12:00Z", .notRFC3339),
      ("2020-03-05T08:12:00+0７:00", .notRFC3339), ("20200305T081200Z", .notRFC3339),
      ("05/03/2020 08:12", .notRFC3339), ("1583370720", .notRFC3339),
      ("2020-03-05T08:12:00", .missingOffset), ("2020-03-05T08:12:00.250", .missingOffset),
      ("2020-02-30T08:12:00Z", .impossibleDate), ("2021-02-29T08:12:00Z", .impossibleDate),
      ("1900-02-29T08:12:00Z", .impossibleDate), ("2020-13-01T08:12:00Z", .impossibleDate),
      ("2020-00-01T08:12:00Z", .impossibleDate), ("2020-04-31T08:12:00Z", .impossibleDate),
      ("2020-03-05T24:00:00Z", .impossibleDate), ("2020-03-05T08:60:00Z", .impossibleDate),
      ("2016-12-31T23:59:60Z", .impossibleDate), ("0000-01-01T00:00:00Z", .impossibleDate),
      ("2020-03-05T08:12:00+18:01", .impossibleDate),
      ("2020-03-05T08:12:00+07:60", .impossibleDate),
      ("0001-01-01T00:00:00+18:00", .impossibleDate),
      ("9999-12-31T23:59:59-18:00", .impossibleDate),
      ("2020-03-05T08:12:00.0000Z", .tooManyFractionDigits(max: 3)),
      ("2020-03-05T08:12:00.1234Z", .tooManyFractionDigits(max: 3)),
    ])
  func `a wrong text is refused with its reason`(text: String, fault: TimestampFault) {
    #expect(throws: fault) { try OccurredAt(rfc3339: text) }
  }

  @Test func `a moment of recording has up to six digits of a second`() throws {
    let instant = try RecordedAt(rfc3339: "2020-03-05T08:12:00.00025+07:00")
    #expect(instant.microseconds == 1_583_370_720_000_250)
    #expect(instant.rfc3339 == "2020-03-05T08:12:00.000250+07:00")
    #expect(throws: TimestampFault.tooManyFractionDigits(max: 6)) {
      try RecordedAt(rfc3339: "2020-03-05T08:12:00.0000001Z")
    }
  }

  @Test func `bytes are read wherever they come from`() throws {
    let line = Array("x2020-03-05T08:12:00Z,".utf8)
    let instant = try OccurredAt(rfc3339: line[1..<21])
    #expect(instant.milliseconds == 1_583_395_920_000)
    #expect(try OccurredAt(rfc3339: line[1..<21].lazy.map { $0 }) == instant)
    #expect(throws: TimestampFault.notRFC3339) { try OccurredAt(rfc3339: line) }
  }

  @Test func `people read hours first and then the day`() {
    #expect(OccurredAt(milliseconds: 1_583_370_720_000).vietnameseClock == "08:12 05/03/2020")
    #expect(RecordedAt(microseconds: 1_583_370_720_000_250).vietnameseClock == "08:12 05/03/2020")
    #expect(OccurredAt(milliseconds: -25_200_001).vietnameseClock == "23:59 31/12/1969")
  }

  @Test func `no instant is too far away to print`() {
    for instant in [Int64.min, -1, 0, 1, Int64.max] {
      #expect(!OccurredAt(milliseconds: instant).rfc3339.isEmpty)
      #expect(!RecordedAt(microseconds: instant).rfc3339.isEmpty)
      #expect(!OccurredAt(milliseconds: instant).vietnameseClock.isEmpty)
      #expect(!RecordedAt(microseconds: instant).vietnameseClock.isEmpty)
    }
  }
}
