internal import HosoCrypto
internal import HosoDomain
internal import HosoExports
internal import HosoLedger
internal import HosoProjections
internal import Synchronization

/// An export that is asked for.
struct ExportWish: Sendable {
  let period: Period
  /// Nil means all there is.
  let cutoff: RecordedAt?
  let tables: ExportTables
  let productVersion: String

  /// Its folder: the one written last of its period is there.
  var folderName: String { period.label + "-" + period.calendar.rawValue }
}

/// Everything that the bytes of an export depend on.
struct ExportIdentity: Hashable, Sendable {
  private let folder: String
  private let cutoff: RecordedAt?
  private let tables: [CodeTableVersion]
  /// The last event that counts.
  ///
  /// None can be recorded before a cutoff that has passed, so an export
  /// as of then stays as it is, whatever comes.
  private let position: LedgerPosition
  private let leaf: Digest?
  private let ledger: String
  private let epoch: Int

  init(_ wish: ExportWish, in reader: LedgerReader) throws {
    folder = wish.folderName
    cutoff = wish.cutoff
    tables = wish.tables.versions
    position =
      try wish.cutoff.map { try reader.lastPosition(recordedBefore: $0) } ?? reader.head.position
    leaf = try reader.leaf(at: position)
    (ledger, epoch) = (reader.settings.ledgerID, reader.settings.epoch)
  }
}

/// The files of an export.
struct Export: Sendable {
  struct File: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let tag: String
  }

  /// By name.
  let files: [String: File]
  /// The same as a page; nil of files alone.
  var board: Board?

  /// What a page shows of an export.
  struct Board: Sendable {
    let dashboard: Dashboard
    /// Of the files, in the order in which they were written.
    let names: [String]
  }

  /// All of them in one file, the same bytes each time.
  func archive() throws -> File {
    let entries = files.map { ($0.key, $0.value.bytes) }
    let bytes = ZipArchive.bytes(of: entries)
    return File(bytes: bytes, mediaType: ZipArchive.mediaType, tag: try EntityTag.of(bytes))
  }

  /// The dashboard holds what its page and its charts do.
  var byteCount: Int {
    let drawn = files.filter { $0.key.hasSuffix(".svg") || $0.key.hasSuffix(".html") }
    return (Array(files.values) + Array(drawn.values)).reduce(0) { $0 + $1.bytes.count }
  }
}

/// Exports that were written, so that whoever asks again waits for nobody.
final class ExportShelf: Sendable {
  private struct Place {
    let export: Export
    var usedAt: Int
  }

  private struct Room {
    var places: [ExportIdentity: Place] = [:]
    var byteCount = 0
    var uses = 0
  }

  /// Bytes of all exports kept; beyond that the one goes that was asked for the longest ago.
  static let byteCountMax = 32 << 20

  private let byteCountMax: Int
  private let room = Mutex(Room())

  init(byteCountMax: Int = ExportShelf.byteCountMax) {
    self.byteCountMax = byteCountMax
  }

  func export(_ identity: ExportIdentity) -> Export? {
    room.withLock { room in
      room.uses += 1
      room.places[identity]?.usedAt = room.uses
      return room.places[identity]?.export
    }
  }

  func keep(_ export: Export, as identity: ExportIdentity) {
    guard export.byteCount <= byteCountMax else { return }
    room.withLock { room in
      room.uses += 1
      let before = room.places.updateValue(
        Place(export: export, usedAt: room.uses), forKey: identity)
      room.byteCount += export.byteCount - (before?.export.byteCount ?? 0)
      // Bounded by the exports kept: each turn lets one go.
      while room.byteCount > byteCountMax,
        let oldest = room.places.min(by: { $0.value.usedAt < $1.value.usedAt })
      {
        room.places[oldest.key] = nil
        room.byteCount -= oldest.value.export.byteCount
      }
    }
  }

  /// Bytes kept just now.
  var byteCount: Int { room.withLock { $0.byteCount } }
}

extension FigureThread {
  /// The export that is asked for, written unless somebody else had it written meanwhile.
  func export(_ wish: ExportWish, on shelf: ExportShelf) throws -> Export {
    try keepUp()
    let before = try ExportIdentity(wish, in: reader)
    if let export = shelf.export(before) { return export }
    let folder = reader.folder.path + "/exports/" + wish.folderName
    let (types, dashboard) = try ask { views in
      let export = QuarterlyExport(
        views: views, tables: wish.tables, productVersion: wish.productVersion)
      let receipt = try export.write(
        wish.period, cutoff: wish.cutoff, to: folder, replaces: true)
      let types =
        [(ExportReceipt.manifestPath, MediaType.json)]
        + receipt.files.map { ($0.path, $0.mediaType) }
      return (types, receipt.dashboard)
    }
    var files: [String: Export.File] = [:]
    for (name, mediaType) in types {
      let bytes = try FileBytes.read(folder + "/" + name)
      files[name] = Export.File(
        bytes: bytes, mediaType: mediaType, tag: try EntityTag.of(bytes))
    }
    let export = Export(
      files: files, board: Export.Board(dashboard: dashboard, names: types.map(\.0)))
    // What came meanwhile may be in it, or not.
    if try ExportIdentity(wish, in: reader) == before { shelf.keep(export, as: before) }
    return export
  }
}
