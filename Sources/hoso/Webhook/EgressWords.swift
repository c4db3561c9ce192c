import HosoDomain
internal import HosoEgress
internal import HosoWords

/// Why an address or header that an option gave is not accepted, and what allows it.
extension EgressWords {
  /// Not permitted where an administrator could allow it; a usage error otherwise.
  static func failure(_ fault: EgressFault, option: String) -> Failure {
    let sentence = "\(option): " + say(said(fault, isInside: true))
    if fault.canBeAllowed { return Failure(.notPermitted, sentence + allowing) }
    if case .client = fault { return Failure(.unavailable, sentence) }
    return Failure(.usage, sentence)
  }

  private static var allowing: String {
    say(" Hoặc cho phép bằng --allow-egress MẠNG.", " Or allow it: --allow-egress NETWORK.")
  }
}
