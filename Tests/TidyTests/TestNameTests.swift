import Testing

/// How tests are named: the suite is the situation, the test a rule about it.
enum TestNames {
  /// Words of a name that only says that there is a test.
  private static let banned: Set<Substring> = [
    "should", "test", "tests", "works", "work", "correctly", "properly",
  ]

  static func findings(_ file: SwiftFile) -> [Finding] {
    var isTest = false
    return file.findings { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "@" }
      if words.contains("@Test") { isTest = true }
      guard isTest, let place = words.firstIndex(of: "func") else { return nil }
      isTest = false
      guard let name = quoted(line) else {
        return "\(words.dropFirst(place + 1).first ?? ""): name it in backticks, as a sentence"
      }
      let nameWords = name.split(separator: " ")
      if let word = nameWords.first(where: { banned.contains(Substring($0.lowercased())) }) {
        return "`\(name)`: say the rule, not \"\(word)\""
      }
      return nameWords.count < 3 ? "`\(name)`: say the rule as a sentence" : nil
    }
  }

  /// A suite without a description of its situation.
  static func namelessSuites(_ file: SwiftFile) -> [Finding] {
    var hasSuite = false
    return file.findings { line in
      if line.mentions("@Suite(") || line.contains("@Suite(") { hasSuite = true }
      guard line.hasPrefix("struct "), line.contains("Tests") else { return nil }
      defer { hasSuite = false }
      return hasSuite ? nil : "say the suite's situation: @Suite(\"…\")"
    }
  }

  private static func quoted(_ line: Substring) -> String? {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[1]) : nil
  }
}

@Suite("How tests are named")
struct TestNameTests {
  private static let files = SourceTree.swift(under: "Tests/")

  @Test func `every name says a rule`() {
    expectTidy(TestNameTests.files.flatMap(TestNames.findings))
  }

  @Test func `every suite is named by its situation`() {
    expectTidy(TestNameTests.files.flatMap(TestNames.namelessSuites))
  }

  @Test(arguments: [
    "@Test func receive2() {", "@Test func `it should record`() {",
    "@Test(arguments: [1])\nfunc f(",
    "@Test func `scan works correctly`() {", "@Test func `scan`() {",
  ])
  func `a name that is no rule is found`(text: String) {
    #expect(TestNames.findings(SwiftFile(path: "Tests/X.swift", text + "\n")).count == 1)
  }

  @Test func `a rule in backticks is fine, and so is a function that is no rule`() {
    let text = "@Test func `a second scan records nothing`() {\n}\nfunc helper() {\n}\n"
    #expect(TestNames.findings(SwiftFile(path: "Tests/X.swift", text)).isEmpty)
  }

  @Test func `a suite without a situation is found`() {
    let text = "@Suite(\"A ledger\")\nstruct ATests {\n}\nstruct BTests {\n}\n"
    #expect(TestNames.namelessSuites(SwiftFile(path: "Tests/X.swift", text)).map(\.line) == [4])
  }
}
