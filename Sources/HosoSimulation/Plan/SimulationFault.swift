public import HosoDomain

/// Why a history cannot be simulated.
public enum SimulationFault: Error, Hashable, Sendable {
  /// The text is no plain decimal of at most `decimals` places, such as `0.01`.
  case notAScale(text: String, decimals: Int)
  /// The scale lies outside 0.0001 to 1.
  case scaleOutOfRange(text: String)
  /// The calendar does not cover every day that the history needs.
  case calendarTooShort(needs: ClosedRange<LocalDate>, covers: ClosedRange<LocalDate>)
  /// The calendar leaves a quarter without the working days for its volume.
  case calendarUnsuitable(year: Int, quarter: Int)
}
