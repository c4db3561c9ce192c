internal import HosoDomain
internal import HosoState

extension Caller {
  /// Whether an endpoint is one the key reaches: an agency's own, or anybody's.
  func maySee(_ endpoint: Endpoint) -> Bool {
    switch reach {
    case .everything: true
    case .agency(let own):
      endpoint.filter.agencies.map { agencies in
        !agencies.isEmpty && agencies.allSatisfy { $0.isAtOrBelow(own) }
      } ?? false
    case .office, .province: false
    }
  }

  /// Endpoints that the key reaches, a page of them in the order in which they were added.
  ///
  /// - Parameter after: The id of the last one of the page before.
  /// - Returns: The page, and its last endpoint if there may be more behind it.
  /// - Throws: A problem if that is no id, or there is no such endpoint.
  func endpoints(
    in store: DeliveryStore, after: String?, limit: Int
  ) throws -> (endpoints: [Endpoint], last: EndpointID?) {
    var place: EndpointID?
    if let after {
      guard let id = EndpointID(after) else { throw Problem.badCursor("after") }
      place = try EndpointRoutes.find(id, self, in: store).id
    }
    let found =
      switch reach {
      case .everything: try store.endpoints(after: place, limit: limit + 1)
      case .agency(let own): try store.endpoints(after: place, limit: limit + 1, under: own)
      case .office, .province: [Endpoint]()
      }
    let page = found.prefix(limit)
    return (page.filter(maySee), found.count > limit ? page.last?.id : nil)
  }
}
