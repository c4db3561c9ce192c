/// Why a message signature (RFC 9421) is not believed.
public enum MessageSignatureFault: Error, Hashable, Sendable {
  /// The request has no such field.
  case missing(field: String)
  /// The field is not what its type says.
  case unreadable(field: String, StructuredFieldFault)
  /// A member of `Signature-Input` is no list of components, or of `Signature` no bytes.
  case notASignature(label: String)
  /// No signature carries the tag that says it is meant for this.
  case noneMeant(tag: String?)
  /// Several signatures are meant for this; one is expected.
  case ambiguous(count: Int)
  /// More signatures, or components of one, than are looked at.
  case tooMany(max: Int)
  /// A part of the request that is covered, as the list names it, cannot be used.
  case component(String, Component)
  /// What has to be covered and is not (RFC 9421 section 7.2.1, "Insufficient Coverage").
  case insufficientCoverage([String])
  /// A parameter of the signature that is needed is not there.
  case parameterMissing(MessageSignatureParameter)
  /// A parameter has another type, or is empty or too long.
  case parameterUnreadable(MessageSignatureParameter)
  /// It was made further back than is tolerated.
  case tooOld(seconds: Int64)
  /// It was made further ahead than is tolerated.
  case tooNew(seconds: Int64)
  /// It says itself that it is over.
  case expired(seconds: Int64)
  /// It names another algorithm than its key is for, or one that is not known here.
  case otherAlgorithm(named: String)
  /// It was not made with a key that is trusted here.
  case noMatch
  /// The signature holds, and the body is another one.
  case digest(ContentDigestFault)

  /// What is wrong with a covered part.
  public enum Component: Hashable, Sendable {
    /// It, or a parameter of it, is not known here.
    case unsupported
    /// It is covered twice.
    case repeated
    /// The request has no such part.
    case absent
    /// It has letters that a signature base cannot have.
    case unreadable
  }
}

/// The parameters of a signature (RFC 9421 section 2.3).
public enum MessageSignatureParameter: String, CaseIterable, Hashable, Sendable {
  /// When it was made, in seconds since 1970.
  case created
  /// When it is over, in seconds since 1970.
  case expires
  /// A text that its maker never uses again.
  case nonce
  /// The algorithm, which a verifier must know from the key.
  case algorithm = "alg"
  case keyID = "keyid"
  /// What the signature is meant for.
  case tag
}
