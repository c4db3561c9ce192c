/// What the file system refused.
public struct FileFault: Error, Hashable, Sendable {
  public let operation: FileOperation
  public let path: String
  /// `errno`.
  public let code: Int32

  public init(operation: FileOperation, path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

/// What was being done to a file or a folder.
public enum FileOperation: Hashable, Sendable {
  case makeFolder
  case open
  case lock
  case protect
  case read
  case write
  case replace
}

/// Who may read what is made.
public enum Readers: Sendable {
  /// Its owner only.
  case owner
  /// Whoever the umask lets, as with any file that is made to be passed on.
  case others

  var fileMode: UInt32 {
    switch self {
    case .owner: 0o600
    case .others: 0o666
    }
  }

  var folderMode: UInt32 {
    switch self {
    case .owner: 0o700
    case .others: 0o777
    }
  }
}

extension LedgerFault {
  init(_ fault: FileFault) {
    self = .file(operation: fault.operation, path: fault.path, code: fault.code)
  }
}
