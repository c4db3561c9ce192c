import Testing

/// Constructs that are not used here, each with what to use instead.
struct Ban {
  let words: [String]
  let remedy: String
  /// Folders or files the ban holds in.
  var scope = ["Sources/", "Tests/"]
  /// Files that may, each with its reason beside it.
  var exceptions: Set<String> = []

  func findings(in file: SwiftFile) -> [Finding] {
    guard scope.contains(where: file.path.hasPrefix), !exceptions.contains(file.path) else {
      return []
    }
    return file.findings { line in
      // A method may have the name of a banned function.
      let line = line.replacing(".print(", with: "").replacing("func print(", with: "")
      return words.first(where: line.mentions).map { "\($0) is banned, use \(remedy)" }
    }
  }

  static let all: [Ban] = [
    Ban(words: ["try!"], remedy: "try with a typed fault"),
    Ban(words: ["as!"], remedy: "as? with a fault, or a type that needs no cast"),
    Ban(
      words: ["fatalError(", "preconditionFailure("],
      remedy: "a thrown fault, or precondition with its reason"),
    Ban(
      words: ["@unchecked Sendable", "nonisolated(unsafe)", "NSLock", "DispatchQueue"],
      remedy: "values, an actor or a Mutex"),
    Ban(
      words: ["print(", "debugPrint(", "dump("], remedy: "Terminal, in the command only",
      scope: ["Sources/"]),
    Ban(
      words: ["audit(.endpoint"],
      remedy: "EndpointOperations, so that the audit says the same whoever asks"),
    Ban(
      words: ["sleep(", "usleep(", "Task.sleep"],
      remedy: "a clock that is passed in, or a wait for the thing itself"),
    // The domain and the simulation give the same answer on every machine and every day.
    Ban(
      words: [
        "async", "await", "Task", "Date(", "ContinuousClock", "SuspendingClock", ".random(",
        "SystemRandomNumberGenerator", "UUID(", "getenv(", ".shuffled()", ".randomElement()",
      ],
      remedy: "a value that is passed in",
      scope: ["Sources/HosoDomain/", "Sources/HosoSimulation/"]
    ),
  ]
}

/// Rules about comments and about more than one line.
enum Habits {
  static func markers(_ file: SwiftFile) -> [Finding] {
    // Put together here, so that this file does not find itself.
    let markers = ["TO" + "DO", "FIX" + "ME"]
    return file.file.findings { line in
      markers.first(where: line.mentions).map { "\($0): do it, or write an issue" }
    }
  }

  static func endlessLoops(_ file: SwiftFile) -> [Finding] {
    file.code.enumerated().compactMap { index, line in
      guard line.mentions("while true") else { return nil }
      let isBounded = file.file.lines[max(0, index - 1)...index].contains {
        $0.contains("Bounded by")
      }
      return isBounded
        ? nil
        : Finding(
          path: file.path, line: index + 1,
          what: "while true without a bound; say `// Bounded by …`, or use for")
    }
  }

  /// Where every case of an enum must be named, so that a new one does not compile until it has
  /// its words, its bytes and its effect.
  static let exhaustive = [
    "Sources/HosoLedger/Format/EventCodec", "Sources/HosoDomain/Dossier/",
    "Sources/HosoDomain/Events/", "Sources/HosoLedger/LedgerFault.swift",
    "Sources/hoso/Ledger/VerifyCommand.swift", "Sources/hoso/Support/Failure.swift",
    "Sources/hoso/Import/ImportReport.swift", "Sources/hoso/Scan/ScanLine.swift",
  ]

  /// Whether a file says what people are told, in the command or in the server.
  private static func isOfWords(_ path: String) -> Bool {
    path.split(separator: "/").last?.contains("Words") == true
  }

  /// Switches over what is not ours to enumerate.
  private static let openSubjects = ["scalar.properties.generalCategory"]

  static func silentCases(_ file: SwiftFile) -> [Finding] {
    guard exhaustive.contains(where: file.path.hasPrefix) || isOfWords(file.path) else {
      return []
    }
    return file.code.enumerated().compactMap { index, line in
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("default:") || text.hasPrefix("case _:") else { return nil }
      let head = file.code[..<index].last {
        $0.mentions("switch") && $0.indentation == line.indentation
      }
      if openSubjects.contains(where: { head?.contains($0) == true }) { return nil }
      // Texts have no cases to name.
      let written = file.file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let former = written[..<index].last {
        $0.indentation == line.indentation && $0.drop(while: { $0 == " " }).hasPrefix("case ")
      }
      if former?.contains("case \"") == true { return nil }
      return Finding(
        path: file.path, line: index + 1, what: "default hides new cases here; name them all")
    }
  }

  /// Words that say nothing about what a type is.
  static func emptyNames(_ file: SwiftFile) -> [Finding] {
    let endings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Info", "Impl"]
    return file.findings { line in
      let words = line.split { !$0.isLetter && !$0.isNumber }
      guard let place = words.firstIndex(where: kinds.contains), place + 1 < words.count else {
        return nil
      }
      let name = words[place + 1]
      return endings.first(where: name.hasSuffix).map {
        "\(name): a name in \($0) does not say what it is"
      }
    }
  }

  private static let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol"]
}

@Suite("Constructs that are not used here")
struct BannedTests {
  static let files = SourceTree.swift(under: "Sources/") + SourceTree.swift(under: "Tests/")

  @Test func `nothing banned is used`() {
    expectTidy(BannedTests.files.flatMap { file in Ban.all.flatMap { $0.findings(in: file) } })
  }

  @Test func `nothing is left for later in a comment`() {
    expectTidy(SourceTree.texts.map(SwiftFile.init).flatMap(Habits.markers))
  }

  @Test func `no loop is endless`() {
    expectTidy(BannedTests.files.flatMap(Habits.endlessLoops))
  }

  @Test func `words, bytes and rules name every case`() {
    expectTidy(BannedTests.files.flatMap(Habits.silentCases))
  }

  @Test func `no type has an empty name`() {
    expectTidy(BannedTests.files.flatMap(Habits.emptyNames))
  }

  @Test(arguments: [
    ("let a = try! b()", true), ("let a = b as! C", true), ("fatalError(\"x\")", true),
    ("final class A: @unchecked Sendable {}", true), ("nonisolated(unsafe) var a = 1", true),
    ("print(a)", true), ("report.print(a)", false), ("sleep(1)", true),
    ("try await Task.sleep(for: a)", true),
    ("nanosleep(&a, nil)", false), ("fingerprint(a)", false), ("// print(a)", false),
    ("let a = \"fatalError(\"", false),
  ])
  func `a banned construct is found`(line: String, isBanned: Bool) {
    let file = SwiftFile(path: "Sources/hoso/X.swift", line + "\n")
    #expect(Ban.all.flatMap { $0.findings(in: file) }.isEmpty != isBanned)
  }

  @Test(arguments: ["func f() async {", "let a = Date()", "Int.random(in: a)", "UUID()"])
  func `the domain may not ask the world`(line: String) {
    let domain = SwiftFile(path: "Sources/HosoDomain/X.swift", line + "\n")
    let command = SwiftFile(path: "Sources/hoso/X.swift", line + "\n")
    #expect(Ban.all.flatMap { $0.findings(in: domain) }.count == 1)
    #expect(Ban.all.flatMap { $0.findings(in: command) }.isEmpty)
  }

  @Test func `what is left for later is found`() {
    let file = SwiftFile(path: "Sources/X.swift", "// TO" + "DO: more\n")
    #expect(Habits.markers(file).count == 1)
  }

  @Test func `an endless loop is found unless it says its bound`() {
    let bad = SwiftFile(path: "Sources/X.swift", "\nwhile true {\n}\n")
    let good = SwiftFile(path: "Sources/X.swift", "while true {  // Bounded by the rows.\n}\n")
    #expect(Habits.endlessLoops(bad).map(\.line) == [2])
    #expect(Habits.endlessLoops(good).isEmpty)
  }

  @Test func `a silent case is found where every case must be named`() {
    let text = "switch a {\ncase .b: 1\ndefault: 2\n}\n"
    #expect(
      Habits.silentCases(SwiftFile(path: "Sources/HosoServer/Scans/ScanWords.swift", text)).count
        == 1)
    #expect(Habits.silentCases(SwiftFile(path: "Sources/hoso/Support/X.swift", text)).isEmpty)
    let open = "switch scalar.properties.generalCategory {\ndefault: 2\n}\n"
    #expect(Habits.silentCases(SwiftFile(path: "Sources/hoso/Words/CodeWords.swift", open)).isEmpty)
  }

  @Test func `an empty name is found`() {
    let file = SwiftFile(path: "Sources/X.swift", "public final class ScanManager {\n}\n")
    #expect(Habits.emptyNames(file).count == 1)
  }
}
