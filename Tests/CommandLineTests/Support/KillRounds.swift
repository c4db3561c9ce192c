import Foundation
import HosoTesting
import Testing

/// Rounds in which processes are killed at moments that a seed decides.
enum KillRounds {
  /// `HOSO_KILL_ROUNDS` changes the number, `HOSO_KILL_SEED` repeats a round that failed.
  static let seeds: [Int] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["HOSO_KILL_SEED"].flatMap({ Int($0) }) { return [seed] }
    let rounds = environment["HOSO_KILL_ROUNDS"].flatMap { Int($0) } ?? 12
    return (0..<rounds).map { _ in Int.random(in: 1...Int.max) }
  }()

  static func expectSound(_ desk: Desk, _ seed: Int) throws {
    let outcome = try desk.run("verify", "--lang", "en")
    #expect(outcome.code == 0, "HOSO_KILL_SEED=\(seed)\n\(outcome.output)\(outcome.errors)")
  }

  /// Kills a process somewhere within its first moments.
  static func kill(
    _ child: ChildProcess, withinMicroseconds limit: Int, _ chance: inout Chance
  ) {
    ChildProcess.pause(microseconds: chance.number(0...limit))
    child.kill()
  }

  /// How long some work takes here, so that kills fall into all of it.
  static func microseconds(of work: () throws -> Void) -> Int {
    let elapsed = try? ContinuousClock().measure(work)
    return max(1_000, Int((elapsed ?? .seconds(1)) / .microseconds(1)))
  }
}
