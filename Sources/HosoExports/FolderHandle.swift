internal import Glibc

/// An open folder, locked against other exports, whose files are reached through it.
///
/// Everything goes through the descriptor: whatever is renamed meanwhile, what is written and
/// removed is in this folder and no other.
final class FolderHandle {
  private let descriptor: Int32
  private let path: String

  /// Nil if there is nothing at the path.
  init?(opening path: String) throws(ExportFault) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT { return nil }
      if code == ENOTDIR || code == ELOOP { throw .notAFolder(path: path) }
      throw .file(operation: .read, path: path, code: code)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether no other process holds the folder; ends with this handle.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Whether a path leads to this very folder.
  func isAt(_ path: String) -> Bool {
    var mine = stat()
    var there = stat()
    guard fstat(descriptor, &mine) == 0, lstat(path, &there) == 0 else { return false }
    return mine.st_dev == there.st_dev && mine.st_ino == there.st_ino
  }

  func entries() throws(ExportFault) -> [String] {
    // A folder's place is shared by all copies of a descriptor; opening anew starts at the top.
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw .file(operation: .read, path: path, code: errno)
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

  /// The first bytes of a file, up to a mebibyte; nil if there is no such file.
  func read(_ name: String) throws(ExportFault) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .file(operation: .read, path: "\(path)/\(name)", code: errno)
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count >= 0 else {
      throw .file(operation: .read, path: "\(path)/\(name)", code: errno)
    }
    return Array(bytes.prefix(count))
  }

  /// Makes a file that was not there, durable when this returns, with the umask's rights.
  func write(_ bytes: [UInt8], to name: String) throws(ExportFault) {
    let file = openat(
      descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .file(operation: .write, path: "\(path)/\(name)", code: errno) }
    defer { close(file) }
    let code = bytes.withUnsafeBytes { FolderHandle.write($0, to: file) }
    guard code == 0 else { throw .file(operation: .write, path: "\(path)/\(name)", code: code) }
    guard fsync(file) == 0 else {
      throw .file(operation: .write, path: "\(path)/\(name)", code: errno)
    }
  }

  /// Answers errno, or 0 once all is written.
  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var offset = 0
    while offset < bytes.count {  // Bounded by the bytes: each turn writes some or gives up.
      let count = Glibc.write(file, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      if count > 0 {
        offset += count
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Removes every file in the folder.
  func empty() throws(ExportFault) {
    for name in try entries() where unlinkat(descriptor, name, 0) != 0 && errno != ENOENT {
      throw .file(operation: .replace, path: "\(path)/\(name)", code: errno)
    }
  }

  /// Makes the folder's entries durable.
  func sync() throws(ExportFault) {
    guard fsync(descriptor) == 0 else {
      throw .file(operation: .write, path: path, code: errno)
    }
  }
}

/// Exchanges two folders in one step, so that neither path ever leads to nothing.
enum FolderExchange {
  private typealias Call =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// Source: linux/fs.h, RENAME_EXCHANGE.
  private static let exchange: UInt32 = 2

  /// Answers errno, or 0 once it is done.
  ///
  /// Looked up by name: glibc declares renameat2 only under _GNU_SOURCE, which importing it into
  /// Swift does not define.
  static func swap(_ first: String, _ second: String) -> Int32 {
    guard let symbol = dlsym(nil, "renameat2") else { return ENOSYS }
    let call = unsafeBitCast(symbol, to: Call.self)
    return call(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0 ? 0 : errno
  }
}
