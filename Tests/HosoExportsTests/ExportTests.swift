import Glibc
import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@testable import HosoCrypto
@testable import HosoExports

@Suite("A quarter exported into a folder")
struct ExportTests {
  private func filled() throws -> SmallLedger {
    let ledger = try SmallLedger()
    try ledger.fill()
    return ledger
  }

  @Test func `each level has a file of its own, with its groups in order`() throws {
    let ledger = try filled()
    _ = try ledger.export()
    func groups(_ level: String, _ columns: [Int]) -> [String] {
      ledger.text("out/throughput-\(level).csv").split(separator: "\n").map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return columns.map { String(cells[$0]) }.joined(separator: ",")
      }
    }
    #expect(groups("nation", [4]) == ["level", "nation"])
    #expect(
      groups("province", [4, 5]).dropFirst() == ["province,01", "province,48", "province,unknown"])
    #expect(groups("service", [5]) == ["service", "1.001612", "2.000815", "unknown"])
    #expect(groups("channel", [5]) == ["channel", "counter", "home", "online", "unknown"])
    #expect(
      groups("leaf", [5, 7, 9]) == [
        "province,service,channel", "01,1.001612,counter", "01,2.000815,online",
        "48,1.001612,home", "unknown,unknown,unknown",
      ])
  }

  @Test func `two exports are the same bytes`() throws {
    let ledger = try filled()
    let first = try ledger.export(to: "a/b")
    let second = try ledger.export(to: "c")
    for file in FolderContentTests.files {
      #expect(ledger.bytes("a/b/" + file) != nil)
      #expect(ledger.bytes("a/b/" + file) == ledger.bytes("c/" + file))
    }
    #expect(first.files == second.files)
  }

  @Test func `what is recorded later changes nothing at the manifest's cutoff`() throws {
    let ledger = try filled()
    let first = try ledger.export(to: "before")
    try ledger.recordFrom("2020-04-01T09:00:00+07:00")
    try ledger.dossier([("2020-01-03", .dossierPickedUp)])
    let again = try ledger.export(to: "after", cutoff: first.asOf)
    #expect(again.merkleRoot == first.merkleRoot)
    for file in FolderContentTests.files {
      #expect(ledger.bytes("before/" + file) == ledger.bytes("after/" + file))
    }
    #expect(try ledger.export(to: "now").files != first.files)
  }

  @Test func `the manifest names what was counted and hashes what was written`() throws {
    let ledger = try filled()
    let receipt = try ledger.export()
    let manifest = ledger.text("out/manifest.json")
    let root = try LedgerReader(opening: ledger.writer.folder).head.root.hex
    let file = try #require(receipt.files.first { $0.path == "throughput-leaf.csv" })
    let written = ledger.bytes("out/throughput-leaf.csv") ?? []
    #expect(file.sha256 == Hexadecimal.text(of: HashFunction.sha256.hash(written)))
    #expect(file.rows == 4)
    for part in [
      #""period":"2020-Q1","calendar":"calendar","first_day":"2020-01-01""#,
      #""cutoff":"2020-04-01T08:00:00.000005+07:00","ended_before_cutoff":true,"position":12,"#,
      #""merkle_root":"\#(root)""#, #""sha256":"\#(file.sha256)""#, #""hoso_version":"1.2.3""#,
      #""provinces":"vn-provinces."#,
    ] {
      #expect(manifest.contains(part))
    }
  }

  @Test func `an export of a period that is not over says so and compares with nothing`() throws {
    let ledger = try filled()
    let receipt = try ledger.export(
      cutoff: try RecordedAt(rfc3339: "2020-02-15T00:00:00+07:00"))
    #expect(!receipt.nation.hasEnded)
    #expect(receipt.nation.value(of: .growth(.handled, .yearBefore)) == .empty)
    #expect(ledger.text("out/manifest.json").contains(#""ended_before_cutoff":false"#))
    let lines = ledger.text("out/throughput-nation.csv").split(separator: "\n").dropFirst()
    #expect(lines.count == 1 && lines.allSatisfy { $0.contains(",calendar,,not_ended,nation,") })
  }

  @Test func `a digest is that of the standard's example`() throws {
    #expect(
      Hexadecimal.text(of: HashFunction.sha256.hash(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `the umask says who may read what was written, and nothing else is left`() throws {
    let ledger = try filled()
    // Asked for without changing it: the mask is the whole process's.
    let probe = ledger.path + "/probe"
    mkdir(probe, 0o777)
    let allowed = mode(probe)
    rmdir(probe)
    _ = try ledger.export(to: "a/out")
    #expect(mode(ledger.path + "/a") == allowed)
    #expect(mode(ledger.path + "/a/out") == allowed)
    #expect(mode(ledger.path + "/a/out/throughput-leaf.csv") == allowed & 0o666)
    #expect(ledger.entries() == ["a", "hoso.ledger"])
    #expect(ledger.entries("a") == ["out"])
  }

  private func mode(_ path: String) -> UInt32 {
    var found = stat()
    return lstat(path, &found) == 0 ? found.st_mode & 0o777 : 0
  }
}

@Suite("A folder that is there already")
struct ExportFolderTests {
  private func filled() throws -> SmallLedger {
    let ledger = try SmallLedger()
    try ledger.fill()
    return ledger
  }

  @Test func `an export is left alone unless it is to be replaced`() throws {
    let ledger = try filled()
    let path = try ledger.export().path
    #expect(throws: ExportFault.exists(path: path)) { try ledger.export("2019Q4") }
    #expect(ledger.text("out/manifest.json").contains("2020-Q1"))
    _ = try ledger.export("2019Q4", replaces: true)
    #expect(ledger.text("out/manifest.json").contains("2019-Q4"))
    #expect(ledger.entries() == ["hoso.ledger", "out"])
  }

  @Test func `an empty folder is filled`() throws {
    let ledger = try filled()
    mkdir(ledger.path + "/out", 0o700)
    _ = try ledger.export()
    #expect(ledger.entries("out").contains("manifest.json"))
  }

  @Test func `a folder with anything else in it is never replaced`() throws {
    let ledger = try filled()
    let path = try ledger.export().path
    ledger.write("notes", to: "out/notes.txt")
    #expect(throws: ExportFault.notAnExport(path: path, entry: "notes.txt")) {
      try ledger.export(replaces: true)
    }
    #expect(ledger.text("out/notes.txt") == "notes")
    mkdir(ledger.path + "/mine", 0o700)
    ledger.write("{}", to: "mine/manifest.json")
    #expect(
      throws: ExportFault.notAnExport(path: ledger.path + "/mine", entry: "manifest.json")
    ) { try ledger.export(to: "mine", replaces: true) }
    #expect(ledger.entries() == ["hoso.ledger", "mine", "out"])
  }

  @Test func `a file in the place of the folder is left alone`() throws {
    let ledger = try filled()
    ledger.write("text", to: "out")
    #expect(throws: ExportFault.notAFolder(path: ledger.path + "/out")) {
      try ledger.export(replaces: true)
    }
    #expect(ledger.text("out") == "text")
  }

  @Test func `what a killed export left behind is removed by the next`() throws {
    let ledger = try filled()
    mkdir(ledger.path + "/.out.hoso-partial", 0o700)
    ledger.write("half", to: ".out.hoso-partial/throughput-leaf.csv")
    _ = try ledger.export()
    #expect(ledger.entries() == ["hoso.ledger", "out"])
    #expect(!ledger.text("out/throughput-leaf.csv").contains("half"))
  }

  @Test func `two processes do not write the same export`() throws {
    let ledger = try filled()
    let partial = ledger.path + "/.out.hoso-partial"
    mkdir(partial, 0o700)
    let descriptor = open(partial, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    #expect(throws: ExportFault.busy(path: ledger.path + "/out")) { try ledger.export() }
    #expect(ledger.entries() == [".out.hoso-partial", "hoso.ledger"])
  }

  @Test func `a place that cannot be made is said with the reason`() throws {
    let ledger = try filled()
    ledger.write("text", to: "file")
    #expect(throws: ExportFault.notAFolder(path: ledger.path + "/file/out")) {
      try ledger.export(to: "file/out")
    }
    #expect(
      throws: ExportFault.file(operation: .makeFolder, path: "/proc/export", code: ENOENT)
    ) { try ledger.export(to: "../../proc/export") }
    #expect(ledger.entries() == ["file", "hoso.ledger"])
  }
}
