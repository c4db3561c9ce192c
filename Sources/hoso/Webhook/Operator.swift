import Glibc
import HosoWebhooks

/// Who runs the command, as the audit says it.
enum Operator {
  /// `command:` and the staff number of `HOSO_ACTOR`, else the name of the machine's user.
  static var name: String { "command:" + (Environment.value("HOSO_ACTOR") ?? user) }

  private static var user: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else {
      return String(getuid())
    }
    return String(cString: name)
  }
}

extension DeliveryStore {
  /// Changes an endpoint and notes it in the audit, in one commit.
  func audited(_ action: AuditAction, _ change: () throws -> Endpoint) throws -> Endpoint {
    try commit {
      let endpoint = try change()
      try audit(action, endpoint)
      return endpoint
    }
  }

  /// Notes in the audit what the command did to an endpoint.
  func audit(_ action: AuditAction, _ endpoint: Endpoint) throws {
    try audit(
      action, subject: endpoint.id.text, detail: endpoint.name, at: .now(), by: Operator.name)
  }
}
