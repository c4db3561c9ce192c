import HosoDomain
import Testing

@Suite("The name of a source")
struct SourceNameTests {
  @Test(arguments: [
    ("100000-3f9a2c-1", "100000"), ("vnpost.460000/quay:2", "460000"),
    ("a-100000-460000", "100000"),
    ("100000", "100000"),
  ])
  func `names the office of its first piece of six digits`(name: String, office: String) throws {
    #expect(try SourceName(name).office == PostOfficeCode(office))
  }

  @Test(arguments: [
    "mcdt.cantho", "1000000-1", "hub-3f9a2c-1", "10000a-1", "x100000", "agency/H26",
    "agency/H26/100000", "hub-100000-1", "key_Ab3dE6gH", "key_Ab3dE6gH-100000",
  ])
  func `names no office without such a piece`(name: String) throws {
    #expect(try SourceName(name).office == nil)
  }

  @Test func `is under another only behind a divider`() throws {
    let province = try SourceName("tinh-01")
    #expect(try SourceName("tinh-01").isUnder(province))
    #expect(try SourceName("tinh-01/quay-2").isUnder(province))
    #expect(try !SourceName("tinh-012").isUnder(province))
    #expect(try !SourceName("tinh").isUnder(province))
  }

  @Test func `may be an access key's, for lines that came without one`() throws {
    #expect(try SourceName("key_Ab3dE6gH").key == "key_Ab3dE6gH")
    #expect(try SourceName("key_Ab3dE6gH/tep-1").key == "key_Ab3dE6gH")
    #expect(try SourceName("100000-3f9a2c-1").key == nil)
  }

  @Test func `is of the same device in each of its epochs`() throws {
    let desk = try SourceName("100000-3f9a2c-2")
    #expect(try desk.sharesDevice(with: SourceName("100000-3f9a2c-1")))
    #expect(try !desk.sharesDevice(with: SourceName("100000-3f9a2d-2")))
    #expect(try !desk.sharesDevice(with: SourceName("100000")))
  }

  @Test func `corrects its own events, its office's, and from the centre everybody's`() throws {
    let desk = try SourceName("100000-3f9a2c-2")
    #expect(try desk.mayCorrect(SourceName("100000-3f9a2c-1")))
    #expect(try !desk.mayCorrect(SourceName("460000-3f9a2c-1")))
    #expect(try !desk.mayCorrect(SourceName("agency/100000")))
    #expect(try !SourceName("mcdt.cantho").mayCorrect(SourceName("mcdt.hue")))
    #expect(try SourceName("mcdt.cantho").mayCorrect(SourceName("mcdt.cantho")))
    #expect(try SourceName("hub-3f9a2c-1").mayCorrect(SourceName("460000-3f9a2c-1")))
  }
}
