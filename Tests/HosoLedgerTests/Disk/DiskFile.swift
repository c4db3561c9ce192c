import CSQLite
import Synchronization

/// An open file of a simulated disk, as SQLite asks it.
struct DiskFile {
  private let open: UnsafeMutablePointer<DiskVFS.OpenFile>?

  init(_ file: UnsafeMutablePointer<sqlite3_file>?) {
    open = UnsafeMutableRawPointer(file)?.assumingMemoryBound(to: DiskVFS.OpenFile.self)
  }

  private typealias State = SimulatedDisk.State

  private func withState(
    orElse code: Int32, _ body: (inout State, Int32, String) -> Int32
  ) -> Int32 {
    guard let open else { return code }
    let handle = open.pointee.handle
    return open.pointee.disk.takeUnretainedValue().state.withLock { state in
      guard let path = state.handles[handle]?.path, state.files[path] != nil else { return code }
      return body(&state, handle, path)
    }
  }

  func close() -> Int32 {
    guard let open else { return SQLITE_OK }
    let disk = open.pointee.disk
    disk.takeUnretainedValue().state.withLock { state in
      let handle = state.handles.removeValue(forKey: open.pointee.handle)
      guard let path = handle?.path, handle?.isMapped == true else { return }
      DiskFile.dropRegions(of: path, &state)
    }
    disk.release()
    return SQLITE_OK
  }

  // MARK: - Content

  func read(_ buffer: UnsafeMutableRawPointer?, _ count: Int, at offset: Int) -> Int32 {
    withState(orElse: DiskCode.read) { state, _, path in
      guard !state.failsReading(), let buffer, let file = state.files[path] else {
        return DiskCode.read
      }
      let found = max(0, min(count, file.live.count - offset))
      file.live.withUnsafeBytes { live in
        if found > 0, let base = live.baseAddress {
          buffer.copyMemory(from: base + offset, byteCount: found)
        }
      }
      guard found < count else { return SQLITE_OK }
      (buffer + found).initializeMemory(as: UInt8.self, repeating: 0, count: count - found)
      return DiskCode.shortRead
    }
  }

  func write(_ buffer: UnsafeRawPointer?, _ count: Int, at offset: Int) -> Int32 {
    let bytes = Array(UnsafeRawBufferPointer(start: buffer, count: count))
    return withState(orElse: DiskCode.write) { state, _, path in
      let grows = offset + count > state.files[path]?.live.count ?? 0
      switch state.nextFault(grows: grows) {
      case nil: break
      case .full: return SQLITE_FULL
      case .powerCut, .inputOutput, .reading: return DiskCode.write
      }
      state.files[path]?.write(bytes, at: offset)
      return SQLITE_OK
    }
  }

  func resize(_ count: Int) -> Int32 {
    withState(orElse: DiskCode.truncate) { state, _, path in
      guard state.nextFault(grows: false) == nil else { return DiskCode.truncate }
      state.files[path]?.resize(count)
      return SQLITE_OK
    }
  }

  func sync() -> Int32 {
    withState(orElse: DiskCode.sync) { state, _, path in
      guard state.nextFault(grows: false) == nil else { return DiskCode.sync }
      state.files[path]?.sync(isLying: state.isLying)
      return SQLITE_OK
    }
  }

  func size(_ result: UnsafeMutablePointer<sqlite3_int64>?) -> Int32 {
    withState(orElse: DiskCode.size) { state, _, path in
      result?.pointee = sqlite3_int64(state.files[path]?.live.count ?? 0)
      return SQLITE_OK
    }
  }

  // MARK: - Locks

  /// The strongest lock that others hold on a file.
  private static func others(_ handle: Int32, _ path: String, _ state: State) -> Int32 {
    state.handles.lazy.filter { $0.key != handle && $0.value.path == path }
      .map(\.value.lock).max() ?? 0
  }

  func lock(_ level: Int32) -> Int32 {
    withState(orElse: DiskCode.lock) { state, handle, path in
      guard !state.isDead else { return DiskCode.lock }
      guard let own = state.handles[handle]?.lock, own < level else { return SQLITE_OK }
      let others = DiskFile.others(handle, path, state)
      let isFree = level == 1 ? others < 3 : level == 2 ? others < 2 : others == 0
      if isFree {
        state.handles[handle]?.lock = level
      } else if level == 4, others == 1 {
        // Those who read may finish; nobody new begins.
        state.handles[handle]?.lock = 3
      }
      return isFree ? SQLITE_OK : SQLITE_BUSY
    }
  }

  func unlock(_ level: Int32) -> Int32 {
    withState(orElse: SQLITE_OK) { state, handle, _ in
      let own = state.handles[handle]?.lock ?? 0
      state.handles[handle]?.lock = min(own, level)
      return SQLITE_OK
    }
  }

  func checkReserved(_ result: UnsafeMutablePointer<Int32>?) -> Int32 {
    withState(orElse: DiskCode.checkReserved) { state, handle, path in
      let own = state.handles[handle]?.lock ?? 0
      result?.pointee = max(own, DiskFile.others(handle, path, state)) >= 2 ? 1 : 0
      return SQLITE_OK
    }
  }

  // MARK: - Shared memory

  func map(
    _ region: Int, bytes: Int, extends: Bool,
    _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) -> Int32 {
    withState(orElse: DiskCode.sharedMap) { state, handle, path in
      state.handles[handle]?.isMapped = true
      result?.pointee = nil
      guard var file = state.files[path] else { return DiskCode.sharedMap }
      while extends, file.regions.count <= region {  // Bounded by the region asked for.
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        file.regions.append(UInt(bitPattern: memory))
      }
      state.files[path] = file
      guard region < file.regions.count else { return SQLITE_OK }
      result?.pointee = UnsafeMutableRawPointer(bitPattern: file.regions[region])
      return SQLITE_OK
    }
  }

  func lockSlots(from first: Int32, count: Int32, flags: Int32) -> Int32 {
    withState(orElse: DiskCode.sharedLock) { state, handle, path in
      let slots = UInt8(truncatingIfNeeded: ((1 << count) - 1) << first)
      guard var own = state.handles[handle] else { return DiskCode.sharedLock }
      if flags & SQLITE_SHM_UNLOCK != 0 {
        own.sharedSlots &= ~slots
        own.exclusiveSlots &= ~slots
        state.handles[handle] = own
        return SQLITE_OK
      }
      guard !state.isDead else { return DiskCode.sharedLock }
      let others = state.handles.lazy.filter { $0.key != handle && $0.value.path == path }
      let isExclusive = flags & SQLITE_SHM_EXCLUSIVE != 0
      let isTaken = others.contains { other in
        let taken = other.value.exclusiveSlots | (isExclusive ? other.value.sharedSlots : 0)
        return taken & slots != 0
      }
      if isTaken { return SQLITE_BUSY }
      if isExclusive { own.exclusiveSlots |= slots } else { own.sharedSlots |= slots }
      state.handles[handle] = own
      return SQLITE_OK
    }
  }

  func unmap() -> Int32 {
    withState(orElse: SQLITE_OK) { state, handle, path in
      state.handles[handle]?.isMapped = false
      state.handles[handle]?.sharedSlots = 0
      state.handles[handle]?.exclusiveSlots = 0
      DiskFile.dropRegions(of: path, &state)
      return SQLITE_OK
    }
  }

  /// Shared memory goes with the last who uses it.
  private static func dropRegions(of path: String, _ state: inout State) {
    let isUsed = state.handles.values.contains { $0.isMapped && $0.path == path }
    if !isUsed { state.files[path]?.freeRegions() }
  }
}
