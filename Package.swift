// swift-tools-version: 6.2
import PackageDescription

// Every Swift target is built with the same settings, so a file means the same thing wherever
// it is moved.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// The arrows between targets are fixed by docs/architecture.md and checked by TidyTests.
let package = Package(
  name: "hoso",
  products: [.executable(name: "hoso", targets: ["hoso"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "HosoDomain", resources: [.embedInCode("Data")], swiftSettings: settings),
    .target(name: "HosoSQLite", dependencies: ["CSQLite"], swiftSettings: settings),
    .target(
      name: "HosoLedger", dependencies: ["HosoDomain", "HosoSQLite", "CCrypto"],
      swiftSettings: settings),
    .target(
      name: "HosoProjections", dependencies: ["HosoDomain", "HosoSQLite", "HosoLedger"],
      swiftSettings: settings),
    .target(
      name: "HosoExports", dependencies: ["HosoDomain", "HosoProjections", "CCrypto"],
      swiftSettings: settings),
    .target(name: "HosoSimulation", dependencies: ["HosoDomain"], swiftSettings: settings),
    .executableTarget(
      name: "hoso",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoExports",
        "HosoSimulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(name: "HosoDomainTests", dependencies: ["HosoDomain"], swiftSettings: settings),
    .testTarget(
      name: "HosoSimulationTests",
      dependencies: [
        "HosoDomain", "HosoLedger", "HosoProjections", "HosoSimulation", "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoProjectionsTests",
      dependencies: ["HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections"],
      swiftSettings: settings),
    .testTarget(
      name: "HosoExportsTests",
      dependencies: ["HosoDomain", "HosoLedger", "HosoProjections", "HosoExports"],
      swiftSettings: settings),
    .testTarget(
      name: "ExplainTests",
      dependencies: [
        "HosoDomain", "HosoLedger", "HosoProjections", "HosoExports", "HosoSimulation",
      ],
      swiftSettings: settings),
    .target(
      name: "HosoTesting", dependencies: ["HosoDomain", "HosoLedger"], path: "Tests/HosoTesting",
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["hoso", "HosoDomain", "HosoSQLite", "HosoLedger", "HosoTesting"],
      swiftSettings: settings),
    .testTarget(name: "TidyTests", swiftSettings: settings),
    .testTarget(
      name: "FiguresTests",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoLedgerTests",
      dependencies: ["HosoDomain", "HosoSQLite", "HosoLedger", "HosoTesting"],
      swiftSettings: settings),
  ]
)
