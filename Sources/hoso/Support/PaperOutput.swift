import HosoPapers
internal import HosoWords

extension Terminal {
  /// Makes sure that a paper can be written before anything is recorded of it: on a terminal there
  /// is nothing that shows one.
  static func checkPaper() throws {
    guard !outputIsTerminal else { throw Failure(.usage, PaperWords.noTerminal) }
    try asked { () throws(PaperFault) in try Paper.checkPress() }
  }

  static func out(_ paper: Paper) throws {
    out(try asked { () throws(PaperFault) in try paper.pdf() })
  }

  private static func asked<Answer>(_ body: () throws(PaperFault) -> Answer) throws -> Answer {
    do throws(PaperFault) {
      return try body()
    } catch {
      throw Failure(.unavailable, PaperWords.sentence(error))
    }
  }
}
