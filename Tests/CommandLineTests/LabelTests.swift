import Foundation
import HosoDomain
import HosoLedger
import Testing

@Suite("Labels and receipts to print")
struct LabelTests {
  @Test func `a dossier's receipt says what was taken, for whom and when it is due`() throws {
    let desk = try Desk.ready()
    _ = try desk.run(
      "scan", "pickup", Samples.item, "--procedure", "1.001612", "--agency", "H26.12.19", "--actor",
      "nv042")
    _ = try desk.run("scan", "fee", Samples.item, "--money", "fee=52000", "--money", "postage=3")
    _ = try desk.scan("delivery", Samples.item, "--alias", Samples.dossier, "--due", "2030-03-12")
    let count = try desk.eventCount()
    let page = try desk.run("label", Samples.dossier).output
    let said = [
      "PHIẾU GỬI HỒ SƠ", Samples.item, Samples.dossier, "1.001612", "H26.12.19", "12/03/2030",
      "nv042", "52.000",
    ]
    for text in said { #expect(page.contains(text), "\(text)") }
    #expect(page.components(separatedBy: "<svg ").count == 3)
    #expect(try desk.eventCount() == count)
    let link = try desk.run("label", Samples.item, "--base-url", "https://hoso.example.vn")
    #expect(link.code == 0 && link.output.count > page.count)
    let other = try desk.run("label", Samples.otherItem, "--lang", "en")
    #expect(other.code == 66 && other.output.isEmpty && other.errors.contains("--bag"))
    #expect(try desk.run("label", "EE123456784VN").code == 65)
  }

  @Test func `a bag's label says where it goes and how many are in it, as amended`() throws {
    let desk = try Desk.ready()
    let new = try desk.run("label", "TUI-18", "--bag", "--destination", "460000", "--lang", "en")
    #expect(new.code == 0 && new.output.contains("BAG LABEL") && new.output.contains("460000"))
    #expect(new.output.contains("100000") && !new.output.contains("Items"))
    _ = try desk.run("bag", "fill", "TUI-18", Samples.item, Samples.otherItem)
    #expect(try desk.run("label", "tui-18", "--lang", "en").output.contains("<dd>2</dd>"))
    let scan = ["depart", "TUI-18", "--count", "3", "--destination", "460000", "--json"]
    let sent = try desk.run(["scan"] + scan).answers()
    let id = try #require(sent.first?.id)
    _ = try desk.run("amend", id, "--set", "count=7", "--set", "destination=700000")
    let label = try desk.run("label", "TUI-18", Samples.item).output
    #expect(label.contains("<dd>7</dd>") && label.contains("700000"))
    // A sheet for each code.
    #expect(label.contains("NHÃN TÚI") && label.contains("PHIẾU GỬI HỒ SƠ"))
    #expect(label.components(separatedBy: "<section>").count == 3)
  }
}
