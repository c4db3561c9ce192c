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

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(of bytes: some Sequence<UInt8>) -> String {
    String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
