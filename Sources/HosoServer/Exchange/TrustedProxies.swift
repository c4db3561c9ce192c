internal import HosoEgress
internal import HosoWebhooks

/// The proxies that are believed when they say for whom they ask.
struct TrustedProxies: Sendable {
  let networks: [IPNetwork]

  /// Addresses of a chain of proxies that are gone through.
  private static let chainMax = 16

  func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

  /// Who asks: the peer, or whom a trusted proxy asks for.
  ///
  /// Each proxy adds the address it saw at the end, so the last one that is no trusted proxy's is
  /// the asker's; whatever stands before it, the asker may have written.
  ///
  /// - Parameter forwarded: `X-Forwarded-For`, its lines joined by commas.
  func asker(peer: String, forwarded: String?) -> String {
    guard var asker = IPAddress(peer) else { return peer }
    let chain = forwarded?.split(separator: ",").suffix(TrustedProxies.chainMax) ?? []
    for text in chain.reversed() {
      guard contains(asker) else { break }
      guard let address = IPAddress(text.filter { $0 != " " && $0 != "\t" }) else { break }
      asker = address
    }
    return asker.description
  }

  /// Against whom connections of an address are counted; nil if it is a trusted proxy's, since many
  /// share it.
  func limitedOwner(_ peer: String?) -> String? {
    guard let peer, let address = IPAddress(peer) else { return peer }
    return contains(address) ? nil : Gate.network(of: address.description)
  }
}
