import Testing

/// What is declared and never named again: nobody needs it.
enum Unused {
  /// Asked for by protocols, or by the compiler, under exactly these names.
  static let asked: Set = [
    "Main", "OutboundIn", "OutboundOut", "appendLiteral", "body", "callAsFunction",
    "configuration", "customMirror", "debugDescription",
  ]

  private static let keywords: Set = [
    "func", "var", "let", "struct", "enum", "class", "actor", "protocol", "typealias",
  ]

  /// Declarations whose name occurs once in all of the files, comments apart.
  static func findings(_ files: [SwiftFile]) -> [Finding] {
    var counts: [Substring: Int] = [:]
    var declared: [(name: Substring, finding: Finding)] = []
    for file in files {
      for (index, line) in file.code.enumerated() {
        var before: Substring = ""
        for word in words(line) {
          if keywords.contains(String(before)), !asked.contains(String(word)) {
            let what = "\(word) is declared and never named again"
            declared.append((word, Finding(path: file.path, line: index + 1, what: what)))
          }
          before = word
        }
      }
      // Counted in the text, since what is interpolated stands in literals.
      for line in file.file.text.split(separator: "\n") {
        let said = line.firstRange(of: " //").map { line[..<$0.lowerBound] } ?? line
        for word in words(said) where !said.hasPrefix("//") { counts[word, default: 0] += 1 }
      }
    }
    return declared.filter { counts[$0.name] == 1 }.map(\.finding)
  }

  private static func words(_ line: Substring) -> [Substring] {
    line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }
}

@Suite("Declarations")
struct NamesTests {
  @Test func `whatever is declared is named somewhere else`() {
    expectTidy(Unused.findings(SourceTree.swift(under: "Sources/")))
  }

  @Test func `a declaration that nobody names is found`() {
    let used = SwiftFile(path: "a.swift", "func used() {}\nlet text = \"\\(shown)\"\nused(text)")
    let unused = SwiftFile(path: "b.swift", "let shown = 1\nfunc forgotten() {}  // forgotten")
    #expect(Unused.findings([used, unused]).map(\.line) == [2])
  }
}
