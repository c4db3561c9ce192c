internal import HosoCrypto
internal import RawStructuredFieldValues

/// Why a body is not the one a `Content-Digest` speaks of.
public enum ContentDigestFault: Error, Hashable, Sendable {
  /// The field is not a dictionary of byte sequences.
  case unreadable(StructuredFieldFault?)
  /// It has no hash of a kind that is safe and known here.
  case noKnownAlgorithm
  /// The body's hash is another one.
  case mismatch(ContentDigest.Algorithm)
}

/// The hash of a body as sent, in the field `Content-Digest` (RFC 9530 section 2).
public enum ContentDigest {
  /// The field's name, in lower case.
  public static let field = "content-digest"

  /// The hashes that are safe ("Active" in the IANA registry of HTTP digest algorithms).
  public enum Algorithm: String, CaseIterable, Hashable, Sendable {
    case sha256 = "sha-256"
    case sha512 = "sha-512"

    var function: HashFunction {
      switch self {
      case .sha256: .sha256
      case .sha512: .sha512
      }
    }
  }

  /// The field's value for a body.
  public static func value(of body: [UInt8], _ algorithms: [Algorithm] = [.sha256]) -> String {
    algorithms.map { "\($0.rawValue)=:\(Base64.encode($0.function.hash(body))):" }
      .joined(separator: ", ")
  }

  /// Returns if every known hash of the field is that of the body, and there is one; throws
  /// otherwise.
  ///
  /// Hashes of other kinds are passed over, as RFC 9530 section 2 allows.
  public static func verify(_ value: String, body: [UInt8]) throws(ContentDigestFault) {
    let digests: StructuredDictionary
    do {
      digests = try StructuredField.dictionary(value)
    } catch {
      throw .unreadable(error)
    }
    var isKnown = false
    for algorithm in Algorithm.allCases {
      guard let member = digests[algorithm.rawValue] else { continue }
      guard case .item(let item) = member, let hash = item.rfc9651BareItem.bytes else {
        throw .unreadable(nil)
      }
      guard ConstantTime.areEqual(hash, algorithm.function.hash(body)) else {
        throw .mismatch(algorithm)
      }
      isKnown = true
    }
    guard isKnown else { throw .noKnownAlgorithm }
  }
}
