public import HosoCrypto
public import HosoDomain

/// A key that lets its holder ask the server for things; kept as a hash, never as itself.
public struct AccessKey: Hashable, Sendable {
  /// Characters of a name.
  public static let nameLengthMax = 100

  /// `key_` and the first eight characters behind the kind; stands in the audit and in lists.
  public let id: String
  public let kind: KeyKind
  /// What people call it.
  public let name: String
  public let reach: Reach
  /// What it may write besides.
  public let grant: WritingGrant
  public let scopes: Set<Scope>
  public let createdAt: Moment
  /// Whose doing it was: a key's id, or who ran the command.
  public let createdBy: String
  /// When it ends; nil for never.
  public internal(set) var expiresAt: Moment?
  public internal(set) var revokedAt: Moment?
  /// The key that took its place.
  public internal(set) var replacedBy: String?
  /// When it last let somebody in, to a minute or so.
  public internal(set) var lastUsedAt: Moment?
  /// Counts its changes from 1, being used aside: the ETag.
  public internal(set) var revision: Int64
  /// SHA-256 of the whole text.
  let hash: [UInt8]

  /// Whether the key lets anybody in at a moment.
  public func isValid(at moment: Moment) -> Bool {
    revokedAt == nil && expiresAt.map { moment < $0 } ?? true
  }

  /// Whether this is the key's text; takes the same time wherever they differ.
  public func opens(with text: AccessKeyText) -> Bool {
    ConstantTime.areEqual(hash, text.hash)
  }

  /// Notes that it let somebody in.
  public mutating func noteUse(at moment: Moment) { lastUsedAt = moment }

  /// Its holder, as far as rights go.
  public var caller: Caller {
    Caller(keyID: id, kind: kind, scopes: scopes, reach: reach, grant: grant)
  }
}

/// A key as its holder has it: `hoso_<kind>_` and 32 letters and digits.
///
/// Eight of them name the key, twenty-four (142 bits) are secret.
public struct AccessKeyText: Hashable, Sendable {
  private static let prefix = "hoso_"
  private static let nameLength = 8
  private static let length = 32
  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  public let text: String
  public let kind: KeyKind
  public let id: String

  /// Reads a key; nil for anything that cannot be one.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "hoso", let kind = KeyKind(rawValue: String(parts[1])),
      parts[2].utf8.count == AccessKeyText.length,
      parts[2].utf8.allSatisfy(AccessKeyText.isCharacter)
    else { return nil }
    self.text = String(text)
    self.kind = kind
    id = "key_" + parts[2].prefix(AccessKeyText.nameLength)
  }

  private init(kind: KeyKind, characters: String) {
    text = AccessKeyText.prefix + kind.rawValue + "_" + characters
    self.kind = kind
    id = "key_" + characters.prefix(AccessKeyText.nameLength)
  }

  /// Whether a text can be the id of a key.
  public static func isID(_ text: String) -> Bool {
    let prefix = "key_".utf8
    let name = text.utf8.dropFirst(prefix.count)
    return text.utf8.starts(with: prefix) && name.count == nameLength
      && name.allSatisfy(isCharacter)
  }

  private static func isCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: false
    }
  }

  /// A new key.
  public static func random(_ kind: KeyKind) throws(CryptoFault) -> AccessKeyText {
    var characters: [UInt8] = []
    // Of 256 values the last eight would make some letters likelier than others.
    let usable = 256 - 256 % alphabet.count
    while characters.count < length {  // Bounded: 31 of 32 bytes are usable.
      for byte in try Random.bytes(length) where Int(byte) < usable {
        characters.append(alphabet[Int(byte) % alphabet.count])
      }
    }
    return AccessKeyText(
      kind: kind, characters: String(decoding: characters.prefix(length), as: UTF8.self))
  }

  /// What is kept of it.
  var hash: [UInt8] { HashFunction.sha256.hash(Array(text.utf8)) }
}

/// What a new key is to be.
public struct AccessKeyDraft: Hashable, Sendable {
  public var kind: KeyKind
  public var name: String
  public var reach: Reach
  /// What it may write besides; for post offices only.
  public var grant: WritingGrant
  /// Nil for all that the kind has unless told otherwise.
  public var scopes: Set<Scope>?
  public var expiresAt: Moment?

  public init(
    kind: KeyKind, name: String, reach: Reach, grant: WritingGrant = WritingGrant(),
    scopes: Set<Scope>? = nil, expiresAt: Moment? = nil
  ) {
    self.kind = kind
    self.name = name
    self.reach = reach
    self.grant = grant
    self.scopes = scopes
    self.expiresAt = expiresAt
  }

  /// - Throws: What is wrong with it.
  func check() throws(AccessFault) {
    guard 1...AccessKey.nameLengthMax ~= name.unicodeScalars.count,
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw .field(.name) }
    let isFitting =
      switch (kind, reach) {
      case (.agency, .agency), (.office, .office), (.administrator, .everything): true
      case (.planner, .everything), (.planner, .province): true
      case (.agency, _), (.office, _), (.planner, _), (.administrator, _): false
      }
    guard isFitting else { throw .field(.reach) }
    guard grant.isEmpty || (kind == .office && grant.isGrantable) else { throw .field(.sources) }
    let possible = kind.possibleScopes(within: reach)
    guard scopes.map({ !$0.isEmpty && $0.isSubset(of: possible) }) ?? true else {
      throw .field(.scopes)
    }
  }
}

/// Why a key is not made or changed as asked.
public enum AccessFault: Error, Hashable, Sendable {
  /// There is no such key.
  case unknown
  /// Somebody else changed it since; `revision` is the present one.
  case changed(revision: Int64)
  /// It was revoked, or replaced, or has ended: there is nothing to change any more.
  case ended
  /// So many keys are good at once already.
  case tooMany(max: Int)
  /// A value that does not fit.
  case field(Field)

  /// The fields of a draft.
  public enum Field: String, Hashable, Sendable {
    case name
    case reach
    case sources
    case scopes
    case expiresAt
    case overlap
  }
}
