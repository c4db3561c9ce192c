internal import HosoDomain

extension FactDecoder {
  /// A fact of an event already read, the same as of its bytes.
  public func decode(_ recorded: RecordedEvent) -> Decoded? {
    let event = recorded.event
    let identity = event.identity
    let fact = EventFact(
      number: recorded.position.number, type: event.type, occurredAt: event.occurredAt,
      source: names.index(of: identity.source.text), sequence: identity.sequence ?? 0)
    var decoded = Decoded(fact: fact)
    decoded.fact.mode = event.mode
    takeSubject(of: event, into: &decoded)
    if event.type == .eventAmended {
      if let amendment = event.amendment { take(amendment, into: &decoded.fact) }
    } else {
      takeAttributes(of: event, into: &decoded.fact)
    }
    guard settleSubject(of: &decoded) else { return nil }
    if decoded.fact.sequence == 0, !isDerived(identity) {
      decoded.fact.id = names.index(of: identity.id.text)
    }
    return decoded
  }

  /// Whether the sequence says all that the id does.
  private func isDerived(_ identity: EventIdentity) -> Bool {
    guard let sequence = identity.sequence else { return false }
    return HosoLedger.isDerived(identity.id, source: identity.source, sequence: sequence)
  }

  private func takeSubject(of event: Event, into decoded: inout Decoded) {
    switch event.subject {
    case .dossier(let code):
      let code = index(of: code)
      decoded.fact.code = code
      decoded.fact.namesMisreadCode = code.isMisread
    case .container(let bag): decoded.fact.container = index(of: bag)
    case .event(let target): decoded.target = event.mayCorrectItsTarget ? target : nil
    case .period, .desk: break
    }
    guard !event.aliases.isEmpty else { return }
    decoded.links = event.aliases.map(index)
    if decoded.links.contains(where: \.isMisread) { decoded.fact.namesMisreadCode = true }
  }

  private func takeAttributes(of event: Event, into fact: inout EventFact) {
    fact.attributes.office = event.office
    fact.attributes.province = event.province
    fact.attributes.commune = event.commune
    fact.attributes.service = event.service.map { index(ofService: $0.text) }
    fact.attributes.agency = event.agency.map { index(ofAgency: $0.text) }
    fact.attributes.channel = event.channel
    fact.dueDate = event.dueDate
    if let bag = event.parent { fact.container = index(of: bag) }
    fact.destination = event.destination
    fact.statesCount = event.count != nil
    fact.moneyKind = event.money?.kind
    fact.amount = event.money?.amount
  }

  /// What an amendment puts in place; where it was made itself changes nothing.
  private func take(_ amendment: Amendment, into fact: inout EventFact) {
    fact.amendedOccurredAt = amendment.occurredAt
    fact.attributes.office = amendment.office
    fact.attributes.province = amendment.province
    fact.attributes.commune = amendment.commune
    fact.attributes.service = amendment.service.map { index(ofService: $0.text) }
    fact.attributes.agency = amendment.agency.map { index(ofAgency: $0.text) }
    fact.attributes.channel = amendment.channel
    fact.dueDate = amendment.dueDate
    fact.container = amendment.parent.map(index)
    fact.destination = amendment.destination
    fact.statesCount = amendment.count != nil
    fact.amount = amendment.amount
    fact.cleared = amendment.cleared
  }
}
