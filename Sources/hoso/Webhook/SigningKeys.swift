internal import HosoSigning
import HosoWebhooks

/// Secrets and keys for signing and verifying, from files or from the environment.
///
/// Never from the command line, which other users of the machine can read.
struct SigningKeys {
  /// Where secrets and keys may be without a file: words such as `whsec_…`.
  static let variable = "HOSO_WEBHOOK_SECRET"

  var secrets: [SymmetricSecret] = []
  var signing: [SigningKey] = []
  var verifying: [VerifyingKey] = []

  /// Reads all words of the files and of the environment; each says by its prefix what it is.
  init(files: [String]) throws {
    for path in files {
      for word in try Files.readWords(path) { try add(word, from: path) }
    }
    if let text = Environment.value(SigningKeys.variable) {
      for word in text.split(whereSeparator: \.isWhitespace) {
        try add(String(word), from: SigningKeys.variable)
      }
    }
  }

  /// What can verify: a private key stands for its public half too.
  var verifier: WebhookVerifier {
    WebhookVerifier(secrets: secrets, keys: verifying + signing.map(\.verifyingKey))
  }

  /// What message signatures are made with: the first key, else the first secret.
  var messageSigningKey: MessageSigningKey? {
    signing.first.map(MessageSigningKey.signing) ?? secrets.first.map(MessageSigningKey.secret)
  }

  /// What message signatures may be made with.
  var messageKeys: [MessageKey] {
    secrets.map(MessageKey.secret) + verifier.keys.map(MessageKey.verifying)
  }

  private mutating func add(_ word: String, from place: String) throws {
    do throws(KeyFault) {
      if word.hasPrefix(KeyPrefix.signing.rawValue) {
        signing.append(try SigningKey(serialized: word))
      } else if word.hasPrefix(KeyPrefix.verifying.rawValue) {
        verifying.append(try VerifyingKey(serialized: word))
      } else {
        secrets.append(try SymmetricSecret(serialized: word))
      }
    } catch {
      throw Failure(.badData, "\(place): " + KeyWords.sentence(error))
    }
  }

  /// What to say when nothing was given.
  static var missing: Failure {
    Failure(
      .usage,
      say(
        "Chưa có bí mật. Đặt \(variable), hoặc dùng --secret-file TỆP.",
        "There is no secret. Set \(variable), or use --secret-file FILE."))
  }
}
