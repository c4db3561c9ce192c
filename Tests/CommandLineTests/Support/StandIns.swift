import Foundation
import HosoTesting
import Testing

/// A script of `tools/standins` as its own process, which prints JSON lines.
final class StandIn {
  private static let python: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { $0 + "/python3" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()
  private static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "tools/standins")

  /// They are Python.
  static let isAvailable = python != nil

  /// Where it listens.
  let url: String
  private let process: ChildProcess

  init(_ script: String, _ desk: Desk, _ options: [String]) throws {
    process = try ChildProcess(
      try #require(StandIn.python),
      [StandIn.scripts.appending(path: script).path(percentEncoded: false), "--json"] + options,
      environment: ["PYTHONDONTWRITEBYTECODE": "1"],
      folder: desk.folder.path(percentEncoded: false), input: .nothing,
      output: desk.path("standin-\(UInt64.random(in: 0..<UInt64.max))"))
    try #require(try process.waitForLines(1) >= 1)
    struct Listening: Decodable {
      let listening: String
    }
    let text = try String(contentsOfFile: process.outputPath, encoding: .utf8)
    let first: Listening = try Outcome.decode(try #require(text.split(separator: "\n").first))
    url = first.listening
  }

  deinit { process.kill() }

  /// Waits, for a minute at most, until it printed so many lines after the first; answers all.
  func lines(atLeast count: Int) throws -> [Substring] {
    _ = try process.waitForLines(count + 1)
    let text = try String(contentsOfFile: process.outputPath, encoding: .utf8)
    return Array(text.split(separator: "\n").dropFirst())
  }
}

/// `tools/receiver`: an agency's system, which checks signatures.
final class Agency {
  /// One line of what it prints: a delivery.
  struct Delivery: Decodable {
    let id: String
    let type: String
    let subject: String
    let signature: String
    let status: Int
    let times: Int
  }

  let url: String
  private let standIn: StandIn
  private let secrets: URL

  init(_ desk: Desk, _ options: String...) throws {
    let file = desk.path("secrets-\(UInt64.random(in: 0..<UInt64.max))")
    secrets = URL(filePath: file)
    standIn = try StandIn("receiver.py", desk, ["--secret-file", file] + options)
    url = standIn.url
  }

  /// Learns the secret that an endpoint was added with.
  func trust(_ secret: String) throws {
    try Data((secret + "\n").utf8).write(to: secrets)
  }

  /// Waits, for a minute at most, until so many deliveries came; answers all there are.
  func deliveries(atLeast count: Int) throws -> [Delivery] {
    try standIn.lines(atLeast: count).map(Outcome.decode)
  }
}

/// `tools/portal`: the national public-service portal, which keeps each dossier's state.
final class Portal {
  /// One line of what it prints: an envelope that it took.
  struct Envelope: Decodable {
    let service: String
    let code: String
    let state: Int
  }

  let url: String
  private let standIn: StandIn

  init(_ desk: Desk, _ options: String...) throws {
    standIn = try StandIn("portal.py", desk, ["--strict"] + options)
    url = standIn.url
  }

  /// Waits, for a minute at most, until so many envelopes came; answers all there are.
  func envelopes(atLeast count: Int) throws -> [Envelope] {
    try standIn.lines(atLeast: count).map(Outcome.decode)
  }
}

/// `Fixtures/tls/receiver.py`: a receiver over TLS that takes everything.
final class SecureReceiver {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/tls")

  /// Where it listens.
  let url: String
  private let process: ChildProcess

  init(_ desk: Desk) throws {
    process = try ChildProcess(
      "python3", ["receiver.py", "receiver.pem"], environment: ["PATH": "/usr/bin:/bin"],
      folder: SecureReceiver.folder.path(percentEncoded: false), input: .written,
      output: desk.path("secure"))
    try #require(try process.waitForLines(1) >= 1)
    let port = try String(contentsOfFile: process.outputPath, encoding: .utf8)
      .prefix { $0 != "\n" }
    url = "https://127.0.0.1:\(port)/"
  }

  deinit { process.kill() }

  static func pem(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: "\(name).pem"))
  }

  /// Waits, for a minute at most, until so many deliveries came; answers how many did.
  func visits(atLeast count: Int) throws -> Int { try process.waitForLines(count + 1) - 1 }
}
