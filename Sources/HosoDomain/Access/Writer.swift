/// What somebody is, as far as it decides which types of events are theirs to write.
public enum WriterKind: CaseIterable, Hashable, Sendable {
  /// A post office's desks.
  case office
  /// An agency's system, by callbacks.
  case agency
  /// Whoever runs the centre, such as for uploads from provincial systems.
  case administrator
  /// The operation that publishes figures, and nobody else.
  case publisher
}

extension EventType {
  /// Who may write events of the type: the one table.
  public var writers: Set<WriterKind> {
    switch self {
    case .dossierPickedUp, .dossierDelivered, .resultCollected, .resultReturnFailed,
      .resultReturned, .resultSentBack, .itemDeparted, .itemArrived, .itemLost, .itemDamaged,
      .feeCollected, .feeRemitted, .handoverDisputed, .recipientInvited, .papersRecovered,
      .aliasLinked, .eventVoided, .eventAmended, .periodDeclared, .recordPrinted, .shiftClosed:
      [.office, .administrator]
    case .dossierAccepted, .dossierRefused, .supplementRequested, .dueChanged, .resultReady,
      .dossierWithdrawn:
      [.agency, .administrator]
    case .figuresReleased: [.publisher]
    }
  }
}

/// What a key of a post office may write besides its own office's.
public struct WritingGrant: Hashable, Sendable {
  /// Further post offices whose events it uploads, such as a closed neighbour.
  public var offices: [PostOfficeCode]
  /// Sources it writes under, with whatever follows them behind a divider.
  public var sources: [SourceName]

  /// How many of each a key may be given.
  public static let valuesMax = 50

  public init(offices: [PostOfficeCode] = [], sources: [SourceName] = []) {
    self.offices = offices
    self.sources = sources
  }

  /// Whether nothing is given.
  public var isEmpty: Bool { offices.isEmpty && sources.isEmpty }

  /// Whether it gives nothing that nobody may have: a reserved name, or that of a key.
  public var isGrantable: Bool {
    offices.count <= WritingGrant.valuesMax && sources.count <= WritingGrant.valuesMax
      && sources.allSatisfy { !$0.isReserved && $0.key == nil }
  }
}

/// Whoever writes events, and what is theirs to write.
///
/// The one function that decides it. It asks the event alone, never the ledger: a refusal says
/// nothing about what is known.
public struct Writer: Hashable, Sendable {
  public let kind: WriterKind
  /// The post office it writes for; nil unless it is one.
  public let office: PostOfficeCode?
  public let grant: WritingGrant
  /// The ids of its access key and of those that the key took the place of.
  public let keys: Set<String>

  public init(
    kind: WriterKind, office: PostOfficeCode? = nil, grant: WritingGrant = WritingGrant(),
    keys: Set<String> = []
  ) {
    self.kind = kind
    self.office = office
    self.grant = grant
    self.keys = keys
  }

  /// Why an event may not be written; nil if it may.
  ///
  /// Nobody writes as the ledger's own desk, which gives out its sequences itself. What is
  /// recorded there is anybody's who has a key, so it is corrected by its id, where the event
  /// itself is judged, and not by its name, which says nothing about whose it is.
  ///
  /// - Parameter desks: The sources of the ledger's own desk, in each of its epochs.
  public func refusal(of event: Event, beside desks: [SourceName]) -> WritingRefusal? {
    if let refusal = refusal(ofOwn: event) { return refusal }
    let source = event.identity.source
    guard mayWrite(under: source), !desks.contains(where: source.sharesDevice) else {
      return .source
    }
    guard case .event = event.subject else { return nil }
    let target = event.correctedSource
    guard !desks.contains(where: target.sharesDevice) else { return .target }
    return kind != .office || mayCorrect(target, as: source) ? nil : .target
  }

  /// Why an event that is known by now may not be corrected by name; nil if it may.
  public func refusal(toCorrect known: Event) -> WritingRefusal? {
    known.type.writers.contains(kind) ? nil : .target
  }

  /// Why an event that the server itself gives a name to may not be written; nil if it may.
  public func refusal(ofOwn event: Event) -> WritingRefusal? {
    guard event.type.writers.contains(kind) else { return .type(event.type) }
    guard kind == .office else { return nil }
    guard let place = event.office, isOwn(place), event.amendment?.office.map(isOwn) ?? true
    else { return .office }
    // Nobody else knows whether an office is done with a period.
    return event.type == .periodDeclared && place != office ? .office : nil
  }

  /// Whether it writes under a source.
  public func mayWrite(under source: SourceName) -> Bool {
    if let key = source.key { return keys.contains(key) }
    guard !source.isReserved else { return false }
    switch kind {
    case .administrator: return true
    case .agency, .publisher: return false
    case .office:
      if let named = source.office, isOwn(named) { return true }
      // What follows a given name must not name an office that was not given with it.
      return grant.sources.contains { source.isUnder($0) && source.office == $0.office }
    }
  }

  /// Whether it corrects an event of the server's own desk.
  public func mayCorrect(_ event: Event) -> Bool {
    kind == .administrator || refusal(ofOwn: event) == nil
  }

  /// Whether it corrects events of a source, writing under another.
  public func mayCorrect(_ target: SourceName, as source: SourceName) -> Bool {
    source.mayCorrect(target) || mayWrite(under: target)
  }

  /// Whether events may be at a post office.
  public func isOwn(_ place: PostOfficeCode) -> Bool {
    place == office || grant.offices.contains(place)
  }
}

/// Why an event is not somebody's to write.
public enum WritingRefusal: Error, Hashable, Sendable {
  /// Events of the type are written by others.
  case type(EventType)
  /// The source is somebody else's, or reserved.
  case source
  /// The post office, or the one an amendment puts in its place, is another's.
  case office
  /// It would correct an event of a source that is another's.
  case target
}

extension Event {
  /// Whose event a correction is about.
  var correctedSource: SourceName {
    guard case .event(let target) = subject else { return identity.source }
    return target.source(for: identity.source)
  }
}
