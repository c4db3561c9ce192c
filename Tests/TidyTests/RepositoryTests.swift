import Foundation
import Testing

/// What may be in the repository.
enum Repository {
  private static let bytesMax = 256 << 10
  private static let extensions: Set = [
    "swift", "md", "csv", "h", "c", "modulemap", "json", "ndjson", "txt", "sh", "svg", "html",
    "css", "yml", "py",
  ]
  private static let plainNames: Set = [
    ".gitignore", ".swift-format", "LICENSE", "NOTICE",
  ]

  private static let scriptFolders = ["tools/", ".ci/"]

  static func finding(path: String, bytes: Int) -> Finding? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let problem: String? =
      if path.hasPrefix(".build") || name == "Package.resolved" {
        "made by a build; keep it out"
      } else if bytes > bytesMax {
        "\(bytes) bytes, at most \(bytesMax); make it when it is needed"
      } else if !plainNames.contains(name), !extensions.contains(ending(name)),
        !scriptFolders.contains(where: path.hasPrefix),
        !SourceTree.rawFolders.contains(where: path.hasPrefix)
      {
        "an unknown kind of file; add the kind here if it belongs"
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

  private static func ending(_ name: String) -> String {
    name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
  }
}

@Suite("What is in the repository")
struct RepositoryTests {
  @Test func `every file is small, of a known kind and not made by a build`() throws {
    let paths = SourceTree.trackedPaths ?? SourceTree.paths
    expectTidy(
      try paths.compactMap { path in
        let attributes = try FileManager.default.attributesOfItem(
          atPath: SourceTree.root.appending(path: path).path(percentEncoded: false))
        return Repository.finding(path: path, bytes: (attributes[.size] as? Int) ?? 0)
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
    ("tool", 1),
  ])
  func `what does not belong is found`(path: String, bytes: Int) {
    #expect(Repository.finding(path: path, bytes: bytes) != nil)
    #expect(Repository.finding(path: "Fixtures/a.csv", bytes: 262_144) == nil)
  }

  @Test func `a careless script is found`() {
    let bad = TextFile(path: "tools/x", text: "#!/bin/bash\nrm x\n")
    #expect(Repository.scriptFindings(bad, isExecutable: false).count == 3)
    let good = TextFile(
      path: "tools/x", text: "#!/usr/bin/env bash\n# Tests.\nset -euo pipefail\n")
    #expect(Repository.scriptFindings(good, isExecutable: true).isEmpty)
  }
}
