import HosoPapers

/// What papers are called, and why one could not be made.
enum PaperWords {
  static var option: String {
    say("PDF để in và ký, thay vì trang HTML.", "PDF to print and sign, instead of HTML.")
  }

  static var noTerminal: String {
    say(
      "--pdf: chuyển vào tệp, ví dụ thêm > bien-ban.pdf.",
      "--pdf: send it to a file, as by > record.pdf.")
  }

  static var alone: String {
    say(
      "--pdf không đi cùng --format, --json.", "--pdf does not go with --format or --json.")
  }

  static func sentence(_ fault: PaperFault) -> String {
    switch fault {
    case .missingLibrary(let name):
      say(
        "Chưa làm được PDF: thiếu \(name). Cài: apt-get install libpangocairo-1.0-0.",
        "PDF needs \(name), which is missing: apt-get install libpangocairo-1.0-0.")
    case .missingFont:
      say(
        "Chưa làm được PDF: máy thiếu phông đủ chữ Việt. Cài: apt-get install fonts-croscore.",
        "PDF needs a font with Vietnamese letters: apt-get install fonts-croscore.")
    case .outOfMemory:
      say("Không đủ bộ nhớ để làm PDF.", "There is not enough memory to make the PDF.")
    }
  }
}
