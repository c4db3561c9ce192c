internal import Glibc

/// An open folder, whose files are reached through it.
///
/// Everything goes through the descriptor: whatever is renamed meanwhile, what is written and
/// removed is in this folder and no other. The one place where whole files are written to last.
public final class Folder {
  private let descriptor: Int32
  private let path: String

  /// Nil if there is nothing at the path.
  ///
  /// - Parameter followsLinks: Whether a link may stand at the path.
  /// - Throws: A fault with `ENOTDIR` or `ELOOP` if what is there is no folder.
  public init?(opening path: String, followsLinks: Bool = false) throws(FileFault) {
    descriptor = open(
      path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW))
    self.path = path
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw FileFault(operation: .read, path: path, code: errno)
    }
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether no other process holds the folder; ends with this handle.
  public func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Whether a path leads to this very folder.
  func isAt(_ path: String) -> Bool {
    var mine = stat()
    var there = stat()
    guard fstat(descriptor, &mine) == 0, lstat(path, &there) == 0 else { return false }
    return mine.st_dev == there.st_dev && mine.st_ino == there.st_ino
  }

  public func entries() throws(FileFault) -> [String] {
    // A folder's place is shared by all copies of a descriptor; opening anew starts at the top.
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw FileFault(operation: .read, path: path, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {  // Bounded by the folder's entries.
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The folder of a name in this one; nil if there is none.
  public func folder(_ name: String) -> Folder? {
    let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    return inner < 0 ? nil : Folder(descriptor: inner, path: "\(path)/\(name)")
  }

  /// Makes a folder in this one that was not there.
  public func addFolder(_ name: String, for readers: Readers) throws(FileFault) -> Folder {
    guard mkdirat(descriptor, name, readers.folderMode) == 0, let inner = folder(name) else {
      throw fault(.makeFolder, name)
    }
    return inner
  }

  /// The first bytes of a file; nil if there is no such file.
  ///
  /// - Parameter bytesMax: So many of them at most.
  public func read(_ name: String, bytesMax: Int = 1 << 20) throws(FileFault) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw fault(.read, name)
    }
    defer { close(file) }
    var status = stat()
    let size = fstat(file, &status) == 0 ? Int(status.st_size) : bytesMax
    var bytes = [UInt8](repeating: 0, count: min(bytesMax, size))
    var length = 0
    while length < bytes.count {  // Bounded by the bytes: each turn reads some or ends.
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(file, $0.baseAddress?.advanced(by: length), $0.count - length)
      }
      guard count >= 0 || errno == EINTR else { throw fault(.read, name) }
      if count == 0 { break }
      length += max(0, count)
    }
    return Array(bytes.prefix(length))
  }

  /// Removes a file; one that is not there is gone already.
  public func remove(_ name: String) throws(FileFault) {
    guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else {
      throw fault(.replace, name)
    }
  }

  /// Makes a file that was not there; its bytes are durable when this returns, its name is once the
  /// folder is synced.
  public func add(_ bytes: [UInt8], as name: String, for readers: Readers) throws(FileFault) {
    try write(bytes, to: name, O_EXCL, readers)
  }

  /// Puts a file in the place of another, durable when this returns; whoever reads it meanwhile
  /// sees the old one whole.
  public func replace(_ name: String, with bytes: [UInt8], for readers: Readers) throws(FileFault) {
    let draft = ".\(name).\(getpid())"
    do throws(FileFault) {
      try write(bytes, to: draft, O_TRUNC, readers)
      guard renameat(descriptor, draft, descriptor, name) == 0 else { throw fault(.replace, name) }
    } catch {
      unlinkat(descriptor, draft, 0)
      throw FileFault(operation: .write, path: "\(path)/\(name)", code: error.code)
    }
    // The name must survive a power cut as surely as what is written under it.
    try sync()
  }

  private func write(
    _ bytes: [UInt8], to name: String, _ flag: Int32, _ readers: Readers
  ) throws(FileFault) {
    let file = openat(
      descriptor, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flag, readers.fileMode)
    guard file >= 0 else { throw fault(.write, name) }
    defer { close(file) }
    let code = bytes.withUnsafeBytes { OutputFile.write($0, to: file) }
    guard code == 0 else {
      throw FileFault(operation: .write, path: "\(path)/\(name)", code: code)
    }
    guard fsync(file) == 0 else { throw fault(.write, name) }
  }

  /// Removes every file in the folder, and every folder in it that holds nothing but files.
  public func empty() throws(FileFault) {
    for name in try entries() where unlinkat(descriptor, name, 0) != 0 && errno != ENOENT {
      let code = errno
      guard let inner = folder(name) else {
        throw FileFault(operation: .replace, path: "\(path)/\(name)", code: code)
      }
      for file in try inner.entries() where unlinkat(inner.descriptor, file, 0) != 0 {
        throw inner.fault(.replace, file)
      }
      guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else { throw fault(.replace, name) }
    }
  }

  /// Makes the folder's entries durable.
  public func sync() throws(FileFault) {
    guard fsync(descriptor) == 0 else {
      throw FileFault(operation: .write, path: path, code: errno)
    }
  }

  private func fault(_ operation: FileOperation, _ name: String) -> FileFault {
    FileFault(operation: operation, path: "\(path)/\(name)", code: errno)
  }
}
