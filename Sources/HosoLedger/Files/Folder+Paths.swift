internal import Glibc

extension Folder {
  /// Makes a folder and those above it, as far as they are not there.
  public static func makeAll(_ path: String, for readers: Readers) throws(FileFault) {
    var partial = path.hasPrefix("/") ? "" : "."
    for component in path.split(separator: "/") {
      partial += "/" + component
      try make(partial, for: readers)
    }
  }

  /// Makes a folder unless something is there.
  public static func make(_ path: String, for readers: Readers) throws(FileFault) {
    if mkdir(path, readers.folderMode) != 0, errno != EEXIST {
      throw FileFault(operation: .makeFolder, path: path, code: errno)
    }
  }

  /// The path to what is there, without links and dots; nil if nothing is.
  public static func realPath(_ path: String) -> String? {
    guard let raw = realpath(path, nil) else { return nil }
    defer { free(raw) }
    return String(cString: raw)
  }

  /// Makes a folder of a name that nobody else knows, for its owner only; answers its path.
  public static func makeTemporary(in folder: String) throws(FileFault) -> String {
    var template = Array("\(folder)/hoso-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileFault(operation: .makeFolder, path: folder, code: errno)
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Gives a file or a folder another path; an empty folder there gives way.
  public static func move(_ path: String, to target: String) throws(FileFault) {
    guard rename(path, target) == 0 else {
      throw FileFault(operation: .replace, path: target, code: errno)
    }
  }

  private typealias Call =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// Source: linux/fs.h, RENAME_EXCHANGE.
  private static let exchangeFlag: UInt32 = 2

  /// Exchanges two folders in one step, so that neither path ever leads to nothing.
  ///
  /// Looked up by name: glibc declares renameat2 only under _GNU_SOURCE, which importing it into
  /// Swift does not define.
  ///
  /// - Throws: A fault with `EINVAL` or `ENOSYS` where the file system cannot.
  public static func exchange(_ first: String, with second: String) throws(FileFault) {
    guard let symbol = dlsym(nil, "renameat2") else {
      throw FileFault(operation: .replace, path: second, code: ENOSYS)
    }
    let call = unsafeBitCast(symbol, to: Call.self)
    guard call(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0 else {
      throw FileFault(operation: .replace, path: second, code: errno)
    }
  }
}
