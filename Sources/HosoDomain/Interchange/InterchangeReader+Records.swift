extension InterchangeReader {
  /// What a line says of a paper or a shift; nil where it says nothing.
  func record(_ values: borrowing LineValues) throws(LineFault) -> DeskRecord? {
    var record = DeskRecord()
    record.number = try values.code(.number, RecordNumber.init)
    record.span = try span(values)
    if let text = try values.text(.digest) {
      record.digest = ContentDigest(hex: text)
      guard record.digest != nil else { throw values.fault(.digest, .notADigest) }
    }
    return record.isEmpty ? nil : record
  }

  private func span(_ values: borrowing LineValues) throws(LineFault) -> RecordedSpan? {
    let from = try values.recordedAt(.from)
    let to = try values.recordedAt(.to)
    guard from != nil || to != nil else { return nil }
    let span = RecordedSpan(
      from: try values.required(.from, from), to: try values.required(.to, to))
    guard let span else { throw values.fault(.to, .endsBeforeItBegins) }
    return span
  }
}

extension LineValues {
  func recordedAt(_ field: InterchangeField) throws(LineFault) -> RecordedAt? {
    try time(field) { bytes throws(TimestampFault) in try RecordedAt(rfc3339: bytes) }
  }
}
