import ArgumentParser

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
  } catch {
    guard let failure = Failure(of: error) else { throw error }
    Terminal.error("hoso: \(failure.message)\n")
    throw ExitCode(failure.code.rawValue)
  }
}
