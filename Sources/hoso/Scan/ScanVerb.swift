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
    case .link: .aliasLinked
    case .void, .amend: nil
    }
  }
}
