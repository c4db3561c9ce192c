import HosoDomain
internal import HosoState
import HosoWebhooks

/// Keys and what was done to them, in words.
enum AccessWords {
  static func failure(_ fault: AccessFault) -> Failure {
    Failure(code(of: fault), sentence(fault))
  }

  private static func code(of fault: AccessFault) -> Failure.Code {
    switch fault {
    case .unknown, .ended: .noInput
    case .changed: .tryAgain
    case .tooMany: .cannotCreate
    case .field: .usage
    }
  }

  private static func sentence(_ fault: AccessFault) -> String {
    switch fault {
    case .unknown:
      say("Không có khoá này. Xem: hoso key list", "There is no such key. See: hoso key list")
    case .changed(let revision):
      say(
        "Có người vừa sửa (bản \(revision)). Xem lại rồi làm tiếp.",
        "Somebody changed it (revision \(revision)). Look again, then go on.")
    case .ended:
      say(
        "Khoá này đã hết hạn, bị thu hồi hoặc đã được thay.",
        "This key has ended, was revoked, or was replaced.")
    case .tooMany(let max):
      say(
        "Đã có \(max) khoá cùng hiệu lực. Thu hồi bớt rồi làm lại.",
        "\(max) keys are good at once already. Revoke some, then do it again.")
    case .field(let field): sentence(field)
    }
  }

  private static func sentence(_ field: AccessFault.Field) -> String {
    switch field {
    case .name:
      let max = AccessKey.nameLengthMax
      return say(
        "--name: 1 đến \(max) ký tự, không có ký tự điều khiển.",
        "--name: 1 to \(max) characters, no control characters.")
    case .reach:
      return say(
        "agency cần --agency, office cần --office, planner có thể có --province, "
          + "administrator không có giới hạn nào.",
        "agency needs --agency, office needs --office, planner may have --province, "
          + "administrator has none of them.")
    case .sources:
      let max = WritingGrant.valuesMax
      return say(
        "Chỉ khoá office có nhiều --office và --source, nhiều nhất \(max) mỗi thứ; không cấp được "
          + "hub-…, agency/… và key_….",
        "Only keys of kind office have several --office, and --source, at most \(max) of each; "
          + "hub-…, agency/… and key_… are not to be given.")
    case .scopes:
      return say(
        "--scopes: loại khoá này không có quyền ấy.", "--scopes: not for this kind of key.")
    case .expiresAt:
      return say("--expires: đã qua rồi.", "--expires: that is over already.")
    case .overlap: return say("--overlap: từ 0 đến 7 ngày.", "--overlap: 0 to 7 days.")
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
