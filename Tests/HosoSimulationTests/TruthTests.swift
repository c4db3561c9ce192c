import HosoDomain
import HosoSimulation
import Testing

@Suite("What a history says about itself")
struct TruthTests {
  @Test func `the truth is what a recount of the lines finds`() throws {
    for history in [try Histories.tenThousandth.get(), try Histories.thousandth.get()] {
      for quarter in history.truth.quarters {
        let counted = try #require(history.recount.quarters[quarter.label])
        var told = CountedQuarter(
          entered: quarter.entered, pickups: quarter.pickups, deliveries: quarter.deliveries,
          returns: quarter.returns, closedDelivered: quarter.closedDelivered,
          early: quarter.early, onTime: quarter.onTime, late: quarter.late, noDue: quarter.noDue)
        for (province, legs) in quarter.provinces {
          told.legsByProvince[province.text] = legs.pickups + legs.returns
        }
        #expect(told == counted, "\(quarter.label)")
        #expect(quarter.resolved == counted.early + counted.onTime + counted.late + counted.noDue)
      }
      #expect(history.truth.events == history.lines.count)
      #expect(history.plan.eventCount == history.lines.count)
    }
  }

  @Test func `every dossier with an event has an entry`() throws {
    #expect(try Histories.thousandth.get().recount.orphans == 0)
  }

  @Test func `a quarter opens with what the one before left open`() throws {
    let quarters = try Histories.thousandth.get().truth.quarters
    #expect(quarters.first?.opening == 0)
    for (before, quarter) in zip(quarters, quarters.dropFirst()) {
      #expect(quarter.opening == before.closing)
      #expect(quarter.closing > 0)
    }
  }

  @Test func `in the last quarter 95.8 % are on time, whatever the scale`() throws {
    for history in [try Histories.tenThousandth.get(), try Histories.thousandth.get()] {
      let last = try #require(history.recount.quarters["2020-Q1"])
      #expect(TruthTests.onTimeText(last) == "95.8")
    }
    for seed in 100..<120 as Range<UInt64> {
      let history = try History(scale: "0.0001", seed: seed)
      let last = try #require(history.truth.quarters.last)
      let inTime = Int64(last.early + last.onTime)
      #expect(
        percentText(numerator: inTime, denominator: inTime + Int64(last.late), decimals: 1)
          == "95.8")
    }
  }

  @Test func `before that 93 to 96 % are`() throws {
    let history = try Histories.thousandth.get()
    for (label, quarter) in history.recount.quarters {
      let text = TruthTests.onTimeText(quarter) ?? ""
      #expect(("93.0"..."96.0").contains(text), "\(label)")
    }
  }

  static func onTimeText(_ quarter: CountedQuarter) -> String? {
    let inTime = Int64(quarter.early + quarter.onTime)
    return percentText(numerator: inTime, denominator: inTime + Int64(quarter.late), decimals: 1)
  }
}
