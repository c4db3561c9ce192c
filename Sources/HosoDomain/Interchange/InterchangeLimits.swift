/// The limits of one line of the interchange format.
public enum InterchangeLimits {
  /// Far above any real line: a reason of 2,000 bytes and 16 aliases make about 4,000 bytes.
  public static let lineBytes = 64 * 1_024
  /// The format itself needs two levels, the line and `set` or `aliases`.
  public static let depth = 8
  /// Codes on one event; a dossier has about four: item, dossier, receipt, portal.
  public static let aliases = 16
  /// A scanned code with all that a scanner puts around it; the longest code has 64 characters.
  static let scannedBytes = 128
  /// About a page; a reason is a sentence.
  public static let reasonBytes = 2_000
  /// Far above the fees of any dossier, and far below what a sum could overflow; whole đồng.
  public static let amount: Int64 = 1_000_000_000_000_000
  /// Pieces in a bag or on a manifest.
  public static let count: Int64 = 1_000_000_000
  /// What every JSON reader can hold exactly (2^53).
  ///
  /// Source: RFC 8259 section 6, RFC 7493 section 2.2.
  public static let sequence: Int64 = 1 << 53
  /// Names and values of others are quoted in a fault up to this many characters.
  static let quotedCharacters = 64
}
