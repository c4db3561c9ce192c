internal import HTTPTypes
internal import HosoDomain
internal import HosoPages

/// What the server says about itself to programmers.
enum ReferenceRoutes {
  static let all = [
    Operation(id: "getOpenAPI", method: .get, path: "/openapi.json", access: .open) { call in
      try call.onlyQuery()
      let services = call.services
      let paper = try services.reference.document(of: services.routes.operations)
      return reply(call, paper, MediaType.json)
    },
    Operation(id: "getReference", method: .get, path: "/docs", access: .open) { call in
      try call.onlyQuery("lang")
      let services = call.services
      let language = try language(call)
      let paper = try services.reference.page(of: services.routes.operations, language)
      return reply(call, paper, MediaType.html)
        .with(.contentSecurityPolicy, PageStyle.policy(ReferencePage.sheets))
        .with(.contentLanguage, language.rawValue).with(.vary, "accept-language")
    },
  ]

  private static func language(_ call: Call) throws -> Language {
    guard let text = try call.query("lang") else { return call.language }
    guard let language = Language(rawValue: text) else {
      throw Problem.badParameter("lang", Problem.oneOf(Language.allCases.map(\.rawValue)))
    }
    return language
  }

  private static func reply(
    _ call: Call, _ paper: ReferencePages.Paper, _ mediaType: String
  ) -> Reply {
    let known = call.headers[.ifNoneMatch] ?? ""
    let isKnown = known == "*" || known.contains(paper.tag)
    let reply = isKnown ? Reply(.notModified) : Reply(.ok, mediaType, paper.bytes)
    return reply.with(.eTag, paper.tag).with(.cacheControl, "no-cache")
  }
}
