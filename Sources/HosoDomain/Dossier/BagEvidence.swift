/// What effective events say about codes that could name a dossier as well as a bag.
///
/// A code is a dossier's if an effective pickup, delivery or collection names it; else a bag's if
/// an effective event puts an item into it, or a departure or arrival of it says how many there
/// are; else it is what each event took it for. So it depends on nothing that was scanned first,
/// and voiding an event takes back what it said.
///
/// Source: this product's rule. Item numbers and dossier numbers are never a bag's.
struct BagEvidence {
  /// Codes that something happened to which happens to dossiers only.
  private var dossiers: Set<CodeIndex> = []
  private var bags: Set<CodeIndex> = []

  /// - Parameters:
  ///   - effective: Effective events as amended.
  ///   - links: Their further codes, by event.
  init(effective: [EventFact], links: [Int64: [CodeIndex]]) {
    for fact in effective {
      if fact.type.showsDossier {
        if let code = fact.code { dossiers.insert(code) }
        dossiers.formUnion(links[fact.number] ?? [])
      }
      if !fact.isOfContainer, fact.type.putsIntoContainer, let bag = fact.container {
        bags.insert(bag)
      }
      if fact.statesCount, fact.type.isTransit, let (_, bag) = fact.readings { bags.insert(bag) }
    }
  }

  /// The event as one about what its code stands for.
  func settled(_ fact: EventFact) -> EventFact {
    guard let (code, bag) = fact.readings else { return fact }
    switch standing(of: code, as: bag) {
    case .dossier, .doubtful: return fact.about(code)
    case .bag: return fact.about(bag)
    case .open: return fact
    }
  }

  func standing(of code: CodeIndex, as bag: CodeIndex) -> CodeStanding {
    switch (dossiers.contains(code), bags.contains(bag)) {
    case (true, true): .doubtful
    case (true, false): .dossier
    case (false, true): .bag
    case (false, false): .open
    }
  }
}

/// What a code stands for that could name a dossier as well as a bag.
public enum CodeStanding: Hashable, Sendable {
  case dossier
  case bag
  /// Both: it is a dossier's, and somebody has to look at it.
  case doubtful
  /// Nothing tells yet.
  case open
}

extension History {
  /// What a code stands for.
  ///
  /// - Parameter bag: The same code as a bag's.
  public func standing(of code: CodeIndex, as bag: CodeIndex, names: NameTable) -> CodeStanding {
    BagEvidence(effective: Corrections.apply(to: facts, names: names), links: linksByEvent)
      .standing(of: code, as: bag)
  }
}

extension EventFact {
  /// The code as a dossier's and as a bag's, if the event could be about either.
  ///
  /// One that names the bag an item is in is about that item.
  fileprivate var readings: (code: CodeIndex, bag: CodeIndex)? {
    guard let code, let twin else { return nil }
    if code.isContainer { return (twin, code) }
    return container == nil ? (code, twin) : nil
  }

  fileprivate func about(_ other: CodeIndex) -> EventFact {
    guard other != code else { return self }
    var fact = self
    fact.twin = code
    fact.code = other
    // A bag has no mode.
    if other.isContainer { fact.mode = nil }
    return fact
  }
}

extension EventType {
  /// Whether it happens to dossiers only, so that its code is no bag's.
  public var showsDossier: Bool {
    self == .dossierPickedUp || self == .dossierDelivered || self == .resultCollected
  }

  /// Whether an item or a bag travels.
  public var isTransit: Bool { self == .itemDeparted || self == .itemArrived }
}

extension ContainerCode {
  /// The bag's code as a dossier's, if it could be one; nil for item numbers and dossier numbers,
  /// which are never a bag's, and for what has a form that only bags have.
  public var asReceipt: Alias? {
    guard !isReceptacle, let alias = Alias(stored: key), case .receipt = alias else { return nil }
    return alias
  }
}
