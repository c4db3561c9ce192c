public import HosoDomain

extension CodeStanding {
  /// What a bag's code stands for, by connected events.
  ///
  /// Where nothing tells, it is a bag's if it was only ever taken for one.
  ///
  /// - Parameter events: As `LedgerReader.contents(of:)` finds them.
  public init(of bag: ContainerCode, among events: [RecordedEvent]) {
    guard let code = bag.asReceipt else {
      self = bag.kindOfOther == nil ? .bag : .dossier
      return
    }
    let decoder = FactDecoder()
    self = decoder.history(of: events).standing(
      of: decoder.index(of: code), as: decoder.index(of: bag), names: decoder.names)
    if self == .open, events.contains(where: { $0.event.container?.key == bag.key }),
      !events.contains(where: { $0.event.codes.contains(code) })
    {
      self = .bag
    }
  }
}
