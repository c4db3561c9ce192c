public import HosoDomain

extension FactDecoder {
  /// The facts of connected events, every correction pointed at the event it is about.
  ///
  /// - Parameter events: As `Directory` finds them: a correction's target is among them, or is
  ///   not known to the ledger.
  public func history(of events: [RecordedEvent]) -> History {
    var history = History()
    var numbers: [SourceEvent: Int64] = [:]
    for recorded in events {
      let identity = recorded.event.identity
      let key = SourceEvent(source: identity.source, id: identity.id)
      // A source that uses an id twice means the first, as the look-up by id does.
      if numbers[key] == nil { numbers[key] = recorded.position.number }
    }
    for recorded in events {
      guard var decoded = decode(recorded) else { continue }
      if let (source, id) = decoded.target {
        decoded.fact.target = numbers[SourceEvent(source: source, id: id)]
      }
      history.facts.append(decoded.fact)
      for link in decoded.links {
        history.links.append(CodeLink(event: decoded.fact.number, code: link))
      }
    }
    return history
  }
}

private struct SourceEvent: Hashable {
  let source: SourceName
  let id: EventID
}
