/// At which level figures are published: the nation, its parts, or every combination of them.
public enum FigureLevel: String, CaseIterable, Hashable, Sendable {
  case nation
  case province
  case service
  case channel
  /// Province × service × channel.
  case leaf

  /// What tells the rows of the level apart.
  public var groupings: [Grouping] {
    switch self {
    case .nation: []
    case .province: [.province]
    case .service: [.service]
    case .channel: [.channel]
    case .leaf: [.province, .service, .channel]
    }
  }
}
