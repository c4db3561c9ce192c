extension InterchangeReader {
  /// The event that a correction is about.
  ///
  /// A hash is taken as it stands and never added: the bytes would depend on whether the target
  /// had arrived, and a repetition would become another event.
  func target(
    _ values: borrowing LineValues, of source: SourceName
  ) throws(LineFault) -> EventTarget {
    let id = try values.required(.target, try values.code(.target, EventID.init))
    let named = try values.code(.targetSource, SourceName.init)
    var hash: EventHash?
    if let text = try values.text(.targetHash) {
      hash = EventHash(hex: text)
      guard hash != nil else { throw values.fault(.targetHash, .notAHash) }
    }
    // There is one way to name an event of one's own.
    return EventTarget(id, source: named == source ? nil : named, hash: hash)
  }

  func amendment(_ values: borrowing LineValues) throws(LineFault) -> Amendment {
    var amendment = Amendment()
    if let token = values.token(.set) {
      guard token.kind == .object else {
        throw values.fault(.set, .wrongType(expected: .object))
      }
      var cursor = JSONCursor(values.bytes, at: Int(token.start))
      let changes = try LineValues(&cursor, names: fieldNames, known: .amendable, path: "set.")
      if let misplaced = changes.misplaced { throw misplaced }
      try read(changes, into: &amendment)
    }
    if values.token(.clear) != nil {
      amendment.cleared = try values.clearedFields(except: amendment.named)
    }
    guard !amendment.isEmpty else { throw values.fault(.set, .missing) }
    return amendment
  }

  private func read(
    _ changes: borrowing LineValues, into amendment: inout Amendment
  ) throws(LineFault) {
    amendment.occurredAt = try changes.occurredAt()
    amendment.office = try changes.office(.office)
    amendment.actor = try changes.code(.actor, StaffNumber.init)
    amendment.province = try changes.province()
    amendment.commune = try changes.commune()
    amendment.service = try changes.code(.service, ProcedureCode.init)
    amendment.agency = try changes.code(.agency, AgencyCode.init)
    amendment.channel = try changes.place(.channel, in: channelNames).map { channels[$0] }
    amendment.dueDate = try changes.date(.dueDate)
    amendment.amount = try changes.wholeNumber(.amount, in: 0...InterchangeLimits.amount)
    amendment.parent = try changes.code(.parent, bag)
    amendment.destination = try changes.office(.destination)
    amendment.count = try changes.wholeNumber(.count, in: 0...InterchangeLimits.count)
  }
}

extension LineValues {
  /// The fields that an amendment empties, each once and none that gets a value.
  func clearedFields(except named: ClearedFields) throws(LineFault) -> ClearedFields {
    var cleared: ClearedFields = []
    try forEachText(of: .clear, max: ClearableField.allCases.count) {
      text, name throws(LineFault) in
      guard let field = ClearableField(name: text) else {
        let quoted = String(text.prefix(InterchangeLimits.quotedCharacters))
        throw LineFault(field: name, reason: .unknownValue(quoted))
      }
      guard !named.contains(field), cleared.insert(ClearedFields(field)).inserted else {
        throw LineFault(field: name, reason: .duplicateField)
      }
    }
    return cleared
  }
}
