import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting
import Testing

@Suite("Messy histories, counted by the words of the contract")
struct ModelTests {
  @Test(arguments: Seeds.parts(Seeds.all(orElse: 4_000)))
  func `every figure is what the words of the contract say`(seeds: [Int]) throws {
    let provinces = try Provinces.bundled()
    for seed in seeds {
      let history = try MessyHistory(seed: seed)
      var chance = Chance(seed: ~seed)
      let ledger = try ScratchLedger()
      try ledger.record(history.commits)
      let views = try Views.open(ledger.reader())
      for cutoff in Questions.cutoffs(of: history, &chance) {
        let model = NaiveModel(history.known(before: cutoff))
        for query in try Questions.some(of: seed, cutoff: cutoff, &chance) {
          let product = FigureTable(try views.figures(query, provinces: provinces))
          let words = model.table(query, provinces: provinces)
          guard history.check(product, equals: words, query) else { return }
        }
      }
    }
  }
}
