public import HosoCrypto
internal import RawStructuredFieldValues

/// A key that makes message signatures.
public enum MessageSigningKey: Hashable, Sendable {
  /// `hmac-sha256`.
  case secret(SymmetricSecret)
  /// `ed25519`.
  case signing(SigningKey)

  /// What verifies its signatures.
  public var messageKey: MessageKey {
    switch self {
    case .secret(let secret): .secret(secret)
    case .signing(let key): .verifying(key.verifyingKey)
    }
  }

  fileprivate func signature(of base: [UInt8]) throws(CryptoFault) -> [UInt8] {
    switch self {
    case .secret(let secret): secret.authenticator(of: base)
    case .signing(let key): try Ed25519Signer(seed: key.seed).signature(of: base)
    }
  }
}

/// The two fields that a signature adds to a request.
public struct MessageSignatureFields: Hashable, Sendable {
  /// The value of `Signature-Input`.
  public let input: String
  /// The value of `Signature`.
  public let signature: String
}

/// Why a message cannot be signed.
public enum MessageSigningFault: Error, Hashable, Sendable {
  /// Something to be covered is not there, or cannot be.
  case message(MessageSignatureFault)
  /// The label, key's name, nonce or tag has letters that the fields cannot have.
  case unwritable
  case crypto(CryptoFault)
}

/// Makes message signatures (RFC 9421 section 3.1).
public struct MessageSigner: Sendable {
  public let key: MessageSigningKey
  /// The name the verifier knows the key by.
  public let keyID: String
  /// What the signatures are meant for.
  public let tag: String?
  public var label = "sig1"

  public init(key: MessageSigningKey, keyID: String, tag: String?) {
    self.key = key
    self.keyID = keyID
    self.tag = tag
  }

  /// What is covered for a policy: the first of each group, and fields the request has.
  public static func components(
    for policy: MessageSignaturePolicy, of request: HTTPRequestParts
  ) -> [String] {
    policy.uncovered([], in: request)
  }

  /// The fields to add to a request; a `content-digest` that is covered has to be in it already.
  public func sign(
    _ request: HTTPRequestParts, covering components: [String], created: Int64?,
    expires: Int64? = nil, nonce: String?
  ) throws(MessageSigningFault) -> MessageSignatureFields {
    let covered = covered(components, created: created, expires: expires, nonce: nonce)
    guard let text = covered.serialized else { throw .unwritable }
    let signature: [UInt8]
    do {
      let names = try SignatureBase.names(of: covered)
      let base = try SignatureBase.bytes(of: names, in: request, parameters: text)
      signature = try key.signature(of: base)
    } catch let fault as MessageSignatureFault {
      throw .message(fault)
    } catch let fault as CryptoFault {
      throw .crypto(fault)
    } catch {
      throw .unwritable
    }
    let inputs: StructuredDictionary = [label: .innerList(covered)]
    let item = Item(bareItem: RFC9651BareItem(bytes: signature), parameters: [:])
    let signatures: StructuredDictionary = [label: .item(item)]
    guard let input = inputs.serialized, let value = signatures.serialized else {
      throw .unwritable
    }
    return MessageSignatureFields(input: input, signature: value)
  }

  private func covered(
    _ components: [String], created: Int64?, expires: Int64?, nonce: String?
  ) -> InnerList {
    let said: [(MessageSignatureParameter, RFC9651BareItem?)] = [
      (.created, created.map { .integer($0) }), (.expires, expires.map { .integer($0) }),
      (.keyID, .string(keyID)), (.nonce, nonce.map { .string($0) }),
      (.tag, tag.map { .string($0) }),
    ]
    var parameters = OrderedMap<String, RFC9651BareItem>()
    for (parameter, value) in said { parameters[parameter.rawValue] = value }
    var covered = InnerList(bareInnerList: [], parameters: parameters)
    for name in components {
      covered.bareInnerList.append(
        Item(bareItem: RFC9651BareItem.string(name), parameters: [:]))
    }
    return covered
  }
}
