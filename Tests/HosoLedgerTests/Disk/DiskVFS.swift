import CSQLite
import Synchronization

/// Lets SQLite keep the files of some folders on simulated disks.
///
/// Becomes the default of the process; everything outside those folders goes to the real system.
enum DiskVFS {
  private static let disks = Mutex<[String: SimulatedDisk]>([:])
  /// The system beneath, and what a simulated file can do, as addresses: made once, kept for ever.
  private static let real = UInt(bitPattern: sqlite3_vfs_find(nil))
  private static let methods = makeMethods()
  private static let isRegistered = register()

  /// Keeps the files of a folder on a disk from now on.
  static func mount(_ disk: SimulatedDisk, at folder: String) {
    precondition(isRegistered, "SQLite takes another file system")
    disks.withLock { $0[folder] = disk }
  }

  static func unmount(_ folder: String) {
    disks.withLock { $0[folder] = nil }
  }

  private static func disk(of path: UnsafePointer<CChar>?) -> (disk: SimulatedDisk, path: String)? {
    guard let path else { return nil }
    let text = String(cString: path)
    guard let slash = text.lastIndex(of: "/") else { return nil }
    let folder = String(text[..<slash])
    return disks.withLock { $0[folder] }.map { ($0, text) }
  }

  /// What SQLite allocates for an open file: its methods first, as it demands.
  struct OpenFile {
    var base: sqlite3_file
    var disk: Unmanaged<SimulatedDisk>
    var handle: Int32
  }

  private static func register() -> Bool {
    guard let beneath = UnsafeMutablePointer<sqlite3_vfs>(bitPattern: real) else { return false }
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    vfs.initialize(to: beneath.pointee)
    vfs.pointee.pNext = nil
    vfs.pointee.zName = UnsafePointer(strdupForEver("hoso-simulated"))
    vfs.pointee.szOsFile = max(
      beneath.pointee.szOsFile, Int32(MemoryLayout<OpenFile>.size))
    vfs.pointee.xOpen = { _, path, file, flags, outFlags in
      DiskVFS.open(path, file, flags, outFlags)
    }
    vfs.pointee.xDelete = { _, path, syncsFolder in DiskVFS.delete(path, syncsFolder) }
    vfs.pointee.xAccess = { _, path, flags, result in DiskVFS.access(path, flags, result) }
    return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
  }

  private static func strdupForEver(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = Array(text.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    return copy
  }

  private static func open(
    _ path: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let (disk, name) = disk(of: path) else {
      guard let beneath = UnsafeMutablePointer<sqlite3_vfs>(bitPattern: real) else {
        return SQLITE_CANTOPEN
      }
      return beneath.pointee.xOpen(beneath, path, file, flags, outFlags)
    }
    let creates = flags & SQLITE_OPEN_CREATE != 0
    // The ledger's own file was made by the folder, before SQLite opens it.
    let isMain = flags & SQLITE_OPEN_MAIN_DB != 0
    let handle = disk.state.withLock { state -> Int32? in
      guard !state.isDead else { return nil }
      if state.files[name] == nil {
        guard creates || isMain else { return nil }
        state.files[name] = SimulatedDisk.File(isNameSafe: isMain)
      }
      let handle = state.nextHandle
      state.nextHandle += 1
      state.handles[handle] = SimulatedDisk.Handle(path: name)
      return handle
    }
    file?.pointee.pMethods = nil
    guard let handle, let file else { return SQLITE_CANTOPEN }
    file.withMemoryRebound(to: OpenFile.self, capacity: 1) { open in
      open.initialize(
        to: OpenFile(
          base: sqlite3_file(pMethods: UnsafePointer(bitPattern: methods)),
          disk: .passRetained(disk), handle: handle))
    }
    outFlags?.pointee = flags
    return SQLITE_OK
  }

  private static func delete(_ path: UnsafePointer<CChar>?, _ syncsFolder: Int32) -> Int32 {
    guard let (disk, name) = disk(of: path) else {
      guard let beneath = UnsafeMutablePointer<sqlite3_vfs>(bitPattern: real) else {
        return DiskCode.delete
      }
      return beneath.pointee.xDelete(beneath, path, syncsFolder)
    }
    return disk.state.withLock { state in
      guard state.nextFault(grows: false) == nil else { return DiskCode.delete }
      guard state.files[name] != nil else { return DiskCode.deleteNothing }
      state.files[name]?.freeRegions()
      state.files[name] = nil
      return SQLITE_OK
    }
  }

  private static func access(
    _ path: UnsafePointer<CChar>?, _ flags: Int32, _ result: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let (disk, name) = disk(of: path) else {
      guard let beneath = UnsafeMutablePointer<sqlite3_vfs>(bitPattern: real) else {
        return DiskCode.access
      }
      return beneath.pointee.xAccess(beneath, path, flags, result)
    }
    let isThere = disk.state.withLock { $0.files[name].map { !$0.live.isEmpty } ?? false }
    result?.pointee = isThere ? 1 : 0
    return SQLITE_OK
  }

  // MARK: - What an open file can do

  private static func makeMethods() -> UInt {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    var table = sqlite3_io_methods()
    // 2: with shared memory, without pages handed out in place.
    table.iVersion = 2
    table.xClose = { DiskFile($0).close() }
    table.xRead = { DiskFile($0).read($1, Int($2), at: Int($3)) }
    table.xWrite = { DiskFile($0).write($1, Int($2), at: Int($3)) }
    table.xTruncate = { DiskFile($0).resize(Int($1)) }
    table.xSync = { file, _ in DiskFile(file).sync() }
    table.xFileSize = { DiskFile($0).size($1) }
    table.xLock = { DiskFile($0).lock($1) }
    table.xUnlock = { DiskFile($0).unlock($1) }
    table.xCheckReservedLock = { DiskFile($0).checkReserved($1) }
    table.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
    table.xSectorSize = { _ in Int32(SimulatedDisk.sectorBytes) }
    // As the real system: what lies beside a write is not harmed by it.
    table.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
    table.xShmMap = { DiskFile($0).map(Int($1), bytes: Int($2), extends: $3 != 0, $4) }
    table.xShmLock = { DiskFile($0).lockSlots(from: $1, count: $2, flags: $3) }
    table.xShmBarrier = { _ in }
    table.xShmUnmap = { file, _ in DiskFile(file).unmap() }
    methods.initialize(to: table)
    return UInt(bitPattern: methods)
  }
}
