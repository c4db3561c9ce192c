import HosoTesting
import Synchronization

/// A disk in memory that a power cut treats as badly as a real one may be treated.
///
/// What was written is seen at once, but is safe only from the next sync of its file on. A power
/// cut keeps any of the sectors that were not synced and loses the others, so writes come to be
/// torn and out of order between two syncs. A file that was made is there for sure after its first
/// sync.
final class SimulatedDisk: Sendable {
  /// The least that is written whole.
  static let sectorBytes = 512

  /// What goes wrong once the disk has done so many more things.
  enum Fault: Hashable {
    /// The power is cut before the write or sync: nothing works any more.
    case powerCut
    /// There is no room for a file to grow, as long as so many more things are done.
    case full(operations: Int)
    /// One write or sync fails.
    case inputOutput
    /// One read fails, after so many more of them.
    case reading
  }

  let state = Mutex(State())

  struct State {
    var files: [String: File] = [:]
    var handles: [Int32: Handle] = [:]
    var nextHandle: Int32 = 1
    /// A disk that lies forgets what it said was synced.
    var isLying = false
    var fault: (after: Int, kind: Fault)?
    var isDead = false
    /// Writes and syncs so far.
    var operations = 0
    /// Counted down while there is no room.
    var fullFor = 0
  }

  struct Handle {
    var path: String
    /// As SQLite counts them: 0 none, 1 shared, 2 reserved, 3 pending, 4 exclusive.
    var lock: Int32 = 0
    var sharedSlots: UInt8 = 0
    var exclusiveSlots: UInt8 = 0
    var isMapped = false
  }

  struct File {
    var live: [UInt8] = []
    var safe: [UInt8] = []
    /// Whether its name survives a power cut.
    var isNameSafe = false
    /// What was done since the last sync, in order.
    var pending: [Change] = []
    /// Shared memory, as addresses; gone with the process.
    var regions: [UInt] = []
    var regionBytes = 0
  }

  enum Change {
    case write(offset: Int, bytes: [UInt8])
    case resize(Int)
  }

  /// Lets something go wrong after so many more writes and syncs.
  func schedule(_ kind: Fault, after operations: Int) {
    state.withLock { $0.fault = (operations, kind) }
  }

  /// Takes back what was to go wrong and has not yet.
  func heal() {
    state.withLock { state in
      state.fault = nil
      state.fullFor = 0
    }
  }

  func lie() {
    state.withLock { $0.isLying = true }
  }

  var isDead: Bool { state.withLock { $0.isDead } }
  var operations: Int { state.withLock { $0.operations } }

  /// Cuts the power, if that has not happened yet, and starts anew with what is left.
  ///
  /// Every file must have been closed.
  func restart(_ chance: inout Chance) {
    var own = chance
    state.withLock { state in
      precondition(state.handles.isEmpty, "a dead process has no open files")
      let survival = own.pick(0, 20, 50, 80, 100)
      for path in state.files.keys.sorted() {
        guard var file = state.files[path] else { continue }
        guard file.isNameSafe || own.percent(50) else {
          file.freeRegions()
          state.files[path] = nil
          continue
        }
        file.loseSome(&own, survival: survival)
        state.files[path] = file
      }
      state.isDead = false
      state.fault = nil
      state.fullFor = 0
    }
    chance = own
  }

  deinit {
    state.withLock { state in
      for path in state.files.keys { state.files[path]?.freeRegions() }
    }
  }
}

// MARK: - What a disk does

extension SimulatedDisk.State {
  /// Whether the next read cannot be done.
  mutating func failsReading() -> Bool {
    if isDead { return true }
    guard let (after, kind) = fault, kind == .reading else { return false }
    fault = after > 0 ? (after - 1, kind) : nil
    return after <= 0
  }

  /// Why the next write or sync cannot be done; nil if it can.
  mutating func nextFault(grows: Bool) -> SimulatedDisk.Fault? {
    if isDead { return .powerCut }
    operations += 1
    if fullFor > 0 {
      fullFor -= 1
      return grows ? .full(operations: fullFor) : nil
    }
    guard let (after, kind) = fault, kind != .reading else { return nil }
    guard after <= 0 else {
      fault = (after - 1, kind)
      return nil
    }
    switch kind {
    case .powerCut: isDead = true
    case .full(let operations):
      fullFor = operations
      fault = nil
      return grows ? kind : nil
    case .inputOutput, .reading: break
    }
    fault = nil
    return kind
  }
}

extension SimulatedDisk.File {
  mutating func write(_ bytes: [UInt8], at offset: Int) {
    pending.append(.write(offset: offset, bytes: bytes))
    SimulatedDisk.File.write(bytes[...], at: offset, to: &live)
  }

  mutating func resize(_ count: Int) {
    pending.append(.resize(count))
    SimulatedDisk.File.resize(count, &live)
  }

  mutating func sync(isLying: Bool) {
    guard !isLying else { return }
    safe = live
    isNameSafe = true
    pending.removeAll()
  }

  /// Keeps of what was not synced each sector with so many per cent.
  mutating func loseSome(_ chance: inout Chance, survival: Int) {
    var left = safe
    for change in pending {
      switch change {
      case .resize(let count):
        if chance.percent(survival) { SimulatedDisk.File.resize(count, &left) }
      case .write(let offset, let bytes):
        var start = 0
        while start < bytes.count {  // Bounded by the bytes.
          let sector = SimulatedDisk.sectorBytes
          let end = min(bytes.count, start + sector - (offset + start) % sector)
          if chance.percent(survival) {
            SimulatedDisk.File.write(bytes[start..<end], at: offset + start, to: &left)
          }
          start = end
        }
      }
    }
    freeRegions()
    self = SimulatedDisk.File(live: left, safe: left, isNameSafe: true)
  }

  mutating func freeRegions() {
    for region in regions { UnsafeMutableRawPointer(bitPattern: region)?.deallocate() }
    regions = []
  }

  private static func resize(_ count: Int, _ content: inout [UInt8]) {
    if count < content.count {
      content.removeLast(content.count - count)
    } else {
      content += [UInt8](repeating: 0, count: count - content.count)
    }
  }

  private static func write(_ bytes: ArraySlice<UInt8>, at offset: Int, to content: inout [UInt8]) {
    let end = offset + bytes.count
    if content.count < end { resize(end, &content) }
    content.replaceSubrange(offset..<end, with: bytes)
  }
}
