internal import HosoDomain
internal import HosoLedger

/// A day of recording and the last position recorded on it, within a stretch of the ledger.
struct RecordedDay {
  let day: Int32
  var last: Int64
}

/// Loads a stretch of the ledger and, of what came before it, just the dossiers it touches.
struct ClusterLoader {
  private let reader: LedgerReader
  private let first: LedgerPosition
  private let last: LedgerPosition
  let decoder: FactDecoder
  private(set) var days: [RecordedDay] = []
  private(set) var pendingCorrections: [LedgerPosition] = []
  /// Where the stretch publishes figures.
  private(set) var releases: [LedgerPosition] = []
  /// The stretch in order, then what was fetched from before it.
  private var facts: [EventFact] = []
  /// For each fact a code of its dossier; nil for a correction of something unknown.
  private var codes: [Int32?] = []
  private var links: [CodeLink] = []
  /// Where each fact's links begin; one more than there are facts.
  private var linkStarts: [Int32] = [0]
  private var sets = DisjointSets()
  private var setCount = 0
  private var earlier: [LedgerPosition: Int] = [:]
  private var corrections: [LedgerPosition] = []
  private var carried = CarriedCodes()
  /// Whether it is to be known of each fact when it was recorded.
  var keepsTimes = false
  private var times: [RecordedAt] = []
  private var earlierTimes: [Int64: RecordedAt] = [:]

  init(reader: LedgerReader, first: LedgerPosition, last: LedgerPosition) {
    self.reader = reader
    decoder = FactDecoder(codes: reader.settings.codes)
    self.first = first
    self.last = last
  }

  mutating func load(
    corrections waiting: [LedgerPosition], progress: (Int64) -> Void
  ) throws {
    facts.reserveCapacity(Int(last.number - first.number))
    try reader.forEachFact(after: first, through: last, decoder: decoder) { decoded, recordedAt in
      note(recordedAt, at: decoded.fact.number)
      if keepsTimes { times.append(recordedAt) }
      if decoded.fact.type == .figuresReleased {
        releases.append(LedgerPosition(decoded.fact.number))
      }
      add(decoded)
      if facts.count % 65_536 == 0 { progress(Int64(facts.count)) }
    }
    if first > .start { try loadEarlier() }
    corrections += waiting
    repeat {
      for position in corrections { try connect(correction: position) }
      corrections.removeAll(keepingCapacity: true)
      try loadLost()
    } while !corrections.isEmpty  // Bounded by the containers that were lost.
    for (item, container) in carried.joins { sets.join(item, container) }
  }

  private mutating func note(_ recordedAt: RecordedAt, at number: Int64) {
    let day = LocalDate(vietnam: recordedAt).dayNumber
    if let index = days.indices.last, days[index].day == day {
      days[index].last = number
    } else {
      days.append(RecordedDay(day: day, last: number))
    }
  }

  private mutating func add(_ decoded: FactDecoder.Decoded) {
    let fact = decoded.fact
    for _ in setCount..<decoder.codeTexts.count { _ = sets.add() }
    setCount = decoder.codeTexts.count
    facts.append(fact)
    if let code = fact.code {
      codes.append(Int32(code.number))
      carried.take(fact, code)
      for link in decoded.links {
        links.append(CodeLink(event: fact.number, code: link))
        sets.join(code.number, link.number)
      }
    } else {
      codes.append(nil)
      if decoded.target != nil, fact.number > first.number {
        corrections.append(LedgerPosition(fact.number))
      }
    }
    linkStarts.append(Int32(links.count))
  }

  /// Fetches what was known before the stretch of every code in it.
  private mutating func loadEarlier() throws {
    var covered: Set<Int> = []
    for number in 0..<decoder.codeTexts.count where !covered.contains(number) {
      let text = decoder.codeTexts[number]
      if let container = FactDecoder.container(of: text) {
        for recorded in try reader.scans(of: container, through: first) { fetchNoting(recorded) }
        continue
      }
      guard try reader.mayKnow(code: text, through: first), let alias = Alias(stored: text)
      else { continue }
      for recorded in try reader.history(of: alias, through: first, withScans: true) {
        for code in recorded.event.codes { covered.insert(decoder.index(of: code).number) }
        fetchNoting(recorded)
      }
    }
  }

  /// Fetches what was known before the stretch of everything that was in a container that got
  /// lost: it closes their dossiers, so they are judged together.
  private mutating func loadLost() throws {
    while let number = carried.nextLost() {  // Bounded by the containers that were lost.
      guard first > .start,
        let container = FactDecoder.container(of: decoder.codeTexts[number])
      else { continue }
      for recorded in try reader.contents(of: container, through: first) { fetchNoting(recorded) }
    }
  }

  /// Adds an event from before the stretch, a correction to be connected with what it corrects.
  private mutating func fetchNoting(_ recorded: RecordedEvent) {
    guard index(of: recorded.position) == nil else { return }
    fetch(recorded)
    if case .event = recorded.event.subject { corrections.append(recorded.position) }
  }

  /// Puts a correction, and all it is connected with, into one cluster.
  private mutating func connect(correction position: LedgerPosition) throws {
    if let index = index(of: position), codes[index] != nil { return }
    let history = try reader.history(around: [position], through: last, withScans: true)
    let roots = CorrectionRoots(history)
    guard let home = home(of: history, around: position, roots) else {
      pendingCorrections.append(position)
      return
    }
    var members: [Int] = []
    for recorded in history { members.append(fetch(recorded)) }
    for (recorded, member) in zip(history, members) {
      for code in recorded.event.codes { sets.join(home, decoder.index(of: code).number) }
      guard case .event(let target) = recorded.event.subject else { continue }
      // An item's history has the scans of the bags it was in; they are joined by a loss only.
      let container = roots.container(of: recorded).map { decoder.index(of: $0).number }
      codes[member] = Int32(container ?? home)
      let source = recorded.event.identity.source
      if let position = try reader.position(of: target, source: source), position <= last {
        facts[member].target = position.number
      }
    }
  }

  /// The code that a correction belongs under; nil if nothing it is connected with names one.
  private func home(
    of history: [RecordedEvent], around position: LedgerPosition, _ roots: CorrectionRoots
  ) -> Int? {
    if let code = history.lazy.flatMap(\.event.codes).first {
      return decoder.index(of: code).number
    }
    guard let correction = history.first(where: { $0.position == position }) else { return nil }
    return roots.container(of: correction).map { decoder.index(of: $0).number }
  }

  /// When a loaded fact was recorded; nil unless times are kept.
  func recordedAt(of number: Int64) -> RecordedAt? {
    guard number > first.number else { return earlierTimes[number] }
    let index = Int(number - first.number) - 1
    return times.indices.contains(index) ? times[index] : nil
  }

  /// Where a fact is; nil if it was not loaded.
  private func index(of position: LedgerPosition) -> Int? {
    position > first ? Int(position.number - first.number) - 1 : earlier[position]
  }

  /// Adds an event from before the stretch unless it is there; answers where it is.
  @discardableResult
  private mutating func fetch(_ recorded: RecordedEvent) -> Int {
    if let index = index(of: recorded.position) { return index }
    let index = facts.count
    guard let decoded = decoder.decode(recorded) else { return index }
    add(decoded)
    earlier[recorded.position] = index
    if keepsTimes { earlierTimes[recorded.position.number] = recorded.recordedAt }
    return index
  }

  /// Sorts everything loaded into clusters of connected codes.
  mutating func clusters() -> Clusters {
    var clusterOfRoot = [Int32](repeating: -1, count: setCount)
    var clusterOfFact = [Int32](repeating: -1, count: facts.count)
    var counts: [Int32] = []
    for (index, code) in codes.enumerated() {
      guard let code else { continue }
      let root = sets.root(of: Int(code))
      if clusterOfRoot[root] < 0 {
        clusterOfRoot[root] = Int32(counts.count)
        counts.append(0)
      }
      clusterOfFact[index] = clusterOfRoot[root]
      counts[Int(clusterOfRoot[root])] += 1
    }
    var starts: [Int32] = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var next = starts
    var order = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    for (index, cluster) in clusterOfFact.enumerated() where cluster >= 0 {
      order[Int(next[Int(cluster)])] = Int32(index)
      next[Int(cluster)] += 1
    }
    return Clusters(
      facts: facts, links: links, linkStarts: linkStarts, starts: starts, order: order)
  }
}

/// Facts grouped by cluster.
struct Clusters {
  fileprivate let facts: [EventFact]
  fileprivate let links: [CodeLink]
  fileprivate let linkStarts: [Int32]
  fileprivate let starts: [Int32]
  fileprivate let order: [Int32]

  var indices: Range<Int> { 0..<(starts.count - 1) }

  /// Copies a cluster's facts and links into arrays that are used again and again.
  func copy(_ cluster: Int, facts target: inout [EventFact], links linked: inout [CodeLink]) {
    target.removeAll(keepingCapacity: true)
    linked.removeAll(keepingCapacity: true)
    for place in starts[cluster]..<starts[cluster + 1] {
      let index = Int(order[Int(place)])
      target.append(facts[index])
      for link in linkStarts[index]..<linkStarts[index + 1] { linked.append(links[Int(link)]) }
    }
  }
}
