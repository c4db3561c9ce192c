import HosoDomain
import HosoProjections
import Testing

@testable import HosoExports

@Suite("An export that checks its own figures")
struct IdentityTests {
  private func throughput() throws -> Throughput {
    let ledger = try SmallLedger()
    try ledger.fill()
    return try Throughput(
      Period.parse("2020Q1", calendar: .calendar), from: ledger.views(), cutoff: nil,
      provinces: Provinces.bundled())
  }

  @Test func `figures from a ledger keep every identity, and every identity is checked`() throws {
    let audit = try throughput().audit()
    #expect(audit.breaches.isEmpty)
    #expect(audit.checks.map(\.identity) == Identity.allCases)
    // What changed since a publication is checked where there is one: FolderContentTests.
    #expect(
      audit.checks.allSatisfy {
        ($0.checked > 0 || $0.identity == .revisionIsCauses) && $0.held == $0.checked
      })
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
