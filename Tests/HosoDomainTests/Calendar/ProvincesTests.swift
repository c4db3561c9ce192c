import HosoDomain
import Testing

@Suite("Provinces before and after 2025-07-01")
struct ProvincesTests {
  let provinces: Provinces
  let before: LocalDate
  let after: LocalDate

  init() throws {
    provinces = try Provinces.bundled()
    before = try #require(LocalDate(iso: "2025-06-30"))
    after = try #require(LocalDate(iso: "2025-07-01"))
  }

  @Test func `63 provinces become 34 overnight`() {
    #expect(provinces.all(on: before).count == 63)
    #expect(provinces.all(on: after).count == 34)
    #expect(provinces.all(on: after) == provinces.all(on: after).sorted())
  }

  @Test(
    arguments: [
      (["02", "08"], "08", "Tuyên Quang"), (["10", "15"], "15", "Lào Cai"),
      (["06", "19"], "19", "Thái Nguyên"), (["24", "27"], "24", "Bắc Ninh"),
      (["17", "25", "26"], "25", "Phú Thọ"), (["30", "31"], "31", "Hải Phòng"),
      (["33", "34"], "33", "Hưng Yên"), (["35", "36", "37"], "37", "Ninh Bình"),
      (["44", "45"], "44", "Quảng Trị"), (["48", "49"], "48", "Đà Nẵng"),
      (["51", "62"], "51", "Quảng Ngãi"), (["52", "64"], "52", "Gia Lai"),
      (["56", "58"], "56", "Khánh Hòa"), (["54", "66"], "66", "Đắk Lắk"),
      (["60", "67", "68"], "68", "Lâm Đồng"), (["70", "75"], "75", "Đồng Nai"),
      (["74", "77", "79"], "79", "Hồ Chí Minh"), (["72", "80"], "80", "Tây Ninh"),
      (["82", "87"], "82", "Đồng Tháp"), (["83", "84", "86"], "86", "Vĩnh Long"),
      (["89", "91"], "91", "An Giang"), (["92", "93", "94"], "92", "Cần Thơ"),
      (["95", "96"], "96", "Cà Mau"),
    ])
  func `merged provinces roll up to one successor`(
    codes: [String], successor: String, name: String
  ) throws {
    let expected = try ProvinceCode(successor)
    #expect(provinces.name(expected, on: after) == name)
    for text in codes {
      let code = try ProvinceCode(text)
      #expect(provinces.successor(code, on: after) == expected, "\(text)")
      #expect(provinces.successor(code, on: before) == code, "\(text)")
      #expect((provinces.name(code, on: after) == nil) == (text != successor), "\(text)")
    }
  }

  @Test(arguments: ["01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"])
  func `eleven provinces stay what they were`(text: String) throws {
    let code = try ProvinceCode(text)
    #expect(provinces.name(code, on: before) != nil)
    #expect(provinces.name(code, on: before) == provinces.name(code, on: after))
    #expect(provinces.successor(code, on: after) == code)
  }

  @Test(
    arguments: [
      ("15", "Yên Bái", "Lào Cai"), ("24", "Bắc Giang", "Bắc Ninh"),
      ("44", "Quảng Bình", "Quảng Trị"), ("52", "Bình Định", "Gia Lai"),
      ("80", "Long An", "Tây Ninh"), ("82", "Tiền Giang", "Đồng Tháp"),
      ("91", "Kiên Giang", "An Giang"),
    ])
  func `seven codes live on under another name`(text: String, old: String, new: String) throws {
    let code = try ProvinceCode(text)
    #expect(provinces.name(code, on: before) == old)
    #expect(provinces.name(code, on: after) == new)
    #expect(provinces.successor(code, on: after) == code)
  }

  @Test func `every old province belongs to one of the new ones`() {
    let new = Set(provinces.all(on: after))
    for code in provinces.all(on: before) {
      #expect(new.contains(provinces.successor(code, on: after)), "\(code.text)")
    }
  }

  @Test func `Huế kept its code when it became a city of its own`() throws {
    let code = try ProvinceCode("46")
    let day = try #require(LocalDate(iso: "2020-01-01"))
    #expect(provinces.name(code, on: day) == "Thừa Thiên Huế")
    #expect(provinces.name(code, on: before) == "Huế")
    #expect(provinces.successor(code, on: before) == code)
  }

  @Test func `a code that is in no table stays itself`() throws {
    let code = try ProvinceCode("99")
    #expect(provinces.name(code, on: after) == nil)
    #expect(provinces.successor(code, on: after) == code)
  }

  @Test func `a merger is told of where it lies between two days, a change of name is none`() throws
  {
    let day = try #require(LocalDate(iso: "2025-07-01"))
    let start = try #require(LocalDate(iso: "2024-07-01"))
    #expect(provinces.lastMerger(from: start, through: day) == day)
    #expect(provinces.lastMerger(from: start, through: day.adding(days: -1)) == nil)
    #expect(provinces.lastMerger(from: day.adding(days: 1), through: day.adding(days: 90)) == nil)
  }

  @Test func `a table whose successors go in circles still gets an answer`() throws {
    let csv = """
      gso_code,name,valid_from,valid_to,successor_gso_code
      01,A,,2020-01-01,02
      02,B,,2020-01-01,01
      """
    let provinces = try Provinces(csv: Array(csv.utf8))
    let code = try ProvinceCode("01")
    #expect([code, try ProvinceCode("02")].contains(provinces.successor(code, on: after)))
  }
}
