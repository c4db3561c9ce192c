import Testing

/// Who may speak to the databases, and how.
enum Storage {
  private static let sqlTargets = [
    "Sources/HosoSQLite/", "Sources/HosoLedger/", "Sources/HosoProjections/",
    "Sources/HosoState/",
  ]
  private static let sqlWords = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE TABLE", "DROP", "PRAGMA", "BEGIN IMMEDIATE",
  ]

  static func strayedSQL(_ file: SwiftFile) -> [Finding] {
    guard file.path.hasPrefix("Sources/"), !sqlTargets.contains(where: file.path.hasPrefix) else {
      return []
    }
    return file.literals.enumerated().compactMap { index, line in
      sqlWords.first(where: line.mentions).map {
        Finding(
          path: file.path, line: index + 1,
          what: "\($0): SQL stays in the storage targets")
      }
    }
  }

  /// Each file of a ledger is opened for writing by one type.
  private static let writers: Set = [
    "Sources/HosoLedger/Writing/LedgerWriter.swift",
    "Sources/HosoProjections/Derived/DerivedFile.swift",
    "Sources/HosoSQLite/Connection.swift", "Sources/HosoState/Feed/FeedIndex.swift",
    "Sources/HosoState/Store/DeliveryStore.swift",
  ]

  static func strayedWriters(_ file: SwiftFile) -> [Finding] {
    guard file.path.hasPrefix("Sources/"), !writers.contains(file.path) else { return [] }
    return file.findings { line in
      [".readWrite", "access: .create"].first(where: line.contains).map {
        "\($0): only LedgerWriter, DerivedFile, FeedIndex and DeliveryStore write files"
      }
    }
  }

  /// What makes and moves files, and where that is done.
  private static let fileWords = [
    "O_CREAT", "O_TMPFILE", "rename(", "renameat(", "renameat2", "linkat(", "fsync(", "mkdir(",
  ]

  /// Locks are files that nothing is written to; their place is beside what they guard.
  private static let locks: Set = [
    "Sources/HosoLedger/Writing/WriterLock.swift",
    "Sources/HosoState/Deliveries/DeliveryTurn.swift",
  ]

  static func strayedFiles(_ file: SwiftFile) -> [Finding] {
    guard file.path.hasPrefix("Sources/"), !file.path.hasPrefix("Sources/HosoLedger/Files/"),
      !locks.contains(file.path)
    else { return [] }
    return file.findings { line in
      fileWords.first(where: line.mentions).map {
        "\($0) is for Folder and OutputFile in HosoLedger/Files"
      }
    }
  }

  /// Facts are only ever added.
  static func changedFacts(_ file: SwiftFile) -> [Finding] {
    guard file.path.hasPrefix("Sources/") else { return [] }
    let statements = [
      "UPDATE event", "DELETE FROM event", "REPLACE INTO event", "DROP TABLE", "DROP TRIGGER",
    ]
    return file.literals.enumerated().compactMap { index, line in
      statements.first(where: line.mentions).map {
        Finding(path: file.path, line: index + 1, what: "\($0): facts are only ever added")
      }
    }
  }
}

@Suite("Who speaks to the databases")
struct StorageTests {
  private static let files = SourceTree.swift(under: "Sources/")

  @Test func `SQL stays in the four storage targets`() {
    expectTidy(StorageTests.files.flatMap(Storage.strayedSQL))
  }

  @Test func `only the ledger's writer and the views open a file for writing`() {
    expectTidy(StorageTests.files.flatMap(Storage.strayedWriters))
  }

  @Test func `whole files are made, moved and synced in one place`() {
    expectTidy(StorageTests.files.flatMap(Storage.strayedFiles))
  }

  @Test func `a file that is made elsewhere is found`() {
    let text = "open(path, O_WRONLY | O_CREAT)\nrename(draft, path)\nfdatasync(lock)\n"
    let found = Storage.strayedFiles(SwiftFile(path: "Sources/hoso/X.swift", text))
    #expect(found.map(\.line) == [1, 2])
    #expect(
      Storage.strayedFiles(SwiftFile(path: "Sources/HosoLedger/Files/X.swift", text)).isEmpty)
  }

  @Test func `nothing changes or deletes an event`() {
    expectTidy(StorageTests.files.flatMap(Storage.changedFacts))
  }

  @Test func `SQL outside its targets is found`() {
    let text = "run(\"SELECT 1\")\nrun(\"\"\"\n  UPDATE head SET a=1\n  \"\"\")\n"
    #expect(
      Storage.strayedSQL(SwiftFile(path: "Sources/hoso/X.swift", text)).map(\.line) == [1, 3])
    #expect(Storage.strayedSQL(SwiftFile(path: "Sources/HosoLedger/X.swift", text)).isEmpty)
  }

  @Test func `another writer is found`() {
    let text = "try Connection(path: a, access: .readWrite)\n"
    #expect(Storage.strayedWriters(SwiftFile(path: "Sources/hoso/X.swift", text)).count == 1)
  }

  @Test func `a changed fact is found`() {
    let text = "run(\"UPDATE event SET bytes=?1\")\nrun(\"UPDATE event_count SET a=1\")\n"
    #expect(
      Storage.changedFacts(SwiftFile(path: "Sources/HosoLedger/X.swift", text)).map(\.line) == [1])
  }
}
