internal import HosoDomain
public import HosoProjections

/// Publications as programs read them.
public struct ReleaseList {
  private let releases: [Release]

  public init(_ releases: [Release]) {
    self.releases = releases
  }

  /// An object with all of them, as a line.
  public func json() -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.list("releases") { json in
        for release in releases { ReleaseList.append(release, to: &json) }
      }
    }
    json.endLine()
    return json.bytes
  }

  /// One publication as an object, as a line.
  public static func json(_ release: Release) -> [UInt8] {
    var json = JSONBuilder()
    append(release, to: &json)
    json.endLine()
    return json.bytes
  }

  private static func append(_ release: Release, to json: inout JSONBuilder) {
    let name = release.name
    json.object { json in
      json.field("name", name.text)
      json.field("period", name.period.label)
      json.field("calendar", name.period.calendar.rawValue)
      json.field("number", name.number)
      json.field("status", release.status.rawValue)
      json.field("cutoff", release.cutoff.rfc3339)
      json.field("reason", release.reason)
      json.field("voided", release.isVoided)
      json.field("event_id", release.eventID.text)
      json.field("position", release.position)
    }
  }
}
