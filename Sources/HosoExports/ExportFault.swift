public import HosoLedger
public import HosoPapers

/// What kept an export from being written.
///
/// Nothing of it is left behind when it is thrown.
public enum ExportFault: Error, Hashable, Sendable {
  /// There is something at the target already, and it was not asked to be replaced.
  case exists(path: String)
  /// The target is a file.
  case notAFolder(path: String)
  /// The target holds something that no export put there; replacing would destroy it.
  case notAnExport(path: String, entry: String)
  /// Another process is writing the same export.
  case busy(path: String)
  /// The file system cannot exchange two folders in one step.
  case cannotExchange(path: String)
  /// The file system refused; `code` is errno.
  case file(operation: FileOperation, path: String, code: Int32)
  /// The figures are not for everybody.
  case notForEverybody(PublicRefusal)
  /// The workbook could not be made; `code` is errno or libxlsxwriter's.
  case workbook(code: Int32)
  /// The PDF could not be made.
  case paper(PaperFault)
  /// The figures contradict themselves, so they are not published.
  case identities([IdentityBreach])

  init(_ fault: FileFault) {
    self = .file(operation: fault.operation, path: fault.path, code: fault.code)
  }
}
