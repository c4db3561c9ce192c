import Testing

/// A Swift file taken apart: code without comments and literals, and the literals' own text.
struct SwiftFile {
  let file: TextFile
  /// Line by line, with blanks where comments and string literals were.
  let code: [Substring]
  /// Line by line, with blanks where anything but the text of string literals was.
  let literals: [Substring]

  var path: String { file.path }

  init(_ file: TextFile) {
    self.file = file
    var lexer = SwiftLexer(file.text)
    lexer.run()
    code = SwiftFile.lines(lexer.code)
    literals = SwiftFile.lines(lexer.literals)
  }

  init(path: String, _ text: String) {
    self.init(TextFile(path: path, text: text))
  }

  /// A finding for every line of code that `judge` has something to say about.
  func findings(_ judge: (Substring) -> String?) -> [Finding] {
    code.enumerated().compactMap { index, line in
      judge(line).map { Finding(path: path, line: index + 1, what: $0) }
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }
}

/// Tells code, comments and string literals apart.
///
/// What stands inside an interpolation counts as part of the literal.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var place = 0
  private(set) var code: [UInt8]
  private(set) var literals: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
    let blanks = bytes.map { $0 == 0x0A ? $0 : 0x20 }
    code = blanks
    literals = blanks
  }

  mutating func run() {
    while place < bytes.count { step() }
  }

  private mutating func step() {
    if starts(with: "//") {
      while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    } else if starts(with: "/*") {
      skipBlockComment()
    } else if let hashes = hashesBeforeQuote() {
      readLiteral(hashes: hashes)
    } else {
      code[place] = bytes[place]
      place += 1
    }
  }

  private func starts(with text: StaticString, at place: Int? = nil) -> Bool {
    let place = place ?? self.place
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        place += 2
      } else if starts(with: "*/") {
        depth -= 1
        place += 2
      } else {
        place += 1
      }
    } while depth > 0 && place < bytes.count
  }

  /// How many `#` stand before a quotation mark here; nil if no literal starts.
  private func hashesBeforeQuote() -> Int? {
    var end = place
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - place : nil
  }

  private func hasHashes(_ count: Int, at place: Int) -> Bool {
    place + count <= bytes.count
      && (0..<count).allSatisfy { bytes[place + $0] == UInt8(ascii: "#") }
  }

  /// Whether nothing but blanks follows on the line: only then do three quotes open a long literal.
  private func isLineEnd(at place: Int) -> Bool {
    let next = bytes[min(place, bytes.count)...].first { $0 != 0x20 }
    return next == nil || next == 0x0A
  }

  private mutating func readLiteral(hashes: Int) {
    place += hashes
    let isLong = starts(with: "\"\"\"") && isLineEnd(at: place + 3)
    let quotes = isLong ? 3 : 1
    place += quotes
    while place < bytes.count {
      let isQuote = isLong ? starts(with: "\"\"\"") : bytes[place] == UInt8(ascii: "\"")
      if isQuote, hasHashes(hashes, at: place + quotes) {
        place += quotes + hashes
        return
      }
      if !isLong, bytes[place] == 0x0A { return }
      if bytes[place] == UInt8(ascii: "\\"), hasHashes(hashes, at: place + 1) {
        place += 1 + hashes
        if place < bytes.count, bytes[place] == UInt8(ascii: "(") {
          skipInterpolation()
        } else if place < bytes.count, bytes[place] != 0x0A {
          place += 1
        }
      } else {
        literals[place] = bytes[place]
        place += 1
      }
    }
  }

  private mutating func skipInterpolation() {
    var depth = 0
    repeat {
      if let hashes = hashesBeforeQuote() {
        readLiteral(hashes: hashes)
        continue
      }
      if bytes[place] == UInt8(ascii: "(") { depth += 1 }
      if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
      place += 1
    } while depth > 0 && place < bytes.count
  }
}

extension StringProtocol {
  /// Whether a word occurs that is not part of a longer name; it may end in `(` or `!`.
  func mentions(_ word: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: word) {  // Bounded by the text.
      let before = rest[..<found.lowerBound].last
      let after = rest[found.upperBound...].first
      let startsName = word.first.map(isNamePart) == true && before.map(isNamePart) == true
      let goesOn = word.last.map(isNamePart) == true && after.map(isNamePart) == true
      if !startsName && !goesOn { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  var indentation: Int { prefix { $0 == " " }.count }
}

private func isNamePart(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}

@Suite("Taking Swift files apart")
struct SwiftFileTests {
  private func parts(_ text: String) -> (code: String, literals: String) {
    let file = SwiftFile(path: "Sample.swift", text)
    return (
      file.code.joined(separator: "\n").squeezed, file.literals.joined(separator: "\n").squeezed
    )
  }

  @Test func `comments belong to neither code nor literals`() {
    let parts = parts("let a = 1  // print(\"x\")\n/* b /* c */ d */ let e = 2\n")
    #expect(parts.code == "let a = 1 let e = 2")
    #expect(parts.literals == "")
  }

  @Test func `literals of every kind are taken out of the code`() {
    let long = "\"\"\"\n  SELECT \"x\"\n  \"\"\""
    let parts = parts("f(\"a\\\"b\", #\"c\"d\"#, \(long), \"\\(g(\"h\") + i)j\")")
    #expect(parts.code == "f( , , , )")
    #expect(parts.literals == "a b c\"d SELECT \"x\" h j")
  }

  @Test func `three quotes within a line are no long literal`() {
    let parts = parts("f(#\"\"\":1\"#)\ng()\n")
    #expect(parts.code == "f( ) g()")
  }

  @Test func `a word inside a longer name is not mentioned`() {
    #expect("nanosleep(&pause)".mentions("sleep(") == false)
    #expect("Tasks.run()".mentions("Task") == false)
    #expect("a + Task { }".mentions("Task"))
  }
}

extension String {
  fileprivate var squeezed: String { split { $0.isWhitespace }.joined(separator: " ") }
}
