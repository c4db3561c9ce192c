internal import HosoCrypto
internal import HosoWebhooks

/// Base 64 with the alphabet that needs no escaping in a URL, without padding.
///
/// Source: RFC 4648 section 5.
enum Base64URL {
  static func encode(_ bytes: [UInt8]) -> String {
    let characters = Base64.encode(bytes).compactMap { character -> Character? in
      switch character {
      case "+": "-"
      case "/": "_"
      case "=": nil
      default: character
      }
    }
    return String(characters)
  }
}
