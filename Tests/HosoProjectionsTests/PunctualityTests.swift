import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("How a dossier stands against its limits")
struct PunctualityTests {
  let calendar: WorkingCalendar
  let zones: TransitZones

  init() throws {
    calendar = try WorkingCalendar.bundled()
    zones = try TransitZones.bundled()
  }

  private func punctuality(_ ledger: Recordings, on day: String) throws -> Punctuality {
    try ledger.dossier().punctuality(
      on: try Recordings.date(day), calendar: calendar, zones: zones)
  }

  @Test func `the send leg is counted in working days from the day after pickup`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierDelivered, "2020-03-09 16:00", office: "100100")
    let leg = try #require(try punctuality(ledger, on: "2020-04-01").legs.first)
    #expect(leg.leg == .send)
    #expect(leg.outcome == .completed)
    #expect(leg.workingDays == 2)
    #expect(leg.zone == .sameProvince)
    #expect(leg.limit == 2)
    #expect(leg.deadline?.iso == "2020-03-09")
    #expect(leg.isLate == false)
  }

  // Tết 2020: J = 2020-01-21, J+1 = 2020-01-22, J+2 = 2020-01-30 (reference vectors).
  @Test(
    arguments: [
      ("2020-01-22", 1, false), ("2020-01-29", 1, false), ("2020-01-30", 2, false),
      ("2020-01-31", 3, true),
    ])
  func `rest days of Tết use nothing of the limit`(
    end: String, used: Int, isLate: Bool
  ) throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-01-21 23:59")
    try ledger.add(.dossierDelivered, "\(end) 00:00", office: "100100")
    let leg = try #require(try punctuality(ledger, on: "2020-03-01").legs.first)
    #expect(leg.workingDays == used)
    #expect(leg.deadline?.iso == "2020-01-30")
    #expect(leg.isLate == isLate)
  }

  @Test func `the return leg ends at the first attempt, not at the return`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-02 08:00")
    try ledger.add(.dossierDelivered, "2020-03-03 08:00")
    try ledger.add(.resultCollected, "2020-03-09 08:00", office: "100000")
    try ledger.add(.resultReturnFailed, "2020-03-13 08:00", office: "460000")
    try ledger.add(.resultReturned, "2020-03-20 08:00", office: "460000")
    let legs = try punctuality(ledger, on: "2020-04-01").legs
    #expect(legs.map(\.leg) == [.send, .return])
    #expect(legs[1].countedThrough.iso == "2020-03-13")
    #expect(legs[1].workingDays == 4)
    #expect(legs[1].zone == .otherProvince)
    #expect(legs[1].isLate == false)
  }

  @Test func `an open leg is counted through the day asked for`() throws {
    var ledger = Recordings()
    let destination = try PostOfficeCode("100100")
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12") { $0.destination = destination }
    let inTime = try punctuality(ledger, on: "2020-03-09")
    #expect(inTime.legs.map(\.workingDays) == [2])
    #expect(!inTime.isOverdue)
    let overdue = try punctuality(ledger, on: "2020-03-10")
    #expect(overdue.legs.map(\.isLate) == [true])
    #expect(overdue.isOverdue)
  }

  @Test(arguments: [("2020-03-11", 4, nil), ("2020-03-12", 5, true as Bool?)])
  func `without both offices only what no zone allows is late`(
    today: String, used: Int, isLate: Bool?
  ) throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    let punctuality = try punctuality(ledger, on: today)
    let leg = try #require(punctuality.legs.first)
    #expect(leg.workingDays == used)
    #expect(leg.zone == nil)
    #expect(leg.limit == nil)
    #expect(leg.deadline == nil)
    #expect(leg.isLate == isLate)
    #expect(punctuality.isOverdue == (isLate == true))
  }

  @Test func `before the circular was in force there was no limit`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2017-08-14 08:12")
    try ledger.add(.dossierDelivered, "2017-09-14 08:12")
    let leg = try #require(try punctuality(ledger, on: "2017-10-01").legs.first)
    #expect(leg.zone == .sameDistrict)
    #expect(leg.longestLimit == nil)
    #expect(leg.isLate == nil)
  }

  @Test func `an amended time and office are what a leg is judged by`() throws {
    var ledger = Recordings()
    let pickup = try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierDelivered, "2020-03-09 16:00", office: "460000")
    let right = try Recordings.moment("2020-03-06 08:12")
    let office = try PostOfficeCode("460000")
    try ledger.correct(.eventAmended, pickup, at: "2020-03-10 08:00") {
      $0.occurredAt = right
      $0.office = office
    }
    let leg = try #require(try punctuality(ledger, on: "2020-04-01").legs.first)
    #expect(leg.workingDays == 1)
    #expect(leg.zone == .sameDistrict)
    #expect(leg.isLate == false)
  }

  @Test(arguments: [EventType.dossierAccepted, .resultReady, .dossierWithdrawn, .itemLost])
  func `a leg that no scan ended stops where the dossier is seen further on`(
    type: EventType
  ) throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(type, "2020-03-10 08:00", office: nil)
    let punctuality = try punctuality(ledger, on: "2020-06-01")
    #expect(punctuality.legs.map(\.outcome) == [.stopped])
    #expect(punctuality.legs.map(\.countedThrough.iso) == ["2020-03-10"])
    #expect(punctuality.legs.map(\.isLate) == [nil])
    #expect(!punctuality.isOverdue)
  }

  @Test func `each mode has the legs that the post was asked for`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierDelivered, "2020-03-06 08:00")
    try ledger.add(.resultCollected, "2020-03-10 08:00")
    #expect(try punctuality(ledger, on: "2020-03-10").legs.map(\.leg) == [.send, .return])
    for (mode, leg) in [(ServiceMode.send, LegUse.Leg.send), (.return, .return)] {
      var ledger = Recordings()
      try ledger.add(.dossierPickedUp, "2020-03-05 08:12") { $0.mode = mode }
      try ledger.add(.dossierDelivered, "2020-03-06 08:00")
      try ledger.add(.resultCollected, "2020-03-10 08:00")
      #expect(try punctuality(ledger, on: "2020-03-10").legs.map(\.leg) == [leg])
    }
  }
}

@Suite("How an agency kept its appointment")
struct AgencyTermTests {
  private func dossier(ready: String? = nil, last: (EventType, String)? = nil) throws -> Recordings
  {
    var ledger = Recordings()
    let due = try Recordings.date("2020-03-12")
    try ledger.add(.dossierPickedUp, "2020-03-02 08:00")
    try ledger.add(.dossierDelivered, "2020-03-03 08:00") { $0.dueDate = due }
    if let ready { try ledger.add(.resultReady, ready, office: nil) }
    if let (type, at) = last { try ledger.add(type, at) }
    return ledger
  }

  private func term(_ ledger: Recordings, on day: String = "2020-06-01") throws -> AgencyTerm? {
    try ledger.dossier().punctuality(
      on: try Recordings.date(day), calendar: try WorkingCalendar.bundled(),
      zones: try TransitZones.bundled()
    ).agency
  }

  @Test(
    arguments: [
      ("2020-03-11 23:59", -1, false), ("2020-03-12 23:59", 0, false),
      ("2020-03-13 00:00", 1, true),
    ])
  func `the local day on which the result is ready is compared with the due date`(
    ready: String, days: Int, isLate: Bool
  ) throws {
    let term = try #require(try term(try dossier(ready: ready)))
    #expect(term.outcome == .ready)
    #expect(term.daysPastDue == days)
    #expect(term.isLate == isLate)
  }

  @Test(arguments: [("2020-03-12", 0, false), ("2020-03-15", 3, true)])
  func `an open dossier is overdue from the day after the due date`(
    today: String, days: Int, isLate: Bool
  ) throws {
    let term = try #require(try term(try dossier(), on: today))
    #expect(term.outcome == .open)
    #expect(term.daysPastDue == days)
    #expect(term.isLate == isLate)
  }

  @Test(arguments: [(EventType.dossierWithdrawn, true), (.dossierRefused, true)])
  func `a withdrawal or refusal after the due date is late`(type: EventType, isLate: Bool) throws {
    let term = try #require(try term(try dossier(last: (type, "2020-03-16 08:00"))))
    #expect(term.outcome == .stopped)
    #expect(term.daysPastDue == 4)
    #expect(term.isLate == isLate)
  }

  @Test func `a collected result that nobody said was ready is not late`() throws {
    let term = try #require(
      try term(try dossier(last: (.resultCollected, "2020-03-16 08:00"))))
    #expect(term.outcome == .readyUnknown)
    #expect(term.isLate == false)
  }

  @Test func `a new appointment is shown and judges nothing`() throws {
    var ledger = try dossier()
    let later = try Recordings.date("2020-03-20")
    try ledger.add(.dueChanged, "2020-03-11 08:00", office: nil) { $0.dueDate = later }
    let view = try ledger.dossier()
    #expect(view.dueDate?.iso == "2020-03-12")
    #expect(view.changedDueDate == later)
    #expect(try term(ledger, on: "2020-03-14")?.daysPastDue == 2)
  }

  @Test func `without an appointment there is nothing to keep`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-02 08:00")
    #expect(try term(ledger) == nil)
  }
}
