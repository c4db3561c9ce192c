public import HosoDomain

/// The figures of a history as it was made, for comparing with figures computed from its events.
public struct SimulationTruth: Hashable, Sendable {
  /// One calendar quarter; the words are those of the figures.
  public struct Quarter: Hashable, Sendable {
    public let year: Int
    public let quarter: Int
    public internal(set) var opening = 0
    public internal(set) var entered = 0
    public internal(set) var pickups = 0
    public internal(set) var deliveries = 0
    public internal(set) var returns = 0
    public internal(set) var closedDelivered = 0
    public internal(set) var early = 0
    public internal(set) var onTime = 0
    public internal(set) var late = 0
    public internal(set) var noDue = 0
    /// Legs by province of the dossier's entry.
    public internal(set) var provinces: [ProvinceCode: Legs] = [:]

    /// `2020-Q1`.
    public var label: String { "\(year)-Q\(quarter)" }
    /// Legs carried.
    public var handled: Int { pickups + returns }
    public var closing: Int { opening + entered - returns - closedDelivered }
    public var resolved: Int { early + onTime + late + noDue }
  }

  /// Legs carried to agencies and to citizens.
  public struct Legs: Hashable, Sendable {
    public internal(set) var pickups = 0
    public internal(set) var returns = 0
  }

  /// 2017Q1 to 2020Q1.
  public internal(set) var quarters: [Quarter]
  /// Lines written.
  public internal(set) var events = 0
}

/// Counts the truth while a history is written.
struct Tally {
  private var quarters: [SimulationTruth.Quarter]
  /// By quarter and place of the province.
  private var legs: [SimulationTruth.Legs]
  private let provinces: [Province]

  init(provinces: [Province]) {
    self.provinces = provinces
    quarters = PublishedVolumes.quarters.map { published in
      SimulationTruth.Quarter(year: published.year, quarter: published.quarter)
    }
    legs = [SimulationTruth.Legs](repeating: .init(), count: quarters.count * provinces.count)
  }

  @inline(__always)
  mutating func pickup(quarter: Int, province: Int) {
    quarters[quarter].entered += 1
    quarters[quarter].pickups += 1
    legs[quarter * provinces.count + province].pickups += 1
  }

  mutating func delivery(quarter: Int, closes: Bool) {
    quarters[quarter].deliveries += 1
    if closes { quarters[quarter].closedDelivered += 1 }
  }

  mutating func resultEntered(quarter: Int) {
    quarters[quarter].entered += 1
  }

  @inline(__always)
  mutating func returned(quarter: Int, province: Int) {
    quarters[quarter].returns += 1
    legs[quarter * provinces.count + province].returns += 1
  }

  mutating func resolved(quarter: Int, _ verdict: Verdict) {
    switch verdict {
    case .noDue: quarters[quarter].noDue += 1
    case .early: quarters[quarter].early += 1
    case .onTime: quarters[quarter].onTime += 1
    case .late: quarters[quarter].late += 1
    }
  }

  /// The truth once everything is written.
  func truth(events: Int) -> SimulationTruth {
    var truth = SimulationTruth(quarters: quarters, events: events)
    for index in quarters.indices {
      if index > 0 { truth.quarters[index].opening = truth.quarters[index - 1].closing }
      for (place, province) in provinces.enumerated() {
        let carried = legs[index * provinces.count + place]
        guard carried != .init(), let code = UInt8(exactly: province.code),
          let province = ProvinceCode(number: code)
        else { continue }
        truth.quarters[index].provinces[province] = carried
      }
    }
    return truth
  }
}
