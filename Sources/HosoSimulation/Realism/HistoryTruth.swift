public import HosoDomain

/// The figures that must come out of a history, by what is known when; counted from what was
/// planned for each dossier, not from the events.
public struct HistoryTruth: Sendable {
  /// The counts of one quarter; the words are those of the figures.
  public struct Counts: Hashable, Sendable {
    public var opening = 0
    public var entered = 0
    public var pickups = 0
    public var deliveries = 0
    public var returns = 0
    public var withdrawn = 0
    public var lost = 0
    public var sentBack = 0
    public var closedDelivered = 0
    public var early = 0
    public var onTime = 0
    public var late = 0
    public var noDue = 0

    public var handled: Int { pickups + returns }
    public var closing: Int {
      opening + entered - returns - closedDelivered - sentBack - withdrawn - lost
    }
    public var resolved: Int { early + onTime + late + noDue }

    public init() {}
  }

  /// A quarter in a vintage and a province.
  public struct Quarter: Sendable {
    /// Place of the cutoff; `cutoffs.count` for what is known at last.
    public let vintage: Int
    public let calendar: ReportingCalendar
    public let year: Int
    public let quarter: Int
    /// Province of the entry; nil for one without a code.
    public let province: ProvinceCode?
    public let counts: Counts

    /// `2020-Q1`.
    public var label: String { "\(year)-Q\(quarter)" }
  }

  /// Lines written.
  public internal(set) var events: Int
  /// What was recorded before 00:00 of these days counts; beyond them lies what is known at last.
  public let cutoffs: [LocalDate]
  /// Dossiers known without an entry, by vintage.
  public internal(set) var orphans: [Int] = []
  /// Every quarter that had begun, by calendar, province, vintage and time.
  public internal(set) var quarters: [Quarter] = []

  init(events: Int, cutoffs: [LocalDate]) {
    self.events = events
    self.cutoffs = cutoffs
  }

  /// The nation's counts in a vintage, in the order of the quarters.
  public func nation(
    _ calendar: ReportingCalendar, vintage: Int
  ) -> [(label: String, counts: Counts)] {
    var labels: [String] = []
    var sums: [String: Counts] = [:]
    for quarter in quarters where quarter.calendar == calendar && quarter.vintage == vintage {
      if sums[quarter.label] == nil { labels.append(quarter.label) }
      sums[quarter.label, default: Counts()].add(quarter.counts)
    }
    return labels.map { ($0, sums[$0] ?? Counts()) }
  }
}

extension HistoryTruth.Counts {
  /// - Parameter sums: By what is counted, in the order of `Tallied`.
  init(opening: Int, _ sums: [Int]) {
    func sum(_ tallied: Tallied) -> Int { sums[tallied.rawValue] }
    self.opening = opening
    entered = sum(.entered)
    pickups = sum(.pickups)
    deliveries = sum(.deliveries)
    returns = sum(.returns)
    withdrawn = sum(.withdrawn)
    lost = sum(.lost)
    sentBack = sum(.sentBack)
    closedDelivered = sum(.closedDelivered)
    early = sum(.early)
    onTime = sum(.onTime)
    late = sum(.late)
    noDue = sum(.noDue)
  }

  mutating func add(_ other: Self) {
    opening += other.opening
    entered += other.entered
    pickups += other.pickups
    deliveries += other.deliveries
    returns += other.returns
    withdrawn += other.withdrawn
    lost += other.lost
    sentBack += other.sentBack
    closedDelivered += other.closedDelivered
    early += other.early
    onTime += other.onTime
    late += other.late
    noDue += other.noDue
  }

  var isZero: Bool { self == Self() }

  /// In the order of `HistoryTruth.columns`.
  var values: [Int] {
    [
      opening, entered, pickups, deliveries, returns, handled, withdrawn, lost, sentBack,
      closedDelivered, closing, resolved, early, onTime, late, noDue,
    ]
  }
}
