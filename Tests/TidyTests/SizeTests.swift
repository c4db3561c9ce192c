import Testing

/// Limits that keep every piece readable at one sitting.
enum Sizes {
  /// 90 % of the files of comparable applications have fewer.
  static let sourceLinesMax = 300
  static let testLinesMax = 400
  /// 98 % of the functions of comparable Swift code have fewer.
  static let functionLinesMax = 50
  static let columnsMax = 100

  static func lineFindings(_ file: SwiftFile) -> [Finding] {
    file.file.findings { line in
      line.count > columnsMax ? "\(line.count) columns, at most \(columnsMax)" : nil
    }
  }

  static func fileFindings(_ file: SwiftFile) -> [Finding] {
    let limit = file.path.hasPrefix("Tests/") ? testLinesMax : sourceLinesMax
    let count = file.file.lines.count - 1
    guard count > limit else { return [] }
    return [
      Finding(
        path: file.path, line: limit + 1,
        what: "\(count) lines, at most \(limit); split it by what it does")
    ]
  }

  /// Functions, by indentation, which the formatter fixes.
  static func functionFindings(_ file: SwiftFile) -> [Finding] {
    file.code.indices.compactMap { start in
      guard let name = function(file.code[start]), let end = end(of: start, in: file.code) else {
        return nil
      }
      let length = end - start + 1
      guard length > functionLinesMax else { return nil }
      return Finding(
        path: file.path, line: start + 1,
        what: "\(name) has \(length) lines, at most \(functionLinesMax); name its parts")
    }
  }

  private static func function(_ line: Substring) -> String? {
    let words = line.split { $0 == " " || $0 == "(" || $0 == "<" || $0 == "?" }
    let modifiers: Set<Substring> = [
      "public", "internal", "private", "fileprivate", "package", "static", "mutating",
      "nonmutating", "consuming", "borrowing", "override", "final", "convenience", "required",
      "nonisolated", "prefix", "postfix", "infix",
    ]
    let rest = words.drop { modifiers.contains($0) || $0.hasPrefix("@") }
    guard let keyword = rest.first else { return nil }
    switch keyword {
    case "func": return line.split(separator: "func ").last.map { String($0.prefix { $0 != "(" }) }
    case "init", "deinit", "subscript": return String(keyword)
    case "var", "let": return line.hasSuffix("{") ? rest.dropFirst().first.map(String.init) : nil
    default: return nil
    }
  }

  private static func end(of start: Int, in lines: [Substring]) -> Int? {
    let indentation = lines[start].indentation
    if lines[start].hasSuffix("}") { return start }
    for index in lines.indices where index > start {
      let line = lines[index]
      guard !line.allSatisfy({ $0 == " " }), line.indentation <= indentation else { continue }
      let text = line.dropFirst(line.indentation)
      if text.hasPrefix("}") { return index }
      // A signature that goes on below its parameters, or a requirement without a body.
      if !text.hasPrefix(")") && !text.hasPrefix("->") && !text.hasPrefix("where") { return nil }
    }
    return nil
  }
}

@Suite("Sizes of files, functions and lines")
struct SizeTests {
  static let files =
    SourceTree.swift(under: "Sources/") + SourceTree.swift(under: "Tests/")
    + SourceTree.swift(under: "Package.swift")

  @Test func `no file is too long`() {
    expectTidy(SizeTests.files.flatMap(Sizes.fileFindings))
  }

  @Test func `no function is too long`() {
    expectTidy(SizeTests.files.flatMap(Sizes.functionFindings))
  }

  @Test func `no line is too long`() {
    expectTidy(SizeTests.files.flatMap(Sizes.lineFindings))
  }

  @Test func `a file of one line too many is found`() {
    let text = String(repeating: "\n", count: 301)
    #expect(Sizes.fileFindings(SwiftFile(path: "Sources/X.swift", text)).count == 1)
    #expect(Sizes.fileFindings(SwiftFile(path: "Tests/X.swift", text)).isEmpty)
  }

  @Test(arguments: [
    "func f() {", "public static func f(\n  a: Int\n) -> Int {", "@Test func `a b`() throws {",
    "init?(a: Int) {", "var a: Int {",
  ])
  func `a function of one line too many is found`(signature: String) {
    let lines = signature.split(separator: "\n").count
    func sample(_ length: Int) -> SwiftFile {
      let body = String(repeating: "  a()\n", count: length - lines - 1)
      return SwiftFile(path: "Sources/X.swift", "\(signature)\n\(body)}\n")
    }
    #expect(Sizes.functionFindings(sample(51)).count == 1)
    #expect(Sizes.functionFindings(sample(50)).isEmpty)
  }

  @Test func `a line of one column too many is found, counted in characters`() {
    let file = SwiftFile(
      path: "Sources/X.swift",
      String(repeating: "ệ", count: 100) + "\n"
        + String(repeating: "x", count: 101) + "\n")
    #expect(Sizes.lineFindings(file).map(\.line) == [2])
  }
}
