public import HosoDomain
internal import HosoSQLite

/// A setting that a commit may change; the names are part of the ledger's format.
public enum SettingName: String, Hashable, Sendable, CaseIterable {
  /// The origin this ledger's own desk writes as.
  case source
  case office
  case province
  case channel
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

  /// Settings for a new ledger.
  ///
  /// The device part of the origin is random, so that two desks of one office never share it.
  public init(
    office: PostOfficeCode?, province: ProvinceCode?, channel: Channel?
  ) throws {
    ledgerID = try Entropy.hex(bytes: 16)
    source = try SourceName("\(office?.text ?? "hub")-\(try Entropy.hex(bytes: 3))-1")
    self.office = office
    self.province = province
    self.channel = channel
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
    ]
    for case (let name, let value?) in values {
      try statement.bind(name, at: 1)
      try statement.bind(value, at: 2)
      try statement.run()
    }
  }
}
