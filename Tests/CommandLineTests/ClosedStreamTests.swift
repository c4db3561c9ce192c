import Foundation
import Testing

@Suite("Streams that whoever starts a command closed")
struct ClosedStreamTests {
  /// Runs a command by way of a shell that closes a stream; answers the exit code.
  private func run(_ desk: Desk, _ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" \(line)", Desk.programPath]
    process.currentDirectoryURL = desk.folder
    process.environment = ["HOSO_LEDGER": desk.ledgerPath, "HOME": desk.path("home")]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(arguments: [
    "scan pickup EE123456785VN >&-", "scan pickup EE123456785VN <&- >&- 2>&-",
    "import none.ndjson 2>&-", "scan pickup EE123456780VN 2>&- >&-", "undo >&-",
  ])
  func `what nobody hears is written into no file of the ledger`(line: String) throws {
    let desk = try Desk.ready()
    #expect(try desk.scan("pickup", "RB123456785VN").map(\.outcome) == ["recorded"])
    #expect(try run(desk, line) != 0)
    let after = try desk.run("scan", "delivery", "RB123456785VN", "--lang", "en")
    #expect(after.code == 0)
    #expect(!after.output.contains("restored") && !after.errors.contains("restored"))
    #expect(try desk.run("verify").code == 0)
  }
}
