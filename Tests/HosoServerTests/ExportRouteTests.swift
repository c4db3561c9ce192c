import Glibc
import HosoDomain
import HosoExports
import HosoLedger
import HosoSQLite
import HosoTesting
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Exports over HTTP")
struct ExportRouteTests {
  @Test func `an export is written once for a head of the ledger, and anew behind the next`()
    async throws
  {
    try await TestServer.with { server in
      try record(1, server)
      let first = try await server.ask("GET", "/v1/exports/2020Q1", as: .planner)
      #expect(first.status == 200)
      let written = inode("2020-Q1-calendar/manifest.json", server)
      let file = try await server.ask(
        "GET", "/v1/exports/2020Q1/throughput-nation.csv", as: .planner)
      #expect(file.status == 200)
      let tag = try #require(first["etag"])
      let again = try await server.ask(
        "GET", "/v1/exports/2020Q1", as: .planner, [("If-None-Match", tag)])
      #expect(again.status == 304)
      #expect(written != nil && inode("2020-Q1-calendar/manifest.json", server) == written)
      try record(2, server)
      let later = try await server.ask(
        "GET", "/v1/exports/2020Q1", as: .planner, [("If-None-Match", tag)])
      #expect(later.status == 200 && later["etag"] != tag)
      #expect(inode("2020-Q1-calendar/manifest.json", server) != written)
    }
  }

  @Test func `a file in a folder of the export is served, and all of them in one archive`()
    async throws
  {
    try await TestServer.with { server in
      try record(1, server)
      let path = "/v1/exports/2020Q1/"
      let inner = try await server.ask("GET", path + "excel/throughput-nation.csv", as: .planner)
      #expect(inner.status == 200 && inner.text.contains(";period") == false)
      #expect(inner["content-disposition"]?.contains("2020-Q1-excel-throughput-nation.csv") == true)
      let book = try await server.ask("GET", path + "bao-cao-quy-2020Q1.xlsx", as: .planner)
      #expect(book.status == 200 && book.body.starts(with: Array("PK".utf8)))
      let archive = try await server.ask("GET", path + "all.zip", as: .planner)
      #expect(archive.status == 200 && archive["content-type"] == "application/zip")
      #expect(archive.body.starts(with: Array("PK".utf8)) && archive.body.count > book.body.count)
      let manifest = try await server.ask("GET", path + "manifest.json", as: .planner)
      let named = manifest.text.split(separator: #"{"path":""#).dropFirst().map {
        $0.prefix { $0 != "\"" }
      }
      let entries = String(decoding: archive.body, as: UTF8.self)
      #expect(named.count > 40 && named.allSatisfy { entries.contains($0) })
      for (name, type) in [
        ("dcat.ttl", "text/turtle"), ("csv-metadata.json", "application/csvm+json"),
        ("sdmx/dsd.xml", "application/vnd.sdmx.structure+xml"),
      ] {
        #expect(try await server.ask("GET", path + name, as: .planner)["content-type"] == type)
      }
      let again = try await server.ask("GET", path + "all.zip", as: .planner)
      #expect(again.body == archive.body && again["etag"] == archive["etag"])
      for missing in ["excel/none.csv", "none/throughput-nation.csv", "excel/..%2Fmanifest.json"] {
        #expect(try await server.ask("GET", path + missing, as: .planner).status == 404)
      }
    }
  }

  @Test func `another cutoff, or a file that somebody changed, is written anew`() async throws {
    try await TestServer.with { server in
      try record(1, server)
      let path = "/v1/exports/2020Q1/throughput-nation.csv"
      let first = try await server.ask("GET", path, as: .planner)
      let before = try await server.ask("GET", path + "?as_of=2020-01-01", as: .planner)
      #expect(before.status == 200 && before.text != first.text)
      #expect(try await server.ask("GET", path, as: .planner).text == first.text)
      truncate(server.folder.path + "/exports/2020-Q1-calendar/throughput-nation.csv", 0)
      let mended = try await server.ask("GET", path, as: .planner)
      #expect(mended.text == first.text && mended["etag"] == first["etag"])
    }
  }

  @Test func `exports of one period as of several moments are each written once`() async throws {
    try await TestServer.with { server in
      try record(1, server)
      let past = "/v1/exports/2020Q1?as_of=2020-03-01"
      let manifest = "2020-Q1-calendar/manifest.json"
      let first = try await server.ask("GET", past, as: .planner)
      _ = try await server.ask("GET", "/v1/exports/2020Q1", as: .planner)
      let written = inode(manifest, server)
      let tag = try #require(first["etag"])
      // What comes later is not in it, so it stays as it is.
      try record(2, server)
      let known = try await server.ask("GET", past, as: .planner, [("If-None-Match", tag)])
      #expect(known.status == 304)
      let again = try await server.ask("GET", past, as: .planner)
      #expect(again.body == first.body && again["etag"] == tag)
      #expect(inode(manifest, server) == written)
      let latest = try await server.ask("GET", "/v1/exports/2020Q1", as: .planner)
      #expect(latest.status == 200 && inode(manifest, server) != written)
    }
  }

  @Test func `the shelf holds so many bytes, and lets go what nobody asked for the longest`() throws
  {
    let ledger = try ScratchLedger()
    let reader = try ledger.reader()
    let wishes = try (1...4).map { quarter in
      try ExportIdentity(
        ExportWish(
          period: try Period.parse("2020Q\(quarter)", calendar: .calendar), cutoff: nil,
          tables: ExportTables.bundled(), productVersion: "1"), in: reader)
    }
    let shelf = ExportShelf(byteCountMax: 100)
    func export(_ count: Int) -> Export {
      let bytes = [UInt8](repeating: 0, count: count)
      return Export(files: ["a": .init(bytes: bytes, mediaType: "text/csv", tag: "a")])
    }
    shelf.keep(export(40), as: wishes[0])
    shelf.keep(export(40), as: wishes[1])
    #expect(shelf.export(wishes[0]) != nil)
    shelf.keep(export(40), as: wishes[2])
    #expect(wishes.map { shelf.export($0) != nil } == [true, false, true, false])
    shelf.keep(export(60), as: wishes[2])
    #expect(shelf.byteCount == 100)
    shelf.keep(export(101), as: wishes[3])
    #expect(shelf.export(wishes[3]) == nil && shelf.byteCount == 100)
  }

  @Test func `the figures take in by themselves what was recorded`() async throws {
    try await TestServer.with {
      $0.followsEveryMilliseconds = 10
    } _: { server in
      try record(1, server)
      try record(2, server)
      var position: Int64?
      for _ in 0..<15_000 where position != 2 {
        try await Pause.milliseconds(20)
        let file = try? Connection(path: server.folder.viewsPath, access: .readOnly)
        position = try? file?.integer("SELECT position FROM cursor")
      }
      #expect(position == 2)
    }
  }

  private func record(_ sequence: Int, _ server: TestServer) throws {
    let source = "100000-a1b2c3-1"
    let event = Event(
      identity: EventIdentity(
        source: try SourceName(source), sequence: UInt64(sequence),
        id: try EventID("\(source)-\(sequence)")),
      type: .dossierPickedUp, occurredAt: OccurredAt(milliseconds: 1_583_370_720_000),
      subject: .dossier(try Alias(sequence == 1 ? "EE123456785VN" : "EE000000005VN")))
    let writer = try LedgerWriter(opening: server.folder) { server.clock.now }
    _ = try writer.commit { try $0.append(event) }
    server.clock.advance(seconds: 1)
  }

  /// What tells a file from another of the same name; nil if there is none.
  private func inode(_ name: String, _ server: TestServer) -> UInt? {
    var status = stat()
    guard stat(server.folder.path + "/exports/" + name, &status) == 0 else { return nil }
    return status.st_ino
  }
}
