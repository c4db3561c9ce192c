import Foundation
import Testing

/// What a check found: where, what, and what to use instead.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}

/// A text file of the repository.
struct TextFile {
  /// Relative to the repository's root.
  let path: String
  let text: String
  let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// A finding for every line that `judge` has something to say about.
  func findings(_ judge: (Substring) -> String?) -> [Finding] {
    lines.enumerated().compactMap { index, line in
      judge(line).map { Finding(path: path, line: index + 1, what: $0) }
    }
  }
}

/// The repository as the checks see it: what is under version control, and new files that will be.
enum SourceTree {
  /// Folders of bytes that are kept as they came, whatever they are.
  static let rawFolders = ["Fixtures/fuzz-corpus/", "docs/images/"]

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Paths of all files; without git, as in an unpacked archive, those on disk.
  static let paths: [String] =
    git("ls-files", "--cached", "--others", "--exclude-standard") ?? pathsOnDisk()

  /// Paths under version control; nil without git.
  static let trackedPaths: [String]? = git("ls-files", "--cached")

  static let texts: [TextFile] = paths.compactMap { path in
    guard path.hasSuffix(".md") || !rawFolders.contains(where: path.hasPrefix),
      let data = try? Data(contentsOf: root.appending(path: path)),
      let text = String(data: data, encoding: .utf8)
    else { return nil }
    return TextFile(path: path, text: text)
  }

  /// Swift files under a folder, such as `Sources/`.
  static func swift(under folder: String) -> [SwiftFile] {
    swiftFiles.filter { $0.path.hasPrefix(folder) }
  }

  private static let swiftFiles = texts.filter { $0.path.hasSuffix(".swift") }.map(SwiftFile.init)

  private static func pathsOnDisk() -> [String] {
    let found = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [])
    var paths: [String] = []
    while let url = found?.nextObject() as? URL {  // Bounded by the files.
      let path = url.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)
      if path.hasPrefix(".build") || path.hasPrefix(".git/") || path == "Package.resolved" {
        found?.skipDescendants()
      } else if (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
        paths.append(String(path))
      }
    }
    return paths
  }

  private static func git(_ arguments: String...) -> [String]? {
    guard FileManager.default.fileExists(atPath: root.appending(path: ".git").path) else {
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", root.path(percentEncoded: false)] + arguments + ["-z"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    // A file that was deleted but not yet committed is still listed.
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
  }
}

/// Fails once for everything a check found in the repository.
func expectTidy(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    findings.isEmpty, "\n\(findings.map(\.description).joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
