internal import CCrypto

/// The SHA-256 of a file's bytes.
enum FileDigest {
  /// Sixty-four lower-case hexadecimal digits.
  static func hex(of bytes: [UInt8]) throws(ExportFault) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var length = digest.count
    guard
      EVP_Q_digest(nil, "SHA256", nil, bytes, bytes.count, &digest, &length) == 1, length == 32
    else { throw .cryptographyMissing }
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
