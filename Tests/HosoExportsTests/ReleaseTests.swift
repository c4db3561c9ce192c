import HosoDomain
import HosoExports
import HosoLedger
import HosoProjections
import Testing

@Suite("Publications of figures")
struct ReleaseTests {
  private let ledger: SmallLedger
  private let quarter: Period

  init() throws {
    ledger = try SmallLedger()
    quarter = try Period.parse("2020Q1", calendar: .calendar)
    try ledger.fill()
  }

  private func publish(
    _ period: Period? = nil, on day: String = "2020-04-02", evenUnchanged: Bool = false
  ) throws -> ReleaseOutcome {
    var wish = ReleaseWish(
      period ?? quarter, at: try OccurredAt(rfc3339: day + "T10:00:00+07:00"))
    wish.evenUnchanged = evenUnchanged
    return try ReleasePublisher.publish(
      wish, ledger.writer, views: ledger.views(), provinces: Provinces.bundled())
  }

  private func published(_ outcome: ReleaseOutcome) -> Release? {
    if case .published(let release) = outcome { release } else { nil }
  }

  private func releases() throws -> [Release] {
    try ledger.views().releases(provinces: Provinces.bundled())
  }

  @Test func `views that are settled look for nothing more until they are settled again`() throws {
    let views = try ledger.views()
    try views.settle()
    _ = try publish()
    #expect(try views.releases(provinces: Provinces.bundled()).isEmpty)
    try views.settle()
    #expect(try views.releases(provinces: Provinces.bundled()).map(\.name.text) == ["2020Q1.r1"])
  }

  @Test func `a publication is numbered by what others published since views were settled`() throws
  {
    let views = try ledger.views()
    try views.settle()
    _ = try publish()
    let wish = ReleaseWish(quarter, at: try OccurredAt(rfc3339: "2020-04-03T10:00:00+07:00"))
    let outcome = try ReleasePublisher.publish(
      wish, ledger.writer, views: views, provinces: Provinces.bundled())
    guard case .unchanged(let release) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(release.name.text == "2020Q1.r1")
  }

  @Test func `each publication of a period has the next number and a status by it`() throws {
    for day in 2...5 {
      try ledger.recordFrom("2020-04-0\(day)T08:00:00+07:00")
      try ledger.dossier([("2020-04-0\(day)", .dossierPickedUp)])
      #expect(published(try publish())?.name.number == day - 1)
    }
    // Pickups of April are no figures of the first quarter, so nothing was corrected.
    #expect(try releases().map(\.status) == [.provisional, .revised, .final, .final])
    #expect(try releases().map(\.name.text).last == "2020Q1.r4")
  }

  @Test func `a publication after the final one corrects it if any figure changed`() throws {
    for _ in 1...3 { _ = try publish(evenUnchanged: true) }
    try ledger.dossier([("2020-03-30", .dossierPickedUp)])
    #expect(published(try publish())?.status == .corrected)
    #expect(published(try publish(evenUnchanged: true))?.status == .final)
  }

  @Test func `nothing is published twice without anything recorded in between`() throws {
    let first = try #require(published(try publish()))
    let half = try Period.parse("2019H2", calendar: .calendar)
    #expect(published(try publish(half)) != nil)
    guard case .unchanged(let since) = try publish() else {
      Issue.record("published again")
      return
    }
    #expect(since.name == first.name)
    #expect(try releases().map(\.name.text) == ["2020Q1.r1", "2019H2.r1"])
    try ledger.dossier([("2020-03-30", .dossierPickedUp)])
    #expect(published(try publish())?.name.text == "2020Q1.r2")
  }

  @Test func `a period that is not over is not published`() throws {
    guard case .notOver = try publish(on: "2020-03-31") else {
      Issue.record("published too early")
      return
    }
    #expect(try releases().isEmpty)
    let statutory = try Period.parse("2020Q1", calendar: .statutory)
    #expect(published(try publish(statutory, on: "2020-03-31"))?.name.text == "2020Q1.statutory.r1")
  }

  @Test func `a publication's figures are those known before it, and stay so`() throws {
    let first = try #require(published(try publish()))
    let before = try ledger.export(to: "before", cutoff: first.cutoff)
    try ledger.recordFrom("2020-04-03T08:00:00+07:00")
    try ledger.dossier([("2020-03-30", .dossierPickedUp)])
    let second = try #require(published(try publish()))
    let again = try ledger.export(to: "again", cutoff: first.cutoff)
    let later = try ledger.export(to: "later", cutoff: second.cutoff)
    #expect(before.files == again.files && before.files != later.files)
    #expect(ledger.bytes("before/manifest.json") == ledger.bytes("again/manifest.json"))
    #expect(
      ledger.text("again/manifest.json")
        .contains(#""release":"2020Q1.r1","status":"provisional""#))
    #expect(
      ledger.text("later/manifest.json").contains(#""release":"2020Q1.r2","status":"revised""#))
    _ = try ledger.export(to: "now")
    #expect(!ledger.text("now/manifest.json").contains("release"))
  }

  @Test func `a voided publication keeps its name, its figures and those after it theirs`() throws {
    let first = try #require(published(try publish()))
    let second = try #require(published(try publish(evenUnchanged: true)))
    try ledger.record([
      Event(
        identity: first.recorded.event.identity, type: .eventVoided,
        occurredAt: OccurredAt(rfc3339: "2020-04-03T08:00:00+07:00"),
        subject: .event(EventTarget(first.recorded.event.identity.id)))
    ])
    let found = try releases()
    #expect(found.map(\.isVoided) == [true, false])
    #expect(found.map(\.name) == [first.name, second.name])
    #expect(found.map(\.status) == [.provisional, .revised])
    #expect(try ledger.views().cutoff(of: first.name) == first.cutoff)
  }

  @Test func `views that catch up step by step know the same publications as a rebuild`() throws {
    let live = try ledger.views()
    try live.catchUp()
    for _ in 1...2 {
      _ = try publish(evenUnchanged: true)
      try live.catchUp()
    }
    let names = try live.releases(provinces: Provinces.bundled()).map(\.name)
    #expect(try releases().map(\.name) == names && names.count == 2)
  }
}
