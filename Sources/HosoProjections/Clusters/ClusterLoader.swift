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
  /// Corrections of the stretch of what is not theirs to correct: they never take effect.
  private(set) var vainCorrections: [LedgerPosition] = []
  /// Where the stretch publishes figures, and where an office declares a period complete.
  private(set) var releases: [LedgerPosition] = []
  private(set) var declarations: [LedgerPosition] = []
  /// Events of the stretch that count nowhere, ascending.
  private var kept: [Int64] = []
  /// How far the twins of the decoder were looked at, and which codes any event names.
  private var named: [Bool] = []
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
    var expected = first.number
    try reader.forEachFact(after: first, through: last, decoder: decoder) { decoded, recordedAt in
      expected += 1
      while expected < decoded.fact.number {  // Bounded by the stretch.
        kept.append(expected)
        expected += 1
      }
      note(recordedAt, at: decoded.fact.number)
      if keepsTimes { times.append(recordedAt) }
      if decoded.fact.type == .figuresReleased {
        releases.append(LedgerPosition(decoded.fact.number))
      } else if decoded.fact.type == .periodDeclared {
        declarations.append(LedgerPosition(decoded.fact.number))
      }
      add(decoded)
      if facts.count % 65_536 == 0 { progress(Int64(facts.count)) }
    }
    if first > .start { try loadEarlier() }
    corrections += waiting
    repeat {
      for position in corrections { try connect(correction: position) }
      corrections.removeAll(keepingCapacity: true)
      try loadJoined()
    } while !corrections.isEmpty  // Bounded by the containers that are judged with their contents.
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
    for _ in named.count..<setCount { named.append(false) }
    facts.append(fact)
    if let code = fact.code {
      codes.append(Int32(code.number))
      named[code.number] = true
      carried.take(fact, code)
      for link in decoded.links {
        named[link.number] = true
        links.append(CodeLink(event: fact.number, code: link))
        sets.join(code.number, link.number)
      }
    } else {
      codes.append(nil)
      note(correction: decoded)
    }
    linkStarts.append(Int32(links.count))
  }

  private mutating func note(correction decoded: FactDecoder.Decoded) {
    guard decoded.fact.number > first.number, decoded.fact.type.subjectKind == .event else {
      return
    }
    let position = LedgerPosition(decoded.fact.number)
    if decoded.target == nil {
      vainCorrections.append(position)
    } else {
      corrections.append(position)
    }
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
      guard let alias = Alias(stored: text) else { continue }
      if case .receipt = alias, let bag = try? ContainerCode(text),
        try reader.knows(bag, through: first)
      {
        // What is told of the code as a dossier's may change what is told of it as a bag's.
        _ = decoder.index(of: bag)
      }
      guard try reader.mayKnow(code: text, through: first) else { continue }
      for recorded in try reader.history(of: alias, through: first, withScans: true) {
        for code in recorded.event.codes { covered.insert(decoder.index(of: code).number) }
        fetchNoting(recorded)
      }
    }
  }

  /// Fetches what was known before the stretch of everything that was in a container that is judged
  /// together with it.
  private mutating func loadJoined() throws {
    joinTwins()
    while let number = carried.nextJoined() {  // Bounded by those containers.
      guard first > .start,
        let container = FactDecoder.container(of: decoder.codeTexts[number]),
        try reader.knows(container, through: first)
      else { continue }
      for recorded in try reader.contents(of: container, through: first) { fetchNoting(recorded) }
      joinTwins()
    }
  }

  /// Joins what a code is as a dossier's and as a bag's, where anything is about it as a dossier's.
  private mutating func joinTwins() {
    for _ in setCount..<decoder.codeTexts.count { _ = sets.add() }
    setCount = decoder.codeTexts.count
    for (code, bag) in decoder.twins where code.number < named.count && named[code.number] {
      sets.join(code.number, bag.number)
      carried.joinContents(of: bag.number)
    }
  }

  /// Adds an event from before the stretch, a correction to be connected with what it corrects.
  private mutating func fetchNoting(_ recorded: RecordedEvent) {
    guard index(of: recorded.position) == nil else { return }
    fetch(recorded)
    if recorded.event.mayCorrectItsTarget { corrections.append(recorded.position) }
  }

  /// Puts a correction, and all it is connected with, into one cluster.
  private mutating func connect(correction position: LedgerPosition) throws {
    guard let index = index(of: position) else { return try connect(unloaded: position) }
    if codes[index] == nil { try connect(unloaded: position) }
  }

  private mutating func connect(unloaded position: LedgerPosition) throws {
    let history = try reader.history(around: [position], through: last, withScans: true)
    let corrected = CorrectedEvents(history)
    guard let home = home(of: history, around: position, corrected) else {
      pendingCorrections.append(position)
      return
    }
    var members: [Int] = []
    for recorded in history { members.append(fetch(recorded)) }
    for (recorded, member) in zip(history, members) {
      for code in recorded.event.codes { sets.join(home, decoder.index(of: code).number) }
      guard case .event = recorded.event.subject else { continue }
      // An item's history has the scans of the bags it was in; they are joined by a loss only.
      let container = corrected.root(of: recorded)?.event.container
        .map { decoder.index(of: $0).number }
      codes[member] = Int32(container ?? home)
      facts[member].target = corrected.target(of: recorded)?.position.number
      if container == nil, let bag = recorded.event.amendment?.parent {
        carried.put(home, into: decoder.index(of: bag).number)
      }
    }
  }

  /// The code that a correction belongs under: of what it is about in the end; nil if that is not
  /// here yet, whatever else it names, such as a bag, is known.
  private func home(
    of history: [RecordedEvent], around position: LedgerPosition, _ corrected: CorrectedEvents
  ) -> Int? {
    guard let correction = history.first(where: { $0.position == position }),
      let root = corrected.root(of: correction)?.event
    else { return nil }
    return root.codes.first.map { decoder.index(of: $0).number }
      ?? root.container.map { decoder.index(of: $0).number }
  }

  /// The bags whose codes are taken for a dossier's somewhere.
  var contestedBags: [String] {
    decoder.twins
      .filter { code, bag in
        code.number < named.count && named[code.number] && carried.mayBeBag(bag.number)
      }
      .map { decoder.codeTexts[$0.bag.number] }
  }

  /// When a loaded fact was recorded; nil unless times are kept.
  func recordedAt(of number: Int64) -> RecordedAt? {
    guard number > first.number else { return earlierTimes[number] }
    guard let index = index(of: LedgerPosition(number)) else { return nil }
    return times.indices.contains(index) ? times[index] : nil
  }

  /// Where a fact is; nil if it was not loaded.
  private func index(of position: LedgerPosition) -> Int? {
    guard position > first else { return earlier[position] }
    var low = 0
    var high = kept.count
    while low < high {  // Bounded by the bits of the count.
      let middle = (low + high) / 2
      if kept[middle] < position.number { low = middle + 1 } else { high = middle }
    }
    let isKept = low < kept.count && kept[low] == position.number
    return isKept ? nil : Int(position.number - first.number) - 1 - low
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
