/// What can happen to a dossier or an item.
///
/// The raw value is the event type's published number: it is part of an event's canonical bytes
/// and of the total order of events, so a number is never changed or used again.
public enum EventType: UInt8, CaseIterable, Hashable, Sendable {
  /// Nhận gửi hồ sơ: the post takes the dossier from the citizen.
  case dossierPickedUp = 1
  /// Giao hồ sơ cho cơ quan: handed to the agency, biên bản giao nhận signed.
  case dossierDelivered = 2
  /// Tiếp nhận, hẹn trả: the agency accepts and gives an appointment.
  case dossierAccepted = 3
  /// Từ chối tiếp nhận: the agency refuses the dossier.
  case dossierRefused = 4
  /// Yêu cầu bổ sung: the agency asks for more papers.
  case supplementRequested = 5
  /// Hẹn lại: a new appointment. Timeliness keeps being judged by the first one.
  case dueChanged = 6
  /// Đã xử lý xong: the agency has finished.
  case resultReady = 7
  /// Nhận kết quả: the post takes the result from the agency.
  case resultCollected = 8
  /// Phát không thành công: an attempt to hand over the result failed.
  case resultReturnFailed = 9
  /// Trả kết quả: the result is in the citizen's hands.
  case resultReturned = 10
  /// Chuyển hoàn: the result could not be delivered and is back at the agency.
  case resultSentBack = 11
  /// Rút hồ sơ: the citizen withdraws the dossier.
  case dossierWithdrawn = 12
  /// Chuyển đi: an item or a bag leaves an office.
  case itemDeparted = 13
  /// Đến: an item or a bag arrives at an office.
  case itemArrived = 14
  /// Mất: an item is lost.
  case itemLost = 15
  /// Hư hỏng: an item is damaged.
  case itemDamaged = 16
  /// Thu hộ phí: money taken from the citizen, one event for each kind of money.
  case feeCollected = 17
  /// Nộp phí: money handed on to the agency.
  case feeRemitted = 18
  /// Giao nhận có chênh lệch: counts or contents differ at a handover.
  case handoverDisputed = 19
  /// Mời nhận: the recipient is invited to fetch the result.
  case recipientInvited = 20
  /// Thu hồi giấy tờ: papers or fees carried back to the agency, the third leg.
  case papersRecovered = 21
  /// Gắn mã: another code for the same dossier.
  case aliasLinked = 22
  /// Huỷ: an earlier event did not happen.
  case eventVoided = 23
  /// Đính chính: an earlier event happened otherwise than recorded.
  case eventAmended = 24
  /// Chốt kỳ: an office declares a period complete.
  case periodDeclared = 25
  /// Công bố: a vintage of the figures is published.
  case figuresReleased = 26
  // 27 and 28 are reserved, see docs/ledger-format.md.
  /// In biên bản: a desk printed the record of a handover, to be signed by both sides.
  case recordPrinted = 29
  /// Chốt ca: a clerk closes a shift of their own.
  case shiftClosed = 30

  /// The name used in interchange, such as `dossier.picked_up`.
  public var name: String {
    switch self {
    case .dossierPickedUp: "dossier.picked_up"
    case .dossierDelivered: "dossier.delivered"
    case .dossierAccepted: "dossier.accepted"
    case .dossierRefused: "dossier.refused"
    case .supplementRequested: "supplement.requested"
    case .dueChanged: "due.changed"
    case .resultReady: "result.ready"
    case .resultCollected: "result.collected"
    case .resultReturnFailed: "result.return_failed"
    case .resultReturned: "result.returned"
    case .resultSentBack: "result.sent_back"
    case .dossierWithdrawn: "dossier.withdrawn"
    case .itemDeparted: "item.departed"
    case .itemArrived: "item.arrived"
    case .itemLost: "item.lost"
    case .itemDamaged: "item.damaged"
    case .feeCollected: "fee.collected"
    case .feeRemitted: "fee.remitted"
    case .handoverDisputed: "handover.disputed"
    case .recipientInvited: "recipient.invited"
    case .papersRecovered: "papers.recovered"
    case .aliasLinked: "alias.linked"
    case .eventVoided: "event.voided"
    case .eventAmended: "event.amended"
    case .periodDeclared: "period.declared"
    case .figuresReleased: "figures.released"
    case .recordPrinted: "record.printed"
    case .shiftClosed: "shift.closed"
    }
  }

  /// What an event of this type must name: a dossier, an earlier event, or neither of them.
  public var subjectKind: SubjectKind {
    switch self {
    case .eventVoided, .eventAmended: .event
    case .periodDeclared, .figuresReleased: .period
    case .recordPrinted, .shiftClosed: .desk
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
      .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost,
      .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .papersRecovered, .aliasLinked:
      .dossier
    }
  }

  /// Whether it may be about a bag or manifest as a whole instead of one item.
  public var mayBeOfContainer: Bool {
    switch self {
    case .itemDeparted, .itemArrived, .itemLost, .itemDamaged, .handoverDisputed: true
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused,
      .supplementRequested, .dueChanged, .resultReady, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .dossierWithdrawn, .feeCollected, .feeRemitted,
      .recipientInvited, .papersRecovered, .aliasLinked, .eventVoided,
      .eventAmended, .periodDeclared, .figuresReleased, .recordPrinted, .shiftClosed:
      false
    }
  }

  /// Whether a dossier goes through this at most once, so that a second one is a repetition.
  public var happensOnce: Bool {
    switch self {
    case .dossierPickedUp, .dossierDelivered, .dossierAccepted, .dossierRefused, .resultReady,
      .resultCollected, .resultReturned, .resultSentBack, .dossierWithdrawn, .itemLost:
      true
    case .supplementRequested, .dueChanged, .resultReturnFailed, .itemDeparted, .itemArrived,
      .itemDamaged, .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited,
      .papersRecovered, .aliasLinked, .eventVoided, .eventAmended, .periodDeclared,
      .figuresReleased, .recordPrinted, .shiftClosed:
      false
    }
  }

  private static let byName: [String: EventType] =
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The type with a name of the interchange format; nil if there is none.
  public init?(name: String) {
    guard let type = EventType.byName[name] else { return nil }
    self = type
  }
}

/// What an event is about.
public enum SubjectKind: Hashable, Sendable {
  /// A dossier or an item, named by any of its printed codes, or a bag of items.
  case dossier
  /// Another event, which this one corrects.
  case event
  /// A reporting period; no dossier.
  case period
  /// A desk's own work: a paper that it printed, a shift that ended; no dossier.
  case desk
}
