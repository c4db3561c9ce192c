import HosoDomain
import Testing

/// Codes and lines for the command to read.
enum Samples {
  static let item = "EE123456785VN"
  static let otherItem = "RR473124829VN"
  static let dossier = "H26.12.19-200305-0001"
  static let noon = "2020-03-05T12:00:00+07:00"

  /// The item number with a serial, its check digit right.
  static func item(_ serial: Int) throws -> String {
    try #require(PostalItemNumber(service: "EE", serial: serial)).text
  }

  /// A pickup as a line of NDJSON; `fields` are added or take the place of what is there.
  static func line(_ number: Int, _ fields: KeyValuePairs<String, String> = [:]) throws -> String {
    var values = [
      ("id", "e-\(number)"), ("source", "agency.h26"), ("type", "dossier.picked_up"),
      ("dossier", try item(number)), ("occurred_at", noon), ("office", "100000"),
    ]
    for (name, value) in fields {
      values.removeAll { $0.0 == name }
      values.append((name, value))
    }
    return "{" + values.map { #""\#($0.0)":"\#($0.1)""# }.joined(separator: ",") + "}\n"
  }

  static func lines(_ numbers: ClosedRange<Int>) throws -> String {
    try numbers.map { try line($0) }.joined()
  }

  /// Pickups, each with the moment it was recorded elsewhere: a second for every number.
  static func backfill(_ numbers: ClosedRange<Int>) throws -> [String] {
    let begin = try RecordedAt(rfc3339: "2020-03-06T00:00:00+07:00").microseconds
    return try numbers.map { number in
      let recordedAt = RecordedAt(microseconds: begin + Int64(number) * 1_000_000)
      return try line(number, ["recorded_at": recordedAt.rfc3339])
    }
  }
}
