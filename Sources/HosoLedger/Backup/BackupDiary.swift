internal import Glibc
internal import HosoCrypto
public import HosoDomain

/// When a ledger was backed up last, and when a backup of it was last tried and found good: kept
/// beside the ledger, for whoever watches it.
public struct BackupDiary: Hashable, Sendable {
  /// Something that was done, and through which position it holds.
  public struct Entry: Hashable, Sendable {
    public let at: RecordedAt
    public let position: LedgerPosition
    /// The folder of the backup.
    public let path: String

    public init(at: RecordedAt, position: LedgerPosition, path: String) {
      self.at = at
      self.position = position
      self.path = path
    }
  }

  public var backup: Entry?
  public var drill: Entry?

  /// What is noted beside a ledger; nothing where no note can be read.
  public init(of folder: LedgerFolder) {
    guard let place = try? Folder(opening: folder.path, followsLinks: true),
      let bytes = try? place.read(LedgerFolder.backupsName), let hasher = try? Hasher256(),
      let json = SummedJSON.read(bytes, hasher: hasher)
    else { return }
    backup = BackupDiary.entry(json["backup"])
    drill = BackupDiary.entry(json["drill"])
  }

  /// Notes it beside a ledger.
  public func save(to folder: LedgerFolder) throws {
    let hasher = try Hasher256()
    let bytes = SummedJSON.bytes(hasher: hasher) { json in
      json.field("format", 1)
      for (name, entry) in [("backup", backup), ("drill", drill)] {
        guard let entry else { continue }
        json.object(name) { json in
          json.field("at", entry.at.rfc3339)
          json.field("position", entry.position.number)
          json.field("path", entry.path)
        }
      }
    }
    do throws(FileFault) {
      guard let place = try Folder(opening: folder.path, followsLinks: true) else {
        throw FileFault(operation: .write, path: folder.path, code: ENOENT)
      }
      try place.replace(LedgerFolder.backupsName, with: bytes, for: .owner)
    } catch {
      throw LedgerFault(error)
    }
  }

  private static func entry(_ json: JSONValue?) -> Entry? {
    guard let json, let at = json["at"]?.text.flatMap({ try? RecordedAt(rfc3339: $0) }),
      let position = json["position"]?.wholeNumber, let path = json["path"]?.text
    else { return nil }
    return Entry(at: at, position: LedgerPosition(position), path: path)
  }
}

extension JSONBuilder {
  /// When something was done and through which position, or null if it never was.
  public mutating func field(_ key: String, _ entry: BackupDiary.Entry?) {
    guard let entry else { return nullField(key) }
    object(key) { json in
      json.field("at", entry.at.rfc3339)
      json.field("position", entry.position.number)
    }
  }
}
