import HosoDomain
import HosoLedger
import HosoProjections
import Testing

@Suite("Every cell that changed between two publications")
struct RevisionTests {
  private static let first = "2020-03-05 08:12"
  private static let t1 = "2020-04-01 00:00"
  private static let t2 = "2020-05-01 00:00"
  private static let between = "2020-04-10 09:00"
  private let quarter: Period
  private let provinces: Provinces

  init() throws {
    quarter = try Period.parse("2020Q1", calendar: .calendar)
    provinces = try Provinces.bundled()
  }

  private func cells(_ book: Book) throws -> [RevisedCell] {
    try Views.inMemory(book.reader()).revision(
      of: quarter, from: Book.known(Self.t1), to: Book.known(Self.t2), provinces: provinces
    ).cells
  }

  private func causes(_ cell: RevisedCell) -> [String] {
    cell.changes.map { "\($0.sign) \($0.cause.rawValue) \($0.causes.map(\.number))" }
  }

  @Test func `a pickup that came late shows at every level, with its event`() throws {
    let book = try Book()
    try book.add(.dossierPickedUp, "2020-03-20 08:00", code: "BN2020/01", recorded: Self.between)
    let cells = try cells(book).filter { $0.count == .pickups }
    #expect(cells.map(\.level) == FigureLevel.allCases)
    #expect(
      cells.map(\.group) == [
        [], ["01"], ["unknown"], ["unknown"], ["01", "unknown", "unknown"],
      ])
    for cell in cells {
      #expect([cell.old, cell.new] == [0, 1] && causes(cell) == ["1 late [1]"])
    }
  }

  @Test func `a dossier put into another province changes the provinces, not the nation`() throws {
    let book = try Book()
    let id = try book.add(
      .dossierPickedUp, Self.first, code: "EE123456785VN", recorded: "2020-03-05 08:13")
    try book.correct(.eventAmended, id, recorded: Self.between) {
      $0.province = try? ProvinceCode("48")
    }
    let cells = try cells(book).filter { $0.count == .pickups }
    #expect(cells.map(\.level) == [.province, .province, .leaf, .leaf])
    #expect(cells.map { $0.new - $0.old } == [-1, 1, -1, 1])
    #expect(cells.flatMap(causes) == ["-1", "1", "-1", "1"].map { $0 + " amended [2]" })
  }

  @Test func `what was recorded about another period changes no cell`() throws {
    let book = try Book()
    try book.add(
      .dossierPickedUp, Self.first, code: "EE123456785VN", recorded: "2020-03-05 08:13")
    try book.add(
      .resultReturned, "2020-04-05 10:00", code: "EE123456785VN", recorded: Self.between)
    #expect(try cells(book).isEmpty)
  }

  @Test(arguments: 1...40)
  func `the causes of each cell come to its change, and are those of a question about it alone`(
    seed: Int
  ) throws {
    let tangle = try Tangle(seed: seed)
    let book = try Book(tangle)
    let moments = tangle.commits.map(\.recordedAt)
    let from = moments[moments.count / 3]
    let to = RecordedAt(microseconds: (moments.last?.microseconds ?? 0) + 1)
    let explainer = Explainer(try book.reader(), provinces: provinces, partLength: 3)
    let revision = try Views.inMemory(book.reader()).revision(
      of: quarter, from: from, to: to, provinces: provinces)
    for cell in revision.cells {
      let group = Dictionary(uniqueKeysWithValues: zip(cell.level.groupings, cell.group))
      let query = CountQuery(terms: cell.count.terms, period: quarter, group: group)
      let alone = try explainer.difference(query, from: from, to: to)
      #expect(cell.new - cell.old == Int64(alone.sum))
      for cause in ChangeCause.allCases {
        #expect(cell.sum(of: cause) == Int64(alone.sum(of: cause)), "\(cell) \(cause)")
      }
    }
  }
}
