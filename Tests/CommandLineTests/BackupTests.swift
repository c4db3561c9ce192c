import Foundation
import Glibc
import HosoDomain
import HosoLedger
import HosoTesting
import Testing

@Suite("Backing up, restoring and drilling")
struct BackupTests {
  private struct BackedUp: Decodable {
    let position: Int64
    let merkleRoot: String
    let newEvents: Int64
    let packsWritten: Int
  }

  private func backUp(_ desk: Desk) throws -> BackedUp {
    let outcome = try desk.run("backup", desk.path("backup"), "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try Outcome.decode(try #require(outcome.lines.first))
  }

  @Test func `a second backup has only what is new, and words say so`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "BN2020/1001", "BN2020/1002", "BN2020/1003")
    #expect(try backUp(desk).newEvents == 3)
    let nothing = try desk.run("backup", desk.path("backup"))
    #expect(nothing.output.contains("Không có gì mới"))
    _ = try desk.scan("pickup", "BN2020/1004")
    let second = try backUp(desk)
    #expect(second.newEvents == 1 && second.position == 4)
    let words = try desk.run("backup", desk.path("backup"), "--lang", "en")
    #expect(words.output.contains("has 4 events"))
  }

  @Test func `a ledger lost with its disk comes back with its keys, endpoints and tables`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "BN2020/1001", "BN2020/1002")
    let key = try desk.run("key", "add", "--kind", "administrator", "--name", "x")
    #expect(key.code == 0)
    let endpoint = try desk.run(
      ["webhook", "add", "--url", "http://127.0.0.1:9/hoso", "--name", "mc"],
      environment: ["HOSO_ALLOW_EGRESS": "127.0.0.0/8"])
    #expect(endpoint.code == 0, "\(endpoint.errors)")
    try desk.write("code,name,valid_from,valid_to\n100000,Giao dịch,,\n", to: "offices.csv")
    let table = try desk.run("codes", "install", "offices", desk.path("offices.csv"))
    let backedUp = try backUp(desk)
    let before = try desk.run("key", "list", "--json").output
    let endpoints = try desk.run("webhook", "list", "--json").output
    try FileManager.default.removeItem(atPath: desk.ledgerPath)
    let restored = try desk.run("restore", desk.path("backup"))
    #expect(restored.code == 0, "\(restored.errors)")
    #expect(restored.output.contains("2 sự kiện"))
    #expect(try desk.run("key", "list", "--json").output == before)
    #expect(try desk.run("webhook", "list", "--json").output == endpoints)
    #expect(desk.exists("ledger/codes/offices.csv") == (table.code == 0))
    let verified = try desk.run("verify", "--json")
    #expect(verified.code == 0)
    #expect(verified.output.contains(backedUp.merkleRoot))
    let next = try desk.scan("pickup", "BN2020/1003")
    #expect(next.first?.id?.contains("-2-1") == true)
  }

  @Test func `a drill tells a good backup from a bad one by its exit code, and leaves nothing`()
    throws
  {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "BN2020/1001", "BN2020/1002")
    _ = try backUp(desk)
    let place = ["TMPDIR": desk.path("temporary")]
    try FileManager.default.createDirectory(
      atPath: desk.path("temporary"), withIntermediateDirectories: false)
    let good = try desk.run(["restore", "--drill", desk.path("backup")], environment: place)
    #expect(good.code == 0, "\(good.errors)")
    #expect(good.output.contains("dùng được"))
    let verified = try desk.run("verify").output
    #expect(verified.contains("Sao lưu gần nhất") && verified.contains("diễn tập tốt"))
    let name = try #require(try desk.files(in: "backup").first { $0.hasPrefix("events-") })
    let path = desk.path("backup/" + name)
    var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    let bad = try desk.run(["restore", "--drill", desk.path("backup")], environment: place)
    #expect(bad.code == 65)
    #expect(bad.errors.contains(name))
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.path("temporary"))
    #expect(left == [])
    #expect(try desk.eventCount() == 2)
  }

  @Test func `one that follows takes what is recorded later, and ends when it is told to`() throws {
    let desk = try Desk.ready()
    _ = try desk.scan("pickup", "BN2020/1001")
    let follower = try desk.start(["backup", desk.path("backup"), "--follow", "1s", "--json"])
    #expect(try follower.waitForLines(1) == 1)
    _ = try desk.scan("pickup", "BN2020/1002")
    #expect(try follower.waitForLines(2) == 2)
    follower.notify(SIGTERM)
    #expect(follower.wait(seconds: 30) == .exited(0))
    let last = try Outcome(of: follower).lines.last
    #expect(last?.contains("\"position\":2") == true)
    #expect(try desk.run("restore", "--drill", desk.path("backup")).code == 0)
  }

  @Test func `there is nothing to restore where no backup is`() throws {
    let desk = try Desk.ready()
    #expect(try desk.run("restore", desk.path("nothing")).code == 66)
    try desk.write("x", to: "note.txt")
    #expect(try desk.run("restore", desk.folder.path(percentEncoded: false)).code == 66)
    #expect(try desk.run("backup", desk.folder.path(percentEncoded: false)).code == 73)
  }
}

@Suite("A backup onto a disk that is full", .enabled(if: FullBackup.isAvailable))
struct FullBackupTests {
  @Test func `leaves the last good backup good, and goes on when there is room`() throws {
    let desk = try Desk.ready()
    let outcome = try FullBackup.run(desk)
    #expect(outcome.output == "first 0\nfull 74\ndrill 0\nagain 0\nlast 0\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("đĩa đầy"))
  }
}

/// Backups onto a disk of a few MiB in memory, mounted where only they see it.
private enum FullBackup {
  private static let unshared = ["--mount", "--map-root-user"]
  private static let script = """
    mount -t tmpfs -o size=3m tmpfs "$DISK" || exit 3
    try() { name=$1; shift; "$HOSO" "$@" > /dev/null; echo "$name $?"; }
    "$HOSO" import first.ndjson > /dev/null
    try first backup "$DISK/backup"
    head -c 3145728 /dev/zero > "$DISK/filler" 2> /dev/null
    "$HOSO" import second.ndjson > /dev/null
    try full backup "$DISK/backup"
    try drill restore --drill "$DISK/backup"
    rm "$DISK/filler"
    try again backup "$DISK/backup"
    try last restore --drill "$DISK/backup"
    """

  /// Whether this machine lets us mount one.
  static let isAvailable: Bool = {
    guard let folder = try? ScratchFolder(),
      let process = try? ChildProcess(
        "unshare", unshared + ["mount", "-t", "tmpfs", "tmpfs", folder.path],
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], folder: folder.path,
        input: .nothing, output: folder.path + "/mount")
    else { return false }
    return process.wait(seconds: 10) == .exited(0)
  }()

  static func run(_ desk: Desk) throws -> Outcome {
    try desk.write(try Samples.lines(1...500), to: "first.ndjson")
    try desk.write(try Samples.lines(501...3_000), to: "second.ndjson")
    try FileManager.default.createDirectory(
      atPath: desk.path("disk"), withIntermediateDirectories: false)
    let process = try ChildProcess(
      "unshare", unshared + ["sh", "-c", script],
      environment: [
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DISK": desk.path("disk"),
        "HOSO": Desk.programPath, "HOSO_LEDGER": desk.ledgerPath, "HOME": desk.path("home"),
        "TMPDIR": desk.folder.path(percentEncoded: false),
      ], folder: desk.folder.path(percentEncoded: false), input: .nothing,
      output: desk.path("full"))
    return try Outcome(of: process)
  }
}

@Suite("A backup killed at any moment", .tags(.slow), .serialized)
struct BackupKillTests {
  private static let lineCount = 9_000

  @Test(arguments: KillRounds.seeds.prefix(6))
  func `leaves the last good backup good, and the next one goes on`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...Self.lineCount), to: "first.ndjson")
    try desk.write(
      try Samples.lines(Self.lineCount + 1...2 * Self.lineCount), to: "second.ndjson")
    _ = try desk.run("import", "first.ndjson")
    let good = try desk.run("backup", desk.path("backup"))
    #expect(good.code == 0, "seed \(seed): \(good.errors)")
    // The ledger goes on meanwhile.
    let importing = try desk.start(["import", "second.ndjson"])
    for _ in 1...4 {
      let child = try desk.start(["backup", desk.path("backup")])
      KillRounds.kill(child, withinMicroseconds: Self.backupMicroseconds, &chance)
      _ = child.wait()
      let drill = try desk.run(["restore", "--drill", desk.path("backup"), "--json"])
      #expect(drill.code == 0, "HOSO_KILL_SEED=\(seed): \(drill.errors)")
    }
    #expect(importing.wait() == .exited(0))
    let last = try desk.run("backup", desk.path("backup"), "--json")
    #expect(last.code == 0, "HOSO_KILL_SEED=\(seed): \(last.errors)")
    #expect(last.output.contains("\"position\":\(2 * Self.lineCount)"))
    #expect(try desk.files(in: "backup").allSatisfy { !$0.hasPrefix(".") })
    let drill = try desk.run("restore", "--drill", desk.path("backup"))
    #expect(drill.code == 0, "HOSO_KILL_SEED=\(seed): \(drill.errors)")
  }

  @Test(arguments: KillRounds.seeds.prefix(4))
  func `leaves no ledger or a whole one where it is restored`(seed: Int) throws {
    var chance = Chance(seed: seed)
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...Self.lineCount), to: "first.ndjson")
    _ = try desk.run("import", "first.ndjson")
    _ = try desk.run("backup", desk.path("backup"))
    let restore = ["restore", desk.path("backup"), "--ledger", desk.path("again"), "--json"]
    for _ in 1...3 where !desk.exists("again") {
      let child = try desk.start(restore)
      KillRounds.kill(child, withinMicroseconds: 8 * Self.backupMicroseconds, &chance)
      _ = child.wait()
    }
    if !desk.exists("again") {
      let whole = try desk.run(restore)
      #expect(whole.code == 0, "HOSO_KILL_SEED=\(seed): \(whole.errors)")
    }
    #expect(!desk.exists("again.hoso-partial"))
    let verified = try desk.run("verify", "--json", "--ledger", desk.path("again"))
    #expect(verified.code == 0, "HOSO_KILL_SEED=\(seed): \(verified.output)")
    #expect(verified.output.contains("\"events\":\(Self.lineCount)"))
  }

  /// How long a backup takes here, so that kills fall into all of it.
  private static let backupMicroseconds: Int = {
    guard let desk = try? Desk.ready(), let lines = try? Samples.lines(1...lineCount),
      (try? desk.write(lines, to: "first.ndjson")) != nil,
      (try? desk.run("import", "first.ndjson")) != nil
    else { return 1_000 }
    return KillRounds.microseconds { _ = try desk.run("backup", desk.path("backup")) }
  }()
}
