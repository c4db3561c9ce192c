import HosoDomain
import HosoLedger
import HosoState
import Testing

@testable import HosoServer

@Suite("How old the last backup is")
struct BackupAgeTests {
  @Test func `is told by metrics and readiness, once there is one`() async throws {
    try await TestServer.with { server in
      let before = try await server.ask("GET", "/metrics", as: .administrator)
      #expect(!before.text.contains("hoso_backup_age_seconds"))
      #expect(
        try await server.ask("GET", "/readyz", as: .administrator).json["backup"] == .null)
      var diary = BackupDiary(of: server.folder)
      let position = LedgerPosition(7)
      let made = RecordedAt(
        microseconds: server.clock.now.microseconds - 3_600_000_000)
      diary.backup = BackupDiary.Entry(at: made, position: position, path: "/backup")
      diary.drill = BackupDiary.Entry(at: made, position: position, path: "/backup")
      try diary.save(to: server.folder)
      #expect(BackupDiary(of: server.folder) == diary)
      server.clock.advance(seconds: 60)
      let after = try await server.ask("GET", "/metrics", as: .administrator)
      #expect(after.text.contains("hoso_backup_age_seconds 3660\n"))
      #expect(after.text.contains("hoso_backup_position 7\n"))
      #expect(after.text.contains("hoso_drill_age_seconds 3660\n"))
      let ready = try await server.ask("GET", "/readyz", as: .administrator)
      #expect(ready.json["backup"]?["position"] == .number("7"))
    }
  }
}
