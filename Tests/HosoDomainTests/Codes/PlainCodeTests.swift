import HosoDomain
import Testing

@Suite("Codes of places, people and logs")
struct PlainCodeTests {
  @Test func `codes of places keep their leading zeros`() throws {
    #expect(try ProvinceCode("01").text == "01")
    #expect(try ProvinceCode("96").number == 96)
    #expect(try CommuneCode("00004").text == "00004")
    #expect(try CommuneCode("32248").number == 32_248)
    #expect(try PostOfficeCode("100000").text == "100000")
    #expect(try PostOfficeCode("041234").text == "041234")
  }

  @Test func `a post office's code begins with its district and its province`() throws {
    let office = try PostOfficeCode("041234")
    #expect(office.postalProvince == 4)
    #expect(office.postalDistrict == 412)
  }

  @Test(arguments: ["", "1", "001", "00", "0a", "１２", " 1", "-1"])
  func `what is not two digits is no province`(text: String) {
    #expect(throws: CodeFault.self) { try ProvinceCode(text) }
  }

  @Test(arguments: ["", "4", "0004", "000004", "00000", "0000a"])
  func `what is not five digits is no commune`(text: String) {
    #expect(throws: CodeFault.self) { try CommuneCode(text) }
  }

  @Test(arguments: ["", "10000", "1000000", "000000", "10000a", "+10000"])
  func `what is not six digits is no post office`(text: String) {
    #expect(throws: CodeFault.self) { try PostOfficeCode(text) }
  }

  @Test func `zero is outside what is issued`() {
    #expect(throws: CodeFault.outOfRange) { try ProvinceCode("00") }
    #expect(ProvinceCode(number: 0) == nil)
    #expect(ProvinceCode(number: 100) == nil)
    #expect(CommuneCode(number: 100_000) == nil)
    #expect(PostOfficeCode(number: 1_000_000) == nil)
    #expect(PostOfficeCode(number: 460_000)?.text == "460000")
    #expect(CommuneCode(number: 4)?.text == "00004")
  }

  @Test func `places are ordered by their codes`() throws {
    #expect(try ProvinceCode("08") < ProvinceCode("10"))
    #expect(try CommuneCode("00004") < CommuneCode("00010"))
    #expect(try PostOfficeCode("041234") < PostOfficeCode("100000"))
  }

  @Test func `names take the characters they promise and no others`() throws {
    #expect(try StaffNumber("nv.042_A-1").text == "nv.042_A-1")
    #expect(try EventID("01HZX-abc_9").text == "01HZX-abc_9")
    #expect(try SourceName("hoso://office/100000#1").text == "hoso://office/100000#1")
    #expect(try ContainerCode("VNHANAVNSGNAAUN60001001200123").text.utf8.count == 29)
    #expect(try ContainerCode("BK-2020/17").text == "BK-2020/17")
    for text in ["", "nv 042", "Nguyễn", "a/b", String(repeating: "a", count: 33)] {
      #expect(throws: CodeFault.self) { try StaffNumber(text) }
    }
    for text in ["", "a.b", "a b", "é", String(repeating: "a", count: 65)] {
      #expect(throws: CodeFault.self) { try EventID(text) }
    }
    for text in ["", "a b", "a\"b", "a\\b", "é", "a\u{7F}", String(repeating: "a", count: 129)] {
      #expect(throws: CodeFault.self) { try SourceName(text) }
    }
    for text in ["", "-1", "a b", "túi 1", String(repeating: "a", count: 65)] {
      #expect(throws: CodeFault.self) { try ContainerCode(text) }
    }
  }

  @Test func `the longest names are taken`() throws {
    #expect(try StaffNumber(String(repeating: "a", count: 32)).text.utf8.count == 32)
    #expect(try EventID(String(repeating: "a", count: 64)).text.utf8.count == 64)
    #expect(try SourceName(String(repeating: "a", count: 128)).text.utf8.count == 128)
  }
}
