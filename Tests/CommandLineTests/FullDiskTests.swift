import Foundation
import HosoTesting
import Testing

@Suite("A server whose disk is full", .enabled(if: SmallDisk.isAvailable))
struct FullDiskTests {
  @Test func `says so to the client and in its log, and goes on when there is room`() async throws {
    let desk = try Desk()
    let disk = try SmallDisk(desk)
    let server = try RunningServe(desk, running: disk.process)
    let key = try disk.key()
    func scan(_ number: Int) async throws -> (status: Int, body: String) {
      try await server.ask(
        "/v1/scans", method: "POST", key: key,
        body: #"{"type":"dossier.picked_up","dossier":"BN2020/\#(100_000 + number)"}"#,
        headers: ["Content-Type": "application/json"])
    }
    var recorded = 0
    var refused = try await scan(recorded)
    while refused.status == 201, recorded < 5_000 {
      recorded += 1
      refused = try await scan(recorded)
    }
    #expect(refused.status == 503 && refused.body.contains("storage-full"), "\(refused)")
    let log = try String(contentsOfFile: disk.process.errorPath, encoding: .utf8)
    let line = try #require(
      log.split(separator: "\n").first { $0.contains("Nothing was recorded: the disk is full") })
    #expect(line.contains(#""level":"error""#) && line.contains(#""folder":"\#(disk.path)"#))
    try disk.makeRoom()
    var again = try await scan(recorded)
    for _ in 0..<6_000 where again.status == 503 {
      ChildProcess.pause(microseconds: 50_000)
      again = try await scan(recorded)
    }
    #expect(again.status == 201)
    #expect(again.body.contains(#""position":\#(recorded + 1)"#), "\(again.body)")
    #expect(server.stop() == .exited(0))
  }
}

/// A `hoso serve` whose ledger is on a disk of its own, of a few MiB and in memory: mounted where
/// only it and its children see it, so that it is gone with them.
private final class SmallDisk {
  /// Whether this machine lets us mount one.
  static let isAvailable: Bool = {
    guard let folder = try? ScratchFolder(),
      let process = try? ChildProcess(
        "unshare", unshared + ["mount", "-t", "tmpfs", "tmpfs", folder.path],
        environment: environment, folder: folder.path, input: .nothing,
        output: folder.path + "/mount")
    else { return false }
    return process.wait(seconds: 10) == .exited(0)
  }()

  private static let unshared = ["--mount", "--map-root-user"]
  private static let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
  private static let script = """
    set -e
    mount -t tmpfs -o size=3m tmpfs "$DISK"
    "$HOSO" init --ledger "$DISK/ledger" --office 100000 --province 01 > /dev/null
    "$HOSO" key add --ledger "$DISK/ledger" --kind office --office 100000 --name x > "$KEY"
    head -c 1048576 /dev/zero > "$DISK/filler"
    ( while [ ! -e "$ROOM" ]; do sleep 0.05; done; rm "$DISK/filler" ) > /dev/null 2>&1 &
    exec "$HOSO" serve --ledger "$DISK/ledger" --port 0 --json --no-deliveries
    """

  let process: ChildProcess
  let path: String
  private let desk: Desk

  init(_ desk: Desk) throws {
    self.desk = desk
    path = desk.path("disk")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let places = [
      "DISK": path, "HOSO": Desk.programPath, "KEY": desk.path("key"), "ROOM": desk.path("room"),
      "HOME": desk.path("home"),
    ]
    process = try ChildProcess(
      "unshare", SmallDisk.unshared + ["sh", "-c", SmallDisk.script],
      environment: SmallDisk.environment.merging(places) { $1 },
      folder: desk.folder.path(percentEncoded: false), input: .nothing,
      output: desk.path("small"))
  }

  /// The key of its office.
  func key() throws -> String {
    let text = try String(contentsOfFile: desk.path("key"), encoding: .utf8)
    return try #require(text.split(whereSeparator: \.isWhitespace).last.map(String.init))
  }

  /// Frees a third of it.
  func makeRoom() throws { try Data().write(to: URL(filePath: desk.path("room"))) }
}
