/// The event that a correction is about, by the name its source gave it.
public struct EventTarget: Hashable, Sendable {
  public let id: EventID
  /// Whose event it is; nil for one of the correction's own source.
  public let source: SourceName?
  /// What its bytes hash to, so that the name can never mean another event; nil where whoever
  /// wrote the correction did not say.
  public let hash: EventHash?

  public init(_ id: EventID, source: SourceName? = nil, hash: EventHash? = nil) {
    self.id = id
    self.source = source
    self.hash = hash
  }

  /// Whose event it is, seen from a correction of a source.
  public func source(for correction: SourceName) -> SourceName { source ?? correction }
}

/// The first eight bytes of the SHA-256 of an event's canonical bytes.
public struct EventHash: Hashable, Sendable {
  public static let bytes = 8
  /// The eight bytes, most significant first.
  public let number: UInt64

  public init(number: UInt64) {
    self.number = number
  }

  /// Reads sixteen lower-case hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    let digits = hex.utf8.allSatisfy { byte in
      CodeText.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
    guard digits, hex.utf8.count == 2 * EventHash.bytes, let number = UInt64(hex, radix: 16)
    else { return nil }
    self.number = number
  }

  /// Sixteen lower-case hexadecimal digits.
  public var hex: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 2 * EventHash.bytes - digits.utf8.count) + digits
  }
}

extension Event {
  /// Whether a correction may have an effect, as the names of both sources tell; false for what
  /// is no correction.
  public var mayCorrectItsTarget: Bool {
    guard case .event(let target) = subject else { return false }
    return identity.source.mayCorrect(target.source(for: identity.source))
  }
}

/// What an amendment says instead; what it does not name stays as it was.
public struct Amendment: Hashable, Sendable {
  public var occurredAt: OccurredAt?
  public var office: PostOfficeCode?
  public var actor: StaffNumber?
  public var province: ProvinceCode?
  public var commune: CommuneCode?
  public var service: ProcedureCode?
  public var agency: AgencyCode?
  public var channel: Channel?
  public var dueDate: LocalDate?
  /// Whole đồng, of the kind of money that the event carries.
  public var amount: Int64?
  /// The bag or manifest the item was in.
  public var parent: ContainerCode?
  public var destination: PostOfficeCode?
  public var count: Int64?
  /// What is to be empty.
  public var cleared: ClearedFields = []

  public init() {}

  public var isEmpty: Bool { named.isEmpty && occurredAt == nil && cleared.isEmpty }

  /// The fields that get another value, apart from the time.
  public var named: ClearedFields {
    var named: ClearedFields = []
    func note(_ field: ClearableField, _ isNamed: Bool) {
      if isNamed { named.insert(ClearedFields(field)) }
    }
    note(.office, office != nil)
    note(.actor, actor != nil)
    note(.province, province != nil)
    note(.commune, commune != nil)
    note(.service, service != nil)
    note(.agency, agency != nil)
    note(.channel, channel != nil)
    note(.dueDate, dueDate != nil)
    note(.amount, amount != nil)
    note(.parent, parent != nil)
    note(.destination, destination != nil)
    note(.count, count != nil)
    return named
  }
}

/// A field that an amendment may empty.
///
/// The raw value is the field's tag in the canonical bytes, in the order of which they are listed.
public enum ClearableField: UInt8, CaseIterable, Hashable, Sendable {
  case office = 8
  case actor = 9
  case province = 10
  case commune = 11
  case service = 12
  case agency = 13
  case channel = 14
  case dueDate = 16
  /// The money as a whole: its kind says nothing without an amount.
  case amount = 23
  case parent = 24
  case destination = 25
  case count = 26

  /// The name used in interchange.
  public var name: String {
    switch self {
    case .office: "office"
    case .actor: "actor"
    case .province: "province"
    case .commune: "commune"
    case .service: "service"
    case .agency: "agency"
    case .channel: "channel"
    case .dueDate: "due_date"
    case .amount: "amount"
    case .parent: "parent"
    case .destination: "destination"
    case .count: "count"
    }
  }

  public init?(name: String) {
    guard let field = ClearableField.allCases.first(where: { $0.name == name }) else { return nil }
    self = field
  }
}

/// Some of the fields that an amendment may empty.
public struct ClearedFields: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  public init(_ field: ClearableField) {
    rawValue = 1 << UInt32(field.rawValue)
  }

  public func contains(_ field: ClearableField) -> Bool { contains(ClearedFields(field)) }

  /// The fields in ascending order of their tags.
  public var fields: [ClearableField] { ClearableField.allCases.filter { contains($0) } }
}

extension Event {
  /// The event as an amendment says it was.
  public func amended(by amendment: Amendment) -> Event {
    var event = self
    event.occurredAt = amendment.occurredAt ?? occurredAt
    let cleared = amendment.cleared
    func put<Value>(_ value: Value?, _ field: ClearableField, _ slot: inout Value?) {
      if cleared.contains(field) { slot = nil }
      if let value { slot = value }
    }
    put(amendment.office, .office, &event.office)
    put(amendment.actor, .actor, &event.actor)
    put(amendment.province, .province, &event.province)
    put(amendment.commune, .commune, &event.commune)
    put(amendment.service, .service, &event.service)
    put(amendment.agency, .agency, &event.agency)
    put(amendment.channel, .channel, &event.channel)
    put(amendment.dueDate, .dueDate, &event.dueDate)
    put(amendment.destination, .destination, &event.destination)
    put(amendment.count, .count, &event.count)
    if cleared.contains(.amount) { event.money = nil }
    if let amount = amendment.amount { event.money?.amount = amount }
    // Which bag an event about one is about is what it is, not something about it.
    if container == nil { put(amendment.parent, .parent, &event.parent) }
    return event
  }
}
