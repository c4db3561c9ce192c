import HosoDomain
import HosoLedger
import HosoTesting
import HosoWebhooks
import Synchronization
import Testing

@testable import HosoServer
@testable import HosoState

@Suite("A server whose clock is not believed")
struct ClockRouteTests {
  private final class Machine: Sendable {
    let now = Mutex(RecordedAt(microseconds: 1_583_370_720_000_000))
    let log = Mutex<[ServerLogLine]>([])

    var watch: ClockWatch {
      ClockWatch(
        now: { self.now.withLock { $0 } },
        sinceBoot: { SinceBoot(bootID: "boot", microseconds: 1) }, built: nil)
    }

    func set(by days: Int64) {
      now.withLock { $0 = RecordedAt(microseconds: $0.microseconds + days * 86_400_000_000) }
    }
  }

  private let scan = #"{"type":"dossier.picked_up","dossier":"EE123456785VN"}"#

  @Test func `scans are 503 until a person says that the clock is right`() async throws {
    let machine = Machine()
    let server = try await TestServer { configuration in
      configuration.watch = machine.watch
      configuration.log = { line in machine.log.withLock { $0.append(line) } }
    }
    let first = try await server.ask("POST", "/v1/scans", as: .office, body: scan)
    #expect(first.status == 201)
    machine.set(by: 2)
    let refused = try await server.ask(
      "POST", "/v1/scans", as: .office, body: scan.replacing("dossier.picked_up", with: "item.lost")
    )
    #expect(refused.status == 503)
    #expect(refused.problem == "clock-in-doubt")
    #expect(refused["retry-after"] != nil)
    let ready = try await server.ask("GET", "/readyz", as: .office)
    #expect(ready.status == 503)
    #expect(ready.text.contains(#""ledger":"ok","clock":"failing""#))
    // Reading goes on.
    let read = try await server.ask("GET", "/v1/dossiers/EE123456785VN", as: .office)
    #expect(read.status == 200)
    try LedgerWriter(opening: server.folder, watch: machine.watch).believeClock()
    let taken = try await server.ask(
      "POST", "/v1/scans", as: .office, body: scan.replacing("dossier.picked_up", with: "item.lost")
    )
    #expect(taken.status == 201)
    #expect(try await server.ask("GET", "/readyz", as: .office).status == 200)
    let said = machine.log.withLock { $0.map(\.message) }
    #expect(said.count { $0.hasPrefix("The clock is not believed") } == 1)
    #expect(said.contains("The clock is believed again"))
    try await server.stop()
  }
}
