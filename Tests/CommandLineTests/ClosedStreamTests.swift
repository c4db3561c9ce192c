import Foundation
import Testing

@Suite("Streams that whoever starts a command closed")
struct ClosedStreamTests {
  /// Runs a command by way of a shell that closes a stream; answers the exit code.
  ///
  /// - Parameter errors: Where what it complains of goes; nil for where this process's goes.
  private func run(_ desk: Desk, _ line: String, errors: Pipe? = nil) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" \(line)", Desk.programPath]
    process.currentDirectoryURL = desk.folder
    process.environment = ["HOSO_LEDGER": desk.ledgerPath, "HOME": desk.path("home")]
    if let errors { process.standardError = errors }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What a command says that has nowhere to print to, and the command that prints it again.
  private func unprinted(_ desk: Desk, _ line: String) throws -> (text: String, again: [String]) {
    let errors = Pipe()
    #expect(try run(desk, line + " >/dev/full", errors: errors) == 74)
    let bytes = try errors.fileHandleForReading.readToEnd() ?? Data()
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: "In lại: ", options: .caseInsensitive))
    return (text, text[start.upperBound...].split(whereSeparator: \.isWhitespace).map(String.init))
  }

  @Test func `what is recorded though nothing could be printed can be printed again`() throws {
    let desk = try Desk.ready()
    _ = try desk.run("scan", "pickup", "RB123456785VN", "--agency", "H26.12.19")
    _ = try desk.run("scan", "delivery", "RB123456785VN", "--actor", "nv042")
    let record = try unprinted(desk, "handover --agency H26.12.19")
    #expect(record.text.contains("BBGN-"))
    var page = try desk.run(Array(record.again.dropFirst()))
    #expect(page.code == 0 && page.output.contains("RB123456785VN"))
    let typed = record.again.dropFirst().map { $0.replacing("BBGN", with: "bbgn") }
    #expect(try desk.run(typed).output == page.output)
    for (index, format) in ["", " --format csv", " --json"].enumerated() {
      _ = try desk.run("scan", "delivery", Samples.item(index), "--actor", "nv042")
      let shift = try unprinted(desk, "shift --close --actor nv042" + format)
      #expect(shift.text.contains("Đã chốt ca: nhân viên nv042"))
      page = try desk.run(Array(shift.again.dropFirst()))
      #expect(page.code == 0 && page.output.contains("nv042"), "\(page.errors)")
    }
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
