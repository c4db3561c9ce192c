import Foundation
import Testing

/// What may be in the repository.
enum Repository {
  private static let bytesMax = 256 << 10
  /// What programs leave behind.
  private static let leftovers = [".db", ".db-wal", ".db-shm", ".o", ".swp", ".orig", ".rej", "~"]

  static func finding(path: String, _ data: Data) -> Finding? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let problem: String? =
      if path.hasPrefix(".build") || name == "Package.resolved" {
        "made by a build; keep it out"
      } else if leftovers.contains(where: name.hasSuffix) {
        "left behind by a program; keep it out"
      } else if data.count > bytesMax {
        "\(data.count) bytes, at most \(bytesMax); make it when it is needed"
      } else if String(data: data, encoding: .utf8) == nil,
        !SourceTree.rawFolders.contains(where: path.hasPrefix)
      {
        "not a text; nobody can review it"
      } else {
        nil
      }
    return problem.map { Finding(path: path, line: 1, what: $0) }
  }

  /// Scripts say what they do and stop at the first failure.
  static func scriptFindings(_ file: TextFile, isExecutable: Bool) -> [Finding] {
    guard file.lines.first?.hasPrefix("#!") == true else { return [] }
    var findings: [String] = []
    if !isExecutable { findings.append("not executable; chmod +x") }
    if !file.lines.contains("set -euo pipefail") { findings.append("say set -euo pipefail") }
    if file.lines.count < 2 || !file.lines[1].hasPrefix("# ") {
      findings.append("say on line 2 what it does")
    }
    return findings.map { Finding(path: file.path, line: 1, what: $0) }
  }
}

@Suite("What is in the repository")
struct RepositoryTests {
  @Test func `every file is a small text and not made by a build`() throws {
    let paths = SourceTree.trackedPaths ?? SourceTree.paths
    expectTidy(
      try paths.compactMap { path in
        Repository.finding(
          path: path, try Data(contentsOf: SourceTree.root.appending(path: path)))
      })
  }

  @Test func `every script says what it does and stops at the first failure`() {
    expectTidy(
      SourceTree.texts.flatMap { file in
        Repository.scriptFindings(
          file,
          isExecutable: FileManager.default.isExecutableFile(
            atPath: SourceTree.root.appending(path: file.path).path(percentEncoded: false)))
      })
  }

  @Test(arguments: [
    (".build-x/a.swift", 1), ("Package.resolved", 1), ("Fixtures/a.csv", 262_145), ("a.db", 1),
  ])
  func `what does not belong is found`(path: String, bytes: Int) {
    #expect(Repository.finding(path: path, Data(repeating: 0x61, count: bytes)) != nil)
  }

  @Test func `what is no text is found`() {
    let bytes = Data([0x89, 0x50, 0x4E, 0x47])
    #expect(Repository.finding(path: "docs/a.png", bytes) != nil)
    #expect(Repository.finding(path: "Fixtures/fuzz-corpus/a", bytes) == nil)
    #expect(Repository.finding(path: "Fixtures/a.csv", Data("a\n".utf8)) == nil)
  }

  @Test func `a careless script is found`() {
    let bad = TextFile(path: "tools/x", text: "#!/bin/bash\nrm x\n")
    #expect(Repository.scriptFindings(bad, isExecutable: false).count == 3)
    let good = TextFile(
      path: "tools/x", text: "#!/usr/bin/env bash\n# Tests.\nset -euo pipefail\n")
    #expect(Repository.scriptFindings(good, isExecutable: true).isEmpty)
  }
}
