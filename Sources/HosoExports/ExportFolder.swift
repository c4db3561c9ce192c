internal import Glibc
internal import HosoLedger

/// A folder of files that appears whole or not at all.
///
/// The files are written into a hidden folder beside the target, made durable, and renamed into
/// place; who may read them is what the umask says, as of any file that is made to be passed on.
final class ExportFolder {
  /// Absolute, with links resolved.
  let path: String
  private let parent: String
  private let replaces: Bool
  private let draft: DraftFolder
  /// Folders in it, by name.
  private var inners: [String: Folder] = [:]

  /// Claims the place beside the target, which is checked before any work is done.
  ///
  /// - Parameter replaces: Whether an export that is there may be replaced.
  init(at path: String, replaces: Bool) throws(ExportFault) {
    let (parent, name) = try ExportFolder.resolve(path)
    self.parent = parent
    self.path = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
    self.replaces = replaces
    _ = try ExportFolder.replaceable(at: self.path, replaces: replaces)
    draft = try ExportFolder.claim("\(parent)/.\(name).hoso-partial", for: self.path)
  }

  /// - Parameter name: With the folder in this one that it is in, if it is in one.
  func write(_ bytes: [UInt8], to name: String) throws(ExportFault) {
    let parts = name.split(separator: "/").map(String.init)
    try ExportFolder.asked { () throws(FileFault) in
      guard parts.count == 2 else { return try draft.folder.add(bytes, as: name, for: .others) }
      if inners[parts[0]] == nil {
        inners[parts[0]] = try draft.folder.addFolder(parts[0], for: .others)
      }
      try inners[parts[0]]?.add(bytes, as: parts[1], for: .others)
    }
  }

  /// Puts the folder in its place, durable when this returns.
  func publish() throws(ExportFault) {
    try ExportFolder.asked { () throws(FileFault) in
      for inner in inners.values { try inner.sync() }
    }
    if let old = try ExportFolder.replaceable(at: path, replaces: replaces) {
      try exchange(with: old)
    } else {
      do throws(FileFault) {
        try draft.move(to: path)
      } catch {
        let isTaken = error.code == ENOTEMPTY || error.code == EEXIST
        throw isTaken ? .exists(path: path) : ExportFault(error)
      }
    }
    try ExportFolder.asked { () throws(FileFault) in try Folder(opening: parent)?.sync() }
  }

  private func exchange(with old: Folder) throws(ExportFault) {
    // From the exchange on, the old folder lies where exports are prepared: nobody may claim it.
    guard old.lock() else { throw .busy(path: path) }
    do throws(FileFault) {
      try draft.exchange(with: path, removing: old)
    } catch {
      let isImpossible = error.code == EINVAL || error.code == ENOSYS
      throw isImpossible ? .cannotExchange(path: path) : ExportFault(error)
    }
  }

  /// The export that is in the target's place; nil if nothing is, or an empty folder.
  private static func replaceable(
    at path: String, replaces: Bool
  ) throws(ExportFault) -> Folder? {
    guard let old = try opened(path) else { return nil }
    let entries = try asked { () throws(FileFault) in try allEntries(of: old) }
    if entries.isEmpty { return nil }
    guard replaces else { throw .exists(path: path) }
    let bytes = try asked { () throws(FileFault) in try old.read(Manifest.path) }
    let manifest = bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if let entry = Manifest.firstForeign(among: entries, manifest: manifest) {
      throw .notAnExport(path: path, entry: entry)
    }
    return old
  }

  /// What is in a folder, and in the folders in it.
  private static func allEntries(of folder: Folder) throws(FileFault) -> [String] {
    var all: [String] = []
    for name in try folder.entries() {
      let inner = try folder.folder(name)?.entries() ?? []
      all += inner.isEmpty ? [name] : inner.map { "\(name)/\($0)" }
    }
    return all
  }

  private static func claim(
    _ partial: String, for path: String
  ) throws(ExportFault) -> DraftFolder {
    do throws(FileFault) {
      return try DraftFolder(at: partial, for: .others)
    } catch {
      switch error.operation {
      case .lock: throw .busy(path: path)
      case .makeFolder: throw .file(operation: .makeFolder, path: path, code: error.code)
      case .open, .protect, .read, .write, .replace: throw ExportFolder.fault(error, at: partial)
      }
    }
  }

  /// The folder above a path, which is made if need be, and the last part of the path.
  private static func resolve(_ path: String) throws(ExportFault) -> (parent: String, name: String)
  {
    if let known = Folder.realPath(path) { return split(known) }
    let (parent, name) = split(path)
    try asked { () throws(FileFault) in try Folder.makeAll(parent, for: .others) }
    guard let parent = Folder.realPath(parent) else {
      throw .file(operation: .makeFolder, path: parent, code: errno)
    }
    return (parent, name)
  }

  private static func split(_ path: String) -> (parent: String, name: String) {
    let parts = path.split(separator: "/")
    let root = path.hasPrefix("/") ? "/" : ""
    let parent = root + parts.dropLast().joined(separator: "/")
    return (parent.isEmpty ? "." : parent, parts.last.map(String.init) ?? "")
  }

  /// The folder at a path; nil if nothing is there.
  private static func opened(_ path: String) throws(ExportFault) -> Folder? {
    do throws(FileFault) {
      return try Folder(opening: path)
    } catch {
      throw fault(error, at: path)
    }
  }

  private static func fault(_ fault: FileFault, at path: String) -> ExportFault {
    let isFile = fault.code == ENOTDIR || fault.code == ELOOP
    return isFile ? .notAFolder(path: path) : ExportFault(fault)
  }

  private static func asked<Answer>(
    _ body: () throws(FileFault) -> Answer
  ) throws(ExportFault) -> Answer {
    do throws(FileFault) {
      return try body()
    } catch {
      throw ExportFault(error)
    }
  }
}
