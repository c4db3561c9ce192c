public import HosoDomain

/// Reads events as facts for the rules, straight from their bytes.
///
/// Texts become numbers of the tables here, so facts of one decoder are comparable with each
/// other and with no one else's. Belongs to one thread.
public final class FactDecoder {
  /// Services' stems, agencies' canonical codes, sources, and ids of unnumbered events.
  public private(set) var names = NameTable()
  private var services: [String: NameIndex] = [:]
  private var agencies: [String: NameIndex] = [:]
  private var codes: [String: CodeIndex] = [:]
  private var containers: [String: CodeIndex] = [:]
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
    /// For a correction: whose event, and what they call it.
    public var target: (source: SourceName, id: EventID)?
  }

  /// The number of a code, the same for the same text.
  public func index(of code: Alias) -> CodeIndex {
    intern(code.text, code)
  }

  /// The number of a bag or manifest, the same for every spelling of its code.
  public func index(of container: ContainerCode) -> CodeIndex {
    let key = container.key
    if let known = containers[key] { return known }
    let index = CodeIndex(containerNumber: UInt32(codeTexts.count))
    containers[key] = index
    codeTexts.append("\(FactDecoder.containerWord)\(key)")
    return index
  }

  private static let containerWord = "container "

  /// The bag or manifest that a text of `codeTexts` names; nil if it names a dossier.
  public static func container(of codeText: String) -> ContainerCode? {
    guard codeText.hasPrefix(containerWord) else { return nil }
    return try? ContainerCode(String(codeText.dropFirst(containerWord.count)))
  }

  /// A fact of an event already read.
  public func decode(_ recorded: RecordedEvent) -> Decoded? {
    EventCodec.encode(recorded.event).withUnsafeBytes { decode($0, at: recorded.position) }
  }

  /// A fact of an event's canonical bytes; nil if they are none.
  func decode(_ bytes: UnsafeRawBufferPointer, at position: LedgerPosition) -> Decoded? {
    guard var cursor = EventBytesCursor(bytes), let type = EventType(rawValue: cursor.typeNumber),
      let (first, source) = cursor.next(), first == .source
    else { return nil }
    let sourceText = String(decoding: source, as: UTF8.self)
    let fact = EventFact(
      number: position.number, type: type,
      occurredAt: OccurredAt(milliseconds: cursor.occurredAtMilliseconds),
      source: names.index(of: sourceText), sequence: 0)
    var decoded = Decoded(fact: fact)
    var idText: String?
    while let (tag, payload) = cursor.next() {  // Bounded by the ascending tags.
      switch tag {
      case .sequence: decoded.fact.sequence = EventBytesCursor.unsigned(payload) ?? 0
      case .id: idText = String(decoding: payload, as: UTF8.self)
      case .target: decoded.target = target(payload, source: sourceText)
      case .dossier:
        decoded.fact.code = code(payload)
        if decoded.fact.code?.isMisread == true { decoded.fact.namesMisreadCode = true }
      case .alias:
        let link = code(payload)
        decoded.links.append(link)
        if link.isMisread { decoded.fact.namesMisreadCode = true }
      case .dueDate:
        decoded.fact.dueDate = EventBytesCursor.signed(payload)
          .flatMap { Int32(exactly: $0) }.map(LocalDate.init(dayNumber:))
      case .mode:
        decoded.fact.mode = EventBytesCursor.unsigned(payload)
          .flatMap { UInt8(exactly: $0) }.flatMap(ServiceMode.init(rawValue:))
      case .setOccurredAt:
        decoded.fact.amendedOccurredAt = EventBytesCursor.signed(payload)
          .map(OccurredAt.init(milliseconds:))
      default: takeAttribute(tag, payload, of: &decoded.fact)
      }
    }
    guard cursor.isAtEnd else { return nil }
    if decoded.fact.code == nil, type.mayBeOfContainer {
      // Without a dossier the event is about the bag it names.
      decoded.fact.code = decoded.fact.container
      decoded.fact.container = nil
    }
    if decoded.fact.sequence == 0 { decoded.fact.id = idText.map { names.index(of: $0) } }
    return decoded
  }

  private func takeAttribute(
    _ tag: EventBytes.Tag, _ payload: UnsafeRawBufferPointer, of fact: inout EventFact
  ) {
    // An amendment's own office is where it was made; what it puts in place is what counts.
    let isAmendment = fact.type == .eventAmended
    switch tag {
    case .office where !isAmendment, .setOffice:
      fact.attributes.office = PostOfficeCode(number: number(payload))
    case .province where !isAmendment, .setProvince:
      fact.attributes.province = ProvinceCode(number: UInt8(clamping: number(payload)))
    case .commune where !isAmendment, .setCommune:
      fact.attributes.commune = CommuneCode(number: number(payload))
    case .parent: fact.container = container(payload)
    case .destination: fact.destination = PostOfficeCode(number: number(payload))
    case .service: fact.attributes.service = service(payload)
    case .agency: fact.attributes.agency = agency(payload)
    case .channel:
      fact.attributes.channel = EventBytesCursor.unsigned(payload)
        .flatMap { UInt8(exactly: $0) }.flatMap(Channel.init(rawValue:))
    default: break  // Fields the figures do not ask for.
    }
  }

  private func target(
    _ payload: UnsafeRawBufferPointer, source: String
  ) -> (source: SourceName, id: EventID)? {
    guard let source = try? SourceName(source),
      let id = try? EventID(String(decoding: payload, as: UTF8.self))
    else { return nil }
    return (source, id)
  }

  private func number(_ payload: UnsafeRawBufferPointer) -> UInt32 {
    payload.reduce(0) { $0 &* 10 &+ UInt32($1 &- 0x30) }
  }

  private func service(_ payload: UnsafeRawBufferPointer) -> NameIndex {
    let text = String(decoding: payload, as: UTF8.self)
    if let known = services[text] { return known }
    let index = names.index(of: (try? ProcedureCode(text))?.stem ?? text)
    services[text] = index
    return index
  }

  private func agency(_ payload: UnsafeRawBufferPointer) -> NameIndex {
    let text = String(decoding: payload, as: UTF8.self)
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
