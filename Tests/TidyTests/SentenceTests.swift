import Testing

/// Where people are spoken to: each thing is said once, in files of words.
enum Sentences {
  /// Faults that two targets have sentences for.
  static func wordedTwice(_ files: [SwiftFile]) -> [Finding] {
    var places: [String: [Finding]] = [:]
    for file in files {
      for (type, line) in worded(in: file) {
        let what = "\(type) has words in two targets; say it in one of them"
        places[type, default: []].append(Finding(path: file.path, line: line, what: what))
      }
    }
    return places.values.filter { Set($0.map { target(of: $0.path) }).count > 1 }.flatMap(\.self)
  }

  /// Vietnamese sentences that stand in more than one place.
  static func saidTwice(_ files: [SwiftFile]) -> [Finding] {
    var places: [Substring: [Finding]] = [:]
    for file in files {
      for (index, line) in file.file.lines.enumerated() {
        for literal in literals(in: line) where isSentence(literal) {
          let what = "'\(literal)' is said elsewhere too; say it in one place"
          places[literal, default: []].append(
            Finding(path: file.path, line: index + 1, what: what))
        }
      }
    }
    return places.values.filter { $0.count > 1 }.flatMap(\.self)
  }

  /// Sentences of the server, and of what it stands on, outside files of words.
  static func strayed(_ file: SwiftFile) -> [Finding] {
    guard homes.contains(where: file.path.hasPrefix), !isOfWords(file.path) else { return [] }
    return file.findings { line in
      line.mentions("Said(") && !line.contains("Said(both:")
        ? "a sentence outside a file of words" : nil
    }
  }

  private static let homes = [
    "Sources/HosoServer/", "Sources/HosoWords/", "Sources/HosoState/", "Sources/HosoWebhooks/",
  ]

  /// Kinds of problems carry their titles as they carry their URIs.
  private static func isOfWords(_ path: String) -> Bool {
    path.split(separator: "/").last?.contains("Words") == true
      || path == "Sources/HosoServer/Problems/ProblemKind.swift"
  }

  private static func target(of path: String) -> Substring {
    path.split(separator: "/").dropFirst().first ?? ""
  }

  /// How types of what can go wrong end.
  private static let endings = [
    "Fault", "Refusal", "Flaw", "Doubt", "Trouble", ".Field", ".Reason", ".Component",
  ]

  /// Faults that functions with sentences in them take, each with the function's line.
  private static func worded(in file: SwiftFile) -> [(type: String, line: Int)] {
    file.code.indices.flatMap { start -> [(type: String, line: Int)] in
      let line = file.code[start]
      guard line.mentions("func") || line.mentions("init("), line.contains("(") else { return [] }
      let last = end(of: start, in: file.code)
      guard file.file.lines[start...last].flatMap(literals).contains(where: isVietnamese) else {
        return []
      }
      let opening = file.code[start...last].firstIndex { $0.contains("{") } ?? last
      let signature = file.code[start...opening].joined(separator: " ").prefix { $0 != "{" }
      return signature.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        .filter { word in endings.contains(where: word.hasSuffix) && word.first != "." }
        .map { (String($0), start + 1) }
    }
  }

  /// The last line of what starts on a line, by indentation.
  private static func end(of start: Int, in lines: [Substring]) -> Int {
    if lines[start].contains("{"), lines[start].hasSuffix("}") { return start }
    return lines[(start + 1)...].firstIndex {
      $0.hasPrefix(lines[start].prefix(lines[start].indentation) + "}")
    } ?? start
  }

  /// Texts between quotation marks, with what is put into them as it is written.
  private static func literals(in line: Substring) -> [Substring] {
    guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return [] }
    var found: [Substring] = []
    var start: Substring.Index?
    var depth = 0
    var before: Character = " "
    for index in line.indices {
      let character = line[index]
      if depth > 0 {
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
      } else if before == "\\" {
        depth = character == "(" ? 1 : 0
      } else if character == "\"" {
        if let from = start { found.append(line[from..<index]) }
        start = start == nil ? line.index(after: index) : nil
      }
      before = before == "\\" ? " " : character
    }
    return found
  }

  private static func isSentence(_ text: Substring) -> Bool {
    isVietnamese(text) && text.contains(" ") && (text.last == "." || text.last == "?")
  }

  private static func isVietnamese(_ text: Substring) -> Bool {
    text.unicodeScalars.contains {
      (0xC0...0x1B0).contains($0.value) && $0.value != 0xD7 || (0x1EA0...0x1EF9).contains($0.value)
    }
  }
}

@Suite("What people are told")
struct SentenceTests {
  private static let sources = SourceTree.swift(under: "Sources/")

  @Test func `a fault has its sentences in one target`() {
    expectTidy(Sentences.wordedTwice(SentenceTests.sources))
  }

  @Test func `no Vietnamese sentence stands in two places`() {
    expectTidy(Sentences.saidTwice(SentenceTests.sources))
  }

  @Test func `the server speaks in files of words`() {
    expectTidy(SentenceTests.sources.flatMap(Sentences.strayed))
  }

  @Test func `a fault that two targets have words for is found`() {
    let said = "func said(\n  _ fault: KeyFault\n) -> Said {\n  Said(\"Trống.\", \"Empty.\")\n}\n"
    let kind = "init(_ fault: KeyFault) {\n  self.init(\"empty\")\n}\n"
    let files = [
      SwiftFile(path: "Sources/HosoWords/KeyWords.swift", said),
      SwiftFile(path: "Sources/HosoServer/Keys.swift", kind),
    ]
    #expect(Sentences.wordedTwice(files).isEmpty)
    let second = SwiftFile(path: "Sources/hoso/KeyWords.swift", said)
    #expect(Sentences.wordedTwice(files + [second]).count == 2)
  }

  @Test func `a sentence that is said twice is found, whatever is put into it`() {
    let text = "say(\"Đã có \\(max[\"a\"]).\", \"\\(max).\")\n// \"Đã có hai.\" \"Đã có hai.\"\n"
    let file = SwiftFile(path: "Sources/hoso/X.swift", text)
    #expect(Sentences.saidTwice([file]).isEmpty)
    #expect(Sentences.saidTwice([file, file]).map(\.line) == [1, 1])
  }

  @Test func `a sentence beside the code of the server is found`() {
    let text = "throw Problem(Said(\"Sai.\", \"Wrong.\"))\nlet a = Said(both: name)\n"
    #expect(
      Sentences.strayed(SwiftFile(path: "Sources/HosoServer/X.swift", text)).map(\.line) == [1])
    #expect(Sentences.strayed(SwiftFile(path: "Sources/HosoServer/XWords.swift", text)).isEmpty)
  }
}
