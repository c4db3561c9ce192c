import Testing

@testable import HosoCrypto

@Suite("Bytes sealed with a key")
struct SealedBytesTests {
  private let key = HashFunction.sha256.hash(Array("a key".utf8))
  private let context = Array("a request".utf8)

  @Test(arguments: [0, 1, 15, 16, 17, 4_096])
  func `what is sealed is opened as it was, and never looks the same twice`(count: Int) throws {
    let bytes = try Random.bytes(count)
    let first = try SealedBytes.seal(bytes, with: key, context: context)
    let second = try SealedBytes.seal(bytes, with: key, context: context)
    #expect(first != second && first.count == count + 28)
    #expect(try SealedBytes.open(first, with: key, context: context) == bytes)
    #expect(try SealedBytes.open(second, with: key, context: context) == bytes)
  }

  @Test func `another key, another context and any changed byte are noticed`() throws {
    let sealed = try SealedBytes.seal(Array("whsec_".utf8), with: key, context: context)
    let other = HashFunction.sha256.hash(Array("another key".utf8))
    #expect(throws: CryptoFault.damaged) {
      try SealedBytes.open(sealed, with: other, context: context)
    }
    #expect(throws: CryptoFault.damaged) { try SealedBytes.open(sealed, with: key, context: []) }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: CryptoFault.damaged) {
        try SealedBytes.open(changed, with: key, context: context)
      }
    }
    for length in 0..<sealed.count {
      #expect(throws: CryptoFault.damaged) {
        try SealedBytes.open(Array(sealed.prefix(length)), with: key, context: context)
      }
    }
  }

  /// The text of the cipher alone, against a published vector.
  ///
  /// Source: McGrew and Viega, "The Galois/Counter Mode of Operation", test case 14: a key and a
  /// block of zeros, a nonce of zeros.
  @Test func `a published vector opens`() throws {
    let sealed =
      [UInt8](repeating: 0, count: 12)
      + [
        0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5, 0xd3, 0xba, 0xf3, 0x9d,
        0x18,
      ]
      + [
        0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99, 0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9,
        0x19,
      ]
    let zeros = [UInt8](repeating: 0, count: 32)
    let opened = try SealedBytes.open(sealed, with: zeros, context: [])
    #expect(opened == [UInt8](repeating: 0, count: 16))
  }
}
