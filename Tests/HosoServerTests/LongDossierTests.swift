import HosoDomain
import HosoLedger
import HosoWebhooks
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("Dossiers of which there is more to tell than anybody asked for")
struct LongDossierTests {
  private let item = "EE123456785VN"

  /// Records events of the ledger's own desk as they are, without asking what they repeat.
  private func record(
    _ server: TestServer, _ count: Int, _ make: (Int, EventIdentity) throws -> Event
  ) throws -> [RecordedEvent] {
    let writer = try LedgerWriter(opening: server.folder) { [clock = server.clock] in clock.now }
    return try writer.commit { transaction in
      let own = transaction.settings.source
      return try (0..<count).map { number in
        var fault: (any Error)?
        let recorded = try transaction.append(own: own) { identity in
          do {
            return try make(number, identity)
          } catch {
            fault = error
            return Event(
              identity: identity, type: .periodDeclared, occurredAt: start, subject: .period)
          }
        }
        if let fault { throw fault }
        return recorded
      }
    }
  }

  private let start = OccurredAt(milliseconds: 1_583_370_720_000)

  @Test func `an answer tells the last thousand scans, and how many came before`() async throws {
    try await TestServer.with { server in
      let code = try Alias(item)
      _ = try record(server, 1_203) { number, identity in
        Event(
          identity: identity, type: number == 0 ? .dossierPickedUp : .itemArrived,
          occurredAt: OccurredAt(milliseconds: start.milliseconds + Int64(number) * 10_000),
          subject: .dossier(code))
      }
      let answer = try await server.ask("GET", "/v1/dossiers/\(item)", as: .administrator)
      let dossier = try #require(answer.json["dossier"])
      #expect(dossier["entries"]?.items?.count == 1_000)
      #expect(dossier["entries"]?.items?.last?["position"]?.wholeNumber == 1_203)
      #expect(dossier["entries_left_off"]?.wholeNumber == 203)
      #expect(dossier["state"]?.text == "on-the-way-to-agency")
    }
  }

  @Test func `codes and corrections are told up to a thousand each`() async throws {
    try await TestServer.with { server in
      let code = try Alias(item)
      let links = try record(server, 101) { link, identity in
        var event = Event(
          identity: identity, type: .aliasLinked, occurredAt: start, subject: .dossier(code))
        event.aliases = try (0..<10).map { try Alias("BN2020/\(10_000 + link * 10 + $0)") }
        return event
      }
      let target = EventTarget(try #require(links.first).event.identity.id)
      _ = try record(server, 1_001) { _, identity in
        var event = Event(
          identity: identity, type: .eventAmended, occurredAt: start, subject: .event(target))
        event.amendment = Amendment()
        event.amendment?.office = try PostOfficeCode("100000")
        return event
      }
      let answer = try await server.ask("GET", "/v1/dossiers/\(item)", as: .administrator)
      let dossier = try #require(answer.json["dossier"])
      #expect(dossier["codes"]?.items?.count == 1_000)
      #expect(dossier["codes_left_off"]?.wholeNumber == 11)
      #expect(dossier["entries"]?.items?.first?["corrections"]?.items?.count == 1_000)
      #expect(dossier["entries"]?.items?.first?["corrections_left_off"]?.wholeNumber == 1)
    }
  }
}
