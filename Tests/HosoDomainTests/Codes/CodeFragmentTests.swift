import HosoDomain
import Testing

@Suite("Part of a printed code, as somebody reads it out")
struct CodeFragmentTests {
  @Test(arguments: [
    ("6785", "EE123456785VN", CodeFragment.Match.ending), ("785vn", "EE123456785VN", .ending),
    ("EE 123 456 785 VN", "EE123456785VN", .whole), ("1234", "EE123456785VN", .inside),
    ("0001", "H26.12.19-200305-0001", .ending), ("200305 0001", "H26.12.19-200305-0001", .ending),
    ("H26.12", "H26.12.19-200305-0001", .inside), ("h261219", "H26.12.19-200305-0001", .inside),
    ("BN-2020/1", "BN-2020/1", .whole), ("020/1", "BN-2020/1", .ending),
  ])
  func `separators and small letters say nothing, and more of a code is a better match`(
    text: String, code: String, match: CodeFragment.Match
  ) throws {
    #expect(try CodeFragment(text).match(try Alias(code)) == match)
  }

  @Test(arguments: [
    ("6786", "EE123456785VN"), ("EE1234567850VN", "EE123456785VN"), ("VNE", "EE123456785VN"),
  ])
  func `what is not in a code matches nothing`(text: String, code: String) throws {
    #expect(try CodeFragment(text).match(try Alias(code)) == nil)
  }

  @Test(arguments: [
    "", "  ", "12", "-1-2-", "123%", "Ê123", "12\u{0}34", String(repeating: "1", count: 41),
  ])
  func `too little, too much, and what no code holds is refused`(text: String) {
    #expect(throws: CodeFault.self) { try CodeFragment(text) }
  }

  @Test func `every part of a code is found in it`() throws {
    let code = try Alias("H26.12.19-200305-0001")
    let text = Array("H261219200305" + "0001")
    for start in text.indices {
      for end in text.indices where end >= start + 2 {
        let part = try CodeFragment(String(text[start...end]))
        let expected: CodeFragment.Match =
          end < text.count - 1 ? .inside : start == 0 ? .whole : .ending
        #expect(part.match(code) == expected)
      }
    }
  }
}
