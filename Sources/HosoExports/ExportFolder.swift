internal import Glibc

/// A folder of files that appears whole or not at all.
///
/// The files are written into a hidden folder beside the target, made durable, and renamed into
/// place; who may read them is what the umask says, as of any file that is made to be passed on.
/// What a killed process left there is removed by the next one.
final class ExportFolder {
  /// Claims lost to another export that was just finishing; each frees the path again.
  private static let claimsMax = 8

  /// Absolute, with links resolved.
  let path: String
  private let parent: String
  private let partial: String
  private let replaces: Bool
  private let handle: FolderHandle
  private var isPublished = false

  /// Claims the place beside the target, which is checked before any work is done.
  ///
  /// - Parameter replaces: Whether an export that is there may be replaced.
  init(at path: String, replaces: Bool) throws(ExportFault) {
    let (parent, name) = try ExportFolder.resolve(path)
    self.parent = parent
    self.path = parent == "/" ? "/\(name)" : "\(parent)/\(name)"
    self.replaces = replaces
    partial = "\(parent)/.\(name).hoso-partial"
    _ = try ExportFolder.replaceable(at: self.path, replaces: replaces)
    handle = try ExportFolder.claim(partial, for: self.path)
  }

  deinit {
    guard !isPublished else { return }
    try? handle.empty()
    rmdir(partial)
  }

  func write(_ bytes: [UInt8], to name: String) throws(ExportFault) {
    try handle.write(bytes, to: name)
  }

  /// Puts the folder in its place, durable when this returns.
  func publish() throws(ExportFault) {
    try handle.sync()
    if let old = try ExportFolder.replaceable(at: path, replaces: replaces) {
      try exchange(with: old)
    } else if rename(partial, path) != 0 {
      let code = errno
      if code == ENOTEMPTY || code == EEXIST { throw .exists(path: path) }
      throw .file(operation: .replace, path: path, code: code)
    }
    isPublished = true
    try FolderHandle(opening: parent)?.sync()
  }

  private func exchange(with old: FolderHandle) throws(ExportFault) {
    // From the exchange on, the old folder lies where exports are prepared: nobody may claim it.
    guard old.lock() else { throw .busy(path: path) }
    let code = FolderExchange.swap(partial, path)
    guard code == 0 else {
      if code == EINVAL || code == ENOSYS { throw .cannotExchange(path: path) }
      throw .file(operation: .replace, path: path, code: code)
    }
    isPublished = true
    // The new export is in place; what cannot be removed now is removed by the next one.
    try? old.empty()
    rmdir(partial)
  }

  /// The export that is in the target's place; nil if nothing is, or an empty folder.
  private static func replaceable(
    at path: String, replaces: Bool
  ) throws(ExportFault) -> FolderHandle? {
    guard let old = try FolderHandle(opening: path) else { return nil }
    let entries = try old.entries()
    if entries.isEmpty { return nil }
    guard replaces else { throw .exists(path: path) }
    let manifest = try old.read(Manifest.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if let entry = Manifest.firstForeign(among: entries, manifest: manifest) {
      throw .notAnExport(path: path, entry: entry)
    }
    return old
  }

  private static func claim(
    _ partial: String, for path: String
  ) throws(ExportFault) -> FolderHandle {
    for _ in 0..<claimsMax {
      if mkdir(partial, 0o777) != 0, errno != EEXIST {
        throw .file(operation: .makeFolder, path: path, code: errno)
      }
      guard let handle = try FolderHandle(opening: partial) else { continue }
      guard handle.lock() else { throw .busy(path: path) }
      guard handle.isAt(partial) else { continue }
      try handle.empty()
      return handle
    }
    throw .busy(path: path)
  }

  /// The folder above a path, which is made if need be, and the last part of the path.
  private static func resolve(_ path: String) throws(ExportFault) -> (parent: String, name: String)
  {
    if let known = real(path) { return split(known) }
    let (parent, name) = split(path)
    try makeFolders(parent)
    guard let parent = real(parent) else {
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

  /// The path without links and dots; nil if nothing is there.
  private static func real(_ path: String) -> String? {
    guard let raw = realpath(path, nil) else { return nil }
    defer { free(raw) }
    return String(cString: raw)
  }

  private static func makeFolders(_ path: String) throws(ExportFault) {
    var partial = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      partial += "/" + component
      if mkdir(partial, 0o777) != 0, errno != EEXIST {
        throw .file(operation: .makeFolder, path: partial, code: errno)
      }
    }
  }
}
