internal import HosoCrypto
internal import HosoSigning
import HosoWebhooks

/// What is wrong with a key or a signature, without a word of the key itself.
enum KeyWords {
  static func sentence(_ fault: KeyFault) -> String {
    switch fault {
    case .empty: say("Khoá trống.", "The key is empty.")
    case .otherKind(let expected, let found):
      say(
        "Đây là khoá \(found.rawValue)…, ở đây cần \(expected.rawValue)….",
        "This is a key \(found.rawValue)…, needed here is \(expected.rawValue)….")
    case .notBase64:
      say(
        "Khoá không phải base64. Chép lại cả khoá, không thêm bớt.",
        "The key is not base64. Copy it again, whole.")
    case .wrongLength(let bytes, let allowed):
      say(
        "Khoá dài \(bytes) byte, cần \(length(allowed)). Chép lại cả khoá.",
        "The key has \(bytes) bytes, needed are \(length(allowed)). Copy it again, whole.")
    case .otherAlgorithm:
      say(
        "Khoá công khai này không phải Ed25519. Tạo khoá Ed25519.",
        "This public key is not for Ed25519. Make an Ed25519 key.")
    case .halvesDiffer:
      say(
        "Nửa công khai không thuộc về khoá này. Dùng khoá khác.",
        "The public half belongs to another key. Use another key.")
    case .crypto(let fault): sentence(fault)
    }
  }

  static func sentence(_ fault: CryptoFault) -> String {
    switch fault {
    case .noRandomness:
      say(
        "libcrypto không cho số ngẫu nhiên, nên không tạo được khoá an toàn.",
        "libcrypto gives no random bytes, so no safe key can be made.")
    case .noHash:
      say("Thiếu SHA-256 trong libcrypto.", "libcrypto offers no SHA-256.")
    case .noEd25519:
      say(
        "libcrypto của máy này không có Ed25519 (chế độ FIPS?).",
        "This machine's libcrypto has no Ed25519 (FIPS mode?).")
    case .noCipher:
      say(
        "libcrypto của máy này không có AES-256-GCM.",
        "This machine's libcrypto has no AES-256-GCM.")
    case .damaged:
      say(
        "Nội dung niêm phong đã hỏng hoặc của khoá khác.",
        "What was sealed is damaged, or belongs to another key.")
    }
  }

  static func sentence(_ fault: WebhookSignatureFault) -> String {
    switch fault {
    case .missing(let header):
      say("Thiếu đầu mục \(header.rawValue).", "The header \(header.rawValue) is missing.")
    case .tooLong(let header, let bytesMax):
      say(
        "Đầu mục \(header.rawValue) dài quá \(bytesMax) byte.",
        "The header \(header.rawValue) is longer than \(bytesMax) bytes.")
    case .idUnreadable:
      say(
        "webhook-id có dấu chấm hoặc ký tự không in được.",
        "webhook-id has a full stop, or a character that cannot be printed.")
    case .timestampUnreadable:
      say(
        "webhook-timestamp không phải số giây nguyên.",
        "webhook-timestamp is no whole number of seconds.")
    case .tooOld(let seconds):
      say(
        "Ký từ \(seconds) giây trước, quá 5 phút. Xem lại đồng hồ, hoặc dùng --at.",
        "It was signed \(seconds) s ago, more than 5 minutes. Check the clock, or use --at.")
    case .tooNew(let seconds):
      say(
        "Ký muộn hơn bây giờ \(seconds) giây, quá 5 phút. Xem lại đồng hồ, hoặc dùng --at.",
        "It was signed \(seconds) s ahead, more than 5 minutes. Check the clock, or use --at.")
    case .tooManySignatures(let max):
      say("Có hơn \(max) chữ ký.", "There are more than \(max) signatures.")
    case .noKnownVersion:
      say(
        "Không có chữ ký nào thuộc loại của khoá đã cho (v1: whsec_, v1a: whpk_).",
        "No signature is of a version the given keys can check (v1: whsec_, v1a: whpk_).")
    case .noMatch:
      say(
        "Chữ ký không đúng: khoá khác, hoặc nội dung không còn nguyên từng byte.",
        "The signature is wrong: another key, or the body is not the same bytes.")
    }
  }

  private static func length(_ allowed: ClosedRange<Int>) -> String {
    allowed.lowerBound == allowed.upperBound
      ? "\(allowed.lowerBound)"
      : say(
        "\(allowed.lowerBound) đến \(allowed.upperBound)",
        "\(allowed.lowerBound) to \(allowed.upperBound)")
  }
}
