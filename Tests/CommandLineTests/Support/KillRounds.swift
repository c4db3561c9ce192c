import Foundation
import HosoTesting
import Testing

/// Rounds in which processes are killed at moments that a seed decides.
enum KillRounds {
  /// `HOSO_KILL_ROUNDS` changes the number, `HOSO_KILL_SEED` repeats a round that failed.
  static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["HOSO_KILL_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let rounds = environment["HOSO_KILL_ROUNDS"].flatMap { Int($0) } ?? 12
    return (0..<rounds).map { _ in UInt64.random(in: 1...UInt64.max) }
  }()

  static func expectSound(_ desk: Desk, _ seed: UInt64) throws {
    let outcome = try desk.run("verify", "--lang", "en")
    #expect(outcome.code == 0, "HOSO_KILL_SEED=\(seed)\n\(outcome.output)\(outcome.errors)")
  }

  /// Kills a process somewhere within its first moments.
  static func kill(
    _ child: ChildProcess, withinMicroseconds limit: Int, _ chance: inout SplitMix
  ) {
    ChildProcess.pause(microseconds: Int.random(in: 0...limit, using: &chance))
    child.kill()
  }

  /// How long some work takes here, so that kills fall into all of it.
  static func microseconds(of work: () throws -> Void) -> Int {
    let elapsed = try? ContinuousClock().measure(work)
    return max(1_000, Int((elapsed ?? .seconds(1)) / .microseconds(1)))
  }
}

/// Randomness that a seed repeats.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators".
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
