internal import HosoCrypto
internal import HosoDomain
internal import HosoSQLite

/// What a writer knows of the ledger's end, and the statements that move it.
final class WriterState {
  let store: EventStore
  let origins: OriginLog
  var head: LedgerHead
  private(set) var settings: LedgerSettings
  private var frontier: MerkleFrontier
  /// The hash of the last event's leaf, if it was inserted here.
  private var lastLeaf: Digest?
  /// Whether what is in memory may be that of a transaction that was undone.
  private var isStale = false
  private let insertEvent: Statement
  private let insertSubtree: Statement
  private let insertKey: Statement
  private let updateHead: Statement
  private let upsertSetting: Statement
  private let deleteSetting: Statement
  private let selectVersion: Statement
  /// Another number whenever another connection committed.
  private var version: Int64 = 0

  init(store: EventStore) throws {
    self.store = store
    origins = try OriginLog(store: store)
    (head, frontier) = try store.head()
    try store.loadTail(of: head)
    settings = try LedgerSettings(store: store)
    let connection = store.connection
    insertEvent = try connection.prepare(
      "INSERT INTO event(position, recorded_at, bytes) VALUES(?1, ?2, ?3)")
    insertSubtree = try connection.prepare("INSERT INTO subtree(number, hash) VALUES(?1, ?2)")
    insertKey = try connection.prepare(
      "INSERT OR IGNORE INTO lookup(key, position) VALUES(?1, ?2)")
    updateHead = try connection.prepare(
      """
      UPDATE head SET position=?1, recorded_at=?2, root=?3, frontier=?4, corrections=?5,
      backfilled=?6, looked_up=?7
      """)
    upsertSetting = try connection.prepare(
      """
      INSERT INTO setting(name, value) VALUES(?1, ?2)
      ON CONFLICT(name) DO UPDATE SET value=?2
      """)
    deleteSetting = try connection.prepare("DELETE FROM setting WHERE name=?1")
    selectVersion = try connection.prepare("PRAGMA data_version")
    version = try currentVersion()
  }

  /// Re-reads everything if another process committed since; cheap if none did.
  func refresh() throws {
    let version = try currentVersion()
    guard isStale || version != self.version else { return }
    try reload()
    self.version = version
  }

  private func currentVersion() throws -> Int64 {
    defer { selectVersion.reset() }
    guard try selectVersion.step() else {
      throw LedgerFault.corrupt(position: nil, damage: .head)
    }
    return selectVersion.integer(0)
  }

  /// Forgets what an undone transaction changed.
  func reload() throws {
    // Should reading fail, the next commit has to try again.
    isStale = true
    lastLeaf = nil
    origins.forget()
    (head, frontier) = try store.head()
    try store.loadTail(of: head)
    settings = try LedgerSettings(store: store)
    isStale = false
  }

  /// The leaf hash of the last event; zero in an empty ledger.
  func headLeaf() throws -> Digest {
    if let lastLeaf { return lastLeaf }
    guard let leaf = try store.leaf(at: head.position) else {
      throw LedgerFault.corrupt(position: head.position, damage: .head)
    }
    return leaf
  }

  /// Changes a setting, or takes it away.
  func set(_ name: SettingName, to value: String?) throws {
    if let value {
      try upsertSetting.bind(name.rawValue, at: 1)
      try upsertSetting.bind(value, at: 2)
      try upsertSetting.run()
    } else {
      try deleteSetting.bind(name.rawValue, at: 1)
      try deleteSetting.run()
    }
    settings = try LedgerSettings(store: store)
  }

  func insert(
    _ bytes: UnsafeRawBufferPointer, at position: LedgerPosition, recordedAt: RecordedAt
  ) throws {
    precondition(position == head.position.next, "positions have no gaps")
    precondition(head.recordedAt ?? recordedAt <= recordedAt, "recording never goes back in time")
    try insertEvent.bind(position.number, at: 1)
    try insertEvent.bind(recordedAt.microseconds, at: 2)
    try insertEvent.bind(bytes, at: 3)
    try insertEvent.run()
    let leaf = MerkleTree.leaf(bytes, recordedAt: recordedAt, hasher: store.hasher)
    if let subtree = frontier.append(leaf: leaf, hasher: store.hasher) {
      try insertSubtree.bind(frontier.size / MerkleTree.leavesPerSubtree - 1, at: 1)
      try insertSubtree.bind(subtree.bytes, at: 2)
      try insertSubtree.run()
    }
    precondition(frontier.size == position.number, "the tree has a leaf for each event")
    lastLeaf = leaf
    head.position = position
    head.recordedAt = recordedAt
  }

  /// Brings the look-up table up to the head.
  func storeTail() throws {
    for (key, position) in store.tail.removeAllSorted() {
      try insertKey.bind(key, at: 1)
      try insertKey.bind(position, at: 2)
      try insertKey.run()
    }
    precondition(store.tail.isEmpty, "every key that was kept back is stored")
    head.lookedUpThrough = head.position
  }

  func storeHead() throws {
    precondition(head.lookedUpThrough <= head.position, "nothing is looked up before it is there")
    head.root = frontier.root(hasher: store.hasher)
    try updateHead.bind(head.position.number, at: 1)
    try updateHead.bind(head.recordedAt?.microseconds ?? 0, at: 2)
    try updateHead.bind(head.root.bytes, at: 3)
    try updateHead.bind(frontier.bytes, at: 4)
    try updateHead.bind(head.corrections, at: 5)
    try updateHead.bind(head.isBackfilled ? 1 : 0, at: 6)
    try updateHead.bind(head.lookedUpThrough.number, at: 7)
    try updateHead.run()
  }
}
