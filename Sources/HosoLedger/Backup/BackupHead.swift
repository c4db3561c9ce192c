public import HosoCrypto
public import HosoDomain

/// What a backup holds, and what it has to come to when it is replayed.
public struct BackupHead: Hashable, Sendable {
  /// Raised with every change of what is in a backup.
  static let format: Int64 = 1

  /// A pack by its name, with what it has to be.
  struct Listed: Hashable, Sendable {
    /// Where the events of a pack are, and the ledger's root through the last of them.
    struct Stretch: Hashable, Sendable {
      let first: LedgerPosition
      let last: LedgerPosition
      let root: Digest

      var count: Int64 { last.number - first.number + 1 }
    }

    let kind: PackKind
    let sum: Digest
    /// Nil for packs of anything but events.
    let stretch: Stretch?

    /// The file's name, which says what is in it: the same name is the same bytes.
    var name: String {
      guard let stretch else { return "\(kind.rawValue)-\(sum.hex.prefix(16)).pack" }
      let places = [stretch.first, stretch.last].map { position in
        let digits = "\(position.number)"
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
      }
      return "\(kind.rawValue)-\(places.joined(separator: "-"))-\(sum.hex.prefix(8)).pack"
    }
  }

  /// A setting of the ledger as it is stored.
  struct Setting: Hashable, Sendable {
    let name: String
    let value: String
  }

  public let ledgerID: String
  public var epoch = 1
  public var position = LedgerPosition.start
  var recordedAt: RecordedAt?
  public var root = Digest.zero
  var isBackfilled = false
  /// The version of the ledger's tables.
  var schema = Schema.version
  /// The version of the tables of the operational state; nil without any.
  public var stateVersion: Int64?
  public var madeAt = RecordedAt(microseconds: 0)
  var settings: [Setting] = []
  var packs: [Listed] = []

  init(ledgerID: String) {
    self.ledgerID = ledgerID
  }

  func packs(of kind: PackKind) -> [Listed] { packs.filter { $0.kind == kind } }
}

extension BackupHead {
  static let fileName = "backup.json"

  func bytes(hasher: Hasher256) -> [UInt8] {
    SummedJSON.bytes(hasher: hasher) { json in
      json.field("format", BackupHead.format)
      json.field("ledger", ledgerID)
      json.field("epoch", epoch)
      json.field("position", position.number)
      json.field("recorded_at", recordedAt?.microseconds)
      json.field("root", root.hex)
      json.field("backfilled", isBackfilled)
      json.field("schema", schema)
      json.field("state_schema", stateVersion)
      json.field("made_at", madeAt.rfc3339)
      json.object("settings") { json in
        for setting in settings { json.field(setting.name, setting.value) }
      }
      json.list("packs") { json in
        for pack in packs {
          json.object { json in
            json.field("name", pack.name)
            json.field("kind", pack.kind.rawValue)
            json.field("sum", pack.sum.hex)
            guard let stretch = pack.stretch else { return }
            json.field("first", stretch.first.number)
            json.field("last", stretch.last.number)
            json.field("root", stretch.root.hex)
          }
        }
      }
    }
  }

  /// Reads what `bytes` wrote.
  ///
  /// - Throws: `BackupFault.head`, or `.newerFormat` for one that a newer hoso made.
  init(bytes: [UInt8], hasher: Hasher256) throws(BackupFault) {
    guard let json = SummedJSON.read(bytes, hasher: hasher),
      let format = json["format"]?.wholeNumber
    else { throw .head }
    guard format <= BackupHead.format else {
      throw .newerFormat(found: format, known: BackupHead.format)
    }
    guard let ledgerID = json["ledger"]?.text, ledgerID.utf8.count == Pack.ledgerIDBytes,
      let epoch = json["epoch"]?.wholeNumber, let position = json["position"]?.wholeNumber,
      let root = json["root"]?.text.flatMap({ Digest(hex: $0) }),
      let isBackfilled = json["backfilled"]?.bool, let schema = json["schema"]?.wholeNumber,
      let madeAt = json["made_at"]?.text.flatMap({ try? RecordedAt(rfc3339: $0) }),
      let settings = json["settings"]?.members, let packs = json["packs"]?.items
    else { throw .head }
    self.ledgerID = ledgerID
    self.epoch = Int(epoch)
    self.position = LedgerPosition(position)
    recordedAt = json["recorded_at"]?.wholeNumber.map { RecordedAt(microseconds: $0) }
    self.root = root
    self.isBackfilled = isBackfilled
    self.schema = schema
    stateVersion = json["state_schema"]?.wholeNumber
    self.madeAt = madeAt
    self.settings = settings.compactMap { member in
      member.value.text.map { Setting(name: member.key, value: $0) }
    }
    self.packs = packs.compactMap(Listed.init)
    guard self.settings.count == settings.count, self.packs.count == packs.count, isContiguous
    else { throw .head }
  }

  /// Whether the packs hold every position from 1 through the head's, each once.
  private var isContiguous: Bool {
    var end = LedgerPosition.start
    var root: Digest?
    for pack in packs(of: .events) {
      guard let stretch = pack.stretch, stretch.first == end.next, stretch.last >= stretch.first
      else { return false }
      (end, root) = (stretch.last, stretch.root)
    }
    return end == position && root ?? self.root == self.root
  }
}

extension BackupHead.Listed {
  fileprivate init?(_ json: JSONValue) {
    guard let kind = json["kind"]?.text.flatMap({ PackKind(rawValue: $0) }),
      let sum = json["sum"]?.text.flatMap({ Digest(hex: $0) })
    else { return nil }
    var stretch: Stretch?
    if kind == .events {
      guard let first = json["first"]?.wholeNumber, let last = json["last"]?.wholeNumber,
        first > 0, last >= first, last < .max,
        let root = json["root"]?.text.flatMap({ Digest(hex: $0) })
      else { return nil }
      stretch = Stretch(first: LedgerPosition(first), last: LedgerPosition(last), root: root)
    }
    self.init(kind: kind, sum: sum, stretch: stretch)
    guard json["name"]?.text == name else { return nil }
  }
}
