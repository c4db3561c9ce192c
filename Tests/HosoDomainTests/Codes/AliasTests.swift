import HosoDomain
import Testing

@Suite("A code on a dossier, whichever kind it is")
struct AliasTests {
  @Test(arguments: [
    "BN-2020/00017", "12345", "0001234567890", "PG2020-0001", "A1B2C", "H26-2103055-0001",
    "HCC00012345678901", "123456/BN", "2020-12345", "BN-100000", "BN-123456", "PN-2026-000123",
    "HD-261129-0001", "100000-000123", "12-123456", "BN12-210305-0001", "H2-210305-0001",
  ])
  func `whatever has no other shape may be a receipt number`(text: String) throws {
    #expect(try Alias(text) == .receipt(ReceiptNumber(text)))
    #expect(try Alias(text).text == text)
    #expect(try Alias(text).kind == .receipt)
  }

  static let wrongReceipts: [(text: String, fault: CodeFault)] = [
    ("", .empty),
    ("1234", .wrongLength(part: .whole, expected: 5...40, found: 4)),
    (
      String(repeating: "1", count: 41),
      .wrongLength(part: .whole, expected: 5...40, found: 41)
    ),
    ("ABCDE", .notACode(.receipt)),
    ("-12345", .wrongCharacter("-", position: 1)),
    ("12345/", .wrongCharacter("/", position: 6)),
    ("123--45", .wrongCharacter("-", position: 5)),
    ("12 345", .wrongCharacter(" ", position: 3)),
    ("bn12345", .wrongCharacter("b", position: 1)),
    ("BN12345Đ", .wrongCharacter("Đ", position: 8)),
    ("EE123456785VN", .belongsTo(.item)),
    ("EE123456784VN", .belongsTo(.item)),
    ("H26.12.19-210305-0001", .belongsTo(.dossier)),
    ("H26-210305", .belongsTo(.dossier)),
  ]

  @Test(arguments: wrongReceipts)
  func `a wrong receipt number is refused with its reason`(text: String, fault: CodeFault) {
    #expect(throws: fault) { try ReceiptNumber(text) }
  }

  static let spoiltDossiers: [(text: String, fault: CodeFault)] = [
    ("H26-210230-0001", .impossibleDate("210230")),
    ("H26-210305", .missingPart(.sequence)),
    ("H26-210305-001", .wrongLength(part: .sequence, expected: 4...7, found: 3)),
    ("Z26-210305-0001", .wrongCharacter("Z", position: 1)),
    ("H26-210305-0000", .zeroSequence),
    ("H2.12-210305-0001", .wrongCharacter(".", position: 3)),
  ]

  @Test(arguments: spoiltDossiers)
  func `what begins like an agency's number and is spoilt says what is wrong with it`(
    text: String, fault: CodeFault
  ) {
    #expect(throws: fault) { try Alias(text) }
  }

  @Test func `a misread item number is never somebody's receipt`() {
    for text in ["EE12345678VN", "E123456785VN", "EE123456785", "123456785VN", "EE1234567855VN"] {
      #expect(throws: CodeFault.self) { try Alias(text) }
    }
  }

  @Test func `two aliases are the same exactly when their texts are`() throws {
    let texts = ["EE123456785VN", "H26.12.19-210305-0001", "000.19.12.H26-210305-0001", "BN12345"]
    let aliases = try texts.map { try Alias($0) }
    #expect(Set(aliases).count == texts.count)
    #expect(aliases.map(\.text) == texts)
    #expect(aliases.map(\.kind) == [.item, .dossier, .dossier, .receipt])
  }

  @Test func `any bytes get an answer`() {
    var seed: UInt64 = 7
    let letters = Array("EVN0123456789.-/ĐêH\u{301}\u{FF11}]C \n\u{200B}".unicodeScalars)
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<(seed >> 33) % 18 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int(seed >> 33) % letters.count])
      }
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      guard let scanned = try? Alias.scanned(String(text)) else { continue }
      #expect((try? Alias(scanned.alias.text)) == scanned.alias)
      #expect(ScannerText.normalise(scanned.alias.text) == scanned.alias.text)
    }
  }
}

@Suite("What a scanner sends")
struct ScannerTextTests {
  @Test(
    arguments: [
      ("EE123456785VN", "EE123456785VN"),
      ("  EE123456785VN\r\n", "EE123456785VN"),
      ("\u{2}EE123456785VN\u{3}", "EE123456785VN"),
      ("]C1EE123456785VN", "EE123456785VN"),
      ("]d2EE123456785VN", "EE123456785VN"),
      ("]C1 EE123456785VN", "EE123456785VN"),
      ("ee123456785vn", "EE123456785VN"),
      ("ＥＥ１２３４５６７８５ＶＮ", "EE123456785VN"),
      ("H26.12.19‐210305‑0001", "H26.12.19-210305-0001"),
      ("H26.12.19–210305—0001", "H26.12.19-210305-0001"),
      ("H26.12.19−210305―0001", "H26.12.19-210305-0001"),
      ("H26．12．19－210305－0001", "H26.12.19-210305-0001"),
      ("\u{A0}\u{3000}BN12345\u{FEFF}", "BN12345"),
      ("\u{200B}BN12345", "BN12345"),
      ("EE123456785 VN", "EE123456785 VN"),
      ("]CEE123", "]CEE123"),
      ("]", "]"),
      ("đe123", "đE123"),
      ("", ""),
      ("   ", ""),
      ("]C1", ""),
    ])
  func `only the outside and look-alikes are changed`(raw: String, text: String) {
    #expect(ScannerText.normalise(raw) == text)
    #expect(ScannerText.normalise(text) == text)
  }

  @Test func `a scan says whether it was changed`() throws {
    #expect(try Alias.scanned("EE123456785VN").normalised == false)
    #expect(try Alias.scanned("EE123456785VN ").normalised)
    #expect(try Alias.scanned("ee123456785vn").normalised)
  }
}
