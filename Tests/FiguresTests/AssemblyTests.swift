import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@testable import HosoProjections
@testable import HosoWebhooks

/// Track, feed, figures and worklist see the same dossiers: each event, voided or not, is with the
/// same others in each of them.
@Suite("Messy histories, as every reader assembles them")
struct AssemblyTests {
  private let seeds = Seeds.all(orElse: 1_000)

  @Test func `an event is with the same others in the feed as for whoever holds the papers`()
    throws
  {
    for seed in seeds {
      let scene = try Scene(seed: seed)
      let told = try scene.told()
      let shown = try scene.shown(parted: true)
      guard scene.check(told, equals: shown, "feed and track") else { return }
    }
  }

  @Test func `an event is with the same others in the figures as in the track`() throws {
    for seed in seeds {
      let scene = try Scene(seed: seed)
      let counted = try scene.counted()
      let shown = try scene.shown(parted: false)
      guard scene.check(counted, equals: shown, "figures and track") else { return }
    }
  }

  @Test func `what the worklist names is a dossier of the track, by all its codes`() throws {
    let (calendar, zones) = (try WorkingCalendar.bundled(), try TransitZones.bundled())
    for seed in seeds {
      let scene = try Scene(seed: seed)
      guard let today = LocalDate(iso: "2021-06-01") else { continue }
      let kinds: [WorkKind] = [.overdue, .orphans, .flags, .sendBack]
      let list = try Explainer(scene.reader, provinces: Provinces.bundled())
        .worklist(WorklistQuery(kinds: kinds, today: today), calendar: calendar, zones: zones)
      let codes = try scene.codesShown()
      for item in list.items where item.reason != .flag(.dossierOrBag) {
        // Of corrections and bags no dossier is named.
        guard let shown = codes[item.position] else { continue }
        #expect(
          Set(item.codes) == shown,
          "seed \(seed), position \(item.position.number)\n\(scene.history.lines)")
        guard Set(item.codes) == shown else { return }
      }
    }
  }

  @Test func `a dossier shows the same events whichever of its codes is asked for`() throws {
    for seed in seeds {
      let scene = try Scene(seed: seed)
      for parted in [false, true] {
        var shown: [Set<LedgerPosition>: Set<LedgerPosition>] = [:]
        for code in scene.codes {
          for dossier in try scene.timeline(of: code, parted: parted).dossiers {
            let effective = scene.members(of: dossier)
            guard !effective.isEmpty else { continue }
            let all = Set(dossier.entries.map(\.recorded.position))
            let before = shown.updateValue(all, forKey: effective) ?? all
            #expect(before == all, "seed \(seed), code \(code.text)")
            guard before == all else { return }
          }
        }
      }
    }
  }
}

/// By event, voided or not, those that count in its dossier; none for an event without one.
private typealias Assembly = [LedgerPosition: Set<LedgerPosition>]

/// A messy history in a ledger, and how each reader assembles it.
private struct Scene {
  let history: MessyHistory
  private let ledger: ScratchLedger
  let reader: LedgerReader
  private let events: [RecordedEvent]

  init(seed: Int) throws {
    history = try MessyHistory(seed: seed)
    ledger = try ScratchLedger()
    try ledger.record(history.commits)
    let reader = try ledger.reader()
    self.reader = reader
    events = try (0..<reader.head.position.number).compactMap { number in
      try reader.event(at: LedgerPosition(number + 1))
    }
  }

  /// The events of dossiers under the codes that they were recorded with.
  private var scans: [RecordedEvent] { events.filter(isCompared) }

  var codes: Set<Alias> { Set(scans.flatMap(\.event.codes)) }

  /// What is compared: a scan under a code that is a dossier's, whoever asks.
  private func isCompared(_ recorded: RecordedEvent) -> Bool {
    guard case .dossier(let code) = recorded.event.subject else { return false }
    return (try? ContainerCode(code.text)) == nil || recorded.event.type.showsDossier
  }

  func timeline(of code: Alias, parted: Bool) throws -> Timeline {
    Timeline(of: code, events: try reader.history(of: code, withScans: true), parted: parted)
  }

  func members(of dossier: DossierView) -> Set<LedgerPosition> {
    let effective = dossier.entries.lazy.filter(\.isEffective).map(\.recorded)
    return Set(effective.filter(isCompared).map(\.position))
  }

  /// As `hoso track` shows it, each event by the first code it names that is in use.
  func shown(parted: Bool) throws -> Assembly {
    var assembly: Assembly = [:]
    for recorded in scans {
      var home: DossierView?
      for code in recorded.event.codes where home == nil {
        home = try timeline(of: code, parted: parted).dossiers.first { dossier in
          // A code is in use where something under it counts, compared here or not.
          dossier.entries.contains { $0.recorded == recorded }
            && dossier.entries.contains(where: \.isEffective)
        }
      }
      assembly[recorded.position] = home.map(members) ?? []
    }
    return assembly
  }

  /// The codes of each event's dossier as `hoso track` shows them.
  func codesShown() throws -> [LedgerPosition: Set<String>] {
    var codes: [LedgerPosition: Set<String>] = [:]
    for code in self.codes {
      for dossier in try timeline(of: code, parted: false).dossiers {
        for entry in dossier.entries where entry.isEffective && isCompared(entry.recorded) {
          codes[entry.recorded.position] = Set(dossier.codes.map(\.text))
        }
      }
    }
    return codes
  }

  /// As subscribers are told it.
  func told() throws -> Assembly {
    let judge = Judge(reader: reader, tracksMax: 1_000)
    let counting = counting()
    var assembly: Assembly = [:]
    for recorded in scans where assembly[recorded.position] == nil {
      let found = try judge.judge(around: recorded.position, through: reader.head.position)
      guard let judgement = found else { continue }
      var members: [Int: Set<LedgerPosition>] = [:]
      for track in judgement.tracks where counting.contains(track.event) {
        members[track.dossier, default: []].insert(track.event)
      }
      for track in judgement.tracks { assembly[track.event] = members[track.dossier] ?? [] }
    }
    let compared = Set(scans.map(\.position))
    return assembly.filter { compared.contains($0.key) }
  }

  /// The events that no void took away.
  private func counting() -> Set<LedgerPosition> {
    let voided = FactDecoder().history(of: events).voidedNumbers
    return Set(scans.map(\.position)).filter { !voided.contains($0.number) }
  }

  /// As the figures are summed, in parts of a few events so that what came before is fetched.
  func counted() throws -> Assembly {
    var assembly: Assembly = [:]
    let compared = Set(scans.map(\.position.number))
    var walk = ClusterWalk(
      reader: reader, first: .start, last: reader.head.position,
      partLength: Int64(2 + history.seed % 7))
    try walk.run { reading, part in
      var history = History()
      history.facts = reading.facts
      history.links = reading.links
      var dossiers: [[EventFact]] = []
      reading.forEachDossier(through: part.end.number) { dossiers.append($0) }
      let homes = history.homes(in: dossiers, names: reading.names)
      let members = dossiers.map { dossier in
        Set(dossier.map(\.number).filter(compared.contains).map { LedgerPosition($0) })
      }
      for fact in reading.facts where compared.contains(fact.number) {
        let position = LedgerPosition(fact.number)
        let home = homes.dossiers[fact.number]?.first.map { members[$0] }
        assembly[position] = members.first { $0.contains(position) } ?? home ?? []
      }
    }
    return assembly
  }

  /// Fails the test, with the seed and the whole history, unless both assemble the same.
  func check(_ left: Assembly, equals right: Assembly, _ readers: String) -> Bool {
    let differing = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
    guard let first = differing.min() else { return true }
    func told(_ members: Set<LedgerPosition>?) -> String {
      members.map { "\($0.map(\.number).sorted())" } ?? "nowhere"
    }
    Issue.record(
      """
      seed \(history.seed), \(readers), position \(first.number): \
      \(told(left[first])), \(told(right[first]))

      \(history.lines)
      """)
    return false
  }
}
