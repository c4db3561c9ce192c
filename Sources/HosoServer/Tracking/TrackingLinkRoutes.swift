internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

/// Signed links to the tracking page, for whoever may see the dossier.
enum TrackingLinkRoutes {
  private static let bodyBytesMax = 1_024

  static let all = [
    Operation(
      id: "postTrackingLink", method: .post, path: "/v1/dossiers/{code}/tracking-links",
      access: .key(.read), body: .upTo(bodyBytesMax, types: [MediaType.json]), handler: post)
  ]

  private static func post(_ call: Call) async throws -> Reply {
    try call.onlyQuery()
    let caller = try call.keyHolder()
    let code = try await DossierRoutes.scanned(call)
    let expires = call.moment.adding(seconds: Int64(try days(call.body)) * 86_400)
    let isVisible = try await call.services.desks.read { reader in
      try reader.timeline(of: code, for: caller.reach).latest?.sight == .all
    }
    guard isVisible else { throw Problem.unknownDossier() }
    let target = try await call.services.tracking.link().target(code, expires: expires.seconds)
    guard let base = call.services.publicURL else { throw Problem.noAddress() }
    let url = base + target
    return Reply.json(.created) { json in
      json.field("url", url)
      json.field("expires_at", expires.rfc3339)
    }.with(.location, url)
  }

  /// How long the link is to be good; nothing was sent: as long as most procedures take.
  private static func days(_ body: [UInt8]) throws -> Int {
    guard !body.isEmpty else { return TrackingLink.daysDefault }
    let wish: JSONValue
    do throws(JSONValueFault) {
      wish = try JSONValue(reading: body)
    } catch {
      throw Problem(error)
    }
    guard let members = wish.members else {
      throw Problem.member("", LineWords.said(.wrongType(expected: .object)))
    }
    if let stray = members.first(where: { $0.key != "days" }) {
      throw Problem.member(
        JSONPointer([stray.key]).text, LineWords.said(.unknownField))
    }
    guard let value = wish["days"], value != .null else { return TrackingLink.daysDefault }
    guard let days = value.wholeNumber, 1...Int64(TrackingLink.daysMax) ~= days else {
      throw Problem.member(
        "/days", LineWords.said(.outOfRange(min: 1, max: Int64(TrackingLink.daysMax))))
    }
    return Int(days)
  }
}
