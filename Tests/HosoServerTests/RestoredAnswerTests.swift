import Foundation
import HosoDomain
import HosoLedger
import HosoSQLite
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("A request sent again after the ledger was restored from a copy")
struct RestoredAnswerTests {
  private func scan(_ server: TestServer, _ number: Int) async throws -> Answer {
    try await server.ask(
      "POST", "/v1/scans", as: .office, [("Idempotency-Key", "\"k-\(number)\"")],
      body: #"{"type":"item.arrived","dossier":"BN2020/\#(1_000 + number)"}"#)
  }

  /// The ledger's file with everything in it, as SQLite's own backup would copy it.
  private func copy(_ server: TestServer) throws -> [UInt8] {
    let connection = try Connection(path: server.folder.ledgerPath, access: .readWrite)
    // A connection that has read nothing knows of no log.
    _ = try connection.integer("SELECT position FROM head")
    try connection.checkpoint(empties: true)
    return try FileBytes.read(server.folder.ledgerPath)
  }

  private func putBack(_ copy: [UInt8], _ server: TestServer) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: server.folder.ledgerPath + suffix)
    }
    try Data(copy).write(to: URL(filePath: server.folder.ledgerPath))
  }

  @Test(arguments: [true, false])
  func `an answer about what was lost is not given, and one about what is there is`(
    hasGoneOn: Bool
  ) async throws {
    try await TestServer.with { server in
      let kept = try await scan(server, 1)
      let backup = try copy(server)
      let lost = try await scan(server, 2)
      #expect(kept.json["position"] == .number("1") && lost.json["position"] == .number("2"))
      try putBack(backup, server)
      server.clock.advance(seconds: 3_600)
      if hasGoneOn { #expect(try await scan(server, 3).json["position"] == .number("2")) }
      let again = try await scan(server, 2)
      #expect(again.status == 201 && again["idempotency-replayed"] == nil)
      #expect(again.json["position"] == .number(hasGoneOn ? "3" : "2"))
      #expect(again.json["id"] != lost.json["id"])
      let reader = try LedgerReader(opening: server.folder)
      let recorded = try #require(try reader.event(at: reader.head.position))
      #expect(
        Moment(recorded.recordedAt).adding(seconds: -3_600).milliseconds
          == recorded.event.occurredAt.milliseconds)
      let first = try await scan(server, 1)
      #expect(first["idempotency-replayed"] == "true" && first.body == kept.body)
      let second = try await scan(server, 2)
      #expect(second["idempotency-replayed"] == "true" && second.body == again.body)
      let last = try LedgerReader(opening: server.folder).head.position
      #expect(last.number == (hasGoneOn ? 3 : 2))
    }
  }

  @Test func `an answer about an endpoint is given again: it was not lost with the ledger`()
    async throws
  {
    try await TestServer.with { server in
      let backup = try copy(server)
      _ = try await scan(server, 1)
      let field = [("Idempotency-Key", "\"e-1\"")]
      let body = #"{"name":"Một cửa","url":"https://motcua.example.vn/hoso"}"#
      let made = try await server.ask("POST", "/v1/endpoints", as: .agency, field, body: body)
      try putBack(backup, server)
      let again = try await server.ask("POST", "/v1/endpoints", as: .agency, field, body: body)
      #expect(made.status == 201 && again["idempotency-replayed"] == "true")
      #expect(again.body == made.body)
    }
  }
}
