import ArgumentParser
import Glibc
import HosoDomain
import HosoSimulation

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: say(
      "Sinh lịch sử giả định của cả nước (2017Q1–2020Q1) dạng NDJSON.",
      "Write a made-up national history (2017Q1–2020Q1) as NDJSON."),
    discussion: say(
      """
      Khối lượng theo đúng tỉ lệ số liệu đã công bố; cùng --scale và --seed thì cùng từng byte.

      Ví dụ:
        hoso simulate --scale 0.01 --seed 7 > lich-su.ndjson
        hoso simulate --scale 0.001 | hoso import - --backfill
      """,
      """
      Volumes are in exact proportion to the published figures; the same --scale and --seed give
      the same bytes.

      Examples:
        hoso simulate --scale 0.01 --seed 7 > history.ndjson
        hoso simulate --scale 0.001 | hoso import - --backfill
      """))

  @Option(
    help: ArgumentHelp(
      say("Phần của cả nước, 0.0001 đến 1.", "Share of the nation, 0.0001 to 1."),
      valueName: "share"))
  var scale = "0.01"

  @Option(help: ArgumentHelp(say("Số gieo.", "Seed."), valueName: "number"))
  var seed: UInt64 = 7

  @Option(help: ArgumentHelp(say("Ngôn ngữ: vi hoặc en.", "Language: vi or en.")))
  var lang: String?

  func run() throws {
    try reporting {
      let plan: SimulationPlan
      do {
        plan = try SimulationPlan(
          scale: Scale(scale), seed: seed, calendar: WorkingCalendar.bundled())
      } catch let fault as SimulationFault {
        throw Failure(.usage, SimulationWords.sentence(fault))
      }
      let progress = ProgressLine(say("Đang sinh", "Writing"), isQuiet: Terminal.outputIsTerminal)
      defer { progress.clear() }
      let unit = say("sự kiện", "events")
      _ = try plan.write(
        progress: { progress.show(Int64($0), of: Int64($1), unit: unit) },
        to: { bytes throws(Failure) in
          guard Terminal.tryOut(bytes) else {
            throw Failure(.inputOutput, say("Không ghi ra được.", "The output cannot be written."))
          }
        })
    }
  }
}
