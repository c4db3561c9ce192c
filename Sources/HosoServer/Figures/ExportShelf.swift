internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections

/// An export that is asked for.
struct ExportWish: Sendable {
  let period: Period
  /// Nil means all there is.
  let cutoff: RecordedAt?
  let provinces: Provinces
  /// Of the tables beside the provinces.
  let tables: [CodeTableVersion]
  let productVersion: String
}

/// Which exports lie in their folders, so that nobody who asks again waits for the disk.
///
/// An export is a function of the ledger's head and of what is asked, so it stays as it is until
/// one of them changes. Belongs to one thread.
struct ExportShelf {
  /// Folders remembered: bounds memory; what is forgotten is only written anew.
  private static let foldersMax = 256

  /// What is known of a file without reading it.
  struct File: Sendable {
    let tag: String
    let mediaType: String
  }

  private struct Kept {
    let version: [String]
    /// By name of the file.
    let files: [String: File]
  }

  private let root: String
  private var kept: [String: Kept] = [:]

  init(_ folder: LedgerFolder) {
    root = folder.path + "/exports/"
  }

  /// Where the export is: the one written last of its period.
  func folder(of wish: ExportWish) -> String {
    root + wish.period.label + "-" + wish.period.calendar.rawValue
  }

  /// Its files by name, if it is there as it would be written now.
  func files(of wish: ExportWish, at head: LedgerPosition) -> [String: File]? {
    let found = kept[folder(of: wish)]
    return found?.version == ExportShelf.version(wish, head) ? found?.files : nil
  }

  mutating func keep(_ files: [String: File], of wish: ExportWish, at head: LedgerPosition) {
    if kept.count >= ExportShelf.foldersMax { kept = [:] }
    kept[folder(of: wish)] = Kept(version: ExportShelf.version(wish, head), files: files)
  }

  /// Everything that its bytes depend on.
  private static func version(_ wish: ExportWish, _ head: LedgerPosition) -> [String] {
    ["\(head.number)", wish.cutoff?.rfc3339 ?? "", wish.provinces.version]
      + wish.tables.map(\.version)
  }
}

extension FigureThread {
  /// A file of an export.
  enum ExportFile: Sendable {
    /// Whoever asks has it already.
    case known(tag: String)
    case bytes([UInt8], ExportShelf.File)
  }

  /// A file of an export, which is written unless it is there already; nil if it has no such file.
  ///
  /// - Parameter isKnown: Whether whoever asks has the version of a tag.
  func file(
    _ name: String, of wish: ExportWish, unless isKnown: @Sendable (String) -> Bool
  ) throws -> ExportFile? {
    try keepUp()
    let path = exports.folder(of: wish) + "/" + name
    if let files = exports.files(of: wish, at: reader.head.position) {
      guard let file = files[name] else { return nil }
      if isKnown(file.tag) { return .known(tag: file.tag) }
      // Somebody may have changed the folder meanwhile.
      if let bytes = try? FileBytes.read(path), try EntityTag.of(bytes) == file.tag {
        return .bytes(bytes, file)
      }
    }
    guard let file = try write(wish)[name] else { return nil }
    return isKnown(file.tag) ? .known(tag: file.tag) : .bytes(try FileBytes.read(path), file)
  }

  /// Writes an export anew; answers its files by name.
  private func write(_ wish: ExportWish) throws -> [String: ExportShelf.File] {
    let folder = exports.folder(of: wish)
    let before = reader.head.position
    let types = try ask { views in
      let export = QuarterlyExport(
        views: views, provinces: wish.provinces, tables: wish.tables,
        productVersion: wish.productVersion)
      let receipt = try export.write(
        wish.period, cutoff: wish.cutoff, to: folder, replaces: true)
      return [(ExportReceipt.manifestPath, MediaType.json)]
        + receipt.files.map { ($0.path, $0.form.mediaType) }
    }
    var files: [String: ExportShelf.File] = [:]
    for (name, type) in types {
      let tag = try EntityTag.of(FileBytes.read(folder + "/" + name))
      files[name] = ExportShelf.File(tag: tag, mediaType: type)
    }
    // What came meanwhile may be in it, or not.
    if reader.head.position == before { exports.keep(files, of: wish, at: before) }
    return files
  }
}
