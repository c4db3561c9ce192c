import HosoDomain

/// What bags' scans stand for, by the words of docs/figures.md and no shortcut.
enum NaiveBags {
  private static let putIn: Set<EventType> = [
    .dossierPickedUp, .resultCollected, .itemDeparted, .papersRecovered,
  ]
  /// The item itself was in somebody's hands.
  private static let shown: Set<EventType> = [
    .dossierPickedUp, .dossierDelivered, .resultCollected, .resultReturnFailed, .resultReturned,
    .resultSentBack, .dossierWithdrawn, .itemDeparted, .itemArrived, .itemLost, .papersRecovered,
  ]

  /// An event of a code that could be a dossier's or a bag's, as about what the code stands for.
  static func settled(_ event: Event, among effective: [Event]) -> Event {
    guard let code = openCode(event), let alias = try? Alias(code) else { return event }
    var event = event
    let isDossier = effective.contains {
      [.dossierPickedUp, .dossierDelivered, .resultCollected].contains($0.type)
        && $0.codes.contains(alias)
    }
    let isBag = effective.contains { other in
      if other.container == nil, putIn.contains(other.type), let parent = other.parent {
        if parent.text.uppercased() == code { return true }
      }
      return openCode(other) == code && other.count != nil
        && [.itemDeparted, .itemArrived].contains(other.type)
    }
    if isDossier {
      event.subject = .dossier(alias)
    } else if isBag, let bag = try? ContainerCode(code) {
      event.subject = .container(bag)
    }
    return event
  }

  /// The code of an event that could be about a dossier as well as about a bag.
  private static func openCode(_ event: Event) -> String? {
    let types: [EventType] = [
      .itemDeparted, .itemArrived, .itemLost, .itemDamaged, .handoverDisputed,
    ]
    guard types.contains(event.type) else { return nil }
    switch event.subject {
    case .container(let bag):
      guard case .receipt? = try? Alias(bag.text.uppercased()) else { return nil }
      return bag.text.uppercased()
    case .dossier(let code):
      guard case .receipt = code, event.aliases.isEmpty, event.parent == nil else { return nil }
      return code.text
    case .event, .period, .desk: return nil
    }
  }

  /// The scans that stand for a dossier.
  static func scans(_ scans: [Event], for own: [Event]) -> [Event] {
    scans.filter { scan in
      own.contains { isIn($0, at: scan, own, scans) }
    }
  }

  /// Whether a bag's code is a valid item or dossier number, which none ever has.
  private static func isNamedLikeAnItem(_ bag: ContainerCode?) -> Bool {
    let text = bag?.text.uppercased() ?? ""
    return (try? PostalItemNumber(text)) != nil || (try? DossierNumber(text)) != nil
  }

  /// Whether an event put the item into the scanned bag, and it was still there.
  private static func isIn(_ start: Event, at scan: Event, _ own: [Event], _ scans: [Event]) -> Bool
  {
    guard putIn.contains(start.type), isSame(start.parent, scan.container), before(start, scan),
      !isNamedLikeAnItem(scan.container),
      scan.occurredAt.milliseconds - start.occurredAt.milliseconds <= 30 * 86_400_000
    else { return false }
    let wasSeen = own.contains { shown.contains($0.type) && before(start, $0) && before($0, scan) }
    let earlier = scans.filter {
      isSame($0.container, scan.container) && before(start, $0) && before($0, scan)
    }
    let wasOpened = earlier.contains { arrival in
      guard arrival.type == .itemArrived, let office = arrival.office else { return false }
      let boundFor = earlier.last {
        $0.type == .itemDeparted && $0.destination != nil && before($0, arrival)
      }?.destination
      return office == start.destination || office == boundFor
    }
    return !wasSeen && !wasOpened
  }

  private static func isSame(_ left: ContainerCode?, _ right: ContainerCode?) -> Bool {
    guard let left, let right else { return false }
    return left.text.uppercased() == right.text.uppercased()
  }

  private static func before(_ left: Event, _ right: Event) -> Bool {
    NaiveCorrections.precedes(left, right)
  }
}
