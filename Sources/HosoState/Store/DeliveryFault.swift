/// What is wrong with the operational state.
public enum DeliveryFault: Error, Hashable, Sendable {
  /// A row cannot be what was written.
  case corrupt(Row)

  /// Kinds of rows of deliveries.db.
  public enum Row: String, Hashable, Sendable {
    case endpoint
    case consumer
    case progress
    case outstanding
    case attempt
    case notice
    case accessKey
    case callbackSecret
    case directive
    case changeCount = "change_count"
    /// A row of a backup that fits no table.
    case restored
  }
}
