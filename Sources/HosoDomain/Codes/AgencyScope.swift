/// Which agencies lie below which: codes are dotted paths.
public enum AgencyScope {
  /// Whether a canonical code is another one or below it: `H26.12` covers `H26.12.19`.
  public static func covers(_ scope: String, _ code: String) -> Bool {
    guard code.utf8.starts(with: scope.utf8) else { return false }
    let rest = code.utf8.dropFirst(scope.utf8.count)
    return rest.first.map { $0 == UInt8(ascii: ".") } ?? true
  }

  /// Whether an agency is another one or below it, whichever form their codes have.
  public static func covers(_ scope: AgencyCode, _ code: AgencyCode) -> Bool {
    covers(scope.canonical, code.canonical)
  }

  /// Whether two canonical codes are of one line: the same, or one below the other.
  static func areRelated(_ left: String, _ right: String) -> Bool {
    covers(left, right) || covers(right, left)
  }
}

extension AgencyCode {
  /// Whether this is an agency or one below it.
  public func isAtOrBelow(_ other: AgencyCode) -> Bool { AgencyScope.covers(other, self) }
}
