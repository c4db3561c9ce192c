import HosoDomain
import HosoSimulation
import Testing

@Suite("The shape of a history")
struct ShapeTests {
  /// Legs by day.
  static func legs() throws -> [String: Int] {
    let lines = try Histories.thousandth.get().lines
    return lines.reduce(into: [:]) { legs, line in
      if ["dossier.picked_up", "result.returned"].contains(line["type"]) {
        legs[line.day, default: 0] += 1
      }
    }
  }

  /// Mean legs of the days from one date to another, in hundredths.
  static func mean(_ legs: [String: Int], _ first: String, _ last: String) -> Int {
    let days = legs.filter { first...last ~= $0.key }
    return days.values.reduce(0, +) * 100 / max(1, days.count)
  }

  @Test func `Mondays are the busiest, and make-up Saturdays nearly empty`() throws {
    var byWeekday: [Weekday: (legs: Int, days: Int)] = [:]
    for (day, legs) in try ShapeTests.legs() {
      let weekday = try #require(LocalDate(iso: day)).weekday
      byWeekday[weekday, default: (0, 0)].legs += legs
      byWeekday[weekday, default: (0, 0)].days += 1
    }
    let means = byWeekday.mapValues { $0.legs * 100 / $0.days }
    #expect(means[.sunday] == nil)
    #expect(byWeekday[.saturday]?.days == 2)
    let saturday = try #require(means[.saturday])
    #expect(means.allSatisfy { $0.key == .saturday || $0.value > saturday })
    #expect(means.values.max() == means[.monday])
  }

  @Test(arguments: [
    // The last week before Tết and the first after it; a month later.
    ("2018-02-08", "2018-02-27", "2018-03-12", "2018-03-30"),
    ("2019-01-29", "2019-02-15", "2019-03-04", "2019-03-29"),
    ("2020-01-20", "2020-02-05", "2020-03-02", "2020-03-31"),
  ])
  func `around Tết there is little more than half of the usual`(
    first: String, last: String, usualFirst: String, usualLast: String
  ) throws {
    let legs = try ShapeTests.legs()
    let tet = ShapeTests.mean(legs, first, last)
    #expect(tet * 100 < ShapeTests.mean(legs, usualFirst, usualLast) * 70)
    #expect(tet > 0)
  }

  @Test func `all 63 provinces take part, the two big cities most`() throws {
    let quarters = try Histories.thousandth.get().truth.quarters
    var legs: [ProvinceCode: Int] = [:]
    for quarter in quarters {
      for (province, carried) in quarter.provinces {
        legs[province, default: 0] += carried.pickups + carried.returns
      }
    }
    #expect(legs.count == 63)
    let largest = legs.sorted { $0.value > $1.value }.prefix(2).map(\.key.text)
    #expect(largest == ["79", "01"])
    let table = try Provinces.bundled()
    let day = try #require(LocalDate(iso: "2020-03-31"))
    #expect(Set(legs.keys) == Set(table.all(on: day)))
  }

  @Test func `people move from the counter to the home and the net`() throws {
    var byYear: [Substring: [String: Int]] = [:]
    for line in try Histories.thousandth.get().lines where !line["channel"].isEmpty {
      byYear[line.day.prefix(4), default: [:]][line["channel"], default: 0] += 1
    }
    let first = try #require(byYear["2017"])
    let last = try #require(byYear["2020"])
    #expect(Set(first.keys) == ["counter", "home", "online"])
    for channel in ["home", "online"] {
      let (now, before) = (last[channel, default: 0], first[channel, default: 0])
      let (all, allBefore) = (last.values.reduce(0, +), first.values.reduce(0, +))
      #expect(now * allBefore > before * all)
    }
  }

  @Test func `twenty procedures are asked for`() throws {
    let services = Set(try Histories.thousandth.get().lines.map { $0["service"] })
    #expect(services.subtracting([""]).count == 20)
  }
}
