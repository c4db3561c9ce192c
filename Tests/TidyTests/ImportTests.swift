import Foundation
import Testing

/// Which target may use which: one direction, no cycles.
///
/// What is not here is forbidden.
enum Arrows {
  /// By target, what its Package.swift entry names and its files may import.
  static let byTarget: [String: Set<String>] = [
    "HosoDomain": [],
    "HosoCrypto": ["CCrypto"],
    "HosoSQLite": ["CSQLite"],
    "HosoLedger": ["HosoDomain", "HosoSQLite", "HosoCrypto"],
    "HosoProjections": ["HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto"],
    "HosoPages": ["HosoDomain", "HosoCrypto", "CZint"],
    "HosoPapers": ["HosoDomain", "HosoPages", "CPaper"],
    "HosoExports": [
      "HosoDomain", "HosoLedger", "HosoProjections", "HosoCrypto", "HosoPages", "HosoPapers",
      "CXLSXWriter",
    ],
    "HosoSimulation": ["HosoDomain"],
    "HosoEgress": ["HosoCrypto", "CCurl"],
    "HosoSigning": ["HosoCrypto", "RawStructuredFieldValues"],
    "HosoState": [
      "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoEgress", "HosoSigning",
    ],
    "HosoWebhooks": [
      "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoEgress", "HosoSigning",
      "HosoState",
    ],
    "HosoWords": ["HosoDomain", "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState"],
    "HosoServer": [
      "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoExports",
      "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState", "HosoWebhooks", "HosoWords",
      "HosoPages", "CAPIDescription",
      "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "NIOCore",
      "NIOPosix", "NIOSSL", "HTTPTypes", "Logging",
    ],
    "hoso": [
      "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoExports",
      "HosoSimulation", "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState", "HosoWebhooks",
      "HosoWords", "HosoPages", "HosoPapers", "HosoServer", "CBuildDate", "ArgumentParser",
    ],
    "HosoTesting": ["HosoDomain", "HosoLedger"],
  ]

  /// Targets written in C, which import nothing.
  static let inC: Set = ["CBuildDate", "CCurl", "CPaper", "CAPIDescription"]

  /// Targets that talk to the operating system themselves.
  static let mayImportGlibc: Set = [
    "HosoLedger", "HosoProjections", "HosoExports", "HosoEgress", "HosoState", "HosoWebhooks",
    "HosoWords", "HosoServer", "hoso", "HosoTesting",
  ]

  /// Targets with threads of their own, which share values through a Mutex.
  static let mayImportSynchronization: Set = [
    "HosoEgress", "HosoWebhooks", "HosoServer", "hoso", "HosoTesting",
  ]

  static func folder(of target: String) -> String {
    target == "HosoTesting" ? "Tests/HosoTesting/" : "Sources/\(target)/"
  }

  static func findings(in file: SwiftFile, of target: String) -> [Finding] {
    var allowed = byTarget[target] ?? []
    if mayImportGlibc.contains(target) { allowed.insert("Glibc") }
    if mayImportSynchronization.contains(target) { allowed.insert("Synchronization") }
    if target == "HosoTesting" { allowed.formUnion(["Foundation", "Testing"]) }
    return file.findings { line in
      guard let (module, isPublic) = imported(line) else { return nil }
      if !allowed.contains(module) {
        let list = allowed.sorted().joined(separator: ", ")
        return "\(target) may not import \(module); it may import \(list.isEmpty ? "-" : list)"
      }
      return isPublic && !module.hasPrefix("Hoso") && module != "Testing"
        ? "public import \(module) leaks a dependency; use a plain import" : nil
    }
  }

  /// Modules of ours that a test imports without its target depending on them: whether it builds
  /// then depends on what happens to be built before.
  static func undeclared(in file: SwiftFile, declared: Set<String>) -> [Finding] {
    file.findings { line in
      guard let (module, _) = imported(line), module.lowercased().hasPrefix("hoso"),
        !declared.contains(module)
      else { return nil }
      return "Package.swift does not say that this target depends on \(module)"
    }
  }

  /// The module a line imports, and whether it hands it on.
  private static func imported(_ line: Substring) -> (module: String, isPublic: Bool)? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
      words[..<place].allSatisfy({ $0.hasPrefix("@") || levels.contains(String($0)) })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "let", "var"]
    let name = words[(place + 1)...].first { !kinds.contains($0) } ?? ""
    return (String(name.prefix { $0 != "." }), words.contains("public"))
  }

  private static let levels: Set = ["public", "package", "internal", "fileprivate", "private"]
}

/// The targets a manifest declares, with what each depends on.
enum Manifest {
  static func dependencies(_ manifest: SwiftFile) -> [String: Set<String>] {
    var targets: [String: Set<String>] = [:]
    var kind = ""
    var name: String?
    var isInList = false
    for (code, literal) in zip(manifest.code, manifest.file.lines) {
      for start in [".systemLibrary(", ".target(", ".executableTarget(", ".testTarget("]
      where code.contains(start) {
        (kind, name) = (start, nil)
      }
      guard !kind.isEmpty else { continue }
      if name == nil, let found = value("name:", in: literal).first {
        name = found
        if kind != ".systemLibrary(" { targets[found] = [] }
      }
      guard let name, kind != ".systemLibrary(" else { continue }
      if code.contains("dependencies:") { isInList = true }
      guard isInList else { continue }
      targets[name]?.formUnion(dependencies(in: literal))
      if code.contains("]") { isInList = false }
    }
    return targets
  }

  private static func dependencies(in line: Substring) -> [String] {
    if line.contains(".product(") { return Array(value("name:", in: line).prefix(1)) }
    guard let start = line.firstRange(of: "dependencies:")?.upperBound else {
      return value("", in: line)
    }
    return value("", in: line[start...].prefix { $0 != "]" })
  }

  /// The quoted texts after a label.
  private static func value(_ label: String, in line: Substring) -> [String] {
    let start = label.isEmpty ? line.startIndex : line.firstRange(of: label)?.upperBound
    guard let start else { return [] }
    return line[start...].split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

@Suite("Who may import whom")
struct ImportTests {
  @Test func `every file imports only what its target may`() {
    expectTidy(
      Arrows.byTarget.keys.sorted().flatMap { target in
        SourceTree.swift(under: Arrows.folder(of: target))
          .flatMap { Arrows.findings(in: $0, of: target) }
      })
  }

  @Test func `every folder of sources is in the table`() {
    let folders = SourceTree.paths.compactMap { path -> String? in
      let parts = path.split(separator: "/")
      return parts.first == "Sources" && path.hasSuffix(".swift") ? String(parts[1]) : nil
    }
    #expect(Set(folders) == Set(Arrows.byTarget.keys).subtracting(["HosoTesting"]))
  }

  @Test func `Package.swift draws the arrows of the table`() throws {
    let file = try #require(SourceTree.texts.first { $0.path == "Package.swift" })
    let declared = Manifest.dependencies(SwiftFile(file))
    for (target, allowed) in Arrows.byTarget {
      #expect(declared[target] == allowed, "\(target)")
    }
    let shipped = declared.keys.filter { !$0.hasSuffix("Tests") }
    #expect(Set(shipped) == Set(Arrows.byTarget.keys).union(Arrows.inC))
  }

  @Test func `no suite imports what its target does not depend on`() throws {
    let manifest = try #require(SourceTree.texts.first { $0.path == "Package.swift" })
    let declared = Manifest.dependencies(SwiftFile(manifest))
    expectTidy(
      declared.keys.filter { $0.hasSuffix("Tests") }.sorted().flatMap { target in
        SourceTree.swift(under: "Tests/\(target)/")
          .flatMap { Arrows.undeclared(in: $0, declared: declared[target] ?? []) }
      })
  }

  @Test func `a module that the target does not depend on is found`() {
    let file = SwiftFile(
      path: "Tests/ATests/X.swift", "import Testing\n@testable import HosoB\nimport HosoA\n")
    #expect(Arrows.undeclared(in: file, declared: ["HosoA"]).map(\.line) == [2])
  }

  @Test(arguments: [
    "import Foundation", "@testable import HosoLedger", "internal import struct Glibc.stat",
  ])
  func `a forbidden import is found`(line: String) {
    let file = SwiftFile(path: "Sources/HosoDomain/X.swift", "// Why.\n\(line)\n")
    #expect(Arrows.findings(in: file, of: "HosoDomain").map(\.line) == [2])
  }

  @Test func `a leaked C library is found`() {
    let file = SwiftFile(path: "Sources/HosoSQLite/X.swift", "public import CSQLite\n")
    #expect(Arrows.findings(in: file, of: "HosoSQLite").count == 1)
  }

  @Test func `a manifest is read with its products and broken lines`() {
    let manifest = SwiftFile(
      path: "Package.swift",
      """
      .target(name: "A", dependencies: ["B", "C"], swiftSettings: settings),
      .systemLibrary(name: "S", providers: [.apt(["x"])]),
      .executableTarget(
        name: "d",
        dependencies: [
          "A",
          .product(name: "P", package: "p"),
        ],
        swiftSettings: settings),
      """)
    #expect(Manifest.dependencies(manifest) == ["A": ["B", "C"], "d": ["A", "P"]])
  }
}
