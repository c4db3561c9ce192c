import Foundation
import Testing

@Suite("What the argument parser says")
struct ParserLanguageTests {
  /// Words of the parser that are in no Vietnamese sentence.
  private static let english = [
    "Error", "Usage", "USAGE", "OVERVIEW", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "Show ",
    "default", "values:", "for more information", "detailed help", "Unknown", "Unexpected",
    "Missing", "invalid", "specified", "Did you mean",
  ]

  private static let wrong: [[String]] = [
    ["scn"], ["help", "nope"], ["webhook", "nope"], ["webhook", "help", "ad"], ["scan"],
    ["scan", "nope"],
    ["figures", "--nope"], ["figures", "--frm", "2020-01-01"], ["figures", "-x"],
    ["figures", "--by"], ["figures", "2020Q1", "2020Q2"], ["figures", "a", "b", "c"],
    ["verify", "--json=1"], ["webhook", "log", "--limit", "many"], ["key", "add"],
    ["figures", "--lang", "fr"], ["--lang", "fr", "figures"], ["figures", "--lang"],
    ["dump", "--after", "-1"], ["dump", "--after", "x"], ["import"],
  ]

  @Test(arguments: wrong)
  func `a command line that is wrong is complained of in Vietnamese alone`(
    arguments: [String]
  ) throws {
    let outcome = try Desk().run(arguments)
    #expect(outcome.code == 64)
    #expect(!outcome.errors.isEmpty && outcome.output.isEmpty)
    for word in ParserLanguageTests.english { #expect(!outcome.errors.contains(word), "\(word)") }
    let english = try Desk().run(arguments + (arguments.last == "--lang" ? [] : ["--lang", "en"]))
    #expect(english.code == 64)
  }

  @Test func `an unknown verb is answered with the verbs, and the one that was meant`() throws {
    let outcome = try Desk().run("scan", "pikup", Samples.item)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("Có phải 'pickup' không?"))
    for verb in ["  - pickup\n", "  - send-back\n", "  - amend\n"] {
      #expect(outcome.errors.contains(verb))
    }
  }

  @Test func `every help page is Vietnamese to its last line, and its examples are whole`() throws {
    let desk = try Desk()
    let index = try desk.run("--help")
    let names = index.lines.drop { $0 != "LỆNH:" }.compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first : nil
    }.filter { $0 != "Xem" }
    #expect(names.count > 15)
    for name in names {
      let page = try desk.run("help", String(name))
      #expect(page.code == 0)
      #expect(page.output == (try desk.run(String(name), "--help")).output)
      for word in ParserLanguageTests.english {
        #expect(!page.output.contains(word), "\(name): \(word)")
      }
      #expect(page.output.contains("Ví dụ:\n  "))
    }
    // Wider than the page, and still one line.
    let scan = try desk.run("help", "scan").output
    #expect(
      scan.contains(
        "\n  hoso scan delivery EE123456785VN --alias H26.12.19-200305-0001 --due 12/03/2020\n"))
  }

  @Test(arguments: [
    ["--lang", "en", "help", "scan"], ["--lang=en", "scan", "--help"],
    ["help", "--lang", "en", "scan"],
    ["help", "scan", "--lang", "en"], ["scan", "--help", "--lang=en"],
  ])
  func `the language may stand anywhere`(arguments: [String]) throws {
    let desk = try Desk()
    let outcome = try desk.run(arguments)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("OVERVIEW: Record scans"))
    #expect(try desk.run("--help").output.contains("--lang <vi|en>"))
  }

  @Test func `what stands behind two hyphens is no language`() throws {
    let desk = try Desk.ready()
    let outcome = try desk.run("scan", "pickup", "--", "--lang", "en")
    #expect(outcome.code == 65)
    #expect(try desk.eventCount() == 0)
  }

  @Test(arguments: [
    (["scn"], "'hoso scan'"), (["help", "figure"], "'hoso figures'"),
    (["webhook", "lst"], "'hoso webhook list'"),
    (["key", "secret", "ad"], "'hoso key secret add'"),
  ])
  func `an unknown command comes with the one that was meant`(
    arguments: [String], meant: String
  ) throws {
    let outcome = try Desk().run(arguments + ["--lang", "en"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.hasPrefix("hoso: There is no command "))
    #expect(outcome.errors.contains("Did you mean \(meant)?"))
  }

  @Test func `a word like no command gets no guess`() throws {
    let outcome = try Desk().run("help", "qqqqqqqq", "--lang", "en")
    #expect(outcome.code == 64)
    #expect(!outcome.errors.contains("Did you mean"))
    #expect(outcome.errors.contains("hoso --help"))
  }
}
