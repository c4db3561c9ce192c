import HosoDomain
import HosoLedger
import HosoTesting

/// What some desks and systems told a ledger, as badly as it can happen.
///
/// A few dossiers whose events come late, twice, out of order, wrongly dated, wrongly linked,
/// corrected, and corrected again before they are there.
struct MessyHistory {
  struct Commit {
    var recordedAt: RecordedAt
    var events: [Event]
    var isBulk = false
  }

  let seed: Int
  /// Every event once, in the order in which it arrived first.
  private(set) var events: [Event] = []
  private(set) var commits: [Commit] = []

  init(seed: Int) throws {
    self.seed = seed
    var chance = Chance(seed: seed)
    var composer = try EventComposer(&chance)
    events = try composer.events(&chance)
    commits = MessyHistory.commits(of: events, &chance)
  }

  /// The same events as another history, arriving as `chance` wants it.
  func arrivingAnew(_ chance: inout Chance) -> [Commit] {
    MessyHistory.commits(of: events.shuffled(using: &chance), &chance)
  }

  /// What is known strictly before a moment, each event once.
  func known(before cutoff: RecordedAt?) -> [Event] {
    var seen: Set<EventIdentity> = []
    return commits.filter { commit in cutoff.map { commit.recordedAt < $0 } ?? true }
      .flatMap(\.events)
      .filter { seen.insert($0.identity).inserted }
  }

  /// The lines of the history, to be read when a test fails.
  var lines: String {
    commits.map { commit in
      commit.events.map { event in
        var bytes: [UInt8] = []
        InterchangeWriter.write(event, recordedAt: commit.recordedAt, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
      }
      .joined(separator: "\n")
    }
    .joined(separator: "\n\n")
  }

  /// Hands the events to a ledger in small commits, some of them with what it knows already.
  private static func commits(of events: [Event], _ chance: inout Chance) -> [Commit] {
    var moment = RecordedAt(
      microseconds: 1_577_810_000_000_000 + Int64(chance.number(0...200_000_000)) * 1_000)
    var commits: [Commit] = []
    var rest = events[...]
    while !rest.isEmpty {  // Each turn takes an event.
      var batch = Array(rest.prefix(chance.number(1...4)))
      rest = rest.dropFirst(batch.count)
      if chance.percent(20), let known = chance.element(of: events) { batch.append(known) }
      let isKnownOnly = !batch.contains { event in
        !commits.contains { $0.events.contains(event) }
      }
      if !isKnownOnly || chance.percent(50) {
        commits.append(Commit(recordedAt: moment, events: batch, isBulk: chance.percent(30)))
      }
      moment = later(than: moment, &chance)
    }
    return commits
  }

  private static func later(than moment: RecordedAt, _ chance: inout Chance) -> RecordedAt {
    let tomorrow = LocalDate(vietnam: moment).adding(days: 1).startRecordedAt
    let step: Int64 =
      switch chance.number(0...6) {
      case 0: 1
      case 1: tomorrow.microseconds - moment.microseconds
      case 2: max(1, tomorrow.microseconds - moment.microseconds - 1)
      case 3: 3_600_000_000
      default: Int64(chance.number(1...15 * 86_400)) * 1_000_000
      }
    return RecordedAt(microseconds: moment.microseconds + step)
  }
}
