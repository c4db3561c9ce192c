import HosoDomain

/// What is known of a dossier for a while: from one vintage of the figures on, until another.
///
/// Vintages are counted by their cutoffs; the last one has none.
struct Claim {
  enum Subject {
    case pickup
    case delivery
    case ready
    case collected
    case closing(Closing)
    /// Anything that only shows that there is a dossier.
    case trace
  }

  /// How a dossier may end, besides being delivered in mode `send`.
  enum Closing {
    case returned
    case sentBack
    case withdrawn
    case lost
  }

  var subject: Subject
  /// Local seconds since 1970.
  var at: Int
  /// Under which code it is known; for two codes, that they belong together.
  var code: PrintedCode
  var alias: PrintedCode?
  var carriesDue: Bool
  /// Place of the province of the dossier, if this is its entry.
  var province: Int
  /// The first vintage that knows it, and the first that no longer does.
  var from: Int
  var until: Int

  /// Names are those of the events, so that a claim is made along with its statement.
  static func subject(of type: EventType) -> Subject {
    switch type {
    case .dossierPickedUp: .pickup
    case .dossierDelivered: .delivery
    case .resultReady: .ready
    case .resultCollected: .collected
    case .resultReturned: .closing(.returned)
    case .resultSentBack: .closing(.sentBack)
    case .dossierWithdrawn: .closing(.withdrawn)
    case .itemLost: .closing(.lost)
    case .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged,
      .resultReturnFailed, .itemDeparted, .itemArrived, .itemDamaged, .feeCollected,
      .feeRemitted, .handoverDisputed, .recipientInvited, .papersRecovered, .aliasLinked,
      .eventVoided, .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted, .shiftClosed:
      .trace
    }
  }
}

/// The moments at which the truth is asked for: the tenth day after each calendar quarter, and
/// at last when nothing more comes.
struct Vintages: Sendable {
  /// Only what was recorded before 00:00 of these days counts.
  let cutoffs: [LocalDate]
  /// The first vintage that knows what is recorded on a day, by place in the row of days.
  private let firstByDay: [Int]

  init(days: WorkingDays) {
    let cutoffs = PublishedVolumes.quarters.compactMap { quarter in
      let isLast = quarter.quarter == 4
      return LocalDate(
        year: quarter.year + (isLast ? 1 : 0), month: isLast ? 1 : quarter.quarter * 3 + 1,
        day: 10)
    }
    self.cutoffs = cutoffs
    firstByDay = days.dates.map { date in
      cutoffs.firstIndex { date < $0 } ?? cutoffs.count
    }
  }

  var count: Int { cutoffs.count + 1 }

  @inline(__always)
  func first(knowing day: Int) -> Int { firstByDay[day] }
}
