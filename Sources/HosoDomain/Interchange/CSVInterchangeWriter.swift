/// Writes events as rows of a CSV file that reads back as the same events.
///
/// Source: RFC 4180, with LF for CRLF.
public enum CSVInterchangeWriter {
  /// Appends the header row: every column there is, with its line end.
  public static func writeHeader(into bytes: inout [UInt8]) {
    writeRow(CSVColumn.all.map(\.name), into: &bytes)
  }

  /// Appends one event as a row with its line end; absent values are empty cells.
  public static func write(_ event: Event, recordedAt: RecordedAt?, into bytes: inout [UInt8]) {
    writeRow(
      CSVColumn.all.map { column in
        switch column {
        case .field(let field): text(of: field, in: event, recordedAt: recordedAt)
        case .change(let field): event.amendment.flatMap { text(of: field, in: $0) }
        }
      }, into: &bytes)
  }

  private static func text(
    of field: InterchangeField, in event: Event, recordedAt: RecordedAt?
  ) -> String? {
    switch field {
    case .id: event.identity.id.text
    case .source: event.identity.source.text
    case .type: event.type.name
    case .dossier: dossier(event)
    case .occurredAt: event.occurredAt.rfc3339
    case .office: event.office?.text
    case .actor: event.actor?.text
    case .province: event.province?.text
    case .commune: event.commune?.text
    case .service: event.service?.text
    case .agency: event.agency?.text
    case .channel: event.channel?.name
    case .mode: event.mode?.name
    case .dueDate: event.dueDate?.iso
    case .reason: event.reason
    case .target: target(event)?.id.text
    case .targetSource: target(event)?.source?.text
    case .targetHash: target(event)?.hash?.hex
    case .set: nil
    case .clear: event.amendment.map { $0.cleared.fields.map(\.name).joined(separator: " ") }
    case .aliases: event.aliases.map(\.text).joined(separator: " ")
    case .money: event.money?.kind.name
    case .amount: event.money.map { String($0.amount) }
    case .parent: event.carrier?.text
    case .destination: event.destination?.text
    case .count: event.count.map { String($0) }
    case .period: event.period?.label
    case .calendar: event.period?.calendar.rawValue
    case .number: event.record?.number?.text
    case .from: event.record?.span?.from.rfc3339
    case .to: event.record?.span?.to.rfc3339
    case .digest: event.record?.digest?.hex
    case .sequence: event.identity.sequence.map { String($0) }
    case .recordedAt: recordedAt?.rfc3339
    }
  }

  private static func dossier(_ event: Event) -> String? {
    guard case .dossier(let alias) = event.subject else { return nil }
    return event.scannedText ?? alias.text
  }

  private static func target(_ event: Event) -> EventTarget? {
    guard case .event(let target) = event.subject else { return nil }
    return target
  }

  private static func text(of field: InterchangeField, in amendment: Amendment) -> String? {
    switch field {
    case .occurredAt: amendment.occurredAt?.rfc3339
    case .office: amendment.office?.text
    case .actor: amendment.actor?.text
    case .province: amendment.province?.text
    case .commune: amendment.commune?.text
    case .service: amendment.service?.text
    case .agency: amendment.agency?.text
    case .channel: amendment.channel?.name
    case .dueDate: amendment.dueDate?.iso
    case .amount: amendment.amount.map { String($0) }
    case .parent: amendment.parent?.text
    case .destination: amendment.destination?.text
    case .count: amendment.count.map { String($0) }
    case .id, .source, .type, .dossier, .mode, .reason, .target, .targetSource, .targetHash, .set,
      .clear, .aliases, .money, .period, .calendar, .number, .from, .to, .digest, .sequence,
      .recordedAt:
      nil
    }
  }

  private static func writeRow(_ cells: [String?], into bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(CSVRecord.comma) }
      if let cell { write(cell, into: &bytes) }
    }
    bytes.append(CSVRecord.newline)
  }

  static func write(
    _ cell: String, separator: UInt8 = CSVRecord.comma, into bytes: inout [UInt8]
  ) {
    let isPlain = cell.utf8.allSatisfy { byte in
      byte != CSVRecord.quote && byte != separator && byte != CSVRecord.newline
        && byte != CSVRecord.carriageReturn
    }
    guard !isPlain else { return bytes.append(contentsOf: cell.utf8) }
    bytes.append(CSVRecord.quote)
    for byte in cell.utf8 {
      if byte == CSVRecord.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(CSVRecord.quote)
  }
}
