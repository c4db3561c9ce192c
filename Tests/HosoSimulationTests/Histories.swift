import HosoDomain
import HosoSimulation

/// A history in memory.
struct History {
  var bytes: [UInt8]
  var chunks: [[UInt8]]
  var truth: SimulationTruth
  var plan: SimulationPlan

  init(scale: String, seed: UInt64) throws {
    plan = try SimulationPlan(scale: Scale(scale), seed: seed, calendar: .bundled())
    var chunks: [[UInt8]] = []
    truth = plan.write(to: { chunk in chunks.append(chunk) })
    self.chunks = chunks
    bytes = chunks.reduce(into: []) { $0 += $1 }
  }

  var lines: [Line] {
    bytes.split(separator: UInt8(ascii: "\n")).map(Line.init)
  }
}

/// Histories that several suites look at, made once.
enum Histories {
  static let tenThousandth = Result { try ReadHistory(scale: "0.0001", seed: 7) }
  static let thousandth = Result { try ReadHistory(scale: "0.001", seed: 7) }
}

/// A history with its lines read and counted.
struct ReadHistory: Sendable {
  let truth: SimulationTruth
  let plan: SimulationPlan
  let lines: [Line]
  let recount: Recount

  init(scale: String, seed: UInt64) throws {
    let history = try History(scale: scale, seed: seed)
    truth = history.truth
    plan = history.plan
    lines = history.lines
    recount = Recount(lines)
  }
}

/// A realistic history in memory.
struct RealisticHistory: Sendable {
  let bytes: [UInt8]
  let truth: HistoryTruth
  let plan: SimulationPlan

  init(scale: String, seed: UInt64) throws {
    plan = try SimulationPlan(scale: Scale(scale), seed: seed, calendar: .bundled())
    var bytes: [UInt8] = []
    truth = plan.writeRealistic(to: { chunk in bytes += chunk })
    self.bytes = bytes
  }

  var json: [UInt8] { truth.json(scale: plan.scale, seed: plan.seed, isRealistic: true) }
}
