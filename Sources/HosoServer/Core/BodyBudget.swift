internal import NIOCore
internal import Synchronization

/// Room for the bodies that are being read or worked on, by what has arrived of them.
///
/// What a request says about its length takes no room, so whoever declares much and sends little
/// keeps nobody out. When the room is full, the body that has been silent the longest goes first.
final class BodyBudget: Sendable {
  /// Who sends a body.
  enum Sender: Sendable {
    /// Whoever holds a key.
    case proven
    /// Nobody yet: a signature over the body is judged when it is whole.
    case unproven
  }

  /// A body that came nearer its end so short a time ago is not silent.
  private static let silence = TimeAmount.milliseconds(500)

  private struct Reading {
    let sender: Sender
    var count = 0
    var lastAt: NIODeadline
    /// Ends the wait for more of it.
    let cut: @Sendable () -> Void
  }

  private struct Room {
    var proven = 0
    var unproven = 0
    var nextNumber = 0
    var readings: [Int: Reading] = [:]

    /// Bytes of one kind of sender.
    subscript(sender: Sender) -> Int {
      get {
        switch sender {
        case .proven: proven
        case .unproven: unproven
        }
      }
      set {
        switch sender {
        case .proven: proven = newValue
        case .unproven: unproven = newValue
        }
      }
    }
  }

  private let limits: ServerLimits
  private let room = Mutex(Room())

  init(_ limits: ServerLimits) {
    self.limits = limits
  }

  /// A whole body, and the room it takes until that is given back.
  ///
  /// - Throws: 503 if there is no room just now, or what is wrong with the body.
  func read(
    _ body: IncomingBody, upTo max: Int, of sender: Sender
  ) async throws -> (bytes: [UInt8], lease: BodyLease) {
    guard body.isExpected else { return ([], BodyLease(budget: self, sender: sender, count: 0)) }
    var reader = try body.reader(upTo: max, limits.bodyPace)
    let number = begin(sender, cut: reader.cut)
    var bytes: [UInt8] = []
    do {
      while let piece = try await reader.next() {  // Bounded by max and the reader's pace.
        guard grow(number, by: piece.readableBytes) else { throw Problem.crowded() }
        bytes.append(contentsOf: piece.readableBytesView)
      }
    } catch {
      let wasCut = !isReading(number)
      end(number, keeping: 0)
      reader.finish()
      throw wasCut ? Problem.crowded() : error
    }
    guard end(number, keeping: bytes.count) else { throw Problem.crowded() }
    return (bytes, BodyLease(budget: self, sender: sender, count: bytes.count))
  }

  private func begin(_ sender: Sender, cut: @escaping @Sendable () -> Void) -> Int {
    room.withLock { room in
      room.nextNumber += 1
      room.readings[room.nextNumber] = Reading(sender: sender, lastAt: .now(), cut: cut)
      return room.nextNumber
    }
  }

  private func isReading(_ number: Int) -> Bool {
    room.withLock { $0.readings[number] != nil }
  }

  /// Takes room for what arrived; false if there is none, or the body itself had to go.
  private func grow(_ number: Int, by count: Int) -> Bool {
    let now = NIODeadline.now()
    var cuts: [@Sendable () -> Void] = []
    let isTaken = room.withLock { room in
      guard let sender = room.readings[number]?.sender else { return false }
      // Bounded by the readings: each turn ends one.
      while room[sender] + count > limits.bodyBytes(of: sender) {
        guard let other = silentest(of: sender, but: number, in: room, at: now) else {
          return false
        }
        if let reading = room.readings.removeValue(forKey: other) {
          room[sender] -= reading.count
          cuts.append(reading.cut)
        }
      }
      room[sender] += count
      room.readings[number]?.count += count
      room.readings[number]?.lastAt = now
      return true
    }
    for cut in cuts { cut() }
    return isTaken
  }

  private func silentest(
    of sender: Sender, but own: Int, in room: Room, at now: NIODeadline
  ) -> Int? {
    room.readings.filter { entry in
      entry.key != own && entry.value.sender == sender && entry.value.count > 0
        && now - entry.value.lastAt > BodyBudget.silence
    }
    .min { $0.value.lastAt < $1.value.lastAt }?.key
  }

  /// Ends a reading; false if it had to go before.
  @discardableResult
  private func end(_ number: Int, keeping kept: Int) -> Bool {
    room.withLock { room in
      guard let reading = room.readings.removeValue(forKey: number) else { return false }
      room[reading.sender] -= reading.count - kept
      return true
    }
  }

  fileprivate func release(_ count: Int, of sender: Sender) {
    room.withLock { $0[sender] -= count }
  }

  /// Bytes that are taken just now.
  var used: Int { room.withLock { $0.proven + $0.unproven } }
}

/// The room of a body that was read; given back once it was dealt with.
final class BodyLease: Sendable {
  private let budget: BodyBudget
  private let sender: BodyBudget.Sender
  private let count: Int

  fileprivate init(budget: BodyBudget, sender: BodyBudget.Sender, count: Int) {
    self.budget = budget
    self.sender = sender
    self.count = count
  }

  deinit {
    budget.release(count, of: sender)
  }
}

extension ServerLimits {
  fileprivate func bodyBytes(of sender: BodyBudget.Sender) -> Int {
    switch sender {
    case .proven: bodyBytes
    case .unproven: unprovenBodyBytes
    }
  }

  fileprivate var bodyPace: BodyPace {
    BodyPace(seconds: bodySeconds, bytesPerSecond: bodyBytesPerSecond)
  }
}
