import ArgumentParser

@main
struct Hoso: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hoso")
}
