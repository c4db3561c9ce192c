public import HosoDomain

/// Reads events as facts for the rules, straight from their bytes.
///
/// Texts become numbers of the tables here, so facts of one decoder are comparable with each
/// other and with no one else's. Belongs to one thread.
public final class FactDecoder {
  /// Services' stems, agencies' canonical codes, sources, and ids of unnumbered events.
  public internal(set) var names = NameTable()
  private var services: [String: NameIndex] = [:]
  private var agencies: [String: NameIndex] = [:]
  private var codes: [String: CodeIndex] = [:]
  private var containers: [String: CodeIndex] = [:]
  /// Codes that could name a dossier as well as a bag, as both.
  public private(set) var twins: [(code: CodeIndex, bag: CodeIndex)] = []
  /// What was found out about a dossier's code as a bag's.
  private var bags: [CodeIndex: CodeIndex?] = [:]
  /// The text of every code met, by number: of a dossier as it is printed, of a bag by its key
  /// behind a word that no dossier's code can hold.
  public private(set) var codeTexts: [String] = []

  private let rules: CodeRules

  /// - Parameter codes: Of the office whose ledger it is; they decide which codes were misread.
  public init(codes rules: CodeRules = .standard) {
    self.rules = rules
  }

  /// A fact with the further codes its event names, and what a correction is about.
  public struct Decoded {
    public var fact: EventFact
    public var links: [CodeIndex] = []
    /// For a correction that may have an effect: what it is about.
    public var target: EventTarget?
  }

  /// The number of a code, the same for the same text.
  public func index(of code: Alias) -> CodeIndex {
    intern(code.text, code)
  }

  /// The number of a bag or manifest, the same for every spelling of its code.
  public func index(of container: ContainerCode) -> CodeIndex {
    let key = container.key
    if let known = containers[key] { return known }
    let index = CodeIndex(
      containerNumber: UInt32(codeTexts.count), isMisread: rules.isMisread(container),
      isNoBag: container.kindOfOther != nil)
    containers[key] = index
    codeTexts.append(FactDecoder.text(of: container))
    if let code = container.asReceipt { twins.append((self.index(of: code), index)) }
    return index
  }

  private static let containerWord = "container "

  /// The text by which `codeTexts` names a bag or manifest.
  public static func text(of container: ContainerCode) -> String { containerWord + container.key }

  /// The bag or manifest that a text of `codeTexts` names; nil if it names a dossier.
  public static func container(of codeText: String) -> ContainerCode? {
    guard codeText.hasPrefix(containerWord) else { return nil }
    return try? ContainerCode(String(codeText.dropFirst(containerWord.count)))
  }

  /// A fact of an event's canonical bytes; nil if they are none, or if this program only keeps the
  /// event for those that know its type.
  func decode(_ bytes: UnsafeRawBufferPointer, at position: LedgerPosition) -> Decoded? {
    guard var cursor = EventBytesCursor(bytes), let type = EventType(rawValue: cursor.typeNumber),
      let (first, source) = cursor.next(), first == EventBytes.Tag.source.rawValue
    else { return nil }
    let sourceText = String(decoding: source, as: UTF8.self)
    let fact = EventFact(
      number: position.number, type: type,
      occurredAt: OccurredAt(milliseconds: cursor.occurredAtMilliseconds),
      source: names.index(of: sourceText), sequence: 0)
    var decoded = Decoded(fact: fact)
    var idText: String?
    var target = TargetParts()
    while let (number, payload) = cursor.next() {  // Bounded by the ascending tags.
      guard let tag = EventBytes.Tag(rawValue: number) else { continue }
      switch tag {
      case .sequence: decoded.fact.sequence = EventBytesCursor.unsigned(payload) ?? 0
      case .id: idText = String(decoding: payload, as: UTF8.self)
      case .target: target.id = String(decoding: payload, as: UTF8.self)
      case .targetSource: target.source = String(decoding: payload, as: UTF8.self)
      case .targetHash: target.hash = payload.reduce(0) { $0 << 8 | UInt64($1) }
      case .dossier:
        decoded.fact.code = code(payload)
        if decoded.fact.code?.isMisread == true { decoded.fact.namesMisreadCode = true }
      case .alias:
        let link = code(payload)
        decoded.links.append(link)
        if link.isMisread { decoded.fact.namesMisreadCode = true }
      case .mode:
        decoded.fact.mode = EventBytesCursor.unsigned(payload)
          .flatMap { UInt8(exactly: $0) }.flatMap(ServiceMode.init(rawValue:))
      default:
        if type == .eventAmended {
          takeAmended(tag, payload, of: &decoded.fact)
        } else {
          takeAttribute(tag, payload, of: &decoded.fact)
        }
      }
    }
    guard cursor.isAtEnd, settleSubject(of: &decoded) else { return nil }
    if type.subjectKind == .event {
      guard target.id != nil else { return nil }
      decoded.target = target.target(of: sourceText)
    }
    if decoded.fact.sequence == 0 { decoded.fact.id = idText.map { names.index(of: $0) } }
    return decoded
  }

  private struct TargetParts {
    var id: String?
    var source: String?
    var hash: UInt64?

    func target(of source: String) -> EventTarget? {
      guard let id, let id = try? EventID(id), let own = try? SourceName(source) else { return nil }
      let named = self.source.flatMap { try? SourceName($0) }
      guard own.mayCorrect(named ?? own) else { return nil }
      return EventTarget(id, source: named, hash: hash.map(EventHash.init(number:)))
    }
  }

  /// Completes what the event is about; false if it says so in no way this program knows.
  func settleSubject(of decoded: inout Decoded) -> Bool {
    let type = decoded.fact.type
    switch type.subjectKind {
    case .period, .event, .desk: return true
    case .dossier:
      guard type.mayBeOfContainer else { return decoded.fact.code != nil }
      guard let code = decoded.fact.code else {
        // Without a dossier the event is about the bag it names.
        decoded.fact.code = decoded.fact.container
        decoded.fact.container = nil
        decoded.fact.twin = decoded.fact.code.flatMap(receipt)
        return decoded.fact.code != nil
      }
      if decoded.links.isEmpty { decoded.fact.twin = bag(code) }
      return true
    }
  }

  /// A bag's code as a dossier's.
  private func receipt(_ bag: CodeIndex) -> CodeIndex? {
    FactDecoder.container(of: codeTexts[bag.number])?.asReceipt.map { index(of: $0) }
  }

  /// A dossier's code as a bag's; nil for item numbers and dossier numbers, which are none.
  private func bag(_ code: CodeIndex) -> CodeIndex? {
    if code.isItem { return nil }
    if let known = bags[code] { return known }
    let container = try? ContainerCode(codeTexts[code.number])
    let bag = container?.asReceipt == nil ? nil : container.map { index(of: $0) }
    bags[code] = .some(bag)
    return bag
  }

  private func takeAttribute(
    _ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer, of fact: inout EventFact
  ) {
    switch tag {
    case .office: fact.attributes.office = PostOfficeCode(number: number(payload))
    case .province: fact.attributes.province = province(payload)
    case .commune: fact.attributes.commune = CommuneCode(number: number(payload))
    case .service: fact.attributes.service = service(payload)
    case .agency: fact.attributes.agency = agency(payload)
    case .channel: fact.attributes.channel = channel(payload)
    case .dueDate: fact.dueDate = date(payload)
    case .parent: fact.container = container(payload)
    case .destination: fact.destination = PostOfficeCode(number: number(payload))
    case .count: fact.statesCount = true
    case .moneyKind:
      fact.moneyKind = EventBytesCursor.unsigned(payload)
        .flatMap { UInt8(exactly: $0) }.flatMap(Money.Kind.init(rawValue:))
    case .amount: fact.amount = EventBytesCursor.signed(payload)
    default: break  // Fields the figures do not ask for.
    }
  }

  /// What an amendment puts in place; where it was made itself changes nothing.
  private func takeAmended(
    _ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer, of fact: inout EventFact
  ) {
    switch tag {
    case .setOccurredAt:
      fact.amendedOccurredAt = EventBytesCursor.signed(payload).map(OccurredAt.init(milliseconds:))
    case .setOffice: fact.attributes.office = PostOfficeCode(number: number(payload))
    case .setProvince: fact.attributes.province = province(payload)
    case .setCommune: fact.attributes.commune = CommuneCode(number: number(payload))
    case .setService: fact.attributes.service = service(payload)
    case .setAgency: fact.attributes.agency = agency(payload)
    case .setChannel: fact.attributes.channel = channel(payload)
    case .setDueDate: fact.dueDate = date(payload)
    case .setParent: fact.container = container(payload)
    case .setDestination: fact.destination = PostOfficeCode(number: number(payload))
    case .setCount: fact.statesCount = true
    case .setAmount: fact.amount = EventBytesCursor.signed(payload)
    case .clear:
      fact.cleared = ClearedFields(
        payload.compactMap(ClearableField.init(rawValue:)).map { ClearedFields($0) })
    default: break  // Fields the figures do not ask for.
    }
  }

  private func province(_ payload: UnsafeRawBufferPointer) -> ProvinceCode? {
    ProvinceCode(number: UInt8(clamping: number(payload)))
  }

  private func channel(_ payload: UnsafeRawBufferPointer) -> Channel? {
    EventBytesCursor.unsigned(payload).flatMap { UInt8(exactly: $0) }
      .flatMap(Channel.init(rawValue:))
  }

  private func date(_ payload: UnsafeRawBufferPointer) -> LocalDate? {
    EventBytesCursor.signed(payload).flatMap { Int32(exactly: $0) }
      .map(LocalDate.init(dayNumber:))
  }

  private func number(_ payload: UnsafeRawBufferPointer) -> UInt32 {
    payload.reduce(0) { $0 &* 10 &+ UInt32($1 &- 0x30) }
  }

  private func service(_ payload: UnsafeRawBufferPointer) -> NameIndex {
    index(ofService: String(decoding: payload, as: UTF8.self))
  }

  /// The number of a service's stem.
  func index(ofService text: String) -> NameIndex {
    if let known = services[text] { return known }
    let index = names.index(of: (try? ProcedureCode(text))?.stem ?? text)
    services[text] = index
    return index
  }

  private func agency(_ payload: UnsafeRawBufferPointer) -> NameIndex {
    index(ofAgency: String(decoding: payload, as: UTF8.self))
  }

  /// The number of an agency's canonical code.
  func index(ofAgency text: String) -> NameIndex {
    if let known = agencies[text] { return known }
    let index = names.index(of: (try? AgencyCode(text))?.canonical ?? text)
    agencies[text] = index
    return index
  }

  private func container(_ payload: UnsafeRawBufferPointer) -> CodeIndex? {
    (try? ContainerCode(String(decoding: payload, as: UTF8.self))).map { index(of: $0) }
  }

  private func code(_ payload: UnsafeRawBufferPointer) -> CodeIndex {
    let text = String(decoding: payload, as: UTF8.self)
    if let known = codes[text] { return known }
    return intern(text, Alias(stored: text))
  }

  private func intern(_ text: String, _ code: Alias?) -> CodeIndex {
    if let known = codes[text] { return known }
    let index = CodeIndex(
      number: UInt32(codeTexts.count), isItem: code?.kind == .item,
      isMisread: code?.isMisread(by: rules) ?? false)
    codes[text] = index
    codeTexts.append(text)
    return index
  }
}
