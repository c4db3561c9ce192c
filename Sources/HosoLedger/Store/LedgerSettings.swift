internal import HosoCrypto
public import HosoDomain
internal import HosoSQLite

/// A setting that a commit may change; the names are part of the ledger's format.
public enum SettingName: String, Hashable, Sendable, CaseIterable {
  /// The origin this ledger's own desk writes as.
  case source
  case office
  case province
  case channel
  /// How receipts are numbered: patterns with blanks between them, or nothing where none are taken.
  case receipts
  /// `1` where what a keyboard spoilt is read as the one item number that it can have been.
  case mendsKeyboards = "mends_keyboards"
  /// How each epoch but the first began, a line each; there from the first note of a writer on.
  case epochs
  /// What a person said about the clock: what was right, what that refutes, the offset, in
  /// microseconds.
  case clock
  /// The position of the last event that another system had recorded: until the next one, the
  /// head says nothing about the clock.
  case backfilledThrough = "backfilled_through"
}

/// What a ledger was made for: who writes it, and what a scan assumes when it is not told.
public struct LedgerSettings: Hashable, Sendable {
  /// Names this ledger among all others.
  public let ledgerID: String
  /// The origin this ledger's own desk writes as: office, device, epoch.
  public let source: SourceName
  /// The post office; nil for the centre, which only gathers.
  public var office: PostOfficeCode?
  public var province: ProvinceCode?
  public var channel: Channel?
  /// Which codes the office takes.
  public internal(set) var codes = CodeRules.standard
  /// How each epoch but the first began; nil in a ledger from before there were epochs.
  public internal(set) var epochs: [LedgerEpoch]?
  /// What a person said about the clock, if anybody was asked.
  public internal(set) var clock: ClockAnswer?
  var backfilledThrough: LedgerPosition?

  /// Settings for a new ledger.
  ///
  /// The device part of the origin is random, so that two desks of one office never share it.
  public init(
    office: PostOfficeCode?, province: ProvinceCode?, channel: Channel?
  ) throws {
    ledgerID = try Random.hex(bytes: 16)
    source = try SourceName("\(office?.text ?? "hub")-\(try Random.hex(bytes: 3))-1")
    self.office = office
    self.province = province
    self.channel = channel
    epochs = []
  }

  /// Settings for a ledger that is put back: the rest follows from its backup.
  init(ledgerID: String, source: SourceName) {
    self.ledgerID = ledgerID
    self.source = source
    epochs = []
  }

  init(store: EventStore) throws {
    guard let ledgerID = try store.setting(LedgerSettings.ledgerIDName),
      let source = try store.setting(.source).flatMap({ try? SourceName($0) })
    else { throw LedgerFault.corrupt(position: nil, damage: .head) }
    self.ledgerID = ledgerID
    self.source = source
    office = try store.setting(.office).flatMap { try? PostOfficeCode($0) }
    province = try store.setting(.province).flatMap { try? ProvinceCode($0) }
    channel = try store.setting(.channel).flatMap { Channel(name: $0) }
    codes = try CodeRules(store)
    epochs = try store.setting(.epochs).map { text in
      text.split(separator: "\n").compactMap { LedgerEpoch(text: $0) }
    }
    clock = try store.setting(.clock).flatMap { ClockAnswer(text: $0) }
    backfilledThrough = try store.setting(.backfilledThrough).flatMap { Int64($0) }
      .map { LedgerPosition($0) }
  }

  /// Never changes, so no name that a commit may set.
  private static let ledgerIDName = "ledger_id"

  func save(to connection: Connection) throws {
    let statement = try connection.prepare("INSERT INTO setting(name, value) VALUES(?1, ?2)")
    let values: [(String, String?)] = [
      (LedgerSettings.ledgerIDName, ledgerID), (SettingName.source.rawValue, source.text),
      (SettingName.office.rawValue, office?.text),
      (SettingName.province.rawValue, province?.text),
      (SettingName.channel.rawValue, channel?.name),
      (SettingName.epochs.rawValue, epochs?.map(\.text).joined(separator: "\n")),
    ]
    for case (let name, let value?) in values {
      try statement.bind(name, at: 1)
      try statement.bind(value, at: 2)
      try statement.run()
    }
  }
}

extension ClockAnswer {
  /// The setting `clock`.
  var text: String { "\(right.microseconds) \(refuted.microseconds) \(offsetMicroseconds)" }

  init?(text: String) {
    let numbers = text.split(separator: " ", omittingEmptySubsequences: false).map { Int64($0) }
    guard numbers.count == 3, let right = numbers[0], let refuted = numbers[1],
      let offset = numbers[2]
    else { return nil }
    self.init(
      right: RecordedAt(microseconds: right), refuted: RecordedAt(microseconds: refuted),
      offsetMicroseconds: offset)
  }
}

extension CodeRules {
  /// Reads what a ledger keeps; what is not understood is as if nothing had been said.
  init(_ store: EventStore) throws {
    self.init()
    mendsKeyboards = try store.setting(.mendsKeyboards) == "1"
    guard let text = try store.setting(.receipts) else { return }
    let patterns = text.split(separator: " ").compactMap { try? ReceiptPattern(String($0)) }
    receipts = patterns.isEmpty ? .none : .printedAs(patterns)
  }
}

extension LedgerTransaction {
  /// Changes which codes the office takes.
  public func set(_ codes: CodeRules) throws {
    let receipts: String? =
      switch codes.receipts {
      case .anyForm: nil
      case .none: ""
      case .printedAs(let patterns): patterns.map(\.text).joined(separator: " ")
      }
    try set(.receipts, to: receipts)
    try set(.mendsKeyboards, to: codes.mendsKeyboards ? "1" : nil)
  }
}
