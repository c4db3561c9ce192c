import HosoDomain
import Testing

@Suite("A scanner behind an input method or a foreign keyboard layout")
struct KeyboardTroubleTests {
  static let spoilt: [(raw: String, trouble: KeyboardTrouble, code: String)] = [
    ("Ê123456785VN", .vietnameseInput, "EE123456785VN"),
    ("ê123456785vn", .vietnameseInput, "EE123456785VN"),
    ("Ẽ123456785VN", .vietnameseInput, "EX123456785VN"),
    ("Ả123456785VN", .vietnameseInput, "AR123456785VN"),
    ("Đ123456785VN", .vietnameseInput, "DD123456785VN"),
    ("EÉ23456785VN", .vietnameseInput, "EE123456785VN"),
    ("RẢ123456785VN", .vietnameseInput, ""),
    ("УУ123456785МТ", .cyrillic, "EE123456785VN"),
    ("КВ000000005МТ", .cyrillic, "RD000000005VN"),
    ("EE&é\"'(-è_(VN", .azerty, "EE123456785VN"),
  ]

  @Test(arguments: spoilt)
  func `it is recognised and said, with the one number that fits`(
    raw: String, trouble: KeyboardTrouble, code: String
  ) throws {
    let number = try? PostalItemNumber(code)
    #expect(throws: CodeFault.keyboard(trouble, probably: number)) { try Alias.scanned(raw) }
  }

  @Test(arguments: spoilt)
  func `it is undone where the desk says so and exactly one number fits`(
    raw: String, trouble: KeyboardTrouble, code: String
  ) throws {
    var rules = CodeRules()
    rules.mendsKeyboards = true
    let read = try? Alias.scanned(raw, by: rules)
    #expect(read?.alias.text == (code.isEmpty ? nil : code))
    #expect(read?.normalised != false)
  }

  @Test(arguments: ["Ê123456784VN", "ÊÊ123456785VN", "hồ sơ", "Ư"])
  func `without a right check digit nothing is offered`(raw: String) {
    #expect(throws: CodeFault.keyboard(.vietnameseInput, probably: nil)) {
      try Alias.scanned(raw)
    }
  }

  @Test func `other foreign characters are wrong characters`() {
    #expect(throws: CodeFault.wrongCharacter("é", position: 1)) { try Alias("é12345") }
    #expect(throws: CodeFault.wrongCharacter("中", position: 1)) { try Alias.scanned("中12345") }
  }
}

@Suite("Which codes an office takes")
struct CodeRulesTests {
  private func rules(_ patterns: String...) throws -> CodeRules {
    var rules = CodeRules()
    rules.receipts = .printedAs(try patterns.map { try ReceiptPattern($0) })
    return rules
  }

  @Test(arguments: [
    ("BN-nnnn/nnnnn", "BN-2020/00017"), ("nnnnnnnnnnnn", "001085012345"),
    ("nnnnnnnnnn", "0912345678"), ("BNnnnnnn", "BN123456"), ("nnnaa", "785VN"), ("aaccc", "AB1C2"),
  ])
  func `whatever is printed like an office's own receipts is taken`(
    pattern: String, text: String
  ) throws {
    let alias = try Alias.scanned(text.lowercased(), by: try rules(pattern)).alias
    #expect(alias.kind == .receipt && alias.text == text)
    #expect(try !alias.isMisread(by: rules(pattern)))
  }

  @Test func `every other receipt is refused then, item and dossier numbers are not`() throws {
    let own = try rules("BN-nnnn", "nnnnnn")
    let patterns = [try ReceiptPattern("BN-nnnn"), try ReceiptPattern("nnnnnn")]
    #expect(throws: CodeFault.notOwnReceipt(patterns)) { try Alias("BN-12345", by: own) }
    #expect(try Alias("123456", by: own).kind == .receipt)
    #expect(try Alias("EE123456785VN", by: own).kind == .item)
    #expect(try Alias("H26.12.19-200305-0001", by: own).kind == .dossier)
  }

  @Test(arguments: ["EE123456784VN", "EE123456785VNEE100000003VN"])
  func `no pattern makes a receipt of an item number`(text: String) throws {
    let own = try rules("aannnnnnnnnaa", "aannnnnnnnnaaaannnnnnnnnaa")
    #expect(throws: CodeFault.self) { try Alias(text, by: own) }
  }

  @Test func `an office may take no receipts at all`() throws {
    var rules = CodeRules()
    rules.receipts = .none
    #expect(throws: CodeFault.receiptsNotTaken) { try Alias("BN-12345", by: rules) }
    #expect(try Alias("EE123456785VN", by: rules).kind == .item)
  }

  @Test(arguments: ["", "n", "nnn nnn", "aaaaa", "BN--nnn", "bn-nnn", "nnnnn*"])
  func `a pattern that no receipt can have is none`(text: String) {
    #expect(throws: CodeFault.self) { try ReceiptPattern(text) }
  }

  @Test(arguments: ["EE123456785VNEE100000003VN", "785VN", "0912345678", "RB123456785XX"])
  func `codes recorded before are not judged again`(text: String) throws {
    let alias = try Alias.scanned(text, by: CodeRules.standard.forRecorded).alias
    #expect(alias == Alias(stored: text))
  }

  @Test(arguments: ["EE123456784VN", "ồ", "a b", "H26.12.19-200230-0001"])
  func `what no version ever took is refused from there too`(text: String) {
    #expect(throws: CodeFault.self) { try Alias.scanned(text, by: CodeRules.standard.forRecorded) }
  }
}
