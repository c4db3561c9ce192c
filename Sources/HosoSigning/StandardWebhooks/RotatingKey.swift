internal import HosoCrypto

/// A key that is replaced from time to time, named by its fingerprint.
public protocol RotatingKey: Hashable, Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  /// Sixteen hexadecimal digits that name the key and do not give it away.
  var fingerprint: String { get }
}

// Keys end up in logs through descriptions and mirrors; these say only which key it was.
extension RotatingKey {
  public var description: String { "key \(fingerprint)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["fingerprint": fingerprint]) }
}

/// Names of keys.
enum KeyFingerprint {
  private static let bytes = 8

  /// The first digits of a hash that nothing else is hashed with.
  static func of(_ key: [UInt8], kind: KeyPrefix) -> String {
    let hash = HashFunction.sha256.hash(Array("hoso key \(kind.rawValue)\n".utf8) + key)
    return Hexadecimal.text(of: hash.prefix(bytes))
  }
}
