/// What whoever waits for a dossier is told about it: how it looks, what to do, how far it is.
///
/// A function of its state, its mode and what is wrong with it, and the only one: page, command and
/// API say the same.
public struct DossierStanding: Hashable, Sendable {
  /// How it looks at a glance.
  public enum Tone: String, CaseIterable, Hashable, Sendable {
    case good
    case plain
    /// Something is wrong, or has to be done.
    case warn
  }

  /// What is wrong although the state alone does not say so.
  public enum Trouble: String, CaseIterable, Hashable, Sendable {
    /// The post has not kept its limit.
    case late
    /// The agency's last appointment has passed.
    case overdue
    /// Something was damaged on the way.
    case damaged
  }

  /// What the person can or must do; an invitation to wait is worth saying too.
  public enum Advice: String, CaseIterable, Hashable, Sendable {
    /// Nothing for now: keep the slip.
    case wait
    /// Nothing for now: the agency hands out the result itself.
    case waitForAgency = "wait-for-agency"
    /// Nothing for now: the post collects the result and brings it.
    case waitForPost = "wait-for-post"
    /// Nobody scanned it in: ask where it was handed in, if that was more than a day ago.
    case askIfTaken = "ask-if-taken"
    /// The post is late: ask it.
    case askPost = "ask-post"
    /// The agency is late: ask it.
    case askAgency = "ask-agency"
    /// Find out what is missing and bring or send it.
    case bringPapers = "bring-papers"
    /// Ask for the reason of the refusal and for the papers.
    case fetchPapers = "fetch-papers"
    /// Fetch the result at the agency.
    case fetchResult = "fetch-result"
    /// Have the slip ready: the result comes.
    case receive
    /// The post tries again; it can be fetched, too.
    case awaitAttempt = "await-attempt"
    /// Ask the agency, if it was not oneself who withdrew it.
    case askWhoWithdrew = "ask-who-withdrew"
    /// Bring the slip to the post office, which settles and compensates.
    case claimLoss = "claim-loss"
    /// Look at it together with the post office, which settles and compensates.
    case claimDamage = "claim-damage"
    /// Nothing more.
    case nothing

    /// Whether a post office is to be asked or visited.
    public var isForOffice: Bool {
      switch self {
      case .askIfTaken, .askPost, .awaitAttempt, .claimLoss, .claimDamage: true
      case .wait, .waitForAgency, .waitForPost, .askAgency, .bringPapers, .fetchPapers,
        .fetchResult, .receive, .askWhoWithdrew, .nothing:
        false
      }
    }

    /// Whether the agency is to be asked or visited.
    public var isForAgency: Bool {
      switch self {
      case .askAgency, .bringPapers, .fetchPapers, .fetchResult, .askWhoWithdrew: true
      case .wait, .waitForAgency, .waitForPost, .askIfTaken, .askPost, .receive, .awaitAttempt,
        .claimLoss, .claimDamage, .nothing:
        false
      }
    }
  }

  public let state: DossierState
  public let mode: ServiceMode
  public let troubles: Set<Trouble>
  /// The stages of its way with how far it is.
  public let steps: [JourneyStep]

  /// - Parameter first: The moment of the first effective event of a type; nil if there is none.
  public init(
    state: DossierState, mode: ServiceMode, troubles: Set<Trouble>,
    first: (EventType) -> OccurredAt?
  ) {
    self.state = state
    self.mode = mode
    self.troubles = troubles
    steps = JourneyStep.steps(mode: mode, state: state, first: first)
  }

  public var tone: Tone {
    guard troubles.isEmpty else { return .warn }
    return switch state {
    case .returned, .resultReady, .delivered: .good
    case .supplementRequested, .refused, .returnFailed, .sentBack, .lost: .warn
    case .unknownEntry, .onTheWayToAgency, .withAgency, .resultOnTheWay, .withdrawn: .plain
    }
  }

  /// What to do, the most urgent first; never empty.
  public var advice: [Advice] {
    guard state != .lost, troubles.contains(.damaged) else { return [advised] }
    switch advised {
    // Whoever is told of damage is not told that there is nothing to do.
    case .wait, .waitForAgency, .waitForPost, .nothing: return [.claimDamage]
    case .askIfTaken, .askPost, .askAgency, .bringPapers, .fetchPapers, .fetchResult, .receive,
      .awaitAttempt, .askWhoWithdrew, .claimLoss, .claimDamage:
      return [.claimDamage, advised]
    }
  }

  private var advised: Advice {
    switch state {
    case .unknownEntry: .askIfTaken
    case .onTheWayToAgency: troubles.contains(.late) ? .askPost : .wait
    case .withAgency: troubles.contains(.overdue) ? .askAgency : .wait
    case .delivered: troubles.contains(.overdue) ? .askAgency : .waitForAgency
    case .supplementRequested: .bringPapers
    case .refused: .fetchPapers
    case .resultReady: mode == .send ? .fetchResult : .waitForPost
    case .resultOnTheWay: troubles.contains(.late) ? .askPost : .receive
    case .returnFailed: .awaitAttempt
    case .returned: .nothing
    case .sentBack: .fetchResult
    case .withdrawn: .askWhoWithdrew
    case .lost: .claimLoss
    }
  }
}

/// A stage of the way that the post carries.
public struct JourneyStep: Hashable, Sendable {
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    case taken
    case atAgency = "at-agency"
    case ready
    case onTheWayBack = "on-the-way-back"
    case handedOver = "handed-over"
  }

  public enum Progress: String, Hashable, Sendable {
    case done
    /// The one that is under way now.
    case current
    case ahead
    /// It will not happen any more.
    case dropped
  }

  public let stage: Stage
  public let progress: Progress
  /// The day it happened; nil if it did not, or nobody scanned it.
  public let on: LocalDate?

  /// The stages of a mode: those that the state implies are done, whoever forgot to scan them.
  static func steps(
    mode: ServiceMode, state: DossierState, first: (EventType) -> OccurredAt?
  ) -> [JourneyStep] {
    let stages: [Stage] =
      switch mode {
      case .send: [.taken, .atAgency, .ready]
      case .return: [.ready, .onTheWayBack, .handedOver]
      case .both: Stage.allCases
      }
    let reached = furthest(state, first).flatMap { Stage.allCases.firstIndex(of: $0) } ?? -1
    let isDropped = (state.isOver && state != .returned) || state == .refused
    var isNext = true
    return stages.map { stage in
      let isDone = Stage.allCases.firstIndex(of: stage).map { $0 <= reached } ?? false
      let progress: Progress =
        isDone ? .done : isDropped ? .dropped : isNext ? .current : .ahead
      if !isDone { isNext = false }
      return JourneyStep(
        stage: stage, progress: progress,
        on: isDone ? first(type(of: stage)).map { LocalDate(vietnam: $0) } : nil)
    }
  }

  /// The last stage that is behind a dossier; nil if none is.
  private static func furthest(
    _ state: DossierState, _ first: (EventType) -> OccurredAt?
  ) -> Stage? {
    switch state {
    case .onTheWayToAgency: .taken
    case .withAgency, .supplementRequested, .refused, .delivered: .atAgency
    case .resultReady: .ready
    case .resultOnTheWay, .returnFailed, .sentBack: .onTheWayBack
    case .returned: .handedOver
    // Where these befell it, its scans tell.
    case .unknownEntry, .withdrawn, .lost:
      [Stage.onTheWayBack, .ready, .atAgency, .taken].first { first(type(of: $0)) != nil }
    }
  }

  private static func type(of stage: Stage) -> EventType {
    switch stage {
    case .taken: .dossierPickedUp
    case .atAgency: .dossierDelivered
    case .ready: .resultReady
    case .onTheWayBack: .resultCollected
    case .handedOver: .resultReturned
    }
  }
}
