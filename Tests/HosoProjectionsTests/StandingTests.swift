import HosoDomain
import HosoProjections
import Testing

@Suite("What people are told of a dossier follows from one state")
struct StandingTests {
  typealias Advice = DossierStanding.Advice

  static let states: [DossierState] = [
    .unknownEntry, .onTheWayToAgency, .withAgency, .supplementRequested, .refused, .resultReady,
    .resultOnTheWay, .returnFailed, .returned, .sentBack, .withdrawn, .lost, .delivered,
  ]

  static func standing(
    _ state: DossierState, _ mode: ServiceMode, _ troubles: Set<DossierStanding.Trouble> = []
  ) -> DossierStanding {
    DossierStanding(state: state, mode: mode, troubles: troubles, first: { _ in nil })
  }

  /// State, then tone and advice without trouble, the advice of mode `send` where it is another,
  /// and how many stages are done in the modes send, return, both.
  static let table: [(DossierState, DossierStanding.Tone, Advice, inSend: Advice?, done: [Int])] = [
    (.unknownEntry, .plain, .askIfTaken, nil, [0, 0, 0]),
    (.onTheWayToAgency, .plain, .wait, nil, [1, 0, 1]),
    (.withAgency, .plain, .wait, nil, [2, 0, 2]),
    (.supplementRequested, .warn, .bringPapers, nil, [2, 0, 2]),
    (.refused, .warn, .fetchPapers, nil, [2, 0, 2]),
    (.resultReady, .good, .waitForPost, .fetchResult, [3, 1, 3]),
    (.resultOnTheWay, .plain, .receive, nil, [3, 2, 4]),
    (.returnFailed, .warn, .awaitAttempt, nil, [3, 2, 4]),
    (.returned, .good, .nothing, nil, [3, 3, 5]),
    (.sentBack, .warn, .fetchResult, nil, [3, 2, 4]),
    (.withdrawn, .plain, .askWhoWithdrew, nil, [0, 0, 0]),
    (.lost, .warn, .claimLoss, nil, [0, 0, 0]),
    (.delivered, .good, .waitForAgency, nil, [2, 0, 2]),
  ]

  @Test(arguments: StandingTests.table.indices)
  func `each state has its tone, advice and steps in every mode`(index: Int) {
    let row = StandingTests.table[index]
    for (place, mode) in [ServiceMode.send, .return, .both].enumerated() {
      let standing = StandingTests.standing(row.0, mode)
      #expect(standing.tone == row.1)
      #expect(standing.advice == [mode == .send ? row.inSend ?? row.2 : row.2])
      #expect(standing.steps.count { $0.progress == .done } == row.done[place])
      let isOver = [.refused, .sentBack, .withdrawn, .lost].contains(row.0)
      #expect(standing.steps.contains { $0.progress == .dropped } == isOver || mode == .send)
      #expect(standing.steps.count { $0.progress == .current } <= 1)
    }
  }

  @Test func `the table has every state`() {
    #expect(StandingTests.table.map(\.0) == StandingTests.states)
  }

  @Test(arguments: StandingTests.states, DossierStanding.Trouble.allCases)
  func `nobody in trouble is told in a calm tone that there is nothing to do`(
    state: DossierState, trouble: DossierStanding.Trouble
  ) {
    for mode in [ServiceMode.send, .return, .both] {
      let standing = StandingTests.standing(state, mode, [trouble])
      #expect(standing.tone == .warn)
      let calm: Set<Advice> = [.wait, .waitForAgency, .waitForPost, .nothing]
      // Which states a term can be missed in is for the expectation to say.
      let isPossible =
        switch trouble {
        case .damaged: true
        case .late: [.onTheWayToAgency, .resultOnTheWay].contains(state)
        case .overdue: [.withAgency, .supplementRequested, .delivered].contains(state)
        }
      #expect(!isPossible || calm.isDisjoint(with: standing.advice))
    }
  }

  @Test(arguments: [
    ([EventType](), DossierState.delivered), ([.dossierAccepted], .delivered),
    ([.supplementRequested], .supplementRequested), ([.dossierRefused], .refused),
    ([.resultReady], .resultReady), ([.resultReady, .dossierDelivered], .resultReady),
    ([.resultReady, .resultCollected], .resultOnTheWay),
    ([.resultReady, .resultReturned], .returned), ([.dossierWithdrawn], .withdrawn),
    ([.dossierWithdrawn, .resultReady], .withdrawn),
  ])
  func `after a delivery that ends the post's part, the agency's word is where it stands`(
    later: [EventType], state: DossierState
  ) throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12") { $0.mode = .send }
    try ledger.add(.dossierDelivered, "2020-03-06 09:00")
    for (index, type) in later.enumerated() {
      try ledger.add(type, "2020-03-\(10 + index) 09:00")
    }
    let dossier = try ledger.dossier()
    #expect(dossier.state == state)
    #expect(dossier.milestones.closing?.measure == .closedDelivered)
  }

  @Test func `a passed appointment and damage are troubles, a kept one is none`() throws {
    var ledger = Recordings()
    try ledger.add(.dossierPickedUp, "2020-03-05 08:12")
    try ledger.add(.dossierAccepted, "2020-03-06 09:00") {
      $0.dueDate = LocalDate(iso: "2020-03-12")
    }
    let due = try Recordings.date("2020-03-12")
    #expect(try standing(ledger, on: "2020-03-12").troubles.isEmpty)
    #expect(try standing(ledger, on: "2020-03-13").troubles == [.overdue])
    #expect(try standing(ledger, on: "2020-03-13").advice == [.askAgency])
    try ledger.add(.itemDamaged, "2020-03-07 09:00")
    #expect(try standing(ledger, on: due.iso).troubles == [.damaged])
    #expect(try standing(ledger, on: due.iso).advice == [.claimDamage])
    try ledger.add(.resultReturned, "2020-03-12 09:00")
    #expect(try standing(ledger, on: "2020-04-01").troubles == [.damaged])
  }

  private func standing(_ ledger: Recordings, on day: String) throws -> DossierStanding {
    let dossier = try ledger.dossier()
    let today = try Recordings.date(day)
    let punctuality = dossier.punctuality(
      on: today, calendar: try .bundled(), zones: try .bundled())
    return dossier.standing(punctuality, on: today)
  }
}
