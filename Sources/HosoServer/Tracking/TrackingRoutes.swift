internal import HTTPTypes
internal import HosoDomain
internal import HosoProjections
internal import HosoState
internal import HosoWebhooks

/// The pages on which people look up their own dossier, without a key and without a script.
enum TrackingRoutes {
  static let all = [
    Operation(id: "getTrackingForm", method: .get, path: "/t", access: .open) { call in
      let visit = try TrackingVisit(call)
      return visit.reply(.ok, visit.page.form(visit.form, nil))
    },
    Operation(
      id: "postTrackingForm", method: .post, path: "/t", access: .open, body: form,
      handler: prove),
    Operation(
      id: "getTrackedDossier", method: .get, path: "/t/{code}", access: .signedLink,
      handler: show),
    Operation(
      id: "postTrackedDossier", method: .post, path: "/t/{code}", access: .open, body: form,
      handler: prove),
  ]

  private static let form = Operation.Body.upTo(
    4_096, types: [FormBody.mediaType])

  /// Both codes: leads to a link of one's own, so that neither code stays in an address.
  private static func prove(_ call: Call) async throws -> Reply {
    let visit = try TrackingVisit(call)
    guard visit.mayAsk() else { return visit.slowDown() }
    let code: Alias
    switch visit.code {
    case .code(let read): code = read
    case .trouble(let trouble): return try await visit.refuse(trouble)
    }
    if let trouble = try await visit.trouble(code) { return try await visit.refuse(trouble) }
    let expires = call.moment.seconds + TrackingVisit.linkSeconds
    let target = try await call.services.tracking.link().target(code, expires: expires)
    return Reply(.seeOther).with(.location, target + "&lang=" + visit.page.language.rawValue)
  }

  /// What a signed link shows, to whoever has it and as often as they like.
  private static func show(_ call: Call) async throws -> Reply {
    let visit = try TrackingVisit(call)
    guard let code = visit.signedCode, let expires = visit.query("e"),
      let signature = visit.query("s")
    else { return try await visit.refuseLink(.noLink) }
    let link = try await call.services.tracking.link()
    switch link.standing(
      code, expires: expires, signature: signature, now: call.moment.seconds)
    {
    case .good: break
    case .ended: return try await visit.refuseLink(.expiredLink)
    case .foreign: return try await visit.refuseLink(.noLink)
    }
    let (report, _) = try await DossierRoutes.report(
      of: code, cutoff: nil, call, for: .everything, parted: true)
    guard let report else { return try await visit.refuseLink(.noLink) }
    let address = "/t/\(URLText.escaped(code.text))?e=\(expires)&s=\(URLText.escaped(signature))"
    return visit.reply(.ok, visit.page.found(CitizenView(of: report), address: address))
  }
}
