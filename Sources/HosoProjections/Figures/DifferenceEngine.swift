internal import HosoDomain
internal import HosoLedger

/// What changed in the figures by events becoming known, day by day.
struct Differences {
  /// Cells by the local date on which they became known.
  var cellsByDay: [Int32: [CubeCell]] = [:]
  /// Corrections whose target is not known yet.
  var pendingCorrections: [LedgerPosition] = []
  /// Where figures were published.
  var releases: [LedgerPosition] = []
  /// Where offices declared periods complete.
  var declarations: [LedgerPosition] = []
}

/// Turns a stretch of the ledger into differences of the figures.
///
/// Every dossier touched in the stretch is judged before it and again at the end of each day of
/// recording within it; the differences between those contributions are what became known. The
/// same code serves catching up, rebuilding and the day of a cutoff.
struct DifferenceEngine {
  let reader: LedgerReader
  var groups: GroupTable

  /// The differences that the events after `first` through `last` made.
  ///
  /// - Parameters:
  ///   - corrections: Earlier corrections that waited for their target.
  ///   - progress: Told how many events are done, now and then.
  mutating func differences(
    after first: LedgerPosition, through last: LedgerPosition, corrections: [LedgerPosition],
    progress: (Int64) -> Void = { _ in }
  ) throws -> Differences {
    var loader = ClusterLoader(reader: reader, first: first, last: last)
    // Reading takes about as long as judging, so each is half of the work.
    try loader.load(corrections: corrections) { progress($0 / 2) }
    let clusters = loader.clusters()
    var judge = ClusterJudge(
      names: loader.decoder.names, days: loader.days, first: first, groups: groups)
    let events = last.number - first.number
    for cluster in clusters.indices {
      judge.take(clusters, cluster)
      if cluster % 16_384 == 0 {
        progress(events / 2 + events * Int64(cluster) / Int64(2 * clusters.indices.count))
      }
    }
    groups = judge.groups
    return Differences(
      cellsByDay: judge.cells.mapValues(CubeCells.merged),
      pendingCorrections: loader.pendingCorrections, releases: loader.releases,
      declarations: loader.declarations)
  }
}

/// Judges one cluster of connected codes after the other and collects the differences.
private struct ClusterJudge {
  let names: NameTable
  /// The days of recording in the stretch, each with its last position, ascending.
  let days: [RecordedDay]
  let first: LedgerPosition
  var groups: GroupTable
  var cells: [Int32: [CubeCell]] = [:]
  private var groupNumbers: [DossierAttributes: UInt32] = [:]
  private var reading: ClusterReading
  private var before: [Contribution] = []
  private var after: [Contribution] = []

  init(names: NameTable, days: [RecordedDay], first: LedgerPosition, groups: GroupTable) {
    self.names = names
    reading = ClusterReading(names: names)
    self.days = days
    self.first = first
    self.groups = groups
  }

  mutating func take(_ clusters: Clusters, _ cluster: Int) {
    reading.take(clusters, cluster)
    let numbers = reading.facts.map(\.number)
    before.removeAll(keepingCapacity: true)
    if let earliest = numbers.min(), earliest <= first.number {
      before = contributions(through: first.number)
    }
    for day in touchedDays(numbers) {
      after = contributions(through: day.last)
      emit(on: day.day)
      swap(&before, &after)
    }
  }

  /// The days of recording on which something of the cluster became known, ascending.
  private func touchedDays(_ numbers: [Int64]) -> [RecordedDay] {
    var touched: [RecordedDay] = []
    for number in numbers.sorted() where number > first.number {
      if let last = touched.last, number <= last.last { continue }
      if let day = days[firstDay(through: number)...].first { touched.append(day) }
    }
    return touched
  }

  private func firstDay(through number: Int64) -> Int {
    var low = 0
    var high = days.count
    while low < high {  // Bounded by the bits of the count.
      let middle = (low + high) / 2
      if days[middle].last < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func contributions(through limit: Int64) -> [Contribution] {
    var found: [Contribution] = []
    reading.forEachDossier(through: limit) { found.append(Milestones($0).contribution) }
    return found
  }

  private mutating func emit(on day: Int32) {
    if before.count == 1, after.count == 1, let old = before.first, let new = after.first {
      return emit(old, new, on: day)
    }
    for contribution in before { emit(contribution, -1, on: day) }
    for contribution in after { emit(contribution, 1, on: day) }
  }

  private mutating func emit(_ old: Contribution, _ new: Contribution, on day: Int32) {
    guard old.attributes == new.attributes else {
      emit(old, -1, on: day)
      return emit(new, 1, on: day)
    }
    let group = groupNumber(new.attributes)
    for measure in Measure.allCases {
      let (was, now) = (old[measure], new[measure])
      guard was != now else { continue }
      if let was { add(measure, was, group, -1, on: day) }
      if let now { add(measure, now, group, 1, on: day) }
    }
  }

  private mutating func emit(_ contribution: Contribution, _ count: Int32, on day: Int32) {
    let group = groupNumber(contribution.attributes)
    for measure in Measure.allCases {
      if let date = contribution[measure] { add(measure, date, group, count, on: day) }
    }
  }

  private mutating func add(
    _ measure: Measure, _ date: LocalDate, _ group: UInt32, _ count: Int32, on day: Int32
  ) {
    let cell = CubeCell(measure: measure, on: date, group: group, count: count)
    cells[day, default: []].append(cell)
  }

  private mutating func groupNumber(_ attributes: DossierAttributes) -> UInt32 {
    var attributes = attributes
    attributes.commune = nil  // Communes are published apart, so they would only split cells.
    if let number = groupNumbers[attributes] { return number }
    let group = CubeGroup(attributes, names: names)
    let number = groups.number(of: group)
    groupNumbers[attributes] = number
    return number
  }
}
