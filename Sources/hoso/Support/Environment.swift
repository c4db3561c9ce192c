import Glibc

/// What the process was started with.
enum Environment {
  /// A variable's value; nil if it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let raw = getenv(name) else { return nil }
    let text = String(cString: raw)
    return text.isEmpty ? nil : text
  }
}
