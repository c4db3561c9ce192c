import Foundation
import Testing

/// How every text of the repository is written, so that equal words are equal bytes.
enum Texts {
  static func findings(path: String, _ data: Data) -> [Finding] {
    func finding(_ line: Int, _ what: String) -> Finding {
      Finding(path: path, line: line, what: what)
    }
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { return [finding(1, "byte order mark; remove it")] }
    guard let text = String(data: data, encoding: .utf8) else {
      return [finding(1, "not UTF-8; convert it")]
    }
    var findings: [Finding] = []
    if !data.isEmpty, data.last != 0x0A { findings.append(finding(1, "no newline at the end")) }
    if data.suffix(2) == Data([0x0A, 0x0A]) {
      findings.append(finding(1, "an empty line at the end; remove it"))
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.utf8.contains(0x0D) { findings.append(finding(index + 1, "CR; use LF alone")) }
      // Vietnamese has two encodings of every accented letter.
      if !line.utf8.elementsEqual(line.precomposedStringWithCanonicalMapping.utf8) {
        findings.append(finding(index + 1, "not in NFC; normalise it"))
      }
      if line.last == " " || line.last == "\t" {
        findings.append(finding(index + 1, "blanks at the end of the line; remove them"))
      }
    }
    return findings
  }

  /// Places of one machine mean nothing on another.
  static func machinePaths(_ file: TextFile) -> [Finding] {
    // Put together here, so that this file does not find itself.
    let roots = ["/ro" + "ot/", "/wo" + "rk/", "/tmp/w" + "t-", "/tmp/pl" + "an", "/ho" + "me/"]
    return file.findings { line in
      roots.first(where: line.contains).map { "\($0)… is a path of one machine; leave it out" }
    }
  }
}

@Suite("How texts are written")
struct TextTests {
  @Test func `every text is NFC with LF, ends with a newline and has no stray blanks`() throws {
    expectTidy(
      try SourceTree.texts.flatMap { file in
        Texts.findings(
          path: file.path, try Data(contentsOf: SourceTree.root.appending(path: file.path)))
      })
  }

  @Test func `no text names a place of one machine`() {
    expectTidy(SourceTree.texts.flatMap(Texts.machinePaths))
  }

  @Test(arguments: [
    "\u{FEFF}a\n", "a", "a\r\n", "hoà so\u{031B}\n", "a \n", "a\n\n",
  ])
  func `an untidy text is found`(text: String) {
    #expect(Texts.findings(path: "x.md", Data(text.utf8)).count == 1)
  }

  @Test func `bytes that are no UTF-8 are found`() {
    #expect(Texts.findings(path: "x.md", Data([0xC3, 0x0A])).count == 1)
    #expect(Texts.findings(path: "x.md", Data("hồ sơ\n".utf8)).isEmpty)
  }

  @Test func `a path of one machine is found`() {
    let file = TextFile(path: "x.md", text: "Run /ro" + "ot/bin/x.\n")
    #expect(Texts.machinePaths(file).count == 1)
  }
}
