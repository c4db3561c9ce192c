// The parsers of everything that comes from outside, under libFuzzer. Built by tools/fuzz
// together with the sources it exercises, as one module.

/// Which parser an input is for: its first byte, so that one corpus serves all.
private enum Target: UInt8, CaseIterable {
  case codes = 0x63
  case json = 0x6a
  case csv = 0x76
  case event = 0x65
  case condition = 0x77
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1, let target = Target(rawValue: start[0]) else { return -1 }
  let bytes = UnsafeBufferPointer(start: start + 1, count: count - 1)
  switch target {
  case .codes: fuzzCodes(bytes)
  case .json: fuzzJSON(bytes)
  case .csv: fuzzCSV(bytes)
  case .event: fuzzEvent(bytes)
  case .condition: fuzzCondition(bytes)
  }
  return 0
}

private func fuzzCodes(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = String(decoding: bytes, as: UTF8.self)
  // Whatever a scanner's text is read as must be read as the same when it is printed again.
  if let alias = try? Alias.scanned(text).alias {
    precondition((try? Alias(alias.text)) == alias, "a code does not read back")
  }
  if let code = try? ProcedureCode(text) { _ = code.stem }
  if let code = try? AgencyCode(text) { _ = code.canonical }
  _ = try? ContainerCode(text)
  _ = try? Period.range(text, calendar: .statutory)
  if let moment = try? OccurredAt(rfc3339: bytes) {
    let again = try? OccurredAt(rfc3339: moment.rfc3339)
    precondition(again == moment, "a moment does not read back")
  }
  _ = try? Provinces(csv: Array(bytes))
}

private func fuzzJSON(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let source = try? SourceName("fuzz") else { return }
  var reader = InterchangeReader(defaultSource: source)
  guard let line = try? reader.read(bytes) else { return }
  check(line.event)
  var written: [UInt8] = []
  InterchangeWriter.write(line.event, recordedAt: line.recordedAt, into: &written)
  let again = written.withUnsafeBufferPointer { try? reader.read($0) }
  precondition(again == line, "a line does not read back")
}

private func fuzzCSV(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let source = try? SourceName("fuzz") else { return }
  let separator = CSVRecord.separator(ofHeader: bytes)
  var reader: CSVInterchangeReader?
  var start = 0
  while start < bytes.count,
    let extent = CSVRecord.extent(in: bytes, from: start, separator: separator, isWhole: true)
  {
    precondition(start <= extent.end && extent.end <= extent.next && start < extent.next)
    let record = UnsafeBufferPointer(rebasing: bytes[start..<extent.end])
    start = extent.next
    if reader == nil {
      reader = try? CSVInterchangeReader(header: record, defaultSource: source)
      guard reader != nil else { return }
    } else if let line = try? reader?.read(record) {
      check(line.event)
      checkRow(line, source)
    }
  }
}

/// What was read must read back from the row it is written as.
private func checkRow(_ line: InterchangeLine, _ source: SourceName) {
  var header: [UInt8] = []
  CSVInterchangeWriter.writeHeader(into: &header)
  var row: [UInt8] = []
  CSVInterchangeWriter.write(line.event, recordedAt: line.recordedAt, into: &row)
  let again = header.dropLast().withContiguousStorageIfAvailable { header in
    var reader = try? CSVInterchangeReader(header: header, defaultSource: source)
    return row.dropLast().withContiguousStorageIfAvailable { try? reader?.read($0) } ?? nil
  }
  precondition(again == line, "a row does not read back")
}

private func fuzzEvent(_ bytes: UnsafeBufferPointer<UInt8>) {
  let raw = UnsafeRawBufferPointer(bytes)
  guard let event = EventCodec.decode(raw)?.event else { return }
  precondition(EventCodec.encode(event).elementsEqual(bytes), "two spellings of one event")
}

private func fuzzCondition(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = String(decoding: bytes, as: UTF8.self)
  guard let condition = try? FilterExpression(text) else { return }
  precondition(
    (try? FilterExpression(condition.text)) == condition, "a condition does not read back")
  let passes = condition.passes { $0 == .province ? nil : "\($0.rawValue) 2147483647" }
  precondition(passes == condition.passes { $0 == .province ? nil : "\($0.rawValue) 2147483647" })
  _ = condition.passes { _ in "-2147483648" }
}

/// What was read must survive being recorded.
private func check(_ event: Event) {
  let bytes = EventCodec.encode(event)
  let again = bytes.withUnsafeBytes { EventCodec.decode($0) }?.event
  precondition(again.map(EventCodec.encode) == bytes, "an event does not decode again")
}

/// Stands in for the tables that the package build embeds.
enum PackageResources {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let provinces_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let holidays_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let zones_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let catalogue_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let costs_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let forms_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let tiles_csv: [UInt8] = []
  // swift-format-ignore: AlwaysUseLowerCamelCase
  static let countries_csv = Array("code\nGB\nVN\n".utf8)
}
