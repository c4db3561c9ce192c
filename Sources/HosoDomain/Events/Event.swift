/// One fact: something that happened, as its source told it.
///
/// Everything in it is self-contained, so its canonical bytes mean the same in every ledger.
/// When it was recorded and at which position is not part of it: that belongs to a ledger.
public struct Event: Hashable, Sendable {
  /// Who wrote it, and its place in that writer's log.
  public var identity: EventIdentity
  public var type: EventType
  public var occurredAt: OccurredAt
  public var subject: Subject
  /// The code as it came from the scanner, when normalising it changed it.
  public var scannedText: String?
  /// Further codes of the same dossier; an effective event links all its codes.
  public var aliases: [Alias] = []
  public var office: PostOfficeCode?
  /// Số hiệu nhân viên: a staff number, never a name.
  public var actor: StaffNumber?
  public var province: ProvinceCode?
  public var commune: CommuneCode?
  public var service: ProcedureCode?
  public var agency: AgencyCode?
  public var channel: Channel?
  public var mode: ServiceMode?
  /// Ngày hẹn trả.
  public var dueDate: LocalDate?
  /// Free text.
  public var reason: String?
  /// What an amendment replaces; nil for every other type.
  public var amendment: Amendment?
  public var money: Money?
  /// The bag or manifest the item travels in; nil where the event is about one itself.
  public var parent: ContainerCode?
  /// Where the item or the bag is bound for.
  public var destination: PostOfficeCode?
  /// How many there are: of a bag, what its label says or the clerk counted.
  public var count: Int64?
  /// What an event about a period is about: a quarter, half, nine months or year; nil for every
  /// other event, and where the source named none.
  public var period: Period?
  /// What a desk's own event says of the paper or the shift; nil for every other event, and where
  /// the source said nothing.
  public var record: DeskRecord?
  /// Fields of a later format, as they came: part of the bytes, of no meaning to this program.
  public var keptFields: [KeptField] = []

  public init(
    identity: EventIdentity, type: EventType, occurredAt: OccurredAt, subject: Subject
  ) {
    self.identity = identity
    self.type = type
    self.occurredAt = occurredAt
    self.subject = subject
  }

  /// Every code of the dossier that the event names, the scanned one first.
  public var codes: [Alias] {
    guard case .dossier(let alias) = subject else { return aliases }
    return [alias] + aliases
  }

  /// The bag or manifest that the event is about as a whole; nil for every other event.
  public var container: ContainerCode? {
    if case .container(let code) = subject { code } else { nil }
  }

  /// The bag or manifest that the event names: the one it is about, or the one the item is in.
  public var carrier: ContainerCode? {
    container ?? parent
  }
}

/// A field whose tag this program does not know.
public struct KeptField: Hashable, Sendable {
  /// Its tag in the canonical bytes.
  public let tag: UInt8
  public let payload: [UInt8]

  public init(tag: UInt8, payload: [UInt8]) {
    self.tag = tag
    self.payload = payload
  }
}

/// What an event is about, with the name it uses for it.
public enum Subject: Hashable, Sendable {
  case dossier(Alias)
  /// A bag or manifest as a whole: the event stands for everything in it at that moment.
  case container(ContainerCode)
  /// The event to be corrected.
  case event(EventTarget)
  case period
  case desk
}

/// Who wrote an event and what they call it.
public struct EventIdentity: Hashable, Sendable {
  /// One writer's log: an office's device and epoch, or a foreign system.
  public var source: SourceName
  /// The event's place in its source's log, contiguous from 1; nil for a foreign event whose
  /// source does not number its events, which is then known by its id alone.
  public var sequence: UInt64?
  public var id: EventID

  public init(source: SourceName, sequence: UInt64?, id: EventID) {
    self.source = source
    self.sequence = sequence
    self.id = id
  }
}

/// How the dossier reached the administration.
public enum Channel: UInt8, CaseIterable, Hashable, Sendable {
  /// Tại quầy bưu điện.
  case counter = 1
  /// Tại nhà.
  case home = 2
  /// Trực tuyến.
  case online = 3

  public var name: String {
    switch self {
    case .counter: "counter"
    case .home: "home"
    case .online: "online"
    }
  }

  public init?(name: String) {
    guard let channel = Channel.allCases.first(where: { $0.name == name }) else { return nil }
    self = channel
  }
}

/// Which legs the post carries.
///
/// Source: Decision 45/2016/QĐ-TTg Art. 5, in force 2016-12-16.
public enum ServiceMode: UInt8, CaseIterable, Hashable, Sendable {
  /// Only the dossier to the agency.
  case send = 1
  /// Only the result to the citizen.
  case `return` = 2
  /// Both.
  case both = 3

  public var name: String {
    switch self {
    case .send: "send"
    case .return: "return"
    case .both: "both"
    }
  }

  public init?(name: String) {
    guard let mode = ServiceMode.allCases.first(where: { $0.name == name }) else { return nil }
    self = mode
  }
}

/// An amount of one kind of money; kinds are never summed.
public struct Money: Hashable, Sendable {
  public enum Kind: UInt8, CaseIterable, Hashable, Sendable {
    /// Phí.
    case fee = 1
    /// Lệ phí.
    case charge = 2
    /// Cước.
    case postage = 3
    /// Thu hộ (COD).
    case cod = 4

    public var name: String {
      switch self {
      case .fee: "fee"
      case .charge: "charge"
      case .postage: "postage"
      case .cod: "cod"
      }
    }

    public init?(name: String) {
      guard let kind = Kind.allCases.first(where: { $0.name == name }) else { return nil }
      self = kind
    }
  }

  public var kind: Kind
  /// Whole đồng, 0 or more.
  public var amount: Int64

  public init(kind: Kind, amount: Int64) {
    self.kind = kind
    self.amount = amount
  }
}
