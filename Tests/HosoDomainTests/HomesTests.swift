import HosoDomain
import Testing

@Suite("Where a voided event belongs")
struct HomesTests {
  /// Events of item numbers, told in the order in which they are recorded.
  private struct Book {
    var names = NameTable()
    var history = History()

    @discardableResult
    mutating func tell(
      _ type: EventType, _ code: UInt32, day: Int64, also alias: UInt32? = nil
    ) -> Int64 {
      let number = add(type, day: day) { $0.code = CodeIndex(number: code, isItem: true) }
      if let alias {
        history.links.append(
          CodeLink(event: number, code: CodeIndex(number: alias, isItem: true)))
      }
      return number
    }

    @discardableResult
    mutating func void(_ target: Int64) -> Int64 {
      add(.eventVoided, day: 0) { $0.target = target }
    }

    private mutating func add(
      _ type: EventType, day: Int64, _ fill: (inout EventFact) -> Void
    ) -> Int64 {
      let number = Int64(history.facts.count + 1)
      var fact = EventFact(
        number: number, type: type, occurredAt: OccurredAt(milliseconds: day * 86_400_000),
        source: names.index(of: "x"), sequence: UInt64(number))
      fill(&fact)
      history.facts.append(fact)
      return number
    }

    /// The first events of the dossiers that an event is with.
    func homes(of number: Int64) -> [Int64]? {
      let dossiers = history.dossiers(names: names)
      return history.homes(in: dossiers, names: names).dossiers[number]?
        .map { dossiers[$0][0].number }
    }
  }

  @Test func `it is with the dossier that used its code when it happened`() {
    var book = Book()
    let first = book.tell(.dossierPickedUp, 1, day: 0)
    let second = book.tell(.dossierPickedUp, 1, day: 500)
    for (day, home) in [(1, first), (499, first), (501, second)] {
      let scan = book.tell(.itemArrived, 1, day: Int64(day))
      book.void(scan)
      #expect(book.homes(of: scan) == [home])
    }
  }

  @Test func `when a dossier began under another code decides nothing`() {
    var book = Book()
    let older = book.tell(.dossierPickedUp, 2, day: -10)
    let first = book.tell(.dossierPickedUp, 1, day: 0)
    book.tell(.dossierPickedUp, 1, day: 500)
    // From day 500 on the number stands for what began under another one before all else.
    book.tell(.aliasLinked, 2, day: 501, also: 1)
    let scans = [1, 502].map { book.tell(.itemArrived, 1, day: $0) }
    for scan in scans { book.void(scan) }
    #expect(scans.map(book.homes) == [[first], [older]])
  }

  @Test func `what happened before any use of its code is with the first`() {
    var book = Book()
    let scan = book.tell(.itemArrived, 1, day: 0)
    let pickup = book.tell(.dossierPickedUp, 1, day: 3)
    book.void(scan)
    #expect(book.homes(of: scan) == [pickup])
  }

  @Test func `a voided link stays in the story of both`() {
    var book = Book()
    let left = book.tell(.dossierPickedUp, 1, day: 0)
    let right = book.tell(.dossierPickedUp, 2, day: 1)
    let link = book.tell(.aliasLinked, 2, day: 2, also: 1)
    book.void(link)
    #expect(book.homes(of: link) == [right, left])
  }

  @Test func `without an effective event of its codes it is with those of its first code`() {
    var book = Book()
    let scans = [book.tell(.itemArrived, 1, day: 5), book.tell(.itemDeparted, 1, day: 0, also: 2)]
    for scan in scans { book.void(scan) }
    let homes = book.history.homes(in: [], names: book.names)
    #expect(homes.dossiers.isEmpty)
    #expect(homes.strays.map { $0.map(\.number) } == [[2, 1]])
  }

  @Test func `corrections are about what the chain of them ends at`() {
    var book = Book()
    let scan = book.tell(.itemArrived, 1, day: 0)
    let void = book.void(scan)
    let second = book.void(void)
    let circle = book.void(5)
    book.void(circle)
    let unknown = book.void(99)
    let roots = book.history.correctionRoots
    #expect([scan, void, second].map { roots.root(of: $0) } == [scan, scan, scan])
    #expect(roots.root(of: circle) == nil)
    #expect(roots.root(of: unknown) == 99)
    #expect(roots.root(of: unknown, through: unknown) == nil)
  }
}
