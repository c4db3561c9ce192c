import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

@testable import HosoSigning
@testable import HosoState

@Suite("Operational state that an earlier hoso wrote")
struct EarlierStoreTests {
  private let ledger: ScratchLedger

  init() throws {
    ledger = try ScratchLedger()
    let path = ledger.folder.deliveriesPath
    try LedgerFolder.makePrivateFile(path)
    let connection = try Connection(path: path, access: .readWrite)
    for part in DeliverySchema.parts { try connection.execute(part) }
    try connection.execute("PRAGMA application_id=\(DeliverySchema.applicationID)")
    try connection.execute("PRAGMA user_version=1")
    try connection.execute(
      """
      INSERT INTO endpoint(id, name, kind, url, filter, payload, fourth_failure, headers,
        asks_consent, state, created_at, updated_at, revision)
      VALUES('ep_0123456789abcdef01234567', 'Một cửa', 'standard', 'https://a.example.vn/', '',
        'full', 'block', '', 0, 'enabled', 1000, 1000, 4)
      """)
    try connection.execute(
      """
      INSERT INTO access_key(id, kind, name, reach, scopes, hash, created_at, created_by, revision)
      VALUES('key_00000001', 'administrator', 'Quản trị', 'everything', 'keys scan', x'00', 1000,
        'root', 1)
      """)
    let secret = try SymmetricSecret.random().serialized
    try connection.execute("INSERT INTO endpoint_key VALUES(1, 'secret', '\(secret)', 0, NULL)")
  }

  @Test func `its endpoints keep what they were, and the order of each dossier`() throws {
    for _ in 1...2 {
      let endpoint = try #require(try DeliveryStore(of: ledger.folder).endpoints().first)
      #expect(endpoint.name == "Một cửa")
      #expect(endpoint.afterFourthFailure == .block)
      #expect(endpoint.order == .dossier)
      #expect(endpoint.revision == 4)
    }
  }

  @Test func `its keys write what they wrote, and do not publish`() throws {
    let key = try #require(try DeliveryStore(of: ledger.folder).accessKeys().first)
    #expect(key.scopes == [.keys, .scan] && key.grant.isEmpty)
  }

  @Test func `one of a later version is left alone`() throws {
    let later = DeliverySchema.version + 1
    try Connection(path: ledger.folder.deliveriesPath, access: .readWrite)
      .execute("PRAGMA user_version=\(later)")
    #expect(throws: LedgerFault.newerSchema(found: later, known: DeliverySchema.version)) {
      try DeliveryStore(of: ledger.folder)
    }
  }
}
