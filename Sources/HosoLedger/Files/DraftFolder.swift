internal import Glibc

/// A folder in the making: nothing stands in its place before all of it is there.
///
/// It lies beside its place, held by whoever makes it; what a killed process left there is removed
/// by the next one. Let go before it was put into its place, it is gone.
public final class DraftFolder {
  /// Claims lost to another one that was just put into its place; each frees the path again.
  private static let claimsMax = 8

  public let path: String
  public let folder: Folder
  private var isInPlace = false

  /// Makes an empty folder at a path, with those above it.
  ///
  /// - Throws: A fault of `lock` with `EBUSY` while somebody else makes one there, of `read` with
  ///   `ENOTDIR` or `ELOOP` if something else is there.
  public init(at path: String, for readers: Readers) throws(FileFault) {
    self.path = path
    folder = try DraftFolder.claim(path, for: readers)
  }

  deinit {
    if !isInPlace { remove(folder) }
  }

  private static func claim(_ path: String, for readers: Readers) throws(FileFault) -> Folder {
    let isBusy = FileFault(operation: .lock, path: path, code: EBUSY)
    for _ in 0..<claimsMax {
      try Folder.makeAll(path, for: readers)
      guard let folder = try Folder(opening: path) else { continue }
      guard folder.lock() else { throw isBusy }
      guard folder.isAt(path) else { continue }
      try folder.empty()
      return folder
    }
    throw isBusy
  }

  /// Puts it where nothing is, or an empty folder; durable once the folder above is synced.
  public func move(to target: String) throws(FileFault) {
    try folder.sync()
    try Folder.move(path, to: target)
    isInPlace = true
  }

  /// Puts it where another folder is, which is removed: in one step, so that neither path ever
  /// leads to nothing.
  ///
  /// - Parameter old: That folder, held by the caller: from then on it lies where drafts are made.
  /// - Throws: A fault with `EINVAL` or `ENOSYS` where the file system cannot.
  public func exchange(with target: String, removing old: Folder) throws(FileFault) {
    try folder.sync()
    try Folder.exchange(path, with: target)
    isInPlace = true
    remove(old)
  }

  /// What cannot be removed now is removed by the next one.
  private func remove(_ folder: Folder) {
    try? folder.empty()
    rmdir(path)
  }
}
