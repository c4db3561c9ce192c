/// Writes events as lines of the interchange format.
public enum InterchangeWriter {
  /// Appends one event as compact JSON without a newline.
  ///
  /// Keys stand in the order of the contract and absent values are left out, so the same event
  /// is always the same bytes. Codes are written as they were scanned, which reads back as the
  /// same event.
  public static func write(
    _ event: Event, recordedAt: RecordedAt? = nil, into bytes: inout [UInt8]
  ) {
    var json = JSONBuilder(appendingTo: consume bytes)
    write(event, recordedAt: recordedAt, into: &json)
    bytes = json.bytes
  }

  /// Appends one event as an object, for texts that hold more than one.
  public static func write(
    _ event: Event, recordedAt: RecordedAt? = nil, into json: inout JSONBuilder
  ) {
    json.object { json in
      writeFields(of: event, into: &json)
      json.text(.recordedAt, recordedAt?.rfc3339)
    }
  }

  /// Adds an event's fields to an object that may hold more.
  public static func writeFields(of event: Event, into json: inout JSONBuilder) {
    writeIdentity(of: event, into: &json)
    writePlaces(of: event, into: &json)
    writeTerms(of: event, into: &json)
    writeCorrection(of: event, into: &json)
    writeCarriage(of: event, into: &json)
  }

  private static func writeIdentity(of event: Event, into json: inout JSONBuilder) {
    json.text(.id, event.identity.id.text)
    json.text(.source, event.identity.source.text)
    json.text(.type, event.type.name)
    if case .dossier(let alias) = event.subject {
      json.text(.dossier, event.scannedText ?? alias.text)
    }
    json.text(.occurredAt, event.occurredAt.rfc3339)
  }

  private static func writePlaces(of event: Event, into json: inout JSONBuilder) {
    json.text(.office, event.office?.text)
    json.text(.actor, event.actor?.text)
    json.text(.province, event.province?.text)
    json.text(.commune, event.commune?.text)
    json.text(.service, event.service?.text)
    json.text(.agency, event.agency?.text)
  }

  private static func writeTerms(of event: Event, into json: inout JSONBuilder) {
    json.text(.channel, event.channel?.name)
    json.text(.mode, event.mode?.name)
    json.text(.dueDate, event.dueDate?.iso)
    json.text(.reason, event.reason)
  }

  private static func writeCorrection(of event: Event, into json: inout JSONBuilder) {
    if case .event(let target) = event.subject {
      json.text(.target, target.id.text)
      json.text(.targetSource, target.source?.text)
      json.text(.targetHash, target.hash?.hex)
    }
    guard let amendment = event.amendment else { return }
    let isOnlyClearing = amendment.named.isEmpty && amendment.occurredAt == nil
    if !isOnlyClearing {
      json.object(InterchangeField.set.name) { write(amendment, into: &$0) }
    }
    guard !amendment.cleared.isEmpty else { return }
    json.list(InterchangeField.clear.name) { json in
      for field in amendment.cleared.fields { json.item(field.name) }
    }
  }

  private static func write(_ amendment: Amendment, into json: inout JSONBuilder) {
    json.text(.occurredAt, amendment.occurredAt?.rfc3339)
    json.text(.office, amendment.office?.text)
    json.text(.actor, amendment.actor?.text)
    json.text(.province, amendment.province?.text)
    json.text(.commune, amendment.commune?.text)
    json.text(.service, amendment.service?.text)
    json.text(.agency, amendment.agency?.text)
    json.text(.channel, amendment.channel?.name)
    json.text(.dueDate, amendment.dueDate?.iso)
    json.number(.amount, amendment.amount)
    json.text(.parent, amendment.parent?.text)
    json.text(.destination, amendment.destination?.text)
    json.number(.count, amendment.count)
  }

  private static func writeCarriage(of event: Event, into json: inout JSONBuilder) {
    if !event.aliases.isEmpty {
      json.list(InterchangeField.aliases.name) { json in
        for alias in event.aliases { json.item(alias.text) }
      }
    }
    json.text(.money, event.money?.kind.name)
    json.number(.amount, event.money?.amount)
    json.text(.parent, event.carrier?.text)
    json.text(.destination, event.destination?.text)
    json.number(.count, event.count)
    json.text(.period, event.period?.label)
    json.text(.calendar, event.period?.calendar.rawValue)
    write(event.record, into: &json)
    json.number(.sequence, event.identity.sequence)
  }

  private static func write(_ record: DeskRecord?, into json: inout JSONBuilder) {
    json.text(.number, record?.number?.text)
    json.text(.from, record?.span?.from.rfc3339)
    json.text(.to, record?.span?.to.rfc3339)
    json.text(.digest, record?.digest?.hex)
  }
}

extension JSONBuilder {
  fileprivate mutating func text(_ field: InterchangeField, _ text: String?) {
    if let text { self.field(field.name, text) }
  }

  fileprivate mutating func number(_ field: InterchangeField, _ number: (some BinaryInteger)?) {
    if let number { self.field(field.name, number) }
  }
}
