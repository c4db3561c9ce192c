public import HosoCrypto

/// Why a callback's address or header is not accepted; said before anything is sent.
public enum EgressFault: Error, Hashable, Sendable {
  /// More bytes than the limit.
  case urlTooLong(bytes: Int, limit: Int)
  /// A control character, blank or backslash, or what is not UTF-8; `offset` in bytes.
  case urlCharacter(offset: Int)
  /// It does not begin with `https://` (or `http://`) and a host.
  case scheme
  /// Plain http, which no administrator has allowed for any address.
  case plainHTTP
  /// It names a user or password; credentials belong into a header.
  case credentials
  /// It has a fragment (`#…`), which is never sent.
  case fragment
  /// It names a network interface (`%eth0`).
  case zone
  /// libcurl cannot read it; `code` is a `CURLUcode`.
  case malformed(code: UInt32)
  /// The host cannot be one.
  case host(String, HostFault)
  /// The port is not one that is spoken to.
  case port(UInt16)
  /// The host is an address instead of a name, and no administrator allowed that address.
  case literalAddress(IPAddress)
  /// The host is an address that may not be called.
  case address(IPAddress, AddressRefusal)
  /// A header that cannot be sent.
  case header(name: String, HeaderFault)
  /// A certificate or key that is not PEM, or more than fits.
  case clientCertificate(ClientCertificate.Part)
  /// A certificate or key that is PEM and cannot be used.
  case clientCertificateUnusable(PEM.Flaw)
  /// libcurl did not start or has no memory left; `code` is a `CURLcode`.
  case client(code: UInt32)

  /// Why a text is no host name.
  public enum HostFault: Hashable, Sendable {
    /// More than 253 bytes, or a label of more than 63. RFC 1035 section 2.3.4.
    case tooLong
    /// An empty label: a dot at the start or end, or two in a row.
    case emptyLabel
    /// A character that is no letter, digit or hyphen, or a hyphen at an end. RFC 1123 section 2.1.
    case character
    /// A bare name such as `localhost`, which only means something in one network.
    case noDot
    /// It ends in a number but is no address in the usual spelling.
    case number
    /// Its international spelling has no ASCII form. RFC 5890.
    case international
  }

  /// Why a header cannot be sent.
  public enum HeaderFault: Hashable, Sendable {
    /// The name is no token of RFC 9110 section 5.6.2, or longer than 64 bytes.
    case name
    /// A control character or a byte that is not ASCII, or a blank at an end.
    case value
    /// Longer than 4,096 bytes.
    case valueTooLong
    /// hoso or HTTP itself sets it.
    case reserved
  }

  /// Whether an administrator could allow what is refused here.
  public var canBeAllowed: Bool {
    switch self {
    case .plainHTTP, .port, .literalAddress, .address: true
    case .urlTooLong, .urlCharacter, .scheme, .credentials, .fragment, .zone, .malformed, .host,
      .header, .clientCertificate, .clientCertificateUnusable, .client:
      false
    }
  }
}
