import HosoPapers
internal import HosoWords

extension Terminal {
  /// Makes sure that a paper can be written before anything is recorded of it: on a terminal there
  /// is nothing that shows one.
  static func checkPaper() throws {
    guard !outputIsTerminal else { throw Failure(.usage, PaperWords.noTerminal) }
    try asked { () throws(PaperFault) in try Paper.checkPress() }
  }

  /// - Parameter recorded: What is in the ledger all the same, and how to have it printed again.
  static func out(_ paper: Paper, recorded: String? = nil) throws {
    let bytes = try asked(recorded: recorded) { () throws(PaperFault) in try paper.pdf() }
    out(bytes, recorded: recorded)
  }

  private static func asked<Answer>(
    recorded: String? = nil, _ body: () throws(PaperFault) -> Answer
  ) throws -> Answer {
    do throws(PaperFault) {
      return try body()
    } catch {
      let also = recorded.map { " " + $0 } ?? ""
      throw Failure(.unavailable, PaperWords.sentence(error) + also)
    }
  }
}
