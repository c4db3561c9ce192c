import ArgumentParser
import Glibc
import HosoDomain
import HosoLedger
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
        hoso simulate --scale 0.001 --seed 7 > lich-su.ndjson
        hoso simulate --scale 0.0001 | hoso import - --backfill
        hoso simulate --scale 0.0001 --realistic --truth truth.json > thuc-te.ndjson

      --realistic thêm mọi chuyện ngoài kế hoạch: quét trùng, huỷ, đính chính, tải lên muộn, gắn mã
      muộn, đồng hồ sai, thất lạc rồi tìm thấy, phát không thành công. Tổng số vẫn đúng từng đơn vị
      khi đã biết hết; --truth cho biết phải ra số nào, kể cả tại từng mốc chốt.
      """,
      """
      Volumes are in exact proportion to the published figures; the same --scale and --seed give
      the same bytes.

      Examples:
        hoso simulate --scale 0.001 --seed 7 > history.ndjson
        hoso simulate --scale 0.0001 | hoso import - --backfill
        hoso simulate --scale 0.0001 --realistic --truth truth.json > real.ndjson

      --realistic adds all that goes otherwise than planned: double scans, voids, amendments, late
      uploads and links, wrong clocks, losses and finds, failed attempts. Totals stay exact once
      everything is known; --truth tells what must come out, also at each cutoff on the way.
      """))

  @Option(
    help: ArgumentHelp(
      say("Phần của cả nước, 0.0001 đến 1.", "Share of the nation, 0.0001 to 1."),
      valueName: "share"))
  var scale = "0.01"

  @Option(help: ArgumentHelp(say("Số gieo.", "Seed."), valueName: "number"))
  var seed: UInt64 = 7

  @Flag(
    help: ArgumentHelp(
      say("Như thực tế, với mọi sai sót và chậm trễ.", "As in life, with faults and delays.")))
  var realistic = false

  @Option(
    help: ArgumentHelp(
      say("Ghi các số phải ra vào tệp JSON.", "Write the figures that must come out as JSON."),
      valueName: "file"))
  var truth: String?

  @Option(help: ArgumentHelp(OptionWords.language))
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
      // Opened first: whoever names a place that cannot be written to learns it at once.
      let file = try self.truth.map { try SimulateCommand.opened($0) }
      let truth = try write(plan)
      guard let file else { return }
      let json = truth().json(scale: plan.scale, seed: plan.seed, isRealistic: realistic)
      do throws(FileFault) {
        try file.write(json)
      } catch {
        throw Failure(.inputOutput, FileWords.sentence(error))
      }
    }
  }

  private static func opened(_ path: String) throws -> OutputFile {
    do throws(FileFault) {
      return try OutputFile(path, .anew, for: .others, followsLinks: true)
    } catch {
      throw Failure(.cannotCreate, FileWords.sentence(error))
    }
  }

  /// Writes the history; answers how to come by its truth.
  private func write(_ plan: SimulationPlan) throws -> () -> HistoryTruth {
    let progress = ProgressLine(say("Đang sinh", "Writing"), isQuiet: Terminal.outputIsTerminal)
    defer { progress.clear() }
    let sink = { (bytes: [UInt8]) throws(Failure) in
      guard Terminal.tryOut(bytes) else {
        throw Failure(.inputOutput, OptionWords.noOutput)
      }
    }
    guard realistic else {
      let unit = say("sự kiện", "events")
      _ = try plan.write(
        progress: { progress.show(Int64($0), of: Int64($1), unit: unit) }, to: sink)
      return { plan.plainTruth() }
    }
    let unit = say("ngày", "days")
    let truth = try plan.writeRealistic(
      progress: { progress.show(Int64($0), of: Int64($1), unit: unit) }, to: sink)
    return { truth }
  }
}
