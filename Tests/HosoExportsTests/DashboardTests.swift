import HosoDomain
import HosoProjections
import Testing

@testable import HosoExports

@Suite("The dashboard of an export")
struct DashboardTests {
  private let ledger: SmallLedger

  init() throws {
    ledger = try SmallLedger()
    try ledger.fill()
  }

  private var page: String { ledger.text("out/dashboard.html") }

  @Test func `every number of the sentence leads to the row that has it`() throws {
    let receipt = try ledger.export()
    let lead = try #require(page.split(separator: "<p class=\"lead\">").last?.prefix { $0 != "\n" })
    let targets = lead.split(separator: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(targets.count >= 2)
    for target in targets { #expect(page.contains("<tr role=\"row\" id=\"\(target)\">")) }
    let digits = lead.split(separator: "<").map { piece in
      piece.hasPrefix("a ") ? "" : piece.split(separator: ">").last ?? ""
    }
    let period = receipt.nation.period.title.vietnamese
    #expect(
      !digits.joined().replacing(period, with: "").contains { ("0"..."9").contains($0) })
  }

  @Test func `it says the same sentence as the receipt`() throws {
    let receipt = try ledger.export()
    let lead = try #require(page.split(separator: "<p class=\"lead\">").last?.prefix { $0 != "\n" })
    let words = lead.split(separator: "<").map { piece in
      piece.hasPrefix("/p")
        ? "" : piece.contains(">") ? piece.split(separator: ">").last ?? "" : piece
    }
    #expect(words.joined() == receipt.dashboard.headline.said.vietnamese)
  }

  @Test func `it asks nothing of any other place and has no script`() throws {
    _ = try ledger.export()
    for word in ["<script", "javascript:", "<img", "<iframe", "@import", "url(http", "src="] {
      #expect(!page.contains(word), "\(word)")
    }
    let links = page.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    for link in links {
      let isFile = ledger.bytes("out/" + link) != nil
      #expect(link.hasPrefix("#") || link == "data:," || isFile, "\(link)")
    }
  }

  @Test func `a quarter that is not over says so before any number`() throws {
    let cutoff = try RecordedAt(rfc3339: "2020-02-15T00:00:00+07:00")
    _ = try ledger.export(cutoff: cutoff)
    #expect(page.contains("chưa hết kỳ") && page.contains("Kỳ chưa hết ở mốc số liệu"))
  }

  @Test func `each number names what takes it apart`() throws {
    let receipt = try ledger.export()
    let asOf = receipt.asOf.rfc3339
    #expect(page.contains("<code>hoso explain 2020-Q1 handled --as-of \(asOf)</code>"))
    #expect(page.contains("<code>hoso explain 2020-Q1 late --as-of \(asOf)</code>"))
  }
}
