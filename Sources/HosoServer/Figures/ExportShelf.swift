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

  private struct Kept {
    let version: [String]
    /// By name of the file.
    let tags: [String: String]
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

  /// The tags of its files, if it is there as it would be written now.
  func tags(of wish: ExportWish, at head: LedgerPosition) -> [String: String]? {
    let found = kept[folder(of: wish)]
    return found?.version == ExportShelf.version(wish, head) ? found?.tags : nil
  }

  mutating func keep(_ tags: [String: String], of wish: ExportWish, at head: LedgerPosition) {
    if kept.count >= ExportShelf.foldersMax { kept = [:] }
    kept[folder(of: wish)] = Kept(version: ExportShelf.version(wish, head), tags: tags)
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
    case bytes([UInt8], tag: String)
  }

  /// A file of an export, which is written unless it is there already; nil if it has no such file.
  ///
  /// - Parameter isKnown: Whether whoever asks has the version of a tag.
  func file(
    _ name: String, of wish: ExportWish, unless isKnown: @Sendable (String) -> Bool
  ) throws -> ExportFile? {
    try keepUp()
    let path = exports.folder(of: wish) + "/" + name
    if let tags = exports.tags(of: wish, at: reader.head.position) {
      guard let tag = tags[name] else { return nil }
      if isKnown(tag) { return .known(tag: tag) }
      // Somebody may have changed the folder meanwhile.
      if let bytes = try? FileBytes.read(path), try EntityTag.of(bytes) == tag {
        return .bytes(bytes, tag: tag)
      }
    }
    guard let tag = try write(wish)[name] else { return nil }
    return isKnown(tag) ? .known(tag: tag) : .bytes(try FileBytes.read(path), tag: tag)
  }

  /// Writes an export anew; answers the tags of its files.
  private func write(_ wish: ExportWish) throws -> [String: String] {
    let folder = exports.folder(of: wish)
    let before = reader.head.position
    let names = try ask { views in
      let export = QuarterlyExport(
        views: views, provinces: wish.provinces, tables: wish.tables,
        productVersion: wish.productVersion)
      let receipt = try export.write(
        wish.period, cutoff: wish.cutoff, to: folder, replaces: true)
      return ["manifest.json"] + receipt.files.map(\.path)
    }
    var tags: [String: String] = [:]
    for name in names { tags[name] = try EntityTag.of(FileBytes.read(folder + "/" + name)) }
    // What came meanwhile may be in it, or not.
    if reader.head.position == before { exports.keep(tags, of: wish, at: before) }
    return tags
  }
}
