import Testing

@Suite("The language people are spoken to in")
struct LanguageTests {
  @Test(
    arguments: [
      ([], [:], "đã ghi: nhận gửi hồ sơ"), (["--lang", "en"], [:], "recorded: dossier picked up"),
      (["--lang=en"], [:], "recorded: dossier picked up"),
      ([], ["HOSO_LANG": "en"], "recorded: dossier picked up"),
      (["--lang", "vi"], ["HOSO_LANG": "en"], "đã ghi: nhận gửi hồ sơ"),
      ([], ["HOSO_LANG": "xx", "LANG": "en_US.UTF-8", "LC_ALL": "C"], "đã ghi: nhận gửi hồ sơ"),
    ] as [([String], [String: String], String)])
  func `it is Vietnamese unless English is asked for`(
    options: [String], environment: [String: String], words: String
  ) throws {
    let desk = try Desk.ready()
    let outcome = try desk.run(
      ["scan", "pickup", Samples.item] + options, environment: environment)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(words))
  }

  @Test func `why the system did not do something is said in the language that is spoken`() throws {
    let desk = try Desk.ready()
    let missing = try desk.run("import", "nofile.ndjson")
    #expect(missing.code == 66)
    #expect(missing.errors.contains("không có tệp hoặc thư mục này"))
    #expect(try desk.run("import", "nofile.ndjson", "--lang", "en").errors.contains("No such file"))
    #expect(try desk.run("import", desk.path("")).errors.contains("đó là thư mục"))
  }

  @Test func `an amended channel is called by its word`() throws {
    let desk = try Desk.ready()
    let scan = try desk.scan("pickup", Samples.item, "--channel", "counter")
    _ = try desk.run("amend", try #require(scan.first?.id), "--set", "channel=home")
    let words = try desk.run("track", Samples.item).output
    #expect(words.contains("tại nhà") && !words.contains("home") && !words.contains("counter"))
  }

  @Test func `what programs read has the same names in both`() throws {
    let desk = try Desk.ready()
    let vietnamese = try desk.scan("pickup", Samples.item, "--at", Samples.noon)
    let english = try desk.scan("delivery", Samples.item, "--at", Samples.noon, "--lang", "en")
    #expect(vietnamese.map(\.outcome) == english.map(\.outcome))
    let report = try desk.run("verify", "--json", "--lang", "en")
    #expect(report.output == (try desk.run("verify", "--json")).output)
  }

  @Test(arguments: [
    [], ["init"], ["scan"], ["void"], ["amend"], ["import"], ["verify"], ["simulate"],
  ])
  func `every command explains itself in both`(command: [String]) throws {
    let desk = try Desk()
    let vietnamese = try desk.run(command + ["--help"])
    let english = try desk.run(command + ["--help", "--lang", "en"])
    #expect([vietnamese.code, english.code] == [0, 0])
    #expect(vietnamese.output != english.output)
    // Vietnamese letters that no English word has: ạ to ỹ, and đ.
    let vietnameseLetters: Set<Unicode.Scalar> = Set(
      (0x1EA0...0x1EF9).compactMap(Unicode.Scalar.init) + ["đ"])
    let words = english.output.replacing("đồng", with: "")
    #expect(!words.unicodeScalars.contains(where: vietnameseLetters.contains))
  }

  @Test func `output that is no terminal has no colour and no progress bar`() throws {
    let desk = try Desk.ready()
    try desk.write(try Samples.lines(1...9), to: "lines.ndjson")
    for arguments in [["scan", "pickup", Samples.item], ["import", "lines.ndjson"], ["verify"]] {
      let outcome = try desk.run(arguments)
      #expect(!(outcome.output + outcome.errors).contains { $0 == "\u{1B}" || $0 == "\r" })
    }
  }
}
