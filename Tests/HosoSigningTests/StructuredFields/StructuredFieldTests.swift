import RawStructuredFieldValues
import Testing

@testable import HosoSigning

@Suite("Structured fields")
struct StructuredFieldTests {
  @Test func `an item keeps its type and the order of its parameters`() throws {
    let item = try StructuredField.item(#""a\"b";z=1;a;q=0.5"#)
    #expect(item.rfc9651BareItem == .string("a\"b"))
    #expect(item.rfc9651Parameters.map(\.0) == ["z", "a", "q"])
    #expect(item.rfc9651Parameters["a"] == .bool(true))
    #expect(item.rfc9651Parameters["q"] == .decimal(PseudoDecimal(mantissa: 500, exponent: -3)))
    #expect(item.serialized == #""a\"b";z=1;a;q=0.5"#)
  }

  @Test func `a later value of a key replaces the earlier one where it stands`() throws {
    let dictionary = try StructuredField.dictionary("a=1, b=2, a=3")
    #expect(dictionary.serialized == "a=3, b=2")
  }

  @Test(arguments: [
    ("", 0, StructuredFieldFault.Reason.unexpectedEnd), ("\"a", 2, .unexpectedEnd),
    ("1234567890123456", 16, .numberTooLong), ("1.2345", 6, .numberTooLong),
    ("1 2", 2, .unexpected(0x32)), (":Zg*=:", 1, .notBase64), ("é", 0, .unexpected(0xc3)),
    ("%\"%c3\"", 6, .notUTF8), ("(1)", 0, .unexpected(0x28)), ("a;;b", 2, .unexpected(0x3b)),
  ])
  func `a fault says where and what`(
    text: String, offset: Int, reason: StructuredFieldFault.Reason
  ) {
    let fault = #expect(throws: StructuredFieldFault.self) { try StructuredField.item(text) }
    #expect(fault?.offset == offset)
    #expect(fault?.reason == reason)
  }

  @Test(arguments: [
    (":=a:", 1, StructuredFieldFault.Reason.notBase64), (":Z:", 1, .notBase64),
    ("a;b=:Z:", 5, .notBase64), ("1.", 2, .unexpectedEnd), ("@1.5", 2, .unexpected(0x2e)),
    ("@-1234567890123456;a", 18, .numberTooLong), ("1234567890123.4", 13, .numberTooLong),
    ("\"a\u{7f}b\"", 2, .unexpected(0x7f)), ("%\"%", 3, .unexpectedEnd),
    ("%\"%c", 4, .unexpectedEnd), ("%\"%C3\"", 4, .unexpected(0x33)), (":Zg", 3, .unexpectedEnd),
  ])
  func `what the library leaves open has its place and reason too`(
    text: String, offset: Int, reason: StructuredFieldFault.Reason
  ) {
    #expect(throws: StructuredFieldFault(offset: offset, reason: reason)) {
      try StructuredField.item(text)
    }
  }

  @Test(arguments: [
    ("a=:Zh==:;b=:Zg:", "a=:Zg==:;b=:Zg==:"), ("a=(:Zh: 1.50);b=-0.0", "a=(:Zg==: 1.5);b=0.0"),
    ("a=?1, b=007", "a, b=7"),
  ])
  func `a value is written in its one form, however it came`(text: String, written: String) throws {
    #expect(try StructuredField.dictionary(text).serialized == written)
  }

  @Test func `a key without letters is not written`() {
    let item = Item(bareItem: RFC9651BareItem.bool(true), parameters: [:])
    #expect((["": .item(item)] as StructuredDictionary).serialized == nil)
  }

  @Test func `a field of one byte, member, item or parameter too many is not read`() throws {
    var limits = StructuredFieldLimits(bytesMax: 20)
    limits.membersMax = 2
    limits.innerItemsMax = 3
    limits.parametersMax = 1
    let tooMany = { (max: Int, read: () throws -> Void) in
      let fault = #expect(throws: StructuredFieldFault.self) { try read() }
      #expect(fault?.reason == .tooMany(max: max))
    }
    _ = try StructuredField.list("(1 2 3);a, b", limits: limits)
    _ = try StructuredField.item(String(repeating: "a", count: 20), limits: limits)
    tooMany(20) { _ = try StructuredField.item(String(repeating: "a", count: 21), limits: limits) }
    tooMany(2) { _ = try StructuredField.list("1, 2, 3", limits: limits) }
    tooMany(2) { _ = try StructuredField.dictionary("a, b, c", limits: limits) }
    tooMany(3) { _ = try StructuredField.list("(1 2 3 4)", limits: limits) }
    tooMany(1) { _ = try StructuredField.item("a;b;c", limits: limits) }
  }

  @Test func `any text is read or refused, and what is read is written and read the same`() throws {
    var chance = SeededLetters(seed: 42)
    for _ in 0..<5_000 {
      let text = chance.text()
      if let list = try? StructuredField.list(text) {
        let written = list.compactMap(\.serialized).joined(separator: ", ")
        #expect(try StructuredField.list(written) == list, "\(text)")
      }
      if let dictionary = try? StructuredField.dictionary(text) {
        #expect(
          try StructuredField.dictionary(try #require(dictionary.serialized)) == dictionary,
          "\(text)")
      }
    }
  }

  @Test func `any bytes are read or refused, and a fault is within them or at their end`() {
    var chance = SeededLetters(seed: 9_651)
    for _ in 0..<5_000 {
      let text = chance.anyBytes()
      do throws(StructuredFieldFault) {
        _ = try StructuredField.dictionary(text)
      } catch {
        #expect((0...text.utf8.count).contains(error.offset), "\(text)")
      }
    }
  }
}

/// Texts that look like fields, the same for a seed.
struct SeededLetters {
  private var state: UInt64
  private static let letters = Array(#"ab1.0"\:?%@;=,() *-é"# + "\t")

  init(seed: UInt64) { state = seed }

  mutating func text() -> String {
    let length = Int(next() % 14)
    return String((0..<length).map { _ in Self.letters[Int(next() % UInt64(Self.letters.count))] })
  }

  /// A text of bytes that need not be UTF-8: those that are not come as U+FFFD.
  mutating func anyBytes() -> String {
    let length = Int(next() % 40)
    return "a="
      + String(
        decoding: (0..<length).map { _ in UInt8(truncatingIfNeeded: next()) }, as: UTF8.self)
  }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
