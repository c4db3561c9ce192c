import Foundation
import HosoDomain
import HosoLedger
import HosoSQLite
import HosoTesting
import Testing

/// One desk with a folder of its own, where the command runs as it was built.
///
/// Nothing of the machine's environment reaches it: no language, no ledger, no office.
final class Desk {
  let folder: URL
  private var runs = 0

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "hoso-desk-\(UInt64.random(in: 0..<UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A desk of office 100000 in province 01, with its ledger made.
  static func ready(_ options: String...) throws -> Desk {
    let desk = try Desk()
    let arguments = options.isEmpty ? ["--office", "100000", "--province", "01"] : options
    let made = try desk.run(["init"] + arguments)
    try #require(made.code == 0, "\(made.errors)")
    return desk
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var ledgerPath: String { path("ledger") }

  func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  // MARK: - Running

  /// Starts the command with the desk's folder as the working one.
  func start(
    _ arguments: [String], input: ChildProcess.Input = .nothing,
    environment: [String: String] = [:]
  ) throws -> ChildProcess {
    runs += 1
    let clean = ["HOME": path("home"), "HOSO_LEDGER": ledgerPath]
    return try ChildProcess(
      Desk.programPath, arguments, environment: clean.merging(environment) { $1 },
      folder: folder.path(percentEncoded: false), input: input, output: path("run-\(runs)"))
  }

  /// Runs the command to its end.
  func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    guard let input else {
      return try Outcome(of: start(arguments, environment: environment))
    }
    let child = try start(arguments, input: .written, environment: environment)
    child.write(input)
    child.closeInput()
    return try Outcome(of: child)
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Scans with answers in JSON.
  func scan(_ arguments: String...) throws -> [ScanAnswer] {
    try run(["scan", "--json"] + arguments).answers()
  }

  /// The command that was built together with this test.
  static let programPath: String = {
    let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: test).deletingLastPathComponent().appending(path: "hoso")
      .path(percentEncoded: false)
  }()

  // MARK: - Files

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The files in a folder and in the folders in it, sorted.
  func files(in name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(name)).sorted().filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: path(name) + "/" + file, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  // MARK: - What is in the ledger

  /// Every event of the ledger, read from its file.
  func events() throws -> [RecordedEvent] {
    let reader = try LedgerReader(opening: LedgerFolder(path: ledgerPath))
    let last = reader.head.position.number
    return last == 0 ? [] : try (1...last).compactMap { try reader.event(at: LedgerPosition($0)) }
  }

  func eventCount() throws -> Int64 {
    try LedgerReader(opening: LedgerFolder(path: ledgerPath)).head.position.number
  }

  /// Changes the ledger's file behind the program's back.
  func tamper(_ change: (Connection) throws -> Void) throws {
    let file = LedgerFolder(path: ledgerPath).ledgerPath
    let connection = try Connection(path: file, access: .readWrite)
    try change(connection)
  }
}

extension ChildProcess {
  /// Waits, for five minutes at most, until the process has written so many lines; answers how
  /// many.
  func waitForLines(_ count: Int) throws -> Int {
    var found = 0
    for _ in 1...300_000 {
      found = try Data(contentsOf: URL(filePath: outputPath)).count { $0 == 0x0A }
      if found >= count { break }
      ChildProcess.pause(microseconds: 1_000)
    }
    return found
  }
}

/// What a run of the command left behind.
struct Outcome {
  let code: Int
  let output: String
  let errors: String

  init(of child: ChildProcess) throws {
    guard case .exited(let code) = child.wait() else {
      throw Trouble(what: "did not exit: \(child.wait())")
    }
    self.code = Int(code)
    output = try Outcome.text(child.outputPath)
    errors = try Outcome.text(child.errorPath)
  }

  var lines: [Substring] { output.split(separator: "\n") }

  /// Every line as the answer to one scan.
  func answers() throws -> [ScanAnswer] { try lines.map(Outcome.decode) }

  /// The one line, as the summary of an import.
  func summary() throws -> ImportAnswer {
    try #require(lines.count == 1, "\(output)\(errors)")
    return try Outcome.decode(lines[0])
  }

  static func decode<Answer: Decodable>(_ line: Substring) throws -> Answer {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Answer.self, from: Data(line.utf8))
  }

  private static func text(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(String(data: data, encoding: .utf8), "\(path) is not UTF-8")
  }
}

/// One line of `scan --json`.
struct ScanAnswer: Decodable {
  struct Flag: Decodable {
    let flag: String
    let message: String
  }

  var code: String?
  var target: String?
  let outcome: String
  var id: String?
  var type: String?
  var position: Int64?
  var message: String?
  var occurredAt: String?
  var recordedAt: String?
  var flags: [Flag]?

  var slugs: [String] { (flags ?? []).map(\.flag) }
}

/// The summary of `import --json`.
struct ImportAnswer: Decodable, Equatable {
  var recorded: Int64 = 0
  var duplicates: Int64 = 0
  var rejected: Int64 = 0
  var setAside: Int64 = 0
  var lines: Int64 = 0
  var dryRun = false
}

/// The answer of `verify --json`.
struct VerifyAnswer: Decodable {
  struct Finding: Decodable {
    var position: Int64?
    let message: String
  }

  let sound: Bool
  let events: Int64
  let origins: Int
  let holes: Int64
  let merkleRoot: String
  let findings: [Finding]
}

struct Trouble: Error {
  let what: String
}
