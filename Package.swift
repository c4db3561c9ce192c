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
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-structured-headers.git", from: "1.7.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CBuildDate"),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CPaper", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CAPIDescription", exclude: ["documents"]),
    .target(
      name: "HosoDomain", resources: [.embedInCode("Data")], swiftSettings: settings),
    .target(name: "HosoCrypto", dependencies: ["CCrypto"], swiftSettings: settings),
    .target(name: "HosoSQLite", dependencies: ["CSQLite"], swiftSettings: settings),
    .target(
      name: "HosoLedger", dependencies: ["HosoDomain", "HosoSQLite", "HosoCrypto"],
      swiftSettings: settings),
    .target(
      name: "HosoProjections",
      dependencies: ["HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto"],
      swiftSettings: settings),
    .target(
      name: "HosoExports",
      dependencies: [
        "HosoDomain", "HosoLedger", "HosoProjections", "HosoCrypto", "HosoPages", "HosoPapers",
        "CXLSXWriter",
      ],
      swiftSettings: settings),
    .target(
      name: "HosoPages", dependencies: ["HosoDomain", "HosoCrypto", "CZint"],
      swiftSettings: settings),
    .target(
      name: "HosoPapers", dependencies: ["HosoDomain", "HosoPages", "CPaper"],
      swiftSettings: settings),
    .target(name: "HosoSimulation", dependencies: ["HosoDomain"], swiftSettings: settings),
    .target(name: "HosoEgress", dependencies: ["HosoCrypto", "CCurl"], swiftSettings: settings),
    .target(
      name: "HosoSigning",
      dependencies: [
        "HosoCrypto",
        .product(name: "RawStructuredFieldValues", package: "swift-http-structured-headers"),
      ],
      swiftSettings: settings),
    .target(
      name: "HosoState",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoEgress", "HosoSigning",
      ],
      swiftSettings: settings),
    .target(
      name: "HosoWebhooks",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoEgress", "HosoSigning",
        "HosoState",
      ],
      swiftSettings: settings),
    .target(
      name: "HosoWords",
      dependencies: ["HosoDomain", "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState"],
      swiftSettings: settings),
    .target(
      name: "HosoServer",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoExports",
        "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState", "HosoWebhooks", "HosoWords",
        "HosoPages", "CAPIDescription",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "hoso",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoProjections", "HosoExports",
        "HosoSimulation", "HosoCrypto", "HosoEgress", "HosoSigning", "HosoState", "HosoWebhooks",
        "HosoWords", "HosoPages", "HosoPapers", "HosoServer", "CBuildDate",
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
      dependencies: [
        "HosoDomain", "HosoLedger", "HosoCrypto", "HosoProjections", "HosoPages", "HosoExports",
      ],
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
      dependencies: [
        "hoso", "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(name: "TidyTests", swiftSettings: settings),
    .testTarget(
      name: "HosoCryptoTests", dependencies: ["HosoCrypto"], swiftSettings: settings),
    .testTarget(
      name: "HosoEgressTests", dependencies: ["HosoCrypto", "HosoEgress", "HosoTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "HosoSigningTests",
      dependencies: [
        "HosoCrypto", "HosoSigning", "HosoTesting",
        .product(name: "RawStructuredFieldValues", package: "swift-http-structured-headers"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoStateTests",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoSigning", "HosoState",
        "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoWebhooksTests",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoEgress", "HosoSigning",
        "HosoState", "HosoWebhooks", "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoServerTests",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoProjections", "HosoEgress",
        "HosoExports", "HosoSigning", "HosoState", "HosoWebhooks", "HosoWords", "HosoPages",
        "HosoServer", "HosoTesting",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FiguresTests",
      dependencies: [
        "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoProjections", "HosoState",
        "HosoWebhooks", "HosoTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "HosoLedgerTests",
      dependencies: [
        "CSQLite", "HosoDomain", "HosoSQLite", "HosoLedger", "HosoCrypto", "HosoTesting",
      ],
      swiftSettings: settings),
  ]
)
