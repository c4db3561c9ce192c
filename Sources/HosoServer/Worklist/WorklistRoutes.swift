internal import HTTPTypes
internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState

/// The worklist: the same lines as the command prints.
enum WorklistRoutes {
  static let all = [
    Operation(
      id: "getWorklist", method: .get, path: "/v1/worklist", access: .key(.worklist),
      handler: get)
  ]

  @Sendable private static func get(_ call: Call) async throws -> Reply {
    try call.onlyQuery("kind", "office", "province", "as_of", "today", "limit")
    let caller = try call.keyHolder()
    let limit = try QueryParameters.limit(call)
    var query = try await workQuery(call, caller)
    query.limit = limit
    let rules = try WorklistRules(call.services.tables)
    let body = try await call.services.worklist.ask(query, rules) { [query] worklist, reader in
      let lines = try worklist.items.map {
        try WorkLine($0, reader: reader).seen(by: caller.reach, reader: reader)
      }
      return json(worklist, lines, query, rules, caller)
    }
    return Reply(.ok, MediaType.json, body)
  }

  private static func workQuery(_ call: Call, _ caller: Caller) async throws -> WorklistQuery {
    let cutoff = try await QueryParameters.publishedCutoff(call, "as_of")
    let today = try call.query("today").map { try QueryParameters.date($0, "today") }
    var office = try QueryParameters.code(call, "office", PostOfficeCode.init)
    var province = try QueryParameters.code(call, "province", ProvinceCode.init)
    switch caller.reach {
    case .everything: break
    case .office(let own):
      guard office == nil || office == own else { throw Problem.notYours() }
      office = own
    case .province(let own):
      guard province == nil || province == own else { throw Problem.notYours() }
      province = own
    case .agency: throw Problem.notYours()
    }
    return WorklistQuery(
      kinds: try QueryParameters.words(call, "kind", WorkKind.self) ?? WorkKind.allCases,
      office: office, province: province, cutoff: cutoff,
      today: today ?? TimelineReport.day(cutoff, now: call.arrivedAt))
  }

  private static func json(
    _ worklist: Worklist, _ lines: [WorkLine], _ query: WorklistQuery,
    _ rules: WorklistRules, _ caller: Caller
  ) -> [UInt8] {
    var json = JSONBuilder()
    json.object { json in
      json.field("as_of", worklist.asOf.rfc3339)
      json.field("position", worklist.position.number)
      json.field("counted_through", query.today.iso)
      json.field("calendar_version", rules.calendar.version)
      json.field("zones_version", rules.zones.version)
      json.object("counts") { json in
        for kind in query.kinds { json.field(kind.rawValue, worklist.count(of: kind)) }
      }
      json.list("items") { json in
        for line in lines {
          json.object { line.write(into: &$0, showsStaff: caller.seesStaff) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }
}
