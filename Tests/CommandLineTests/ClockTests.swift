import Foundation
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Clocks at the desk")
struct ClockTests {
  private static let daySeconds: TimeInterval = 86_400
  private static let day: Int64 = 86_400_000
  /// Longer than a command takes on a slow machine.
  private static let slack: Int64 = 120_000

  private var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

  private func isNear(_ one: Int64, _ other: Int64) -> Bool { abs(one - other) < Self.slack }

  /// A desk whose last scan was recorded so many days from now, by another machine.
  private func desk(recorded days: Double) throws -> Desk {
    let desk = try Desk.ready()
    let moment = Date(timeIntervalSinceNow: days * Self.daySeconds)
    let recordedAt = RecordedAt(microseconds: Int64(moment.timeIntervalSince1970 * 1_000_000))
    let writer = try LedgerWriter(
      opening: LedgerFolder(path: desk.ledgerPath), clock: { recordedAt })
    let scan = Scan(
      type: .dossierPickedUp, code: try Alias("BN2020/1000"),
      occurredAt: OccurredAt(milliseconds: recordedAt.microseconds / 1_000))
    _ = try ScanDesk(writer).record([scan])
    return desk
  }

  @Test func `a script ends with 75 under a clock that is behind the ledger`() throws {
    let desk = try desk(recorded: 700)
    let before = try desk.eventCount()
    let commands = [
      ["scan", "pickup", "EE123456785VN"], ["void", "x-1"], ["import", "-"],
      ["settings", "--mend-keyboards", "yes"],
    ]
    for command in commands {
      let outcome = try desk.run(command, input: "")
      #expect(outcome.code == 75, "\(command)")
      #expect(outcome.errors.contains("--clock-is-right"), "\(command): \(outcome.errors)")
      #expect(outcome.errors.contains("Chưa ghi gì"), "\(command)")
      #expect(outcome.output.isEmpty, "\(command)")
    }
    #expect(try desk.eventCount() == before)
    // Who only reads is asked nothing.
    #expect(try desk.run("track", "BN2020/1000").code == 0)
    #expect(try desk.run("settings").code == 0)
  }

  @Test func `a script ends with 75 under a clock that is far beyond all that is known`() throws {
    let desk = try desk(recorded: -41)
    #expect(try desk.run("scan", "pickup", "EE123456785VN").code == 75)
    let near = try self.desk(recorded: -39)
    #expect(try near.run("scan", "pickup", "EE123456785VN").code == 0)
  }

  @Test func `an answer is given once, with any command that records`() throws {
    for command in [["settings"], ["scan", "pickup", "EE123456785VN"], ["import", "-"]] {
      let desk = try desk(recorded: 700)
      let answered = try desk.run(command + ["--clock-is-right"], input: "")
      #expect(answered.code == 0, "\(command): \(answered.errors)")
      let next = try desk.run("scan", "delivery", "EE123456785VN", "--json")
      #expect(next.code == 0, "\(command): \(next.errors)")
      // What is said to have happened is today's, whatever the ledger's head says.
      let scanned = try #require(try desk.events().last)
      #expect(isNear(scanned.event.occurredAt.milliseconds, now))
    }
  }

  @Test func `an offset is added to what is recorded and to when it happened`() throws {
    let desk = try Desk.ready()
    #expect(try desk.run("scan", "pickup", "EE123456785VN", "--clock-offset", "-1d").code == 0)
    let first = try #require(try desk.events().last)
    #expect(isNear(first.recordedAt.microseconds / 1_000, now - Self.day))
    #expect(isNear(first.event.occurredAt.milliseconds, now - Self.day))
    #expect(try desk.run("scan", "delivery", "EE123456785VN").code == 0)
    let second = try #require(try desk.events().last)
    #expect(isNear(second.recordedAt.microseconds / 1_000, now - Self.day))
    #expect(try desk.run("settings").output.contains("máy cộng -1d"))
    let json = try desk.run("settings", "--clock-is-right", "--json").output
    #expect(json.contains(#""clock_offset_seconds":0"#))
    #expect(try desk.run("scan", "lost", "EE123456785VN").code == 0)
    let third = try #require(try desk.events().last)
    #expect(isNear(third.recordedAt.microseconds / 1_000, now))
  }

  @Test(arguments: ["", "-", "+", "3x", "--3h", "h", "99999999999d", "1e3", "3 h", "٣h"])
  func `an offset that is no length of time is refused`(text: String) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("settings", "--clock-offset", text)
    #expect(outcome.code == 64, "\(text): \(outcome.errors)")
  }

  @Test func `moved history speaks neither for nor against a clock`() throws {
    let desk = try Desk.ready()
    let line =
      #"{"id":"a-1","type":"dossier.picked_up","dossier":"BN2020/1000","#
      + #""occurred_at":"2020-03-05T08:12:00+07:00","recorded_at":"2020-03-05T08:12:00+07:00"}"#
    #expect(try desk.run(["import", "-", "--backfill"], input: line + "\n").code == 0)
    #expect(try desk.run("scan", "pickup", "EE123456785VN").code == 0)
  }
}
