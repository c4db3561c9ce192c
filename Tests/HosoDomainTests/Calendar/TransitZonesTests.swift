import HosoDomain
import Testing

@Suite("How long a dossier may be on its way")
struct TransitZonesTests {
  let zones: TransitZones
  let day: LocalDate

  init() throws {
    zones = try TransitZones.bundled()
    day = try #require(LocalDate(iso: "2020-03-12"))
  }

  @Test(
    arguments: [
      (TransitZone.sameDistrict, 1, 2), (.sameProvince, 2, 4), (.majorCities, 3, 6),
      (.otherProvince, 4, 8),
    ])
  func `each zone has its limit, twice as long with an appointment slip`(
    zone: TransitZone, days: Int, withSlip: Int
  ) throws {
    #expect(zones.limit(zone, on: day, withSlip: false) == days)
    #expect(zones.limit(zone, on: day, withSlip: true) == withSlip)
    #expect(zones.name(zone, on: day)?.isEmpty == false)
  }

  @Test(
    arguments: [
      ("100000", "100099", TransitZone.sameDistrict), ("100000", "100100", .sameProvince),
      ("100000", "700000", .majorCities), ("041000", "500100", .majorCities),
      ("100000", "460000", .otherProvince), ("010000", "100000", .otherProvince),
    ])
  func `the zone is told from the codes of the two offices`(
    from: String, to: String, zone: TransitZone
  ) throws {
    let start = try PostOfficeCode(from)
    let end = try PostOfficeCode(to)
    #expect(zones.zone(from: start, to: end) == zone)
    #expect(zones.zone(from: end, to: start) == zone)
  }

  @Test func `there is no limit before the circular was in force`() throws {
    let inForce = try #require(LocalDate(iso: "2017-08-15"))
    #expect(zones.limit(.sameDistrict, on: inForce, withSlip: false) == 1)
    #expect(zones.limit(.sameDistrict, on: inForce.adding(days: -1), withSlip: false) == nil)
  }

  @Test func `the rule of districts stays open although districts ended`() throws {
    let later = try #require(LocalDate(iso: "2026-11-23"))
    #expect(zones.limit(.sameDistrict, on: later, withSlip: false) == 1)
  }

  @Test func `a table with two rules for one day is refused`() {
    let csv = """
      zone,days,days_with_slip,valid_from,valid_to,name_vi,postal_provinces
      same_district,1,2,2017-08-15,2025-06-30,x,
      same_district,2,4,2025-06-30,,x,
      """
    #expect(throws: TableFault(line: 3, column: "zone", reason: .duplicate("same_district"))) {
      try TransitZones(csv: Array(csv.utf8))
    }
  }
}
