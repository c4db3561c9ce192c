import HosoDomain
import Testing

@Suite("A code given as a bag's")
struct BagCodeTests {
  private func fault(_ raw: String, by rules: CodeRules = .standard) -> CodeFault? {
    do throws(CodeFault) {
      _ = try ContainerCode.scanned(raw, by: rules)
      return nil
    } catch {
      return error
    }
  }

  static let others: [(text: String, fault: CodeFault)] = [
    ("EE123456785VN", .belongsTo(.item)), ("ee123456785vn", .belongsTo(.item)),
    ("H26.12.19-200305-0001", .belongsTo(.dossier)), ("H26-200305-0001", .belongsTo(.dossier)),
    ("0912345678", .foreignNumber(.telephone)), ("0912.345_678", .foreignNumber(.telephone)),
    ("84912345678", .foreignNumber(.telephone)), ("001099012345", .foreignNumber(.identity)),
    ("8934588012228", .foreignNumber(.article)), ("2020-03-12", .foreignNumber(.date)),
    ("EE123456784VN", .wrongCheckDigit(expected: 5, found: 4)),
    ("ee123456784vn", .wrongCheckDigit(expected: 5, found: 4)),
    ("RB123456785XX", .unknownCountry("XX")),
    ("EE1234X6785VN", .misreadItem(probably: nil)), ("EE12345678VN", .misreadItem(probably: nil)),
    ("TUI-EE123456784VN", .misreadItem(probably: nil)),
    ("EE123456", .partOfItem(.beginning)), ("EE123456-1", .partOfItem(.beginning)),
    ("785VN", .partOfItem(.end)), ("TUI.785VN", .partOfItem(.end)),
    ("123456GB", .partOfItem(.end)),
    ("H26.12.19-200230-0001", .impossibleDate("200230")),
    ("000.19.12.H26-200305", .missingPart(.sequence)),
  ]

  @Test(arguments: others)
  func `another label's code is refused with the words of every other place`(
    text: String, fault: CodeFault
  ) {
    #expect(self.fault(text) == fault)
  }

  @Test func `joined and misread item numbers are named`() throws {
    let item = try PostalItemNumber("EE123456785VN")
    let other = try PostalItemNumber("EE100000003VN")
    #expect(fault("EE123456785VNEE100000003VN") == .joinedCodes([item, other]))
    #expect(fault("TUI_EE123456785VN") == .joinedCodes([item]))
    for text in ["EE1234S6785VN", "EE.123456785.VN", "EE-123456785-VN", "EE_123456785_VN"] {
      #expect(fault(text) == .misreadItem(probably: item), "\(text)")
    }
  }

  @Test(arguments: [
    "TUI-97", "T.97", "97", "HN", "tui-17", "TUI_2020_03", "TUI-17/2020", "BK-2020/17",
    "VN10000020200305", "A12-261129", "TUI20261129001", "H26.12/7", "0123456789",
    "VNHANAVNSGNAAUN60001001200123", "VNSGNAVNHANAAUN00017001110245",
  ])
  func `what bags' labels bear is taken`(text: String) {
    #expect(fault(text) == nil)
  }

  @Test(arguments: others)
  func `what a ledger holds is not judged again`(text: String, fault: CodeFault) {
    #expect(self.fault(text, by: CodeRules.standard.forRecorded) == nil)
  }

  @Test func `what an office says its labels look like is taken`() throws {
    var rules = CodeRules.standard
    rules.receipts = .printedAs([try ReceiptPattern("aannnnnn"), try ReceiptPattern("nnnnnnnnnn")])
    for text in ["BN123456", "0912345678"] { #expect(fault(text, by: rules) == nil, "\(text)") }
    #expect(fault("EE123456785VN", by: rules) == .belongsTo(.item))
  }
}
