/// What the rules of the figures need to know of an event, in a fixed size without references.
///
/// Texts that the rules only compare (services, agencies, sources) are indices of a
/// `NameTable`, so that folding millions of events touches no reference count.
public struct EventFact: Hashable, Sendable {
  /// Names the event among its like; the ledger position.
  ///
  /// Positive.
  public var number: Int64
  public var type: EventType
  public var occurredAt: OccurredAt
  public var source: NameIndex
  /// 0 for a foreign event that its source does not number.
  public var sequence: UInt64
  /// The public id; needed only where there is no sequence.
  public var id: NameIndex?
  /// The code of the dossier that was scanned, or of the bag that the event is about as a whole;
  /// nil for corrections.
  public var code: CodeIndex?
  /// The same code as the other kind of thing, where it could name a dossier as well as a bag.
  public var twin: CodeIndex?
  /// The bag or manifest that the event names beside the dossier; of an amendment, the one it
  /// puts in place.
  public var container: CodeIndex?
  /// Where the item or the bag is bound for.
  public var destination: PostOfficeCode?
  /// The number of the event a correction is about; nil while that event is not known.
  ///
  /// Of a bag's event among a dossier's: the number of the event that put the item in.
  public var target: Int64?
  public var dueDate: LocalDate?
  public var mode: ServiceMode?
  /// Whether a code that it names is most likely a misread item number.
  public var namesMisreadCode = false
  public var attributes = DossierAttributes()
  /// Whether it says how many there are.
  public var statesCount = false
  /// The kind of money that a fee event is about; an amendment keeps its target's.
  public var moneyKind: Money.Kind?
  /// Whole đồng of that kind.
  public var amount: Int64?
  /// For an amendment, the time it puts in place; its other values stand where a dossier's event
  /// has its own.
  public var amendedOccurredAt: OccurredAt?
  /// For an amendment, what it empties.
  public var cleared: ClearedFields = []

  public init(
    number: Int64, type: EventType, occurredAt: OccurredAt, source: NameIndex, sequence: UInt64
  ) {
    self.number = number
    self.type = type
    self.occurredAt = occurredAt
    self.source = source
    self.sequence = sequence
  }

  /// Whether a code that it names, by itself or as amended, is most likely another one misread.
  var isMisread: Bool {
    namesMisreadCode || container?.isMisread == true
      || (code.map { $0.isContainer && $0.isMisread } ?? false)
  }

  /// Whether it is about a bag or manifest as a whole.
  public var isOfContainer: Bool { code?.isContainer ?? false }

  /// A number that no other dossier's event has: its own, or for a bag's event that of the event
  /// that put the item in.
  public var ownNumber: Int64 { isOfContainer ? target ?? number : number }
}

extension EventFact {
  /// Takes over what an amendment says instead.
  mutating func amend(by amendment: EventFact) {
    occurredAt = amendment.amendedOccurredAt ?? occurredAt
    func put<Value>(_ value: Value?, _ field: ClearableField, _ slot: inout Value?) {
      if amendment.cleared.contains(field) { slot = nil }
      if let value { slot = value }
    }
    put(amendment.attributes.office, .office, &attributes.office)
    put(amendment.attributes.province, .province, &attributes.province)
    put(amendment.attributes.commune, .commune, &attributes.commune)
    put(amendment.attributes.service, .service, &attributes.service)
    put(amendment.attributes.agency, .agency, &attributes.agency)
    put(amendment.attributes.channel, .channel, &attributes.channel)
    put(amendment.dueDate, .dueDate, &dueDate)
    put(amendment.destination, .destination, &destination)
    put(amendment.amount, .amount, &amount)
    if !isOfContainer { put(amendment.container, .parent, &container) }
    statesCount =
      amendment.statesCount || (statesCount && !amendment.cleared.contains(.count))
  }
}

/// What a dossier is counted under.
///
/// Nil is "unknown", a row of its own.
public struct DossierAttributes: Hashable, Sendable {
  public var province: ProvinceCode?
  public var commune: CommuneCode?
  public var office: PostOfficeCode?
  /// The procedure's stem.
  public var service: NameIndex?
  public var agency: NameIndex?
  public var channel: Channel?

  public init() {}

  /// Takes what is still unknown from another event.
  mutating func fill(from other: DossierAttributes) {
    province = province ?? other.province
    commune = commune ?? other.commune
    office = office ?? other.office
    service = service ?? other.service
    agency = agency ?? other.agency
    channel = channel ?? other.channel
  }
}

/// The place of a text in a `NameTable`.
public struct NameIndex: Hashable, Sendable {
  public let number: UInt32

  public init(number: UInt32) {
    self.number = number
  }
}

/// Texts by number and numbers by text.
public struct NameTable: Sendable {
  private var texts: [String] = []
  private var numbers: [String: UInt32] = [:]

  public init() {}

  public mutating func index(of text: String) -> NameIndex {
    if let number = numbers[text] { return NameIndex(number: number) }
    let number = UInt32(texts.count)
    texts.append(text)
    numbers[text] = number
    return NameIndex(number: number)
  }

  public subscript(index: NameIndex) -> String { texts[Int(index.number)] }
}

/// A printed code's number among the codes at hand, and what kind of thing it names.
public struct CodeIndex: Hashable, Sendable {
  private static let itemBit: UInt32 = 1 << 31
  private static let containerBit: UInt32 = 1 << 30
  private static let misreadBit: UInt32 = 1 << 29
  private static let numberMask = misreadBit - 1
  private let bits: UInt32

  /// - Parameter number: Below 2^29.
  public init(number: UInt32, isItem: Bool, isMisread: Bool = false) {
    bits =
      number & CodeIndex.numberMask | (isItem ? CodeIndex.itemBit : 0)
      | (isMisread ? CodeIndex.misreadBit : 0)
  }

  /// The code of a bag or manifest.
  ///
  /// - Parameters:
  ///   - number: Below 2^29.
  ///   - isNoBag: Whether the code can name an item or a dossier only.
  public init(containerNumber number: UInt32, isMisread: Bool = false, isNoBag: Bool = false) {
    bits =
      number & CodeIndex.numberMask | CodeIndex.containerBit
      | (isNoBag ? CodeIndex.itemBit : 0) | (isMisread ? CodeIndex.misreadBit : 0)
  }

  public var number: Int { Int(bits & CodeIndex.numberMask) }

  /// Whether it names a bag or manifest, and no dossier.
  public var isContainer: Bool { bits & CodeIndex.containerBit != 0 }

  /// Whether it is an S10 item number, which the post may use again after twelve months.
  public var isItem: Bool {
    bits & (CodeIndex.itemBit | CodeIndex.containerBit) == CodeIndex.itemBit
  }

  /// Whether it was given as a bag's and is an item number or a dossier number: nothing is in it.
  public var isNoBag: Bool {
    let both = CodeIndex.itemBit | CodeIndex.containerBit
    return bits & both == both
  }

  /// Whether it is most likely a misread item number, or of a bag another label's.
  public var isMisread: Bool { bits & CodeIndex.misreadBit != 0 }
}

/// A further code that an event names: while the event is effective, it links the two.
public struct CodeLink: Hashable, Sendable {
  /// The number of the event.
  public let event: Int64
  public let code: CodeIndex

  public init(event: Int64, code: CodeIndex) {
    self.event = event
    self.code = code
  }
}
