internal import HosoDomain
internal import HosoLedger

/// Finds out which of a cluster's dossiers are in a count, and by which events.
struct CountJudge {
  let query: CountQuery
  let provinces: Provinces
  let codeTexts: [String]
  /// The cluster's dossiers as known at the position asked for.
  private(set) var dossiers: [JudgedDossier] = []

  init(query: CountQuery, provinces: Provinces, codeTexts: [String]) {
    self.query = query
    self.provinces = provinces
    self.codeTexts = codeTexts
  }

  mutating func take(_ reading: inout ClusterReading, through limit: Int64) {
    var found: [[EventFact]] = []
    reading.forEachDossier(through: limit) { found.append($0) }
    dossiers = found.map { judge($0, reading) }
  }

  /// How one dossier stands to each term of the count.
  func judge(_ facts: [EventFact], _ reading: ClusterReading) -> JudgedDossier {
    let milestones = Milestones(facts)
    let contribution = milestones.contribution
    var judged = JudgedDossier(facts: facts)
    var group: CubeGroup?
    for term in query.terms {
      var standing = term.standing(of: contribution, in: query.period)
      guard case .counted(let measure, let date) = standing else {
        judged.add(standing, nil)
        continue
      }
      let known = group ?? CubeGroup(contribution.attributes, names: reading.names)
      group = known
      standing = standing.within(query.includes(known, provinces: provinces))
      guard case .counted = standing, let event = Self.deciding(measure, facts, milestones) else {
        judged.add(standing, nil)
        continue
      }
      judged.add(
        standing,
        CountedDossier(
          measure: measure,
          date: term == .orphans ? LocalDate(vietnam: event.occurredAt) : date,
          position: LedgerPosition(event.number), ownNumber: event.ownNumber, type: event.type,
          occurredAt: event.occurredAt,
          office: event.attributes.office,
          codes: reading.codes(of: facts).map { codeTexts[$0] }, group: known,
          dueDate: milestones.dueDate))
    }
    return judged
  }

  /// The event that makes a dossier count; for an orphan its first.
  private static func deciding(
    _ measure: Measure, _ facts: [EventFact], _ milestones: Milestones
  ) -> EventFact? {
    guard let type = milestones.decidingType(of: measure) else { return facts.first }
    return facts.first { $0.type == type }
  }
}

/// A dossier with its standing to each term of a count.
struct JudgedDossier {
  let facts: [EventFact]
  private(set) var standings: [CountStanding] = []
  private(set) var counted: [CountedDossier?] = []

  init(facts: [EventFact]) {
    self.facts = facts
  }

  /// The numbers of its own effective events, those of bags it was in left out.
  var numbers: Set<Int64> { Set(facts.lazy.filter { !$0.isOfContainer }.map(\.number)) }

  mutating func add(_ standing: CountStanding, _ counted: CountedDossier?) {
    standings.append(standing)
    self.counted.append(counted)
  }
}
