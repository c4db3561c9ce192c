internal import HosoDomain
internal import HosoWebhooks

/// What an agency told about one dossier.
struct InboundCallback: Hashable, Sendable {
  /// The event as it goes into the ledger.
  let event: Event
  /// The id and source as they were sent.
  let sentID: String
  let sentSource: String?

  /// What agencies tell; everything else is the post's to record.
  static let types = Set(EventType.allCases.filter { $0.writers.contains(.agency) })
}

/// Understands what was sent about one event.
///
/// The values are handed to the reader of the interchange format as they are, so a field has one
/// grammar and one limit, whichever way it comes in.
struct InboundInterpreter {
  /// Bytes of an id or a source: longer than any URI that is typed or printed.
  private static let nameBytesMax = 2_048
  /// The members of `data` that a callback may carry.
  private static let members: Set<String> = [
    "due_date", "reason", "aliases", "service", "agency", "province", "commune", "channel",
  ]

  private let agency: AgencyCode
  private var reader: InterchangeReader

  /// - Parameters:
  ///   - agency: Who sends.
  ///   - codes: Of the office whose ledger takes what is sent.
  init(agency: AgencyCode, codes: CodeRules) throws {
    self.agency = agency
    reader = InterchangeReader(
      defaultSource: try InboundIdentity.source(nil, of: agency), codes: codes)
  }

  mutating func callback(_ envelope: InboundEnvelope) throws -> InboundCallback {
    let id = try name(envelope.id, orAt: envelope.place.appending("id"))
    let source = try sourceName(envelope)
    var line = InboundLine()
    line.add("id", .text(try InboundIdentity.id(id).text), at: envelope.id?.place)
    line.add(
      "source", .text(try InboundIdentity.source(source, of: agency).text),
      at: envelope.source?.place)
    line.add("type", try type(envelope), at: envelope.type?.place)
    let subject = try oneOf(envelope, \.subject, "subject", member: "dossier", Self.isSameCode)
    line.add("dossier", subject.value, at: subject.place)
    let time = try oneOf(envelope, \.time, "time", member: "occurred_at", Self.isSameTime)
    line.add("occurred_at", time.value, at: time.place)
    if let sequence = envelope.sequence {
      line.add("sequence", Self.number(sequence.value), at: sequence.place)
    }
    for member in envelope.data {
      let place = envelope.dataPlace.appending(member.key)
      if Self.members.contains(member.key) {
        line.add(member.key, member.value, at: place)
      } else if member.key != "dossier", member.key != "occurred_at" {
        throw InboundFault(place, .memberNotTaken)
      }
    }
    var event = try line.read(&reader, at: envelope.place)
    try settleAgency(of: &event, at: envelope.dataPlace.appending("agency"))
    return InboundCallback(event: event, sentID: id, sentSource: source)
  }

  /// An event without an agency is the caller's, or that of the office below it which the dossier's
  /// number names; an event of any other agency is not the caller's to tell.
  private func settleAgency(of event: inout Event, at place: InboundPlace) throws {
    if let claimed = event.agency {
      guard claimed.isAtOrBelow(agency) else { throw InboundFault(place, .foreignAgency) }
      return
    }
    let named = event.codes.lazy.compactMap(\.issuingAgency).first { $0.isAtOrBelow(agency) }
    event.agency = named ?? agency
  }
}

extension Alias {
  /// The agency whose number it is; nil for codes that the post or nobody in particular issues.
  var issuingAgency: AgencyCode? {
    guard case .dossier(let number) = self else { return nil }
    return try? AgencyCode(number.agencyText)
  }
}

// MARK: - Attributes

extension InboundInterpreter {
  private func sourceName(_ envelope: InboundEnvelope) throws(InboundFault) -> String? {
    guard envelope.needsSource || envelope.source != nil else { return nil }
    return try name(envelope.source, orAt: envelope.place.appending("source"))
  }

  /// The text of an id or a source.
  ///
  /// Source: CloudEvents 1.0.2, "Type system" (no control characters), "id" and "source" (not
  /// empty).
  private func name(
    _ placed: Placed<JSONValue>?, orAt place: InboundPlace
  ) throws(InboundFault) -> String {
    guard let placed else { throw InboundFault(place, .missing) }
    guard let text = placed.value.text else {
      throw InboundFault(placed.place, .field(.wrongType(expected: .text)))
    }
    guard !text.isEmpty else { throw InboundFault(placed.place, .missing) }
    let isPrintable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isPrintable, text.utf8.count <= Self.nameBytesMax else {
      throw InboundFault(placed.place, .attributeText(bytesMax: Self.nameBytesMax))
    }
    return text
  }

  private func type(_ envelope: InboundEnvelope) throws(InboundFault) -> JSONValue {
    guard let type = envelope.type else {
      throw InboundFault(envelope.place.appending("type"), .missing)
    }
    guard let text = type.value.text else {
      throw InboundFault(type.place, .field(.wrongType(expected: .text)))
    }
    guard let known = EventType(name: text) else {
      throw InboundFault(type.place, .unknownType)
    }
    guard InboundCallback.types.contains(known) else {
      throw InboundFault(type.place, .typeNotTaken)
    }
    return type.value
  }

  /// A value that stands in the envelope, in the data, or in both if they agree.
  private func oneOf(
    _ envelope: InboundEnvelope, _ attribute: KeyPath<InboundEnvelope, Placed<JSONValue>?>,
    _ name: String, member: String, _ agree: (JSONValue, JSONValue) -> Bool
  ) throws(InboundFault) -> Placed<JSONValue> {
    let inData = envelope.data.first { $0.key == member }.map {
      Placed(value: $0.value, place: envelope.dataPlace.appending(member))
    }
    guard let outer = envelope[keyPath: attribute] else {
      guard let inData else {
        throw InboundFault(
          envelope.place.appending(envelope.needsSource ? name : member), .missing)
      }
      return inData
    }
    if let inData, !agree(outer.value, inData.value) {
      throw InboundFault(inData.place, .contradiction(with: name))
    }
    return outer
  }

  private static func isSameCode(_ one: JSONValue, _ other: JSONValue) -> Bool {
    guard let one = one.text, let other = other.text else { return one == other }
    return ScannerText.normalise(one) == ScannerText.normalise(other)
  }

  private static func isSameTime(_ one: JSONValue, _ other: JSONValue) -> Bool {
    guard let first = one.text, let second = other.text,
      let first = try? OccurredAt(rfc3339: first), let second = try? OccurredAt(rfc3339: second)
    else { return one == other }
    return first == second
  }

  /// A sequence as a number: CloudEvents writes it as text, padded so that texts sort like numbers.
  ///
  /// Source: CloudEvents extension "sequence".
  private static func number(_ value: JSONValue) -> JSONValue {
    guard let text = value.text, !text.isEmpty,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return value }
    let digits = text.drop { $0 == "0" }
    return .number(digits.isEmpty ? "0" : String(digits))
  }
}
