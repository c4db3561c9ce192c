import ArgumentParser
import HosoDomain

/// What a clerk can say about a code.
enum ScanVerb: String, CaseIterable, ExpressibleByArgument {
  case pickup
  case delivery
  case collection
  case attempt
  case `return`
  case sendBack = "send-back"
  case depart
  case arrive
  case lost
  case damaged
  case fee
  case invite
  case recover
  case link
  case void
  case amend

  /// The event the verb records; nil for corrections, which are about an event, not a code.
  var type: EventType? {
    switch self {
    case .pickup: .dossierPickedUp
    case .delivery: .dossierDelivered
    case .collection: .resultCollected
    case .attempt: .resultReturnFailed
    case .return: .resultReturned
    case .sendBack: .resultSentBack
    case .depart: .itemDeparted
    case .arrive: .itemArrived
    case .lost: .itemLost
    case .damaged: .itemDamaged
    case .fee: .feeCollected
    case .invite: .recipientInvited
    case .recover: .papersRecovered
    case .link: .aliasLinked
    case .void, .amend: nil
    }
  }
}
