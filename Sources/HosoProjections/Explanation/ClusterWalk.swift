internal import HosoDomain
internal import HosoLedger

/// Goes through every dossier that a stretch of the ledger touches, a part of the stretch at a
/// time.
///
/// A cluster comes up once for each part that touches it, each time with everything known of it
/// through that part's end; what was made of it before is to be thrown away then. So memory is
/// bounded by a part and the answer.
struct ClusterWalk {
  /// Events judged at once: bounds the memory to a few hundred megabytes.
  static let usualPartLength: Int64 = 1_000_000

  let reader: LedgerReader
  let first: LedgerPosition
  let last: LedgerPosition
  var partLength = ClusterWalk.usualPartLength
  /// Whether it is to be known of each event when it was recorded.
  var keepsTimes = false
  /// Once it has run, the corrections that take no effect: what they name is not here, is another
  /// event than was meant, or is not theirs to correct.
  private(set) var idleCorrections: [LedgerPosition] = []
  /// Told how many events are done, now and then.
  var progress: (Int64) -> Void = { _ in }

  /// A part of the stretch, loaded.
  struct Part {
    /// Everything through it was known to the part before.
    let start: LedgerPosition
    /// Everything through it is known.
    let end: LedgerPosition
    /// Whether clusters in it may have come up before.
    let isFirst: Bool
    let loader: ClusterLoader

    var names: NameTable { loader.decoder.names }
    var codeTexts: [String] { loader.decoder.codeTexts }
  }

  /// Hands over one cluster after the other.
  ///
  /// - Parameter ended: Told of each part once its clusters were handed over.
  mutating func run(
    _ body: (inout ClusterReading, Part) throws -> Void, ended: (Part) throws -> Void = { _ in }
  ) throws {
    var position = first
    var waiting: [LedgerPosition] = []
    var vain: [LedgerPosition] = []
    while position < last {  // Bounded by the stretch.
      let end = LedgerPosition(min(position.number + partLength, last.number))
      if first > .start {
        // What waited for its target before the stretch.
        waiting += try reader.corrections(ofEventsAfter: position, through: end)
      }
      var loader = ClusterLoader(reader: reader, first: position, last: end)
      loader.keepsTimes = keepsTimes
      let done = position.number - first.number
      try loader.load(corrections: waiting) { progress(done + $0 / 2) }
      let clusters = loader.clusters()
      let part = Part(
        start: position, end: end, isFirst: position == first, loader: loader)
      var reading = ClusterReading(names: part.names)
      let events = end.number - position.number
      for cluster in clusters.indices {
        reading.take(clusters, cluster)
        try body(&reading, part)
        if cluster % 4_096 == 0 {
          progress(done + events / 2 + events * Int64(cluster) / Int64(2 * clusters.indices.count))
        }
      }
      try ended(part)
      waiting = loader.pendingCorrections
      vain += loader.vainCorrections
      position = end
    }
    idleCorrections = vain + waiting
  }
}
