import HosoDomain
internal import HosoState
import HosoWebhooks
internal import HosoWords

/// What is wrong with endpoints, in words; how they are is said by `DeliveryWords`.
enum WebhookWords {
  static func failure(_ fault: EndpointFault) -> Failure {
    var sentence = say(EndpointWords.said(fault, portal: "--dstcode, --unit"))
    if case .field(let field) = fault, let option = option(of: field) {
      sentence = "\(option): " + sentence
    }
    return Failure(code(of: fault), fault == .notConsented ? sentence + asking : sentence)
  }

  static func failure(_ fault: DeliveryFault) -> Failure {
    switch fault {
    case .corrupt(let row):
      Failure(
        .badData,
        say(
          "deliveries.db hỏng (\(row.rawValue)). Khôi phục từ bản sao.",
          "deliveries.db is damaged (\(row.rawValue)). Restore it."))
    }
  }

  private static func code(of fault: EndpointFault) -> Failure.Code {
    switch fault {
    case .unknown, .archived: .noInput
    case .changed, .coolingDown: .tryAgain
    case .tooMany: .cannotCreate
    case .notConsented: .unavailable
    case .field, .getsNoEvents: .usage
    }
  }

  /// What an option gives; nil for what none gives.
  private static func option(of field: EndpointFault.Field) -> String? {
    switch field {
    case .name: "--name"
    case .rate: "--rate"
    case .headers: "--header"
    case .filter, .keys, .portal, .cursor, .owner: nil
    }
  }

  private static var asking: String {
    say(" Hỏi trước: ", " Ask first: ") + "hoso webhook ping … --handshake"
  }
}
