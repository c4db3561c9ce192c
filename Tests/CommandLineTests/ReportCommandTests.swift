import Foundation
import Testing

@Suite("Reports that are due, and reports of others")
struct ReportCommandTests {
  private static let published = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/reports/published.csv").path(percentEncoded: false)

  @Test func `published figures that balance can be true, those that do not cannot`() throws {
    let outcome = try Desk().run("check-report", Self.published, "--lang", "vi")
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("Đắk Nông H1/2021: có thể đúng (3 đẳng thức)."))
    #expect(outcome.output.contains("Lâm Đồng Q1/2020: không thể đúng."))
    #expect(outcome.output.contains("  c3 = c7 + c11: ghi 659245, tính ra 650444"))
    #expect(outcome.output.contains("  on_time_pct = on_time / c7: ghi 96.2, tính ra 94.3"))
    #expect(outcome.errors.contains("2/3 báo cáo không thể đúng."))
  }

  @Test func `a report that balances ends with zero, and programs get every check`() throws {
    let desk = try Desk()
    try desk.write(
      """
      report,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,on_time,on_time_pct
      A,10,1,2,7,8,3,4,1,2,1,1,7,"87,5"

      """, to: "a.csv")
    let outcome = try desk.run("check-report", "a.csv", "--json")
    #expect(outcome.code == 0 && outcome.output.contains(#""can_be_true":true"#))
    #expect(outcome.output.contains(#""breaches":[]"#))
    #expect(outcome.output.contains("on_time_pct = on_time / c7"))
  }

  private static let wrong = [
    "report,place\nA,B\n", "c3,c7\n1.000,2\n", "c3,received\n1,2\n",
    "on_time,c7,on_time_pct\n1,2,x\n",
    "c3\n-1\n", "",
  ]

  @Test(arguments: wrong)
  func `a file that is no such table is refused with its line and column`(text: String) throws {
    let desk = try Desk()
    try desk.write(text, to: "a.csv")
    let outcome = try desk.run("check-report", "a.csv")
    #expect(outcome.code == 65 && outcome.errors.contains("a.csv: ") && outcome.output.isEmpty)
    #expect(try desk.run("check-report", "b.csv").code == 66)
  }

  @Test func `what is due in a year is told by day, for whom and of which period`() throws {
    let outcome = try Desk().run("calendar", "2020", "--json")
    #expect(outcome.code == 0)
    for part in [
      #"{"due":"2020-01-09","audience":"ministry","period":"2019-Q4","calendar":"calendar""#,
      #"{"due":"2020-03-20","audience":"reform","period":"2020-Q1","calendar":"statutory""#,
      #"{"due":"2020-04-10","audience":"public","period":"2020-Q1","calendar":"calendar""#,
      #""release":"2020Q1.r1""#, #"{"due":"2020-12-20","audience":"reform","period":"2020","#,
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    #expect(!outcome.output.contains(#""audience":"reform","period":"2020-Q2""#))
    let words = try Desk().run("calendar", "2020", "--lang", "vi")
    #expect(words.output.contains("20/06/2020") && words.output.contains("6 tháng đầu năm 2020"))
    #expect(try Desk().run("calendar").code == 0)
  }

  @Test(arguments: ["20", "3000", "2020Q1", "năm"])
  func `what is no year is a usage error`(text: String) throws {
    #expect(try Desk().run("calendar", text).code == 64)
  }
}
