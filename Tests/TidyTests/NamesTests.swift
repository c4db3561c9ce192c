import Testing

/// What is declared and never named again: nobody needs it.
enum Unused {
  /// Asked for by protocols, or by the compiler, under exactly these names.
  static let asked: Set = [
    "Main", "OutboundIn", "OutboundOut", "appendInterpolation", "appendLiteral", "body",
    "callAsFunction", "configuration", "customMirror", "debugDescription",
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

  /// Members that are handed to other targets, and that none of them and no test names.
  ///
  /// - Parameter others: What else may name them, such as tests.
  static func handedOut(_ files: [SwiftFile], others: [SwiftFile]) -> [Finding] {
    let parts = Dictionary(grouping: files) { target(of: $0.path) }
    var named: [Substring: Set<Substring>] = [:]
    for file in files + others {
      for line in file.file.text.split(separator: "\n") {
        let said = line.firstRange(of: " //").map { line[..<$0.lowerBound] } ?? line
        for word in words(said) where !said.hasPrefix("//") {
          named[word, default: []].insert(target(of: file.path))
        }
      }
    }
    return parts.flatMap { part, files in
      files.flatMap { file in
        file.findings { line in
          guard let name = publicMember(line), !asked.contains(String(name)),
            named[name, default: []].subtracting([part]).isEmpty,
            // What stands for a missing argument is as public as what it is missing in.
            !file.file.text.contains("= \(name)") && !file.file.text.contains(".\(name),")
          else { return nil }
          return "\(name) is public, and no other target names it"
        }
      }
    }
  }

  private static func target(of path: String) -> Substring {
    path.split(separator: "/").dropFirst().first ?? ""
  }

  /// The function or variable that a line makes public.
  private static func publicMember(_ line: Substring) -> Substring? {
    let found = words(line)
    guard found.first == "public" || found.first == "discardableResult",
      let place = found.firstIndex(where: { ["func", "var", "let"].contains(String($0)) }),
      place + 1 < found.count
    else { return nil }
    return found[place + 1]
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

  @Test func `whatever is public is named outside of its target`() {
    expectTidy(
      Unused.handedOut(
        SourceTree.swift(under: "Sources/"), others: SourceTree.swift(under: "Tests/")))
  }

  @Test func `a public member that no other target names is found`() {
    let own = SwiftFile(
      path: "Sources/A/a.swift", "public let asked = 1\npublic func kept() {}\nkept()")
    let other = SwiftFile(path: "Sources/B/b.swift", "print(asked)")
    #expect(Unused.handedOut([own, other], others: []).map(\.line) == [2])
  }

  @Test func `a declaration that nobody names is found`() {
    let used = SwiftFile(path: "a.swift", "func used() {}\nlet text = \"\\(shown)\"\nused(text)")
    let unused = SwiftFile(path: "b.swift", "let shown = 1\nfunc forgotten() {}  // forgotten")
    #expect(Unused.findings([used, unused]).map(\.line) == [2])
  }
}
