internal import HosoDomain
internal import HosoEgress
internal import HosoSQLite
internal import HosoSigning

/// Where endpoints and their keys are kept.
enum EndpointTables {
  static let sql = """
    CREATE TABLE endpoint(
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      kind TEXT NOT NULL, portal TEXT, url TEXT NOT NULL, filter TEXT NOT NULL,
      payload TEXT NOT NULL, fourth_failure TEXT NOT NULL, rate INTEGER, certificate TEXT,
      certificate_key TEXT, headers TEXT NOT NULL, asks_consent INTEGER NOT NULL,
      consent_at INTEGER, consent_rate INTEGER, state TEXT NOT NULL, reason TEXT,
      state_since INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE endpoint_key(
      endpoint INTEGER NOT NULL REFERENCES endpoint(number), kind TEXT NOT NULL,
      key TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_until INTEGER,
      PRIMARY KEY(endpoint, kind, key)
    ) STRICT, WITHOUT ROWID;
    """

  /// Added to tables made before endpoints could ask for an order of all their events.
  static let orderSQL =
    "ALTER TABLE endpoint ADD COLUMN delivery_order TEXT NOT NULL DEFAULT 'dossier'"

  /// The first agency of its filter in the form by which codes are compared, so that an agency's
  /// endpoints are found among everybody's.
  static let agencySQL = """
    ALTER TABLE endpoint ADD COLUMN agency TEXT;
    CREATE INDEX endpoint_agency ON endpoint(agency);
    """

  static let columns = """
    id, name, kind, portal, url, filter, payload, fourth_failure, rate, certificate,
    certificate_key, headers, asks_consent, consent_at, consent_rate, state, reason,
    state_since, created_at, updated_at, revision, delivery_order, agency
    """
}

/// An endpoint as a row.
enum EndpointRow {
  /// Binds everything but the keys, in the order of the columns.
  static func bind(_ endpoint: Endpoint, to row: Statement) throws {
    try row.bind(endpoint.id.text, at: 1)
    try row.bind(endpoint.name, at: 2)
    try row.bind(endpoint.kind.name, at: 3)
    try row.bind(portalText(endpoint.kind), at: 4)
    try row.bind(endpoint.url, at: 5)
    try row.bind(endpoint.filter.storedText, at: 6)
    try row.bind(endpoint.payload.rawValue, at: 7)
    try row.bind(endpoint.afterFourthFailure.rawValue, at: 8)
    try row.bind(endpoint.rateLimitPerSecond.map(Int64.init), at: 9)
    try row.bind(endpoint.clientCertificate?.certificatePEM, at: 10)
    try row.bind(endpoint.clientCertificate?.keyPEM, at: 11)
    try row.bind(headersText(endpoint.headers), at: 12)
    try row.bind(endpoint.asksConsent ? 1 : 0 as Int64, at: 13)
    try row.bind(endpoint.consent?.at.milliseconds, at: 14)
    try row.bind(endpoint.consent?.perMinute.map(Int64.init), at: 15)
    try row.bind(endpoint.state.name, at: 16)
    try row.bind(reason(endpoint.state)?.rawValue, at: 17)
    try row.bind(endpoint.state.since?.milliseconds, at: 18)
    try row.bind(endpoint.createdAt.milliseconds, at: 19)
    try row.bind(endpoint.updatedAt.milliseconds, at: 20)
    try row.bind(endpoint.revision, at: 21)
    try row.bind(endpoint.order.rawValue, at: 22)
    try row.bind(agency(of: endpoint.filter), at: 23)
  }

  private static func agency(of filter: EventFilter?) -> String? {
    filter?.agencies?.first?.canonical
  }

  /// Notes the agency of endpoints that were stored before it was.
  static func fillAgencies(_ connection: Connection) throws {
    let rows = try connection.prepare("SELECT number, filter FROM endpoint")
    let update = try connection.prepare("UPDATE endpoint SET agency=?2 WHERE number=?1")
    while try rows.step() {  // Bounded by the endpoints.
      try update.bind(rows.integer(0), at: 1)
      try update.bind(agency(of: EventFilter(storedText: rows.text(1))), at: 2)
      try update.run()
    }
  }

  /// Reads a row whose first columns are `EndpointTables.columns`; nil if it cannot be one.
  static func read(_ row: Statement, keys: EndpointKeys) -> Endpoint? {
    guard let id = EndpointID(row.text(0)),
      let kind = kind(row.text(2), portal: row.optionalText(3)),
      let filter = EventFilter(storedText: row.text(5)),
      let payload = PayloadForm(rawValue: row.text(6)),
      let fourth = FourthFailure(rawValue: row.text(7)),
      let order = DeliveryOrder(rawValue: row.text(21)),
      let state = state(
        row.text(15), reason: row.optionalText(16), since: row.optionalInteger(17))
    else { return nil }
    var endpoint = Endpoint(
      id: id, name: row.text(1), kind: kind, url: row.text(4), filter: filter, keys: keys,
      asksConsent: row.integer(12) != 0, createdAt: Moment(milliseconds: row.integer(18)))
    endpoint.payload = payload
    endpoint.order = order
    endpoint.afterFourthFailure = fourth
    endpoint.rateLimitPerSecond = row.optionalInteger(8).map { Int(clamping: $0) }
    if let certificate = row.optionalText(9), let key = row.optionalText(10) {
      endpoint.clientCertificate = EndpointCertificate(certificatePEM: certificate, keyPEM: key)
    }
    endpoint.headers = headers(row.text(11))
    endpoint.consent = row.optionalInteger(13).map { at in
      Consent(
        at: Moment(milliseconds: at),
        perMinute: row.optionalInteger(14).map { Int(clamping: $0) })
    }
    endpoint.state = state
    endpoint.updatedAt = Moment(milliseconds: row.integer(19))
    endpoint.revision = row.integer(20)
    return endpoint
  }

  /// Values of the portal's profile hold no line feed: `EndpointRules` sees to it.
  private static func portalText(_ kind: EndpointKind) -> String? {
    guard case .dvcqg(let profile) = kind else { return nil }
    return [profile.destinationCode, profile.unitCode, profile.session].joined(separator: "\n")
  }

  /// Those that need no profile.
  private static let plainKinds: [EndpointKind] = [.standard, .operator]

  private static func kind(_ name: String, portal: String?) -> EndpointKind? {
    guard let portal else { return plainKinds.first { $0.name == name } }
    let parts = portal.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    return .dvcqg(
      PortalProfile(destinationCode: parts[0], unitCode: parts[1], session: parts[2]))
  }

  private static func headersText(_ headers: [CustomHeader]) -> String {
    headers.map { "\($0.name):\($0.value)" }.joined(separator: "\n")
  }

  private static func headers(_ text: String) -> [CustomHeader] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      return CustomHeader(name: String(parts[0]), value: String(parts[1]))
    }
  }

  private static func reason(_ state: EndpointState) -> DisableReason? {
    if case .disabled(let reason, _) = state { reason } else { nil }
  }

  private static func state(_ name: String, reason: String?, since: Int64?) -> EndpointState? {
    if name == EndpointState.enabled.name { return .enabled }
    guard let since = since.map(Moment.init(milliseconds:)) else { return nil }
    switch name {
    case EndpointState.awaitingConsent(since: since).name: return .awaitingConsent(since: since)
    case EndpointState.archived(since: since).name: return .archived(since: since)
    default:
      return reason.flatMap(DisableReason.init).map { .disabled($0, since: since) }
    }
  }
}

/// What an endpoint must be to be stored.
enum EndpointRules {
  private static let headersMax = 20
  private static let rates = 1...10_000

  static func check(_ endpoint: Endpoint) throws(EndpointFault) {
    let name = endpoint.name.unicodeScalars
    // C1 too: U+009B alone begins a command to a terminal, and lists are printed on one.
    let isPlain = name.allSatisfy { $0.properties.generalCategory != .control }
    guard 1...Endpoint.nameLengthMax ~= name.count, isPlain else { throw .field(.name) }
    guard endpoint.filter.isWithinLimits else { throw .field(.filter) }
    guard endpoint.kind.getsEvents || endpoint.filter == EventFilter() else {
      throw .field(.filter)
    }
    if let rate = endpoint.rateLimitPerSecond, !rates.contains(rate) { throw .field(.rate) }
    guard endpoint.headers.count <= headersMax, endpoint.headers.allSatisfy(isStorable) else {
      throw .field(.headers)
    }
    if case .dvcqg(let profile) = endpoint.kind {
      let texts = [profile.destinationCode, profile.unitCode, profile.session]
      guard !profile.destinationCode.isEmpty, !profile.unitCode.isEmpty,
        texts.allSatisfy({ $0.utf8.count <= 200 && $0.utf8.allSatisfy(isVisible) })
      else { throw .field(.portal) }
    }
  }

  /// Whether a header is the owner's to set, and can be sent as it is.
  private static func isStorable(_ header: CustomHeader) -> Bool {
    let isCustom: Void? = try? HeaderRules.checkCustom(name: header.name, value: header.value)
    return isCustom != nil && header.name.lowercased() != PortalProfile.destinationHeader
  }

  private static func isVisible(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }
}
