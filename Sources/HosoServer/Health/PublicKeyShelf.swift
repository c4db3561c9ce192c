internal import HTTPTypes
internal import HosoDomain
internal import HosoSigning
internal import HosoState
internal import Synchronization

/// The public halves of the keys deliveries are signed with, as they are told: anybody may ask, so
/// the list is made anew only when endpoints change, or a key begins or ends.
final class PublicKeyShelf: Sendable {
  private struct Kept {
    /// Of the endpoints.
    let version: Int64
    /// Seconds since 1970 within which the list stays as it is.
    let valid: Range<Int64>
    let body: [UInt8]
    let tag: String
  }

  private let kept = Mutex<Kept?>(nil)

  func reply(to call: Call) async throws -> Reply {
    let known = kept.withLock { $0 }
    let now = call.moment.seconds
    let current = try await call.services.state.read { store in
      let version = try store.changes(of: .endpoints)
      if let known, known.version == version, known.valid.contains(now) { return known }
      return try PublicKeyShelf.list(try store.signingKeys(), version, at: now)
    }
    kept.withLock { $0 = current }
    let reply =
      EntityTag.notModified(call, current.tag)
      ?? Reply(.ok, MediaType.json, current.body).with(.eTag, current.tag)
    return reply.with(.cacheControl, "public, max-age=300")
  }

  /// In an order that tells nothing of the endpoints: how many there are, and whose, is nobody's
  /// business.
  private static func list(
    _ keys: [KeyRing<SigningKey>.Entry], _ version: Int64, at now: Int64
  ) throws -> Kept {
    let entries = keys.filter { $0.isValid(at: now) }
      .map { (key: $0.key.verifyingKey.serialized, entry: $0) }
      .sorted { $0.key < $1.key }
    let turns = keys.flatMap { [$0.validFrom, $0.validUntil].compactMap { $0 } }
    var json = JSONBuilder()
    json.object { json in
      json.list("keys") { json in
        for (key, entry) in entries {
          json.object { json in
            json.field("algorithm", "ed25519")
            json.field("key", key)
            json.field("valid_from", Moment(seconds: entry.validFrom).rfc3339)
            json.field(
              "valid_until", entry.validUntil.map { Moment(seconds: $0).rfc3339 })
          }
        }
      }
    }
    json.endLine()
    let end = turns.filter { $0 > now }.min() ?? .max
    return Kept(
      version: version, valid: now..<end, body: json.bytes, tag: try EntityTag.of(json.bytes))
  }
}
