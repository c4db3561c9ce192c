/// Why keys are not changed as asked.
public enum KeyRingFault: Error, Hashable, Sendable {
  /// The old key may stay valid from none to seven days.
  case overlapOutOfRange(seconds: Int64, allowed: ClosedRange<Int64>)
  /// So many keys are valid at once already; one has to end, or be revoked, first.
  case tooManyKeys(max: Int)
  /// The new key is in the ring, or was.
  case knownKey(fingerprint: String)
  /// No key of the ring has this fingerprint.
  case noSuchKey(fingerprint: String)
  /// It is the current key; rotate with no overlap instead, so that there always is one.
  case currentKey(fingerprint: String)
  /// The change would come before the current key's own beginning.
  case beforeCurrent(since: Int64)
  /// Stored keys that no series of rotations can have made.
  case incoherent
}

/// Keys that follow one another with an overlap: the current one, and older ones until they end.
///
/// A value without a clock: times are seconds since 1970 and come from the caller. There is always
/// exactly one current key, so that whatever is signed has a signature.
public struct KeyRing<Key: RotatingKey>: Hashable, Sendable {
  /// How long an old key may stay valid beside the new one: up to a week.
  public static var overlapSeconds: ClosedRange<Int64> { 0...(7 * 86_400) }
  /// The usual overlap: a day.
  public static var usualOverlapSeconds: Int64 { 86_400 }
  /// Keys valid at once; each adds a signature to every delivery.
  static var keysMax: Int { 5 }

  /// A key and when it signs: from `validFrom`, before `validUntil`; nil is without end.
  public struct Entry: Hashable, Sendable {
    public let key: Key
    public let validFrom: Int64
    public internal(set) var validUntil: Int64?

    public init(key: Key, validFrom: Int64, validUntil: Int64?) {
      self.key = key
      self.validFrom = validFrom
      self.validUntil = validUntil
    }

    /// Whether the key signs, and is believed, at a moment.
    public func isValid(at moment: Int64) -> Bool {
      validFrom <= moment && validUntil.map { moment < $0 } ?? true
    }
  }

  /// The current key first, then the others as they were replaced, the latest first.
  public private(set) var entries: [Entry]

  /// A ring with its first key.
  public init(_ key: Key, at moment: Int64) {
    entries = [Entry(key: key, validFrom: moment, validUntil: nil)]
  }

  /// A ring as it was stored, in any order.
  public init(entries: [Entry]) throws(KeyRingFault) {
    let current = entries.filter { $0.validUntil == nil }
    let ended = entries.filter { $0.validUntil != nil }
    guard current.count == 1, Set(entries.map(\.key)).count == entries.count,
      entries.allSatisfy({ $0.validFrom <= $0.validUntil ?? .max }),
      ended.allSatisfy({ $0.validFrom <= current[0].validFrom })
    else { throw .incoherent }
    let order = { (left: Entry, right: Entry) in
      (left.validFrom, left.validUntil ?? .max) > (right.validFrom, right.validUntil ?? .max)
    }
    self.entries = current + ended.sorted(by: order)
  }

  /// The key that has no end yet.
  public var current: Key { entries[0].key }

  /// The keys valid at a moment, newest first.
  ///
  /// Never empty: a clock that stands before the current key's beginning still gets that key.
  public func keys(at moment: Int64) -> [Key] {
    let valid = entries.filter { $0.isValid(at: moment) }
    return valid.isEmpty ? [current] : valid.map(\.key)
  }

  /// Makes a new key the current one; the one before ends after the overlap.
  ///
  /// Keys that have ended are forgotten with the next rotation.
  public mutating func rotate(
    to key: Key, at moment: Int64, overlap: Int64 = KeyRing.usualOverlapSeconds
  ) throws(KeyRingFault) {
    guard KeyRing.overlapSeconds.contains(overlap) else {
      throw .overlapOutOfRange(seconds: overlap, allowed: KeyRing.overlapSeconds)
    }
    guard moment >= entries[0].validFrom else {
      throw .beforeCurrent(since: entries[0].validFrom)
    }
    guard !entries.contains(where: { $0.key == key }) else {
      throw .knownKey(fingerprint: key.fingerprint)
    }
    var before = entries
    before[0].validUntil = moment + overlap
    before.removeAll { ($0.validUntil ?? .max) <= moment }
    guard before.count < KeyRing.keysMax else { throw .tooManyKeys(max: KeyRing.keysMax) }
    entries = [Entry(key: key, validFrom: moment, validUntil: nil)] + before
  }

  /// Ends a key that is not the current one, at once.
  public mutating func revoke(_ fingerprint: String) throws(KeyRingFault) {
    guard let place = entries.firstIndex(where: { $0.key.fingerprint == fingerprint }) else {
      throw .noSuchKey(fingerprint: fingerprint)
    }
    guard place > 0 else { throw .currentKey(fingerprint: fingerprint) }
    entries.remove(at: place)
  }
}

/// The keys an endpoint's deliveries are signed with.
///
/// A secret is always there, so `v1` always is: few verifiers know `v1a` yet.
public struct EndpointKeys: Hashable, Sendable {
  public var secrets: KeyRing<SymmetricSecret>
  public var signing: KeyRing<SigningKey>?

  public init(secrets: KeyRing<SymmetricSecret>, signing: KeyRing<SigningKey>?) {
    self.secrets = secrets
    self.signing = signing
  }

  /// What signs at a moment, in seconds since 1970.
  public func signer(at moment: Int64) -> WebhookSigner {
    WebhookSigner(secrets: secrets.keys(at: moment), keys: signing?.keys(at: moment) ?? [])
  }
}
