import HosoDomain

extension LineComposer {
  /// Writes one statement and its line feed, the same bytes as the interchange's own writer.
  ///
  /// - Parameters:
  ///   - event: The dossier, and the recording of the line.
  ///   - source: 0, or one more than the place of the province whose offices upload.
  ///   - target: Sequence of what is corrected.
  func write(
    _ statement: EventDraft, _ event: PlannedEvent, source: Int, target: UInt32, entryDay: Int,
    at cursor: inout ByteCursor
  ) {
    cursor.put("{\"id\":\"")
    putSource(source, &cursor)
    cursor.put(UInt8(ascii: "-"))
    cursor.put(event.sequence, atLeast: 1)
    cursor.put("\",\"source\":\"")
    putSource(source, &cursor)
    cursor.put("\",\"type\":\"")
    statement.type.name.utf8.withContiguousStorageIfAvailable { cursor.put($0) }
    if statement.target == nil {
      cursor.put("\",\"dossier\":\"")
      put(statement.code, of: event, &cursor)
    }
    cursor.put("\",\"occurred_at\":\"")
    putInstant(statement.at, &cursor)
    cursor.put(UInt8(ascii: "\""))
    if statement.office != 0 { putHand(event, office: statement.office, &cursor) }
    if statement.isEntry {
      var told = event
      told.traits.province = statement.province ?? event.traits.province
      told.day = entryDay
      putAttributes(told, &cursor)
    }
    if statement.carriesDue || statement.type == .dueChanged { putDue(event, &cursor) }
    putWords(of: statement, source: source, target: target, &cursor)
    if let alias = statement.alias {
      cursor.put(",\"aliases\":[\"")
      put(alias, of: event, &cursor)
      cursor.put("\"]")
    }
    if statement.destination != 0 {
      cursor.put(",\"destination\":\"")
      cursor.put(statement.destination, width: 6)
      cursor.put(UInt8(ascii: "\""))
    }
    putTail(event, &cursor)
  }

  private func putSource(_ source: Int, _ cursor: inout ByteCursor) {
    cursor.put(sourceName)
    guard source > 0 else { return }
    cursor.put("-p")
    cursor.putTwoDigits(country.provinces[source - 1].code)
  }

  private func put(_ code: PrintedCode, of event: PlannedEvent, _ cursor: inout ByteCursor) {
    switch code {
    case .item: putItem(event, ofResult: false, &cursor)
    case .number: putDossierNumber(event, &cursor)
    case .resultItem: putItem(event, ofResult: true, &cursor)
    }
  }

  /// Any instant, on a working day or not.
  private func putInstant(_ at: Int, _ cursor: inout ByteCursor) {
    let date = LocalDate(dayNumber: Int32(clamping: at / 86_400))
    let second = at % 86_400
    cursor.put(UInt32(clamping: date.year), width: 4)
    cursor.put(UInt8(ascii: "-"))
    cursor.putTwoDigits(date.month)
    cursor.put(UInt8(ascii: "-"))
    cursor.putTwoDigits(date.day)
    cursor.put(UInt8(ascii: "T"))
    cursor.putTwoDigits(second / 3_600)
    cursor.put(UInt8(ascii: ":"))
    cursor.putTwoDigits(second / 60 % 60)
    cursor.put(UInt8(ascii: ":"))
    cursor.putTwoDigits(second % 60)
    cursor.put("+07:00")
  }

  /// Reasons, and what a correction is about.
  private func putWords(
    of statement: EventDraft, source: Int, target: UInt32, _ cursor: inout ByteCursor
  ) {
    if let text = statement.reason?.text ?? statement.correctionReason?.text {
      cursor.put(",\"reason\":\"")
      cursor.put(text)
      cursor.put(UInt8(ascii: "\""))
    }
    guard statement.target != nil else { return }
    cursor.put(",\"target\":\"")
    putSource(source, &cursor)
    cursor.put(UInt8(ascii: "-"))
    cursor.put(target, atLeast: 1)
    cursor.put(UInt8(ascii: "\""))
    let change = statement.change
    guard statement.type == .eventAmended else { return }
    cursor.put(",\"set\":{")
    if let at = change.at {
      cursor.put("\"occurred_at\":\"")
      putInstant(at, &cursor)
      cursor.put(UInt8(ascii: "\""))
    }
    if let office = change.office {
      cursor.put("\"office\":\"")
      cursor.put(office, width: 6)
      cursor.put(UInt8(ascii: "\""))
    }
    if let province = change.province {
      cursor.put("\"province\":\"")
      cursor.putTwoDigits(country.provinces[province].code)
      cursor.put(UInt8(ascii: "\""))
    }
    cursor.put(UInt8(ascii: "}"))
  }
}
