import HosoDomain
internal import HosoState
internal import HosoWords

/// Keys and what was done to them, in words.
extension AccessWords {
  private static var listing: String { say(" Xem: ", " See: ") + "hoso key list" }

  static func failure(_ fault: AccessFault) -> Failure {
    var sentence = say(said(fault))
    if case .field(let field) = fault, let option = option(of: field) {
      sentence = "\(option): " + sentence
    }
    return Failure(code(of: fault), fault == .unknown ? sentence + listing : sentence)
  }

  private static func code(of fault: AccessFault) -> Failure.Code {
    switch fault {
    case .unknown, .ended: .noInput
    case .changed: .tryAgain
    case .tooMany: .cannotCreate
    case .field: .usage
    }
  }

  /// What an option gives; nil for what several give.
  private static func option(of field: AccessFault.Field) -> String? {
    switch field {
    case .name: "--name"
    case .scopes: "--scopes"
    case .expiresAt: "--expires"
    case .overlap: "--overlap"
    case .reach, .sources: nil
    }
  }

  static func name(_ kind: KeyKind) -> String {
    switch kind {
    case .agency: say("cơ quan", "agency")
    case .office: say("bưu cục", "office")
    case .planner: say("kế hoạch", "planner")
    case .administrator: say("quản trị", "administrator")
    }
  }

  /// Whose dossiers a key reaches.
  static func name(_ reach: Reach) -> String {
    switch reach {
    case .everything: say("tất cả", "everything")
    case .agency(let code): code.text
    case .office(let code): say("bưu cục ", "office ") + code.text
    case .province(let code): say("tỉnh ", "province ") + code.text
    }
  }

  /// Whether a key is good, and until when.
  static func state(_ key: AccessKey, at moment: Moment) -> String {
    if let revoked = key.revokedAt {
      return say("thu hồi ", "revoked ") + WebhookLogCommand.clock(revoked)
    }
    guard let end = key.expiresAt else { return say("còn hiệu lực", "good") }
    return (key.isValid(at: moment) ? say("đến ", "until ") : say("hết hạn ", "ended "))
      + WebhookLogCommand.clock(end)
  }
}
