internal import HTTPTypes
internal import HosoDomain
internal import HosoWebhooks

/// Who sent a callback, and which message it was.
struct InboundSender: Sendable {
  /// Whose callbacks these are; what the sender may tell about.
  let agency: AgencyCode
  let caller: Caller
  /// The signed message; nil where a key was shown, which nobody can play again.
  ///
  /// The same event sent again, signed anew, is another message. Of Standard Webhooks, `webhook-id`
  /// names the event and stays the same over attempts, `webhook-timestamp` is the attempt's: both
  /// together are the message. Of HTTP message signatures it is the `nonce`.
  let message: SignedMessage?
}

/// Finds out who sent a callback: by a key, else by a signature over the bytes that came.
///
/// Runs before anything is counted or parsed. What a request says about itself chooses between
/// credentials that were agreed on before, never the algorithm and never a key.
struct InboundProof: Sendable {
  /// `webhook-signature` and the others of Standard Webhooks have no place for a key's name, so
  /// the address names the agency: `/v1/callbacks?agency=H26.12`.
  let agency: AgencyCode?

  func sender(of call: Call) async throws -> InboundSender {
    if let caller = call.caller { return try holder(caller) }
    let gate = call.services.gate
    do {
      let sender = try await signer(of: call)
      _ = try gate.count(sender.caller)
      return sender
    } catch let problem as Problem where problem.kind == .unauthenticated {
      // A signature that does not hold is refused, but not without end.
      try gate.countAnonymous(call.remoteAddress)
      throw problem
    }
  }

  /// An agency's key; a key that reaches everything has to say for whom it speaks.
  private func holder(_ caller: Caller) throws -> InboundSender {
    guard caller.may(.callback) else { throw Problem.missingScope(Scope.callback.rawValue) }
    switch caller.reach {
    case .agency(let own):
      let agency = agency ?? own
      guard agency.isAtOrBelow(own) else { throw Problem.agencyNeeded() }
      return InboundSender(agency: agency, caller: caller, message: nil)
    case .everything:
      guard let agency else { throw Problem.agencyNeeded() }
      return InboundSender(agency: agency, caller: caller, message: nil)
    case .office, .province:
      throw Problem.missingScope(Scope.callback.rawValue)
    }
  }

  private func signer(of call: Call) async throws -> InboundSender {
    let book = call.services.book
    do {
      return try signer(of: call, try await book.callbackSecrets(at: call.moment))
    } catch let problem as Problem where problem.kind == .unauthenticated {
      // The credential may have been stored a moment ago, by a command.
      guard try await book.check() else { throw problem }
      return try signer(of: call, try await book.callbackSecrets(at: call.moment))
    }
  }

  private func signer(of call: Call, _ secrets: [CallbackSecret]) throws -> InboundSender {
    if MessageVerifier.isSigned(call.signedFields) { return try messageSigner(call, secrets) }
    guard call.headers[.named(WebhookHeader.signature.rawValue)] != nil else {
      throw Problem.unauthenticated()
    }
    return try webhookSigner(call, secrets)
  }

  /// Source: Standard Webhooks 1.0.0, "Verifying webhook authenticity".
  private func webhookSigner(_ call: Call, _ secrets: [CallbackSecret]) throws -> InboundSender {
    guard let agency else { throw Problem.agencyNeeded() }
    // The signature covers the body alone: an event whose attributes are in headers is not signed.
    guard !InboundHeaders(call.signedFields.map { ($0.name, $0.value) }).hasAttributes else {
      throw Problem.badSignature()
    }
    let own = secrets.filter { $0.agency.canonical == agency.canonical }
    let verifier = WebhookVerifier(
      secrets: own.compactMap(\.credential.sharedSecret),
      keys: own.compactMap(\.credential.verifyingKey))
    let id = call.oneValue(.id)
    let timestamp = call.oneValue(.timestamp)
    do {
      try verifier.verify(
        id: id, timestamp: timestamp, signature: call.oneValue(.signature), body: call.body,
        now: call.moment.seconds)
    } catch {
      throw Problem.badSignature()
    }
    guard let first = own.first, let id, let timestamp else { throw Problem.badSignature() }
    return InboundSender(
      agency: agency, caller: first.caller,
      message: call.message(of: "webhook " + agency.canonical, id: id + "\n" + timestamp))
  }

  /// Source: RFC 9421, 3.2.
  private func messageSigner(_ call: Call, _ secrets: [CallbackSecret]) throws -> InboundSender {
    do {
      let claimed = try MessageVerifier(policy: .callback).claim(
        in: call.signedParts, now: call.moment.seconds)
      guard let secret = secrets.first(where: { $0.id == claimed.claims.keyID }),
        let nonce = claimed.claims.nonce
      else { throw Problem.badSignature() }
      try claimed.verify(with: [secret.credential.messageKey])
      let sender = agency ?? secret.agency
      guard sender.isAtOrBelow(secret.agency) else { throw Problem.badSignature() }
      return InboundSender(
        agency: sender, caller: secret.caller,
        message: call.message(of: secret.id, id: nonce))
    } catch is MessageSignatureFault {
      throw Problem.badSignature()
    }
  }
}

extension CallbackCredential {
  var sharedSecret: SymmetricSecret? {
    if case .secret(let secret) = self { secret } else { nil }
  }

  var verifyingKey: VerifyingKey? {
    if case .publicKey(let key) = self { key } else { nil }
  }

  var messageKey: MessageKey {
    switch self {
    case .secret(let secret): .secret(secret)
    case .publicKey(let key): .verifying(key)
    }
  }
}

// MARK: - The request as it was signed

extension Call {
  /// The value of a header that may be there once; a repeated one fits no signature.
  fileprivate func oneValue(_ header: WebhookHeader) -> String? {
    let values = headers[values: .named(header.rawValue)]
    return values.count == 1 ? values.first : nil
  }

  fileprivate var signedFields: [HTTPRequestParts.Field] {
    headers.map { HTTPRequestParts.Field($0.name.canonicalName, $0.value) }
  }

  /// A message by everything that an event is read from: the address, the headers that may carry
  /// attributes, and the body.
  fileprivate func message(of sender: String, id: String) -> SignedMessage {
    let fields = signedFields.filter { $0.name == "content-type" || $0.name.hasPrefix("ce-") }
    let lines = fields.map { "\($0.name): \($0.value)" }.sorted()
    let head = ([method.rawValue, target.text] + lines).joined(separator: "\n") + "\n\n"
    return SignedMessage(sender: sender, id: id, content: Array(head.utf8) + body)
  }

  /// Behind a proxy the sender signed the public address.
  fileprivate var signedParts: HTTPRequestParts {
    let publicURL = services.configuration.publicURL ?? ""
    let parts = target.text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return HTTPRequestParts(
      method: method.rawValue,
      scheme: publicURL.hasPrefix("https:") ? "https" : scheme, authority: authority ?? "",
      path: String(parts[0]), query: parts.count == 2 ? String(parts[1]) : nil,
      fields: signedFields, body: body)
  }
}
