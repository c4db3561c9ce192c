import ArgumentParser
import HosoDomain
import HosoLedger
import HosoSQLite

/// Why a command ends without having done what was asked: an exit code and a sentence.
struct Failure: Error {
  /// Source: sysexits.h.
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case notPermitted = 77
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// Runs a command's work and turns what goes wrong into words and an exit code.
func reporting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let failure as Failure {
    try end(failure)
  } catch let fault as LedgerFault {
    try end(FaultWords.failure(fault))
  } catch let fault as SQLiteFault {
    try end(FaultWords.failure(fault))
  } catch let fault as TableFault {
    try end(
      Failure(
        .badData,
        say("Bảng mã không dùng được: ", "A code table cannot be used: ")
          + TableWords.sentence(fault)))
  }
}

private func end(_ failure: Failure) throws -> Never {
  Terminal.error("hoso: \(failure.message)\n")
  throw ExitCode(failure.code.rawValue)
}
