internal import HosoDomain

/// Turns events into their canonical bytes and back.
enum EventCodec {
  /// Appends the canonical bytes of an event.
  static func encode(_ event: Event, into bytes: inout [UInt8]) {
    var writer = EventBytesWriter(bytes: bytes)
    bytes = []
    writer.header(event)
    writer.identity(event.identity)
    switch event.subject {
    case .dossier(let alias): writer.text(.dossier, alias.text)
    case .event(let target): writer.text(.target, target.id.text)
    case .container, .period, .desk: break
    }
    writer.text(.scannedText, event.scannedText)
    for alias in event.aliases { writer.text(.alias, alias.text) }
    writer.attributes(event)
    writer.amendment(event.amendment)
    if let money = event.money {
      writer.unsigned(.moneyKind, UInt64(money.kind.rawValue))
      writer.signed(.amount, money.amount)
    }
    writer.text(.parent, event.carrier?.text)
    writer.text(.destination, event.destination?.text)
    if let count = event.count { writer.signed(.count, count) }
    writer.period(event.period)
    if case .event(let target) = event.subject { writer.whose(target) }
    writer.furtherAmendment(event.amendment)
    // Fields of a later format may lie between those that are known.
    let record = EventBytes.Tag.number.rawValue
    for field in event.keptFields where field.tag < record {
      writer.bytes(field.tag, field.payload)
    }
    writer.record(event.record)
    for field in event.keptFields where field.tag >= record {
      writer.bytes(field.tag, field.payload)
    }
    bytes = writer.bytes
  }

  /// The canonical bytes of an event.
  static func encode(_ event: Event) -> [UInt8] {
    var bytes: [UInt8] = []
    encode(event, into: &bytes)
    return bytes
  }
}

/// Whether an event's id says no more than its source and sequence do.
///
/// Asked of every event that is written or read: compares bytes in place and makes no text.
func isDerived(_ id: EventID, source: SourceName, sequence: UInt64) -> Bool {
  var (idText, sourceText) = (id.text, source.text)
  return idText.withUTF8 { id in
    sourceText.withUTF8 { source in
      let start = source.count + 1
      guard id.count > start, id[source.count] == 0x2d else { return false }
      for index in source.indices where id[index] != source[index] { return false }
      var (end, left) = (id.count, sequence)
      repeat {
        end -= 1
        guard end >= start, id[end] == 0x30 + UInt8(left % 10) else { return false }
        left /= 10
      } while left > 0  // Bounded by the digits of a number.
      return end == start
    }
  }
}

private struct EventBytesWriter {
  var bytes: [UInt8]

  mutating func header(_ event: Event) {
    bytes.append(EventBytes.format)
    bytes.append(event.type.rawValue)
    let stamp = UInt64(bitPattern: event.occurredAt.milliseconds)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: stamp >> shift))
    }
  }

  mutating func identity(_ identity: EventIdentity) {
    text(.source, identity.source.text)
    guard let sequence = identity.sequence else { return text(.id, identity.id.text) }
    unsigned(.sequence, sequence)
    if !isDerived(identity.id, source: identity.source, sequence: sequence) {
      text(.id, identity.id.text)
    }
  }

  mutating func attributes(_ event: Event) {
    text(.office, event.office?.text)
    text(.actor, event.actor?.text)
    text(.province, event.province?.text)
    text(.commune, event.commune?.text)
    text(.service, event.service?.text)
    text(.agency, event.agency?.text)
    if let channel = event.channel { unsigned(.channel, UInt64(channel.rawValue)) }
    if let mode = event.mode { unsigned(.mode, UInt64(mode.rawValue)) }
    if let dueDate = event.dueDate { signed(.dueDate, Int64(dueDate.dayNumber)) }
    text(.reason, event.reason)
  }

  mutating func amendment(_ amendment: Amendment?) {
    guard let amendment else { return }
    if let occurredAt = amendment.occurredAt { signed(.setOccurredAt, occurredAt.milliseconds) }
    text(.setOffice, amendment.office?.text)
    text(.setProvince, amendment.province?.text)
    text(.setCommune, amendment.commune?.text)
  }

  mutating func whose(_ target: EventTarget) {
    text(.targetSource, target.source?.text)
    guard let hash = target.hash else { return }
    let number = stride(from: UInt64(56), through: 0, by: -8).map { shift in
      UInt8(truncatingIfNeeded: hash.number >> shift)
    }
    bytes(EventBytes.Tag.targetHash.rawValue, number)
  }

  mutating func furtherAmendment(_ amendment: Amendment?) {
    guard let amendment else { return }
    if let dueDate = amendment.dueDate { signed(.setDueDate, Int64(dueDate.dayNumber)) }
    text(.setService, amendment.service?.text)
    text(.setAgency, amendment.agency?.text)
    if let channel = amendment.channel { unsigned(.setChannel, UInt64(channel.rawValue)) }
    text(.setParent, amendment.parent?.text)
    text(.setDestination, amendment.destination?.text)
    if let count = amendment.count { signed(.setCount, count) }
    if let amount = amendment.amount { signed(.setAmount, amount) }
    text(.setActor, amendment.actor?.text)
    guard !amendment.cleared.isEmpty else { return }
    bytes(EventBytes.Tag.clear.rawValue, amendment.cleared.fields.map(\.rawValue))
  }

  mutating func period(_ period: Period?) {
    guard let period else { return }
    text(.period, period.label)
    unsigned(.calendar, EventBytes.number(of: period.calendar))
  }

  mutating func record(_ record: DeskRecord?) {
    guard let record else { return }
    text(.number, record.number?.text)
    if let span = record.span {
      signed(.from, span.from.microseconds)
      signed(.to, span.to.microseconds)
    }
    if let digest = record.digest { bytes(EventBytes.Tag.digest.rawValue, digest.bytes) }
  }

  mutating func text(_ tag: EventBytes.Tag, _ text: String?) {
    guard let text else { return }
    bytes.append(tag.rawValue)
    varint(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func bytes(_ tag: UInt8, _ payload: [UInt8]) {
    bytes.append(tag)
    varint(UInt64(payload.count))
    bytes.append(contentsOf: payload)
  }

  mutating func unsigned(_ tag: EventBytes.Tag, _ value: UInt64) {
    bytes.append(tag.rawValue)
    let bits = UInt64(64 - value.leadingZeroBitCount)
    varint(max(1, (bits + 6) / 7))
    varint(value)
  }

  mutating func signed(_ tag: EventBytes.Tag, _ value: Int64) {
    unsigned(tag, UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  private mutating func varint(_ value: UInt64) { EventBytes.append(varint: value, to: &bytes) }
}
