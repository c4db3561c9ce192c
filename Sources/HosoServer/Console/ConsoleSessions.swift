internal import HosoCrypto
internal import HosoState
internal import HosoWebhooks
internal import Synchronization

/// Who has shown a key to the console, in memory: a restart asks for it again.
///
/// The browser has a random text for it; here only that text's hash is kept.
final class ConsoleSessions: Sendable {
  /// A working day.
  static let lastsSeconds: Int64 = 8 * 3_600
  private static let sessionsMax = 1_000
  private static let tokenBytes = 24

  struct Session: Sendable {
    let keyID: String
    /// Stands in every form of the session, so that no other page can fill one in.
    let formToken: String
    let expiresAt: Moment
    var message: ConsolePage.Message?
  }

  private let sessions = Mutex<[[UInt8]: Session]>([:])

  /// Begins a session; answers the browser's text.
  func begin(keyID: String, at moment: Moment) throws -> String {
    let token = Base64URL.encode(try Random.bytes(ConsoleSessions.tokenBytes))
    let session = Session(
      keyID: keyID, formToken: Base64URL.encode(try Random.bytes(ConsoleSessions.tokenBytes)),
      expiresAt: moment.adding(seconds: ConsoleSessions.lastsSeconds))
    let key = ConsoleSessions.hash(token)
    sessions.withLock { sessions in
      if sessions.count >= ConsoleSessions.sessionsMax {
        sessions = sessions.filter { moment < $0.value.expiresAt }
      }
      if sessions.count >= ConsoleSessions.sessionsMax,
        let oldest = sessions.min(by: { $0.value.expiresAt < $1.value.expiresAt })
      {
        sessions[oldest.key] = nil
      }
      sessions[key] = session
    }
    return token
  }

  /// The session of a browser's text; nil once it has ended.
  func session(_ token: String, at moment: Moment) -> Session? {
    let key = ConsoleSessions.hash(token)
    return sessions.withLock { sessions in
      guard let session = sessions[key] else { return nil }
      guard moment < session.expiresAt else {
        sessions[key] = nil
        return nil
      }
      return session
    }
  }

  /// Keeps what a session's next page has to say, so that loading that again does nothing again.
  func leave(_ message: ConsolePage.Message, for token: String) {
    let key = ConsoleSessions.hash(token)
    sessions.withLock { $0[key]?.message = message }
  }

  /// What was left for a session's next page.
  func takeMessage(_ token: String) -> ConsolePage.Message? {
    let key = ConsoleSessions.hash(token)
    return sessions.withLock { sessions in
      let message = sessions[key]?.message
      sessions[key]?.message = nil
      return message
    }
  }

  func end(_ token: String) {
    let key = ConsoleSessions.hash(token)
    sessions.withLock { $0[key] = nil }
  }

  private static func hash(_ token: String) -> [UInt8] {
    HashFunction.sha256.hash(Array(token.utf8))
  }
}
