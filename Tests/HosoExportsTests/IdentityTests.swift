import HosoDomain
import HosoProjections
import Testing

@testable import HosoExports

@Suite("An export that checks its own figures")
struct IdentityTests {
  private let ledger: SmallLedger

  init() throws {
    ledger = try SmallLedger()
    try ledger.fill()
  }

  private func throughput() throws -> Throughput {
    try Throughput(
      Period.parse("2020Q1", calendar: .calendar), from: ledger.views(), cutoff: nil,
      provinces: Provinces.bundled())
  }

  private func survey(_ label: String) throws -> Survey {
    let views = try ledger.views()
    let period = try Period.parse(label, calendar: .calendar)
    let last = try views.figures(
      FiguresQuery(periods: [period]), provinces: Provinces.bundled()
    ).position
    return try views.surveys(
      of: [period], through: last, provinces: Provinces.bundled(),
      calendar: WorkingCalendar.bundled(), zones: TransitZones.bundled())[0]
  }

  @Test func `figures from a ledger keep every identity, and every identity is checked`() throws {
    var audit = try throughput().audit()
    audit.check(try survey("2020Q1"), against: try throughput())
    audit.check(
      try CostParameters.bundled(),
      on: try Period.parse("2020Q1", calendar: .calendar).lastDay)
    #expect(audit.breaches.isEmpty)
    #expect(audit.checks.map(\.identity) == Identity.allCases)
    // What changed since a publication is checked where there is one: FolderContentTests.
    #expect(
      audit.checks.allSatisfy {
        ($0.checked > 0 || $0.identity == .revisionIsCauses) && $0.held == $0.checked
      })
  }

  @Test func `dossiers judged one by one that come to something else show`() throws {
    var audit = IdentityAudit()
    audit.check(try survey("2019Q4"), against: try throughput())
    #expect(
      Set(audit.breaches.map(\.identity)) == [
        .backlogIsClosing, .endToEndIsReturns, .serviceTypesAddUp, .communesAddUp,
      ])
  }

  @Test(arguments: [(468, true), (467, false), (469, false)])
  func `a reported share that its parts do not come to shows`(share: Int, isHeld: Bool) throws {
    let csv = """
      parameter,value,valid_from,valid_to,source
      reported_saving_vnd,6490,,,made up
      reported_portal_saving_vnd,3036,,,made up
      reported_portal_share_permille,\(share),,,made up
      """
    var audit = IdentityAudit()
    audit.check(
      try CostParameters(csv: Array(csv.utf8)),
      on: try Period.parse("2020Q1", calendar: .calendar).lastDay)
    #expect(audit.breaches.isEmpty == isHeld)
  }

  @Test(arguments: FigureCount.allCases)
  func `a changed count of a province shows`(count: FigureCount) throws {
    var throughput = try throughput()
    throughput.provinces[0].counts[count] += 1
    #expect(throughput.audit().breaches.contains { $0.identity == .provincesAddUp })
  }

  @Test(arguments: FigureCount.form)
  func `a changed column of the form shows in the row itself`(column: FigureCount) throws {
    var line = try throughput().nation
    line.counts[column] += 1
    var audit = IdentityAudit()
    audit.check(line)
    #expect(!audit.breaches.isEmpty)
  }

  @Test func `a stock that does not follow from the day before shows`() throws {
    var throughput = try throughput()
    throughput.nation.counts[.opening] += 1
    throughput.nation.counts[.closing] += 1
    let breach = throughput.audit().breaches.first { $0.identity == .openingIsClosingBefore }
    #expect(breach?.left == 2)
    #expect(breach?.right == 1)
  }

  @Test func `a missing row shows in the sum`() throws {
    var throughput = try throughput()
    throughput.leaves.removeLast()
    #expect(throughput.audit().breaches.allSatisfy { $0.identity == .leavesAddUp })
    #expect(!throughput.audit().breaches.isEmpty)
  }

  @Test func `a negative count shows`() throws {
    var line = try throughput().nation
    line.counts[.noDue] = -1
    line.counts[.late] += 1
    var audit = IdentityAudit()
    audit.check(line)
    #expect(audit.breaches.map(\.identity) == [.noneIsNegative])
  }
}
