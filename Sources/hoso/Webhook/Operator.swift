import Glibc
internal import HosoState
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
  /// What the command does to endpoints, now.
  var operations: EndpointOperations { EndpointOperations(self, by: Operator.name, at: .now()) }
}
