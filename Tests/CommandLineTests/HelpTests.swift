import Foundation
import HosoTesting
import Testing

@Suite("Help, completions and man pages")
struct HelpTests {
  private struct Argument: Decodable {
    let valueName: String
    let kind: String
  }

  private struct Command: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?

    /// The command and all below it but ArgumentParser's own `help`.
    var all: [Command] {
      [self] + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap(\.all)
    }
  }

  private struct Dump: Decodable {
    let command: Command
  }

  @Test(arguments: [("vi", "Ví dụ:"), ("en", "Examples:")])
  func `every command shows two examples or more`(language: String, title: String) throws {
    let desk = try Desk()
    let help = try desk.run(
      ["--experimental-dump-help"], environment: ["HOSO_LANG": language])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(help.output.utf8))
    #expect(dump.command.all.count > 15)
    for command in dump.command.all {
      let lines = (command.discussion ?? "").split(separator: "\n")
      let start = lines.firstIndex { $0 == title } ?? lines.endIndex
      let examples = lines[start...].count { $0.hasPrefix("  hoso ") }
      #expect(examples >= 2, "\(command.commandName)")
      #expect(command.abstract?.isEmpty == false, "\(command.commandName)")
    }
  }

  @Test func `what is to be put in has a Vietnamese name on every Vietnamese page`() throws {
    let desk = try Desk()
    func names(_ language: String) throws -> Set<String> {
      let help = try desk.run(
        ["--experimental-dump-help"], environment: ["HOSO_LANG": language])
      let dump = try JSONDecoder().decode(Dump.self, from: Data(help.output.utf8))
      let arguments = dump.command.all.flatMap { $0.arguments ?? [] }
      return Set(arguments.filter { $0.kind != "flag" }.map(\.valueName))
    }
    // Words that are typed as they stand, or the same in both languages.
    let same: Set = ["vi|en", "yes|no", "url", "shell"]
    let english = try names("en")
    #expect(english.count > 50)
    #expect(try names("vi").intersection(english).subtracting(same) == [])
    for path in try commandPaths(desk) {
      let page = try desk.run(path + ["--help"]).output
      for name in english.subtracting(same) { #expect(!page.contains("<\(name)>"), "\(path)") }
    }
  }

  /// The words of every command, those below others too.
  private func commandPaths(_ desk: Desk) throws -> [[String]] {
    let help = try desk.run(["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(help.output.utf8))
    func paths(_ command: Command, _ lead: [String]) -> [[String]] {
      [lead]
        + (command.subcommands ?? []).filter { $0.commandName != "help" }
        .flatMap { paths($0, lead + [$0.commandName]) }
    }
    return paths(dump.command, [])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `every shell has its script`(shell: String) throws {
    let outcome = try Desk().run("completions", shell)
    #expect(outcome.code == 0)
    for word in ["pickup", "send-back", "figures", "--as-of", "provinces"] {
      #expect(outcome.output.contains(word.drop { $0 == "-" }), "\(word)")
    }
  }

  @Test func `a shell that has none is a usage error`() throws {
    let outcome = try Desk().run("completions", "sh", "--lang", "en")
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("No shell 'sh'. Use: "))
  }
}
