import HosoDomain

@testable import HosoServer

/// Requests as agencies send them.
enum InboundSamples {
  static func agency(_ text: String = "H26.12") throws -> AgencyCode { try AgencyCode(text) }

  /// An acceptance as a structured CloudEvent.
  static let accepted = """
    {"specversion":"1.0","id":"tn-2020-000187","source":"https://motcua.h26/dvc",
     "type":"dossier.accepted","subject":"EE123456785VN","time":"2020-03-06T10:05:00+07:00",
     "data":{"aliases":["H26.12.19-200306-0001"],"due_date":"2020-03-12"}}
    """

  /// The same acceptance in CloudEvents' binary mode.
  static let acceptedHeaders = [
    ("Content-Type", "application/json"), ("ce-specversion", "1.0"), ("ce-id", "tn-2020-000187"),
    ("ce-source", "https://motcua.h26/dvc"), ("ce-type", "dossier.accepted"),
    ("ce-subject", "EE123456785VN"), ("ce-time", "2020-03-06T10:05:00+07:00"),
  ]
  static let acceptedData = """
    {"aliases":["H26.12.19-200306-0001"],"due_date":"2020-03-12"}
    """

  /// The same acceptance as a line of the interchange format.
  static let acceptedLine = """
    {"id":"tn-2020-000187","source":"https://motcua.h26/dvc","type":"dossier.accepted",
     "dossier":"EE123456785VN","occurred_at":"2020-03-06T10:05:00+07:00",
     "aliases":["H26.12.19-200306-0001"],"due_date":"2020-03-12"}
    """

  static let structuredType = "application/cloudevents+json"
  static let batchType = "application/cloudevents-batch+json"

  static func read(
    _ body: String, _ headers: [(String, String)], of agency: String = "H26.12"
  ) throws -> InboundMessage {
    try read(Array(body.utf8), headers, of: agency)
  }

  static func read(
    _ body: [UInt8], _ headers: [(String, String)], of agency: String = "H26.12"
  ) throws -> InboundMessage {
    let fields = headers.map { (name: $0.0, value: $0.1) }
    return try InboundReader(agency: try AgencyCode(agency)).read(
      InboundHeaders(fields), body: body)
  }

  /// The one callback of a structured CloudEvent.
  static func structured(_ body: String, of agency: String = "H26.12") throws -> InboundCallback {
    let message = try read(body, [("content-type", structuredType)], of: agency)
    guard let first = message.items.first, message.items.count == 1 else { throw NoCallback() }
    return try first.get()
  }

  /// Why a structured CloudEvent is refused; nil if it is not.
  static func fault(_ body: String, of agency: String = "H26.12") throws -> InboundFault? {
    do {
      _ = try structured(body, of: agency)
      return nil
    } catch let fault as InboundFault {
      return fault
    }
  }

  /// The acceptance with a member replaced or added.
  static func accepted(with member: String, _ value: String) throws -> String {
    var members: [JSONMember] = []
    let replacement = try JSONValue(reading: Array(value.utf8))
    for known in try JSONValue(reading: Array(accepted.utf8)).members ?? []
    where known.key != member {
      members.append(known)
    }
    members.append(JSONMember(member, replacement))
    var json = JSONBuilder()
    json.item(.object(members))
    return json.text
  }

  struct NoCallback: Error {}
}
