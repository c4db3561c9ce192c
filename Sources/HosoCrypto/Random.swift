internal import CCrypto

/// Unguessable bytes from libcrypto's generator, which the system seeds.
public enum Random {
  /// As many bytes as asked for.
  public static func bytes(_ count: Int) throws(CryptoFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw .noRandomness }
    return bytes
  }

  /// Lower-case hexadecimal digits, two for each byte.
  public static func hex(bytes count: Int) throws(CryptoFault) -> String {
    Hexadecimal.text(of: try bytes(count))
  }
}
