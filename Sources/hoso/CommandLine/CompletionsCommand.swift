import ArgumentParser
import HosoDomain
internal import HosoWords

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: say(
      "In tập lệnh để shell tự điền lệnh và tuỳ chọn.",
      "Print the script with which a shell completes commands and options."),
    discussion: say(
      """
      Ví dụ:
        mkdir -p ~/.local/share/bash-completion/completions ~/.zfunc ~/.config/fish/completions
        hoso completions bash > ~/.local/share/bash-completion/completions/hoso
        hoso completions zsh > ~/.zfunc/_hoso
        hoso completions fish > ~/.config/fish/completions/hoso.fish
      """,
      """
      Examples:
        mkdir -p ~/.local/share/bash-completion/completions ~/.zfunc ~/.config/fish/completions
        hoso completions bash > ~/.local/share/bash-completion/completions/hoso
        hoso completions zsh > ~/.zfunc/_hoso
        hoso completions fish > ~/.config/fish/completions/hoso.fish
      """))

  @Argument(
    help: ArgumentHelp(say("Shell: bash, zsh, fish.", "The shell: bash, zsh, fish.")),
    completion: .list(CompletionShell.allCases.map(\.rawValue)))
  var shell: String

  @Option(
    help: ArgumentHelp(
      say("Ngôn ngữ của lời giải thích: vi hoặc en.", "Language of explanations: vi or en.")))
  var lang: String?

  func run() throws {
    try reporting {
      guard let shell = CompletionShell(rawValue: shell) else {
        let list = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
        let shown = CodeWords.shown(shell)
        throw Failure(
          .usage,
          say(
            "Không có shell '\(shown)'. Dùng: \(list).", "No shell '\(shown)'. Use: \(list)."))
      }
      Terminal.out(Hoso.completionScript(for: shell) + "\n")
    }
  }
}
