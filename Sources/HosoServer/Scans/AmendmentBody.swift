internal import HosoDomain

extension JSONBody {
  private static let amendable: Set<String> = Set(ClearableField.allCases.map(\.name))
    .union(["occurred_at"])

  /// What an amendment puts in place (`set`) and what it empties (`clear`).
  func amendment() throws -> Amendment {
    var amendment = Amendment()
    if let set = try object("set", known: JSONBody.amendable) { try set.read(into: &amendment) }
    for (index, name) in (try texts("clear", countMax: ClearableField.allCases.count) ?? [])
      .enumerated()
    {
      guard let field = ClearableField(name: name) else {
        throw fault("clear", item: index, .unknownValue(name))
      }
      guard !amendment.named.contains(field),
        amendment.cleared.insert(ClearedFields(field)).inserted
      else { throw fault("clear", item: index, .duplicateField) }
    }
    guard !amendment.isEmpty else { throw fault("set", .missing) }
    return amendment
  }

  private func read(into amendment: inout Amendment) throws {
    amendment.occurredAt = try moment("occurred_at")
    amendment.office = try code("office", PostOfficeCode.init)
    amendment.actor = try code("actor", StaffNumber.init)
    amendment.province = try code("province", ProvinceCode.init)
    amendment.commune = try code("commune", CommuneCode.init)
    amendment.service = try code("service", ProcedureCode.init)
    amendment.agency = try code("agency", AgencyCode.init)
    amendment.channel = try word("channel", Channel.init(name:))
    if let text = try text("due_date") {
      guard let date = LocalDate(iso: text) else { throw fault("due_date", .notADate) }
      amendment.dueDate = date
    }
    amendment.amount = try wholeNumber("amount", in: 0...InterchangeLimits.amount)
    amendment.parent = try code("parent", CodeRules.standard.container)
    amendment.destination = try code("destination", PostOfficeCode.init)
    amendment.count = try wholeNumber("count", in: 0...InterchangeLimits.count)
  }
}
