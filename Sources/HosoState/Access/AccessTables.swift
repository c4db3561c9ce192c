internal import HosoDomain

/// Where keys, the audit, promises and what was seen already are kept.
enum AccessTables {
  static let sql = """
    CREATE TABLE access_key(
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, reach TEXT NOT NULL,
      scopes TEXT NOT NULL, hash BLOB NOT NULL, created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL, expires_at INTEGER, revoked_at INTEGER, replaced_by TEXT,
      last_used_at INTEGER, revision INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE callback_secret(
      id TEXT PRIMARY KEY, agency TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
      created_at INTEGER NOT NULL, created_by TEXT NOT NULL, expires_at INTEGER,
      revoked_at INTEGER
    ) STRICT;
    CREATE TABLE audit(
      number INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL,
      action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
    ) STRICT;
    CREATE TABLE idempotency(
      owner TEXT NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL,
      occurred_at INTEGER NOT NULL, head INTEGER NOT NULL, started_at INTEGER NOT NULL,
      status INTEGER, headers TEXT, body BLOB, PRIMARY KEY(owner, key)
    ) STRICT;
    CREATE INDEX idempotency_age ON idempotency(started_at);
    CREATE TABLE seen_message(
      token BLOB PRIMARY KEY, seen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX seen_message_age ON seen_message(seen_at);
    CREATE TABLE server_secret(
      name TEXT PRIMARY KEY, value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// Messages with what they said and what the ledger held; of older ones only that they came.
  static let messageSQL = """
    ALTER TABLE seen_message ADD COLUMN fingerprint BLOB NOT NULL DEFAULT x'';
    ALTER TABLE seen_message ADD COLUMN head INTEGER NOT NULL DEFAULT 0;
    """

  /// Answers with what the ledger held when they were kept; of older ones only their claim's head.
  static let answerSQL = """
    ALTER TABLE idempotency ADD COLUMN reached INTEGER;
    ALTER TABLE idempotency ADD COLUMN leaf BLOB;
    """

  /// Added to tables made before keys could be given more than their own office's sources.
  static let grantSQL = "ALTER TABLE access_key ADD COLUMN writes TEXT NOT NULL DEFAULT ''"
}

extension WritingGrant {
  /// As it is stored: `office CODE` and `source NAME`, one a line; no name holds a blank.
  var storedText: String {
    (offices.map { "office " + $0.text } + sources.map { "source " + $0.text })
      .joined(separator: "\n")
  }

  /// Reads what `storedText` wrote; nil if it is something else, which would widen it.
  init?(storedText text: String) {
    self.init()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      switch (words.first, words.count) {
      case ("office", 2):
        guard let code = try? PostOfficeCode(words[1]) else { return nil }
        offices.append(code)
      case ("source", 2):
        guard let name = try? SourceName(words[1]) else { return nil }
        sources.append(name)
      default: return nil
      }
    }
  }
}

extension Reach {
  /// As it is stored: the kind, and behind a blank the code.
  var storedText: String {
    switch self {
    case .everything: "everything"
    case .agency(let code): "agency " + code.text
    case .office(let code): "office " + code.text
    case .province(let code): "province " + code.text
    }
  }

  init?(storedText text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("everything", 1): self = .everything
    case ("agency", 2):
      guard let code = try? AgencyCode(parts[1]) else { return nil }
      self = .agency(code)
    case ("office", 2):
      guard let code = try? PostOfficeCode(parts[1]) else { return nil }
      self = .office(code)
    case ("province", 2):
      guard let code = try? ProvinceCode(parts[1]) else { return nil }
      self = .province(code)
    default: return nil
    }
  }
}
