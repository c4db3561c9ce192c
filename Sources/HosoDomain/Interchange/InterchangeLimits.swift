/// The limits of one line of the interchange format.
public enum InterchangeLimits {
  /// Far above any real line: a reason of 2,000 bytes and 16 aliases make about 4,000 bytes.
  public static let lineBytes = 64 * 1_024
  /// The format itself needs two levels, the line and `set` or `aliases`.
  public static let depth = 8
  /// Codes on one event; a dossier has about four: item, dossier, receipt, portal.
  public static let aliases = 16
  public static let reasonBytes = 2_000
  /// Whole đồng. Far above the fees of any dossier, and far below what a sum could overflow.
  public static let amount: Int64 = 1_000_000_000_000_000
  public static let count: Int64 = 1_000_000_000
  /// What every JSON reader can hold exactly (2^53).
  ///
  /// Source: RFC 8259 section 6, RFC 7493 section 2.2.
  public static let sequence: Int64 = 1 << 53
  /// Names and values of others are quoted in a fault up to this many characters.
  public static let quotedCharacters = 64
}
