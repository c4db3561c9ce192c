internal import HTTPTypes
internal import HosoDomain
internal import HosoSigning
internal import HosoState
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
    let sender = try await counted(call) { try signer(of: call, $0) }
    _ = try call.services.gate.count(sender.caller)
    return sender
  }

  /// Refuses what cannot become a signature that holds, whatever the body will be: nobody's
  /// credential, a moment that is too far off, a part that is missing.
  func judgeHead(of call: Call) async throws {
    if let caller = call.caller {
      _ = try holder(caller)
      return
    }
    try await counted(call) { try judgeHead(of: call, $0) }
  }

  /// Asks the credentials; a signature that does not hold is refused, but not without end.
  private func counted<R>(_ call: Call, _ judge: ([CallbackSecret]) throws -> R) async throws -> R {
    let book = call.services.book
    do {
      do {
        return try judge(try await book.callbackSecrets(at: call.moment))
      } catch let problem as Problem where problem.kind == .unauthenticated {
        // The credential may have been stored a moment ago, by a command.
        guard try await book.check() else { throw problem }
        return try judge(try await book.callbackSecrets(at: call.moment))
      }
    } catch let problem as Problem where problem.kind == .unauthenticated {
      try call.services.gate.countAnonymous(call.remoteAddress)
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
    let own = secrets.filter { $0.agency.canonical == agency.canonical }
    guard try verify(call, own) == nil, let first = own.first, let id = call.oneValue(.id),
      let timestamp = call.oneValue(.timestamp)
    else { throw Problem.badSignature() }
    return InboundSender(
      agency: agency, caller: first.caller,
      message: call.message(of: "webhook " + agency.canonical, id: id + "\n" + timestamp))
  }

  /// What keeps a signature from holding; nil if it holds.
  private func verify(
    _ call: Call, _ own: [CallbackSecret]
  ) throws -> WebhookSignatureFault? {
    // The signature covers the body alone: an event whose attributes are in headers is not signed.
    guard !InboundHeaders(call.signedFields.map { ($0.name, $0.value) }).hasAttributes else {
      throw Problem.badSignature()
    }
    let verifier = WebhookVerifier(
      secrets: own.compactMap(\.credential.sharedSecret),
      keys: own.compactMap(\.credential.verifyingKey))
    do throws(WebhookSignatureFault) {
      try verifier.verify(
        id: call.oneValue(.id), timestamp: call.oneValue(.timestamp),
        signature: call.oneValue(.signature), body: call.body, now: call.moment.seconds)
      return nil
    } catch {
      return error
    }
  }

  /// Source: RFC 9421, 3.2.
  private func messageSigner(_ call: Call, _ secrets: [CallbackSecret]) throws -> InboundSender {
    let (secret, nonce, fault) = try verifyMessage(call, secrets)
    guard fault == nil else { throw Problem.badSignature() }
    return InboundSender(
      agency: agency ?? secret.agency, caller: secret.caller,
      message: call.message(of: secret.id, id: nonce))
  }

  /// Whose signature it is, its nonce, and what keeps it from holding; nil if it holds.
  private func verifyMessage(
    _ call: Call, _ secrets: [CallbackSecret]
  ) throws -> (CallbackSecret, nonce: String, MessageSignatureFault?) {
    do throws(MessageSignatureFault) {
      let claimed = try MessageVerifier(policy: .callback).claim(
        in: call.signedParts, now: call.moment.seconds)
      guard let secret = secrets.first(where: { $0.id == claimed.claims.keyID }),
        let nonce = claimed.claims.nonce, agency?.isAtOrBelow(secret.agency) ?? true
      else { throw .noMatch }
      do throws(MessageSignatureFault) {
        try claimed.verify(with: [secret.credential.messageKey])
        return (secret, nonce, nil)
      } catch {
        return (secret, nonce, error)
      }
    } catch {
      throw Problem.badSignature()
    }
  }

  /// Judges a head whose body has not been read.
  private func judgeHead(of call: Call, _ secrets: [CallbackSecret]) throws {
    if MessageVerifier.isSigned(call.signedFields) {
      // The signature covers the head, which names the body's digest: only that can still differ.
      guard let fault = try verifyMessage(call, secrets).2 else { return }
      if case .digest = fault { return }
      throw Problem.badSignature()
    }
    guard call.headers[.named(WebhookHeader.signature.rawValue)] != nil else {
      throw Problem.unauthenticated()
    }
    guard let agency else { throw Problem.agencyNeeded() }
    let own = secrets.filter { $0.agency.canonical == agency.canonical }
    // Without the body no signature fits; everything else a head can have right or wrong.
    guard let fault = try verify(call, own), fault != .noMatch else { return }
    throw Problem.badSignature()
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
