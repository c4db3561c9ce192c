internal import HosoState
internal import HosoWebhooks
internal import NIOCore
internal import Synchronization

/// The keys that are good, in memory, and who used them.
///
/// What another process made is known at once, what it changed or revoked within a quarter of a
/// second; what this one changed, at once.
final class AccessBook: Sendable {
  private static let stale = TimeAmount.milliseconds(200)
  private static let useNotedSeconds: Int64 = 60

  private struct Page {
    var keys: [String: AccessKey] = [:]
    /// By a key's id, the one it took the place of.
    var predecessors: [String: String] = [:]
    var secrets: [CallbackSecret] = []
    var version: Int64?
    var checkAt = NIODeadline.uptimeNanoseconds(0)
    var used: [String: Moment] = [:]
  }

  private let state: StateCore
  private let page = Mutex(Page())

  init(_ state: StateCore) {
    self.state = state
  }

  /// The holder of a key; nil if it lets nobody in.
  ///
  /// - Parameter countStranger: Called before anything is read for a key that is not in the book,
  ///   so that guessing keys costs the guesser most.
  func holder(
    of text: AccessKeyText, at moment: Moment, countStranger: () throws -> Void
  ) async throws -> AccessKey? {
    try await checkNowAndThen()
    var holder = good(text, at: moment)
    if holder == nil {
      try countStranger()
      if try await check() { holder = good(text, at: moment) }
    }
    guard let key = holder else { return nil }
    noteUse(of: key, at: moment)
    return key
  }

  /// A key that was shown before, such as at the beginning of a session; nil once it has ended.
  func key(_ id: String, at moment: Moment) async throws -> AccessKey? {
    try await checkNowAndThen()
    guard let key = page.withLock({ $0.keys[id] }), key.isValid(at: moment) else { return nil }
    noteUse(of: key, at: moment)
    return key
  }

  /// A key's id and those of the keys it took the place of, one after the other.
  func line(of id: String) -> [String] {
    page.withLock { page in
      var line = [id]
      var known: Set<String> = [id]
      // Bounded by the keys: each is walked through once.
      while let before = page.predecessors[line[line.count - 1]], known.insert(before).inserted {
        line.append(before)
      }
      return line
    }
  }

  private func noteUse(of key: AccessKey, at moment: Moment) {
    page.withLock { page in
      let last = page.used[key.id] ?? key.lastUsedAt
      if last.map({ moment >= $0.adding(seconds: AccessBook.useNotedSeconds) }) ?? true {
        page.used[key.id] = moment
      }
    }
  }

  /// The credentials agencies sign callbacks with, those that are good at a moment.
  func callbackSecrets(at moment: Moment) async throws -> [CallbackSecret] {
    try await checkNowAndThen()
    return page.withLock { $0.secrets }.filter { $0.isValid(at: moment) }
  }

  private func good(_ text: AccessKeyText, at moment: Moment) -> AccessKey? {
    guard let key = page.withLock({ $0.keys[text.id] }), key.opens(with: text),
      key.isValid(at: moment)
    else { return nil }
    return key
  }

  /// Stores who used their keys since.
  func storeUse() async throws {
    let used = page.withLock { page in
      defer { page.used = [:] }
      return page.used
    }
    guard !used.isEmpty else { return }
    try await state.commit { try $0.noteUse(of: used) }
    page.withLock { page in
      for (id, moment) in used { page.keys[id]?.noteUse(at: moment) }
    }
  }

  /// Asks whether another process changed something, but not for every request.
  private func checkNowAndThen() async throws {
    let now = NIODeadline.now()
    let isStale = page.withLock { page in
      guard now >= page.checkAt else { return false }
      page.checkAt = now + AccessBook.stale
      return true
    }
    if isStale { try await check() }
  }

  /// Takes up what was changed, here or by another process; false if nothing was.
  ///
  /// Also for whoever is about to be refused: their key may be a moment old.
  @discardableResult
  func check() async throws -> Bool {
    let known = page.withLock { $0.version }
    let fresh = try await state.read { store in
      let version = try store.changes(of: .access)
      return version == known
        ? nil : (version: version, keys: try store.accessKeys(), try store.callbackSecrets())
    }
    guard let fresh else { return false }
    take(fresh)
    return true
  }

  private func take(_ fresh: (version: Int64, keys: [AccessKey], [CallbackSecret])) {
    let keys = Dictionary(uniqueKeysWithValues: fresh.keys.map { ($0.id, $0) })
    let predecessors = Dictionary(
      fresh.keys.compactMap { key in key.replacedBy.map { ($0, key.id) } },
      uniquingKeysWith: { first, _ in first })
    page.withLock { page in
      page.keys = keys
      page.predecessors = predecessors
      page.secrets = fresh.2
      page.version = fresh.version
    }
  }
}
