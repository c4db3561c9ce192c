import ArgumentParser
import HosoLedger
internal import HosoState
import HosoWebhooks
internal import HosoWords

/// Names one endpoint: its id, the beginning of its id, or its name, as long as it is the only one.
struct EndpointChoice: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      say(
        "Mã điểm nhận (ep_…), phần đầu của mã, hoặc tên.",
        "The endpoint's id (ep_…), its beginning, or its name."), valueName: "endpoint"))
  var endpoint: String

  func find(in store: DeliveryStore, includingArchived: Bool = false) throws -> Endpoint {
    let all = try store.endpoints(includingArchived: includingArchived)
    if let exact = all.first(where: { $0.id.text == endpoint }) { return exact }
    let found = all.filter { candidate in
      candidate.name == endpoint
        || endpoint.utf8.count >= EndpointChoice.prefixBytesMin
          && candidate.id.text.hasPrefix(endpoint)
    }
    let shown = CodeWords.shown(endpoint)
    guard let only = found.first else {
      throw Failure(
        .noInput,
        say(
          "Không có điểm nhận '\(shown)'. Xem: hoso webhook list",
          "There is no endpoint '\(shown)'. See: hoso webhook list"))
    }
    guard found.count == 1 else {
      let list = found.prefix(5).map(\.id.text).joined(separator: ", ")
      throw Failure(
        .usage,
        say(
          "'\(shown)' là tên của \(found.count) điểm nhận: \(list). Dùng mã.",
          "'\(shown)' names \(found.count) endpoints: \(list). Use the id."))
    }
    return only
  }

  /// `ep_` and three digits: shorter beginnings are typing mistakes.
  private static let prefixBytesMin = 6
}

extension LedgerOptions {
  /// The operational state beside the ledger: endpoints, attempts, keys.
  func deliveries() throws -> DeliveryStore {
    let store = try DeliveryStore(of: folder)
    // Signatures and keys are of the time that the ledger believes.
    SystemClock.follow(try LedgerReader(opening: folder).settings)
    return store
  }
}

extension Moment {
  static func now() -> Moment { Moment(SystemClock.now()) }
}
