internal import HosoCrypto
internal import HosoDomain

/// The files of an export, as they are written into its folder one by one.
final class ExportFiles {
  private let folder: ExportFolder
  /// Those written so far, with what people call them.
  private(set) var files: [(title: Said, file: ExportedFile)] = []

  init(_ folder: ExportFolder) {
    self.folder = folder
  }

  @discardableResult
  func write(
    _ document: some ExportDocument, as form: DocumentForm
  ) throws(ExportFault) -> ExportedFile {
    try write(
      form.bytes(of: document), to: form.path(of: document), form.mediaType,
      form.title(of: document), rows: document.rows.reduce(0) { sum, _ in sum + 1 },
      isSummable: document.isSummable)
  }

  /// - Parameter rows: Of figures; a file that is no table has none.
  @discardableResult
  func write(
    _ bytes: [UInt8], to name: String, _ mediaType: String, _ title: Said, rows: Int = 0,
    isSummable: Bool = false
  ) throws(ExportFault) -> ExportedFile {
    try folder.write(bytes, to: name)
    let file = ExportedFile(
      path: name, mediaType: mediaType, bytes: bytes.count, rows: rows, isSummable: isSummable,
      sha256: Hexadecimal.text(of: HashFunction.sha256.hash(bytes)))
    files.append((title, file))
    return file
  }
}
