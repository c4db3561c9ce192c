internal import HosoSigning
import HosoWebhooks

/// What is wrong with an HTTP message signature.
enum MessageSignatureWords {
  static func sentence(_ fault: MessageSignatureFault) -> String {
    switch fault {
    case .missing(let field):
      say("Thiếu đầu mục \(field).", "The header \(field) is missing.")
    case .unreadable(let field, let fault):
      say("Đầu mục \(field): ", "The header \(field): ") + sentence(fault)
    case .notASignature(let label):
      say("\(label) không phải là chữ ký.", "\(label) is no signature.")
    case .noneMeant(let tag):
      say(
        "Không có chữ ký nào có tag=\"\(tag ?? "")\".",
        "No signature has tag=\"\(tag ?? "")\".")
    case .ambiguous(let count):
      say("Có \(count) chữ ký, cần một.", "There are \(count) signatures, one is expected.")
    case .tooMany(let max):
      say("Có hơn \(max) phần được ký.", "More than \(max) parts are covered.")
    case .component(let name, let fault): name + ": " + sentence(fault)
    case .insufficientCoverage(let missing):
      say("Chữ ký phải bao gồm: ", "The signature has to cover: ")
        + missing.joined(separator: ", ")
    case .parameterMissing(let parameter):
      say("Thiếu tham số \(parameter.rawValue).", "\(parameter.rawValue) is missing.")
    case .parameterUnreadable(let parameter):
      say(
        "Tham số \(parameter.rawValue) sai kiểu, trống hoặc quá dài.",
        "\(parameter.rawValue) has the wrong type, is empty or too long.")
    case .tooOld(let seconds): KeyWords.sentence(WebhookSignatureFault.tooOld(seconds: seconds))
    case .tooNew(let seconds): KeyWords.sentence(WebhookSignatureFault.tooNew(seconds: seconds))
    case .expired(let seconds):
      say("Chữ ký hết hạn từ \(seconds) giây trước.", "The signature ended \(seconds) s ago.")
    case .otherAlgorithm(let name):
      say(
        "Chữ ký ghi thuật toán \(name), không phải thuật toán của khoá.",
        "The signature names the algorithm \(name), which is not the key's.")
    case .noMatch:
      say(
        "Chữ ký không đúng: khoá khác, hoặc phần được ký đã thay đổi.",
        "The signature is wrong: another key, or something covered was changed.")
    case .digest(let fault): sentence(fault)
    }
  }

  static func sentence(_ fault: ContentDigestFault) -> String {
    switch fault {
    case .unreadable:
      say("Không đọc được Content-Digest.", "Content-Digest cannot be read.")
    case .noKnownAlgorithm:
      say(
        "Content-Digest không có sha-256 hoặc sha-512.",
        "Content-Digest has no sha-256 or sha-512.")
    case .mismatch(let algorithm):
      say(
        "Nội dung không khớp \(algorithm.rawValue) trong Content-Digest.",
        "The body does not fit the \(algorithm.rawValue) of Content-Digest.")
    }
  }

  static func sentence(_ fault: MessageSigningFault) -> String {
    switch fault {
    case .message(let fault): sentence(fault)
    case .unwritable:
      say(
        "--keyid, --nonce: chỉ dùng ký tự ASCII in được.",
        "--keyid, --nonce: use visible ASCII only.")
    case .crypto(let fault): KeyWords.sentence(fault)
    }
  }

  private static func sentence(_ fault: MessageSignatureFault.Component) -> String {
    switch fault {
    case .unsupported: say("không ký được phần này.", "this part cannot be covered here.")
    case .repeated: say("được ký hai lần.", "covered twice.")
    case .absent: say("được ký mà không có trong yêu cầu.", "covered and not in the request.")
    case .unreadable: say("có ký tự ngoài ASCII.", "it has letters outside ASCII.")
    }
  }

  private static func sentence(_ fault: StructuredFieldFault) -> String {
    let place = fault.offset + 1
    return switch fault.reason {
    case .unexpected(let byte):
      say("ký tự lạ 0x", "unexpected byte 0x") + String(byte, radix: 16)
        + say(" ở vị trí \(place).", " at \(place).")
    case .unexpectedEnd: say("hết giữa chừng.", "it ends too early.")
    case .numberTooLong: say("số quá dài ở vị trí \(place).", "a number too long at \(place).")
    case .notBase64: say("không phải base64 ở vị trí \(place).", "no base64 at \(place).")
    case .notUTF8: say("không phải UTF-8 ở vị trí \(place).", "no UTF-8 at \(place).")
    case .tooMany(let max): say("quá \(max) phần.", "more than \(max) parts.")
    }
  }
}
