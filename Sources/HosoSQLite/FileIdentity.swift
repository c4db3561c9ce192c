internal import CSQLite

/// Which file a path leads to: a copy is another one, the same file under another name is not.
public struct FileIdentity: Hashable, Sendable {
  public let inode: UInt64
  /// When the file was made, in nanoseconds since 1970; 0 where the file system does not say.
  public let birthNanoseconds: Int64

  public init(inode: UInt64, birthNanoseconds: Int64) {
    self.inode = inode
    self.birthNanoseconds = birthNanoseconds
  }

  /// The file at a path as it now is; nil if there is none.
  public init?(path: String) {
    var (inode, birth): (UInt, Int) = (0, 0)
    guard hoso_file_identity(path, &inode, &birth) == 0 else { return nil }
    self.init(inode: UInt64(inode), birthNanoseconds: Int64(birth))
  }
}
