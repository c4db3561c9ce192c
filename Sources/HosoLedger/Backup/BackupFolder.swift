internal import HosoCrypto

/// A folder with a backup in it: packs, and a head that names those that count.
///
/// Whoever holds it is alone with it. A pack is whole and durable before the head names it, and the
/// head changes in one step, so whatever happens to the process or the disk, the last backup that
/// was finished is there.
public final class BackupFolder {
  static let headBytesMax = 256 << 20

  public let path: String
  /// The last backup that was finished; nil before the first.
  public private(set) var head: BackupHead?
  let hasher: Hasher256
  private let folder: Folder

  /// Opens a backup to add to it, or a folder for the first one.
  public static func forWriting(_ path: String) throws -> BackupFolder {
    do throws(FileFault) {
      try Folder.makeAll(path, for: .owner)
    } catch {
      throw LedgerFault(error)
    }
    let backup = try BackupFolder(path)
    if backup.head == nil, try backup.holdsOtherThings() {
      throw BackupFault.folderNotEmpty(path: path)
    }
    return backup
  }

  /// Opens a backup that is there, to read it.
  public static func forReading(_ path: String) throws -> BackupFolder {
    let backup = try BackupFolder(path)
    guard backup.head != nil else { throw BackupFault.missing(path: path) }
    return backup
  }

  private init(_ path: String) throws {
    self.path = path
    hasher = try Hasher256()
    let place = try BackupFolder.asked { () throws(FileFault) in
      try Folder(opening: path, followsLinks: true)
    }
    guard let folder = place else { throw BackupFault.missing(path: path) }
    self.folder = folder
    guard folder.lock() else { throw BackupFault.busy(path: path) }
    let bytes = try BackupFolder.asked { () throws(FileFault) in
      try folder.read(BackupHead.fileName, bytesMax: BackupFolder.headBytesMax)
    }
    head = try bytes.map { try BackupHead(bytes: $0, hasher: hasher) }
  }

  /// The names of all that is in the folder.
  func names() throws -> Set<String> {
    Set(try BackupFolder.asked { () throws(FileFault) in try folder.entries() })
  }

  /// The names of packs, and of drafts that a killed process left.
  private func ownNames() throws -> Set<String> { try names().filter(BackupFolder.isOwn) }

  private static func isOwn(_ name: String) -> Bool {
    guard name.hasPrefix(".") else { return isPack(Substring(name)) }
    // A draft: the name that it was to get, behind it the process.
    let parts = name.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let process = parts.last, Int32(process) != nil else { return false }
    let target = name.dropFirst().dropLast(process.utf8.count + 1)
    return target == BackupHead.fileName || isPack(target)
  }

  private static func isPack(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1] == "pack",
      let kind = PackKind.allCases.first(where: { parts[0].hasPrefix($0.rawValue + "-") })
    else { return false }
    return parts[0].dropFirst(kind.rawValue.count).allSatisfy { $0.isHexDigit || $0 == "-" }
  }

  private func holdsOtherThings() throws -> Bool { try names() != ownNames() }

  /// Adds a pack, unless it is there; durable when this returns.
  ///
  /// - Returns: The bytes that were written.
  func add(_ bytes: [UInt8], as pack: BackupHead.Listed) throws -> Int {
    if head?.packs.contains(pack) == true, try read(pack) == bytes { return 0 }
    try BackupFolder.asked { () throws(FileFault) in
      try folder.replace(pack.name, with: bytes, for: .owner)
    }
    return bytes.count
  }

  /// The bytes of a pack; nil if it is not there.
  private func read(_ pack: BackupHead.Listed) throws -> [UInt8]? {
    try BackupFolder.asked { () throws(FileFault) in
      try folder.read(pack.name, bytesMax: PackBuilder.readBytesMax)
    }
  }

  /// Hands over the entries of a pack that the head names, in order.
  ///
  /// - Throws: `BackupFault` naming the pack if it is missing or damaged.
  func forEachEntry(of pack: BackupHead.Listed, _ body: (PackEntry) throws -> Void) throws {
    guard let bytes = try read(pack) else { throw BackupFault.packMissing(name: pack.name) }
    do {
      guard bytes.suffix(Pack.sumBytes).elementsEqual(pack.sum.bytes) else { throw PackFlaw.sum }
      try Pack.read(
        bytes, kind: pack.kind, ledgerID: head?.ledgerID ?? "", hasher: hasher, body)
    } catch let flaw as PackFlaw {
      throw BackupFault.pack(name: pack.name, flaw: flaw)
    }
  }

  /// Makes another head the one that counts, durable when this returns; then removes what it does
  /// not name.
  func publish(_ next: BackupHead) throws {
    try BackupFolder.asked { () throws(FileFault) in
      try folder.replace(BackupHead.fileName, with: next.bytes(hasher: hasher), for: .owner)
    }
    head = next
    let named = Set(next.packs.map(\.name))
    for name in try ownNames() where !named.contains(name) {
      // What cannot be removed now is removed after the next backup.
      try? folder.remove(name)
    }
  }

  private static func asked<Answer>(
    _ body: () throws(FileFault) -> Answer
  ) throws(LedgerFault) -> Answer {
    do throws(FileFault) {
      return try body()
    } catch {
      throw LedgerFault(error)
    }
  }
}
