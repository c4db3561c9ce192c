internal import HosoDomain
internal import HosoLedger
internal import HosoSQLite
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks

extension Problem {
  /// What a caller is told about anything a handler threw.
  ///
  /// Only problems speak for themselves; of the rest a caller learns whether to come back.
  init(from error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let fault as AccessFault: self = Problem(fault)
    case let fault as EndpointFault: self = Problem(fault)
    case let fault as KeyRingFault: self = Problem(fault)
    case let fault as LedgerFault: self = Problem.of(fault)
    case let fault as SQLiteFault: self = Problem.of(fault)
    case is CancellationError: self = .unavailable()
    default: self = .unexpected()
    }
  }

  private static func of(_ fault: LedgerFault) -> Problem {
    switch fault {
    case .busy, .replaced: .busy()
    case .clock(let doubt): .clockInDoubt(doubt)
    case .missing, .exists, .folderNotEmpty, .notALedger, .newerSchema, .file, .settingRefused,
      .corrupt, .behindHead:
      .unexpected()
    }
  }

  private static func of(_ fault: SQLiteFault) -> Problem {
    switch fault.cause {
    case .busy: .busy()
    case .diskFull: .storageFull()
    case .corrupt, .notPermitted, .cannotOpen, .inputOutput, .other: .unexpected()
    }
  }
}
