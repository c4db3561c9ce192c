import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@Suite("Messy histories, told in other ways")
struct PropertyTests {
  private let seeds = Seeds.all(orElse: 1_000)
  private let provinces: Provinces

  init() throws {
    provinces = try Provinces.bundled()
  }

  @Test func `neither the order of arrival nor repetition changes a figure`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 31)
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      for _ in 0..<2 {
        let (again, others) = try recorded(history.arrivingAnew(&chance))
        defer { withExtendedLifetime(again) {} }
        guard try sameFigures(history, views, others) else { return }
      }
    }
  }

  @Test func `catching up in any steps equals building anew`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 37)
      let ledger = try ScratchLedger()
      // Two that take turns at one file, as a command beside a server does.
      let pair = [try Views.open(ledger.reader()), try Views.open(ledger.reader())]
      try ledger.record(history.commits) { _ in
        if chance.percent(50) { try chance.element(of: pair)?.catchUp() }
        if chance.percent(5) { try ledger.writer.finishBulk() }
      }
      let days = try Views.daysThatDifferFromRebuild(ledger.reader())
      #expect(days == 0, "seed \(seed)\n\(history.lines)")
      let anew = try Views.inMemory(ledger.reader())
      for views in pair {
        guard days == 0, try sameFigures(history, views, anew) else { return }
      }
    }
  }

  @Test func `a figure as of a moment is the figure of a ledger that ended there`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 41)
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      for cutoff in Questions.cutoffs(of: history, &chance).compactMap(\.self) {
        let (prefix, ended) = try recorded(history.commits.filter { $0.recordedAt < cutoff })
        defer { withExtendedLifetime(prefix) {} }
        guard try sameFigures(history, views, ended, asOf: cutoff) else { return }
      }
    }
  }

  @Test func `a void that is voided itself leaves no trace`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 43)
      let (corrected, others) = try recorded(history.commits)
      guard let event = chance.element(of: history.events) else { continue }
      var target = event.identity
      var moment = corrected.clock.now
      for id in try [EventID("void-1"), EventID("void-2")] {
        if chance.percent(50) { try others.catchUp() }
        moment = RecordedAt(microseconds: moment.microseconds + chance.pick(1, 86_400_000_000))
        let identity = EventIdentity(source: target.source, sequence: nil, id: id)
        let void = Event(
          identity: identity, type: .eventVoided, occurredAt: event.occurredAt,
          subject: .event(EventTarget(target.id)))
        try corrected.record([void], at: moment)
        target = identity
      }
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      guard try sameFigures(history, views, others) else { return }
    }
  }

  @Test func `what came in is what went out and what is still there`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 47)
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      for cutoff in Questions.cutoffs(of: history, &chance) {
        for query in try Questions.some(of: history.seed, cutoff: cutoff, &chance) {
          let figures = try views.figures(query, provinces: provinces)
          for row in figures.rows {
            let broken = Identities.broken(in: row)
            #expect(broken.isEmpty, "seed \(seed), \(row.period.label) \(row.group)")
            guard broken.isEmpty else { return }
          }
        }
      }
    }
  }

  @Test func `groups sum to the nation`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 53)
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      for cutoff in Questions.cutoffs(of: history, &chance) {
        let tables = try Questions.queries(cutoff: cutoff).map {
          Identities.sums(try views.figures($0, provinces: provinces))
        }
        // Each calendar has as many questions, the nation first.
        for index in tables.indices {
          let nation = tables[index / Questions.groupings.count * Questions.groupings.count]
          #expect(tables[index] == nation, "seed \(seed)\n\(history.lines)")
          guard tables[index] == nation else { return }
        }
      }
    }
  }

  @Test func `questions asked together are answered as each of them alone`() throws {
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: seed &* 59)
      let (ledger, views) = try recorded(history.commits)
      defer { withExtendedLifetime(ledger) {} }
      for cutoff in Questions.cutoffs(of: history, &chance) {
        let queries = try Questions.some(of: seed, cutoff: cutoff, &chance)
        let together = try views.figures(queries, provinces: provinces).map { FigureTable($0) }
        for (query, table) in zip(queries, together) {
          let alone = FigureTable(try views.figures(query, provinces: provinces))
          guard history.check(table, equals: alone, query) else { return }
        }
      }
    }
  }

  /// A ledger with its figures; whoever reads the figures keeps the ledger.
  private func recorded(
    _ commits: [MessyHistory.Commit]
  ) throws -> (ledger: ScratchLedger, views: Views) {
    let ledger = try ScratchLedger()
    try ledger.record(commits)
    return (ledger, try Views.open(ledger.reader()))
  }

  /// Fails the test unless both give the same figures, `right` at its head.
  private func sameFigures(
    _ history: MessyHistory, _ left: Views, _ right: Views, asOf cutoff: RecordedAt? = nil
  ) throws -> Bool {
    var chance = Chance(seed: history.seed)
    for query in try Questions.some(of: history.seed, cutoff: cutoff, &chance) {
      var atHead = query
      atHead.cutoff = nil
      let figures = FigureTable(try left.figures(query, provinces: provinces))
      let others = FigureTable(try right.figures(atHead, provinces: provinces))
      guard history.check(figures, equals: others, query) else { return false }
    }
    return true
  }
}
