import HosoDomain
import Testing

@Suite("An event written as a CSV row and read again")
struct CSVRoundTripTests {
  private func roundTrip(_ lines: [InterchangeLine]) throws -> [InterchangeLine] {
    var bytes: [UInt8] = []
    CSVInterchangeWriter.writeHeader(into: &bytes)
    for line in lines {
      CSVInterchangeWriter.write(line.event, recordedAt: line.recordedAt, into: &bytes)
    }
    return try CSVSamples.read(bytes).compactMap { try $0.result.get() }
  }

  @Test(arguments: EventType.allCases)
  func `an event with only required data is the same event`(_ type: EventType) throws {
    let line = InterchangeLine(event: try InterchangeSamples.bare(type), recordedAt: nil)
    #expect(try roundTrip([line]) == [line])
  }

  @Test(arguments: EventType.allCases)
  func `an event with complete data is the same event`(_ type: EventType) throws {
    let recordedAt = try RecordedAt(rfc3339: "2020-03-05T08:12:01.000250+07:00")
    let line = InterchangeLine(
      event: try InterchangeSamples.complete(type), recordedAt: recordedAt)
    #expect(try roundTrip([line, line]) == [line, line])
  }

  @Test(arguments: ["a,b", "a;b", "\"", " a ", "=1+1", "a \"b\", c", "đã hẹn"])
  func `free text comes back as it was`(reason: String) throws {
    var event = try InterchangeSamples.bare(.resultReturnFailed)
    event.reason = reason
    let line = InterchangeLine(event: event, recordedAt: nil)
    #expect(try roundTrip([line]) == [line])
  }

  @Test func `the header names every field, and those of an amendment one by one`() {
    var bytes: [UInt8] = []
    CSVInterchangeWriter.writeHeader(into: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "id,source,type,dossier,occurred_at,office,actor,province,commune,service,agency,"
        + "channel,mode,due_date,reason,target,target_source,target_hash,set_occurred_at,"
        + "set_office,set_actor,set_province,set_commune,set_service,set_agency,set_channel,"
        + "set_due_date,set_amount,set_parent,set_destination,set_count,clear,aliases,money,amount,"
        + "parent,destination,count,period,calendar,number,from,to,digest,sequence,recorded_at\n")
  }
}
