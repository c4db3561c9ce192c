import HosoDomain
import Testing

@testable import HosoServer

@Suite("A callback comes in one of four forms")
struct InboundFormTests {
  @Test func `the same event is the same event in every form`() throws {
    let structured = try InboundSamples.structured(InboundSamples.accepted)
    let binary = try InboundSamples.read(
      InboundSamples.acceptedData, InboundSamples.acceptedHeaders)
    let line = try InboundSamples.read(
      InboundSamples.acceptedLine, [("content-type", "application/json")])
    let batch = try InboundSamples.read(
      "[\(InboundSamples.accepted)]", [("content-type", InboundSamples.batchType)])
    #expect(binary.form == .binary)
    #expect(line.form == .interchange)
    #expect(batch.form == .batch)
    for message in [binary, line, batch] {
      #expect(try message.items.map { try $0.get() } == [structured])
    }
  }

  @Test func `attributes and data become the event`() throws {
    let callback = try InboundSamples.structured(InboundSamples.accepted)
    let event = callback.event
    #expect(event.type == .dossierAccepted)
    #expect(event.subject == .dossier(try Alias("EE123456785VN")))
    #expect(event.occurredAt.rfc3339 == "2020-03-06T10:05:00+07:00")
    #expect(event.aliases == [try Alias("H26.12.19-200306-0001")])
    #expect(event.dueDate?.iso == "2020-03-12")
    #expect(event.actor == nil)
    #expect(callback.sentID == "tn-2020-000187")
    #expect(callback.sentSource == "https://motcua.h26/dvc")
  }

  @Test func `a CloudEvent that is called plain JSON is still one`() throws {
    let message = try InboundSamples.read(
      InboundSamples.accepted, [("content-type", "application/json; charset=UTF-8")])
    #expect(message.form == .structured)
    #expect(message.items.count == 1)
  }

  @Test func `what is told of is not judged by what is taken anew`() throws {
    var codes = CodeRules()
    codes.receipts = .none
    let reader = InboundReader(agency: try InboundSamples.agency(), codes: codes)
    let headers = InboundHeaders([(name: "content-type", value: "application/json")])
    func read(_ code: String) throws -> Result<InboundCallback, InboundFault>? {
      let line = InboundSamples.acceptedLine.replacing("EE123456785VN", with: code)
      return try reader.read(headers, body: Array(line.utf8)).items.first
    }
    #expect(try read("BN-1234567")?.get().event.codes.first?.text == "BN-1234567")
    #expect(throws: InboundFault.self) { try read("EE1234S6785VN")?.get() }
  }

  @Test func `an empty batch says nothing`() throws {
    let message = try InboundSamples.read("[]", [("content-type", InboundSamples.batchType)])
    #expect(message.items.isEmpty)
  }

  @Test func `one bad event of a batch is that event's matter alone`() throws {
    let message = try InboundSamples.read(
      "[\(InboundSamples.accepted),{\"specversion\":\"1.0\"},7]",
      [("content-type", InboundSamples.batchType)])
    let faults = message.items.map { item in
      if case .failure(let fault) = item { fault } else { nil as InboundFault? }
    }
    #expect(
      faults == [
        nil, InboundFault(.body(JSONPointer(["1", "id"])), .missing),
        InboundFault(.body(JSONPointer(["2"])), .wrongShape(expected: .object)),
      ])
  }

  @Test func `a batch of more than a thousand events is too many`() throws {
    let body = "[" + Array(repeating: "0", count: 1_001).joined(separator: ",") + "]"
    let fault = InboundFault(.body(JSONPointer()), .tooManyEvents(max: 1_000))
    #expect(throws: fault) {
      try InboundSamples.read(body, [("content-type", InboundSamples.batchType)])
    }
  }

  @Test(arguments: [
    "text/plain", "application/xml", "application/cloudevents+xml", "application/x-ndjson",
    "application/json; charset=windows-1258", "application/merge-patch+json", "", "json",
  ])
  func `another media type is not taken`(type: String) {
    #expect(throws: InboundFault(.header("content-type"), .mediaType)) {
      try InboundSamples.read(InboundSamples.acceptedLine, [("content-type", type)])
    }
  }

  @Test func `data in binary mode may be any kind of JSON, and may be absent`() throws {
    var headers = InboundSamples.acceptedHeaders
    headers[0].1 = "application/vnd.motcua+json; charset=\"utf-8\""
    #expect(try InboundSamples.read("{}", headers).items.count == 1)
    headers.removeFirst()
    let empty = try InboundSamples.read("", headers)
    #expect(try empty.items[0].get().event.dueDate == nil)
  }

  @Test func `an attribute that is null counts as absent`() throws {
    #expect(
      try InboundSamples.structured(InboundSamples.accepted(with: "data", "null")).event
        .aliases.isEmpty)
    let fault = try InboundSamples.fault(InboundSamples.accepted(with: "id", "null"))
    #expect(fault == InboundFault(.body(JSONPointer(["id"])), .missing))
  }

  @Test func `attributes of others are let through and mean nothing`() throws {
    let plain = try InboundSamples.structured(InboundSamples.accepted)
    for (name, value) in [
      ("traceparent", "\"00-0af7-b7-01\""), ("sampled", "true"), ("weight", "7"),
      ("dataschema", "\"https://x.vn/a.json\""), ("datacontenttype", "\"application/json\""),
    ] {
      let body = try InboundSamples.accepted(with: name, value)
      #expect(try InboundSamples.structured(body) == plain, "\(name)")
    }
  }

  @Test func `a sequence is a number, however it is padded`() throws {
    for value in ["17", "\"17\"", "\"00000000000000000017\""] {
      let body = try InboundSamples.accepted(with: "sequence", value)
      #expect(try InboundSamples.structured(body).event.identity.sequence == 17)
    }
  }

  @Test func `code and time may stand in the data, or in both places if they agree`() throws {
    let body = """
      {"specversion":"1.0","id":"1","source":"s","type":"result.ready",
       "data":{"dossier":"EE123456785VN","occurred_at":"2020-03-06T10:05:00+07:00"}}
      """
    let event = try InboundSamples.structured(body).event
    #expect(event.subject == .dossier(try Alias("EE123456785VN")))
    let both = try InboundSamples.accepted(
      with: "data", #"{"dossier":" ee123456785vn","occurred_at":"2020-03-06T03:05:00Z"}"#)
    #expect(try InboundSamples.structured(both).event.type == .dossierAccepted)
    let other = try InboundSamples.accepted(
      with: "data", #"{"occurred_at":"2020-03-06T03:06:00Z"}"#)
    #expect(
      try InboundSamples.fault(other)
        == InboundFault(
          .body(JSONPointer(["data", "occurred_at"])), .contradiction(with: "time")))
  }
}
