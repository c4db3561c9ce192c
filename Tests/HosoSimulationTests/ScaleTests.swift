import HosoSimulation
import Testing

@Suite("The scale of a history")
struct ScaleTests {
  @Test(arguments: [
    ("1", 1_000_000, "1"), ("1.0", 1_000_000, "1"), ("0.01", 10_000, "0.01"),
    ("0.0100", 10_000, "0.01"), ("0.0001", 100, "0.0001"), ("00.5", 500_000, "0.5"),
    ("0.123456", 123_456, "0.123456"),
  ])
  func `a decimal is read exactly and printed at its shortest`(
    text: String, millionths: Int, shortest: String
  ) throws {
    let scale = try Scale(text)
    #expect(scale.millionths == millionths)
    #expect(scale.text == shortest)
  }

  @Test(arguments: [
    "", ".", "0.", ".5", "1e-2", "-0.1", "+1", "0,01", "0.1234567", "1/100", " 0.1", "٠.١",
    "1234567890",
  ])
  func `what is no plain decimal is no scale`(text: String) {
    #expect(throws: SimulationFault.notAScale(text: text, decimals: 6)) { try Scale(text) }
  }

  @Test(arguments: ["0", "0.0", "0.00009", "1.000001", "2"])
  func `a scale outside 0.0001 to 1 is refused`(text: String) {
    #expect(throws: SimulationFault.scaleOutOfRange(text: text)) { try Scale(text) }
  }
}
