internal import HosoCrypto
internal import HosoDomain

/// A JSON object on one line whose last member, `sum`, is the hash of all bytes before its comma:
/// one that was changed anywhere is no such text any more.
enum SummedJSON {
  private static let lead = Array(#","sum":""#.utf8)
  private static let end = Array("\"}\n".utf8)
  private static let digits = 64
  /// Values in the largest: a head with as many packs as a hundred national years make.
  private static let valuesMax = 4_000_000

  /// Writes an object of one member at least.
  static func bytes(
    hasher: Hasher256, _ fill: (inout JSONBuilder) -> Void
  ) -> [UInt8] {
    var json = JSONBuilder()
    json.object(fill)
    let open = Array(json.bytes.dropLast())
    return open + lead + Array(hasher.digest(of: open).hex.utf8) + end
  }

  /// Reads what `bytes` wrote; nil for anything else.
  static func read(_ bytes: [UInt8], hasher: Hasher256) -> JSONValue? {
    let tail = lead.count + digits + end.count
    let open = Array(bytes.dropLast(tail))
    let sum = lead + Array(hasher.digest(of: open).hex.utf8) + end
    guard bytes.count > tail, bytes.suffix(tail).elementsEqual(sum) else { return nil }
    return try? JSONValue(
      reading: bytes, limits: JSONLimits(values: valuesMax))
  }
}
