import HosoTesting
import Testing

@Suite("A desk whose disk fails")
struct PowerCutTests {
  @Test func `what was acknowledged is there once, whatever the disk does`() throws {
    var powerCuts = 0
    var failures = 0
    for seed in Seeds.all(orElse: 1_000) {
      let run = try DeskRun(seed: seed)
      do {
        try run.run()
      } catch {
        Issue.record(error, "seed \(seed)")
        return
      }
      #expect(run.problems == [], "seed \(seed)")
      guard run.problems.isEmpty else { return }
      powerCuts += run.powerCuts
      failures += run.failures
    }
    // A run of a single seed may see none.
    #expect(powerCuts > 0 || Seeds.all(orElse: 1_000).count < 5)
    #expect(failures > powerCuts || Seeds.all(orElse: 1_000).count < 5)
  }

  /// The other way round: were nothing synced, these runs would tell.
  @Test func `a disk that lies about syncing is found out`() throws {
    var isFoundOut = false
    for seed in 1...40 where !isFoundOut {
      let run = try DeskRun(seed: seed, isLying: true)
      do {
        try run.run()
        isFoundOut = !run.problems.isEmpty
      } catch {
        isFoundOut = true
      }
    }
    #expect(isFoundOut)
  }
}
